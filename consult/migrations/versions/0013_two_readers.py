"""What is learned from a reader's coding, and two readers of the same answers."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('words_learning',
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('coded', sa.Integer(), nullable=False),
    sa.Column('agreement', sa.Float(), nullable=False),
    sa.Column('path', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('part_id'),
    sqlite_with_rowid=False
    )
    op.create_table('words_proposal',
    sa.Column('answer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('met', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('answer_id'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('words_proposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_words_proposal_part_id'), ['part_id'], unique=False)

    op.create_table('words_proposed_theme',
    sa.Column('answer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('theme_id', sa.Uuid(), nullable=False),
    sa.Column('chance', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('answer_id', 'theme_id'),
    sqlite_with_rowid=False
    )
    op.create_table('words_proposals_off',
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('part_id', 'account_id'),
    sqlite_with_rowid=False
    )
    op.create_table('words_sample',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('part_id', 'number'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('words_sample', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_words_sample_part_id'), ['part_id'], unique=False)

    op.create_table('words_sample_reader',
    sa.Column('sample_id', sa.Uuid(), nullable=False),
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('done', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('sample_id', 'account_id'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('words_sample_reader', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_words_sample_reader_part_id'), ['part_id'], unique=False)

    op.create_table('words_sample_theme',
    sa.Column('sample_id', sa.Uuid(), nullable=False),
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('theme_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('sample_id', 'theme_id'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('words_sample_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_words_sample_theme_part_id'), ['part_id'], unique=False)

    op.create_table('words_sample_answer',
    sa.Column('sample_id', sa.Uuid(), nullable=False),
    sa.Column('answer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('settled', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('sample_id', 'answer_id'),
    sqlite_with_rowid=False
    )
    op.create_table('words_blind_coding',
    sa.Column('sample_id', sa.Uuid(), nullable=False),
    sa.Column('answer_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('theme_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('sample_id', 'answer_id', 'account_id', 'theme_id'),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('words_blind_coding')
    op.drop_table('words_sample_answer')
    with op.batch_alter_table('words_sample_theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_words_sample_theme_part_id'))

    op.drop_table('words_sample_theme')
    with op.batch_alter_table('words_sample_reader', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_words_sample_reader_part_id'))

    op.drop_table('words_sample_reader')
    with op.batch_alter_table('words_sample', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_words_sample_part_id'))

    op.drop_table('words_sample')
    op.drop_table('words_proposals_off')
    op.drop_table('words_proposed_theme')
    with op.batch_alter_table('words_proposal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_words_proposal_part_id'))

    op.drop_table('words_proposal')
    op.drop_table('words_learning')
