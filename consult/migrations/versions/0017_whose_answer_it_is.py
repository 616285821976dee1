"""Whose answer it is, and whose draft: the organisation that wrote it."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('words_decision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('organisation_id', sa.Uuid(), nullable=True))

    with op.batch_alter_table('words_drafted', schema=None) as batch_op:
        batch_op.add_column(sa.Column('organisation_id', sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('words_drafted', schema=None) as batch_op:
        batch_op.drop_column('organisation_id')

    with op.batch_alter_table('words_decision', schema=None) as batch_op:
        batch_op.drop_column('organisation_id')
