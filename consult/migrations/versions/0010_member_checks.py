"""Member checks, and what was withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('words_member_check',
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('draft', sa.String(), nullable=False),
    sa.Column('reader_id', sa.Uuid(), nullable=True),
    sa.Column('agreed_by', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('reason_by', sa.Uuid(), nullable=True),
    sa.Column('engagement', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('part_id'),
    sqlite_with_rowid=False
    )
    op.create_table('words_held_theme',
    sa.Column('theme_id', sa.Uuid(), nullable=False),
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('because', sa.String(), nullable=False),
    sa.Column('steward_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('theme_id'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('words_held_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_words_held_theme_part_id'), ['part_id'], unique=False)

    op.create_table('words_carried',
    sa.Column('release_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('release_id', 'number'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('words_carried', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_words_carried_theme_id'), ['theme_id'], unique=False)

    op.create_table('words_told',
    sa.Column('release_id', sa.Uuid(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('limits', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('release_id', 'question'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('rounds_round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('checks_part', sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f('ix_rounds_round_checks_part'), ['checks_part'], unique=False)

    with op.batch_alter_table('rounds_part', schema=None) as batch_op:
        batch_op.add_column(sa.Column('erased_on', sa.Date(), nullable=True))

    with op.batch_alter_table('people_act', schema=None) as batch_op:
        batch_op.alter_column('account_id', existing_type=sa.Uuid(), nullable=True)


def downgrade() -> None:
    # What the program itself did has no account, and there was no place for it before.
    op.execute('DELETE FROM people_act WHERE account_id IS NULL')
    with op.batch_alter_table('people_act', schema=None) as batch_op:
        batch_op.alter_column('account_id', existing_type=sa.Uuid(), nullable=False)

    with op.batch_alter_table('rounds_part', schema=None) as batch_op:
        batch_op.drop_column('erased_on')

    with op.batch_alter_table('rounds_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rounds_round_checks_part'))
        batch_op.drop_column('checks_part')

    op.drop_table('words_told')
    op.drop_table('words_carried')
    op.drop_table('words_held_theme')
    op.drop_table('words_member_check')
