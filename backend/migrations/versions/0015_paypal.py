"""Payments count what the buyer chose on her page and could not be captured."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("payment", sa.Column("declined", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_check_constraint(op.f("ck_payment_declined"), "payment", "declined >= 0")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_payment_declined"), "payment")
    op.drop_column("payment", "declined")
