"""Communities are asked: an engagement note, and Mi'kmaw Ethics Watch."""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('rounds_part', schema=None) as batch_op:
        batch_op.add_column(sa.Column('engagement', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('ethics_watch', sa.String(), nullable=False, server_default=''))

    with op.batch_alter_table('rounds_advisory', schema=None) as batch_op:
        batch_op.add_column(sa.Column('asks_ethics_watch', sa.Boolean(), nullable=False, server_default='0'))


def downgrade() -> None:
    with op.batch_alter_table('rounds_advisory', schema=None) as batch_op:
        batch_op.drop_column('asks_ethics_watch')

    with op.batch_alter_table('rounds_part', schema=None) as batch_op:
        batch_op.drop_column('ethics_watch')
        batch_op.drop_column('engagement')
