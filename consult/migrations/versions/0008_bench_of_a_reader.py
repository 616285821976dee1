"""Bench of a reader: answers in order of likeness, and steps that can be undone."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('words_sorting',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('resolution', sa.Float(), nullable=False),
    sa.Column('seed', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('progress', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(), nullable=False),
    sa.Column('loose', sa.Boolean(), nullable=False),
    sa.Column('trouble', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('part_id', 'question', 'number'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('words_sorting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_words_sorting_part_id'), ['part_id'], unique=False)

    op.create_table('words_sorted_group',
    sa.Column('sorting_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('keywords', sa.String(), nullable=False),
    sa.Column('sureness', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('sorting_id', 'number'),
    sqlite_with_rowid=False
    )
    op.create_table('words_sorted',
    sa.Column('sorting_id', sa.Uuid(), nullable=False),
    sa.Column('answer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('group', sa.Integer(), nullable=True),
    sa.Column('depth', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('sorting_id', 'answer_id'),
    sqlite_with_rowid=False
    )
    op.create_table('words_adopted',
    sa.Column('sorting_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('sorting_id', 'number', 'theme_id'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('words_adopted', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_words_adopted_step_id'), ['step_id'], unique=False)

    op.create_table('words_step',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('part_id', 'account_id', 'number'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('words_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_words_step_part_id'), ['part_id'], unique=False)

    op.create_table('words_step_move',
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.Column('theme_id', sa.Uuid(), nullable=False),
    sa.Column('answer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('added', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('step_id', 'theme_id', 'answer_id'),
    sqlite_with_rowid=False
    )
    op.create_table('words_step_theme',
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.Column('theme_id', sa.Uuid(), nullable=False),
    sa.Column('before', sa.Integer(), nullable=True),
    sa.Column('after', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('step_id', 'theme_id'),
    sqlite_with_rowid=False
    )
    op.create_table('words_step_quote',
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.Column('quote_id', sa.Uuid(), nullable=False),
    sa.Column('out_of', sa.Uuid(), nullable=False),
    sa.Column('into', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('step_id', 'quote_id'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('words_coding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_words_coding_theme_id'), ['theme_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('words_coding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_words_coding_theme_id'))

    op.drop_table('words_step_quote')
    op.drop_table('words_step_theme')
    op.drop_table('words_step_move')
    with op.batch_alter_table('words_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_words_step_part_id'))

    op.drop_table('words_step')
    with op.batch_alter_table('words_adopted', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_words_adopted_step_id'))

    op.drop_table('words_adopted')
    op.drop_table('words_sorted')
    op.drop_table('words_sorted_group')
    with op.batch_alter_table('words_sorting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_words_sorting_part_id'))

    op.drop_table('words_sorting')
