"""Owners of decisions."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('words_decision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('weighed', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('read_first', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('decided_on', sa.String(), nullable=False, server_default=''))
    op.create_table(
        'words_drafted',
        sa.Column('release_id', sa.Uuid(), nullable=False),
        sa.Column('theme', sa.Integer(), nullable=False),
        sa.Column('verdict', sa.String(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('owner', sa.String(), nullable=False),
        sa.Column('due_on', sa.String(), nullable=False),
        sa.Column('weighed', sa.String(), nullable=False),
        sa.Column('read_first', sa.String(), nullable=False),
        sa.Column('asks', sa.Uuid(), nullable=True),
        sa.Column('waits_for', sa.String(), nullable=False),
        sa.Column('drafted_on', sa.String(), nullable=False),
        sa.Column('account_id', sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint('release_id', 'theme'),
        sqlite_with_rowid=False,
    )
    op.create_table(
        'words_handed',
        sa.Column('release_id', sa.Uuid(), nullable=False),
        sa.Column('theme', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Uuid(), nullable=False),
        sa.Column('organisation', sa.String(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('handed_on', sa.String(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('due_on', sa.String(), nullable=False),
        sa.Column('account_id', sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint('release_id', 'theme', 'version'),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f('ix_words_handed_organisation_id'), 'words_handed', ['organisation_id'], unique=False)
    op.create_table(
        'words_exported',
        sa.Column('id', sa.LargeBinary(length=16), nullable=False),
        sa.Column('release_id', sa.Uuid(), nullable=False),
        sa.Column('themes', sa.String(), nullable=False),
        sa.Column('form', sa.String(), nullable=False),
        sa.Column('purpose', sa.String(), nullable=False),
        sa.Column('exported_on', sa.String(), nullable=False),
        sa.Column('account_id', sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f('ix_words_exported_release_id'), 'words_exported', ['release_id'], unique=False)
    op.create_table(
        'words_access',
        sa.Column('id', sa.LargeBinary(length=16), nullable=False),
        sa.Column('release_id', sa.Uuid(), nullable=False),
        sa.Column('round_id', sa.Uuid(), nullable=False),
        sa.Column('part_id', sa.Uuid(), nullable=False),
        sa.Column('advisory_id', sa.Uuid(), nullable=False),
        sa.Column('body', sa.String(), nullable=False),
        sa.Column('meets_on', sa.String(), nullable=False),
        sa.Column('purpose', sa.String(), nullable=False),
        sa.Column('benefit', sa.String(), nullable=False),
        sa.Column('people', sa.String(), nullable=False),
        sa.Column('ends_on', sa.String(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('because', sa.String(), nullable=False),
        sa.Column('asked_by', sa.Uuid(), nullable=False),
        sa.Column('steward_id', sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint('id'),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f('ix_words_access_advisory_id'), 'words_access', ['advisory_id'], unique=False)
    op.create_index(op.f('ix_words_access_release_id'), 'words_access', ['release_id'], unique=False)
    op.create_table(
        'rounds_owed_agreement',
        sa.Column('part_id', sa.Uuid(), nullable=False),
        sa.Column('decider', sa.String(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('steward_id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['part_id'], ['rounds_part.id']),
        sa.PrimaryKeyConstraint('part_id', 'decider'),
    )


def downgrade() -> None:
    op.drop_table('rounds_owed_agreement')
    op.drop_index(op.f('ix_words_access_release_id'), table_name='words_access')
    op.drop_index(op.f('ix_words_access_advisory_id'), table_name='words_access')
    op.drop_table('words_access')
    op.drop_index(op.f('ix_words_exported_release_id'), table_name='words_exported')
    op.drop_table('words_exported')
    op.drop_index(op.f('ix_words_handed_organisation_id'), table_name='words_handed')
    op.drop_table('words_handed')
    op.drop_table('words_drafted')
    with op.batch_alter_table('words_decision', schema=None) as batch_op:
        batch_op.drop_column('decided_on')
        batch_op.drop_column('read_first')
        batch_op.drop_column('weighed')
