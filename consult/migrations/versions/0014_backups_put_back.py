"""Backups put back."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('money_restore',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('cents', sa.Integer(), nullable=False),
    sa.Column('accepted_by', sa.Uuid(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('money_set_aside', schema=None) as batch_op:
        batch_op.add_column(sa.Column('restored', sa.Boolean(), nullable=False, server_default='0'))


def downgrade() -> None:
    with op.batch_alter_table('money_set_aside', schema=None) as batch_op:
        batch_op.drop_column('restored')

    op.drop_table('money_restore')
