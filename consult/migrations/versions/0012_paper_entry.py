"""Paper that is typed in."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "box_pile",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("box_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("box_pile", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_box_pile_box_id"), ["box_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("box_pile", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_box_pile_box_id"))

    op.drop_table("box_pile")
