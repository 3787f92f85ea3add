"""What paying again, cancelling, the limits of holds and reconciling remember."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("orders", sa.Column("held_since", sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("orders", sa.Column("client_address", sa.String(), nullable=True))
    op.execute("update orders set held_since = placed_at where status = 'pending_payment'")
    op.create_index(
        "ix_orders_live_per_address",
        "orders",
        ["client_address"],
        postgresql_where=sa.text("status = 'pending_payment'"),
    )
    op.create_index("ix_orders_cart_id", "orders", ["cart_id"])
    op.add_column(
        "shop",
        sa.Column("cancel_minutes_before_cutoff", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column(
        "shop",
        sa.Column("live_orders_per_address", sa.Integer(), server_default=sa.text("20"), nullable=False),
    )
    op.create_table(
        "payment_difference",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("found_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("seen_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_payment_difference_payment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_difference")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_payment_difference_kind_subject")),
    )
    op.create_index(op.f("ix_payment_difference_payment_id"), "payment_difference", ["payment_id"])
    op.create_index(
        "ix_webhook_inbox_unhandled",
        "webhook_inbox",
        ["received_at"],
        postgresql_where=sa.text("handled_at is null"),
    )


def downgrade() -> None:
    op.drop_index("ix_webhook_inbox_unhandled", table_name="webhook_inbox")
    op.drop_table("payment_difference")
    op.drop_column("shop", "live_orders_per_address")
    op.drop_column("shop", "cancel_minutes_before_cutoff")
    op.drop_index("ix_orders_cart_id", table_name="orders")
    op.drop_index("ix_orders_live_per_address", table_name="orders")
    op.drop_column("orders", "client_address")
    op.drop_column("orders", "held_since")
