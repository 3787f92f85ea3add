"""What a letter needs to be written again, and what a refund was for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

# Letters and refunds from before: the history row or the reason says what they were.
LETTERS = """
update letter set order_id = order_move.order_id,
    task = case kind when 'order_confirmed' then 'notifications:send_confirmation'
        else 'notifications:send_new_order' end,
    arguments = jsonb_build_object('order_id', order_move.order_id, 'move_id', order_move.id)
from order_move
where kind in ('order_confirmed', 'order_new') and subject_id = order_move.id::text
"""
REFUNDS = """
update refund set cause = case reason when 'the order could not be kept' then 'late'
    when 'more than was due' then 'excess' else 'order' end
"""
CREDIT = "update orders set credit = total where status = 'cancelled'"


def upgrade() -> None:
    op.add_column("letter", sa.Column("task", sa.String(), nullable=True))
    op.add_column("letter", sa.Column("arguments", postgresql.JSONB(), nullable=True))
    op.add_column("letter", sa.Column("resends", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column(
        "refund", sa.Column("cause", sa.String(), server_default=sa.text("'order'"), nullable=False)
    )
    op.alter_column("refund", "cause", server_default=None)
    op.add_column("refund", sa.Column("about", sa.Uuid(), nullable=True))
    op.add_column("refund", sa.Column("quantity", sa.Integer(), nullable=True))
    op.create_check_constraint(
        op.f("ck_refund_cause"),
        "refund",
        "cause in ('order', 'delivery', 'line', 'amount', 'late', 'excess')",
    )
    for statement in (LETTERS, REFUNDS, CREDIT):
        op.execute(statement)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_refund_cause"), "refund")
    for column in ("quantity", "about", "cause"):
        op.drop_column("refund", column)
    for column in ("resends", "arguments", "task"):
        op.drop_column("letter", column)
