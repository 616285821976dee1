"""Acts at an answer, and what stands on a theme."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('words_answer_act',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('answer_id', sa.LargeBinary(length=16), nullable=True),
    sa.Column('reader_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('is_listed', sa.Boolean(), nullable=False),
    sa.Column('steward_id', sa.Uuid(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('words_answer_act', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_words_answer_act_part_id'), ['part_id'], unique=False)

    op.create_table('words_agreement',
    sa.Column('theme_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('theme_id', 'version', 'account_id'),
    sqlite_with_rowid=False
    )
    op.create_table('words_theme_origin',
    sa.Column('theme_id', sa.Uuid(), nullable=False),
    sa.Column('other_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('theme_id', 'other_id', 'step_id'),
    sqlite_with_rowid=False
    )
    op.create_table('words_theme_tag',
    sa.Column('theme_id', sa.Uuid(), nullable=False),
    sa.Column('family', sa.String(), nullable=False),
    sa.Column('tag', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['theme_id'], ['words_theme.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('theme_id', 'family', 'tag'),
    sqlite_with_rowid=False
    )
    op.create_table('words_tags_allowed',
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('family', sa.String(), nullable=False),
    sa.Column('steward_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('part_id', 'family'),
    sqlite_with_rowid=False
    )
    op.create_table('words_hard_review',
    sa.Column('part_id', sa.Uuid(), nullable=False),
    sa.Column('steward_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('part_id'),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('words_hard_review')
    op.drop_table('words_tags_allowed')
    op.drop_table('words_theme_tag')
    op.drop_table('words_theme_origin')
    op.drop_table('words_agreement')
    with op.batch_alter_table('words_answer_act', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_words_answer_act_part_id'))

    op.drop_table('words_answer_act')
