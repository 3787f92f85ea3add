"""Orders that staff take at the phone and the counter: their carts, their payments, balances with a deadline."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0014"

_CAUSES = "cause in ('order', 'delivery', 'line', 'amount', 'late', 'excess'{more})"
_FOLDED = "to_tsvector('simple', regexp_replace(normalize(lower({name}), NFD), '[\u0300-\u036f]', '', 'g'))"
_DIGITS = "reverse(regexp_replace({phone}, '[^0-9]', '', 'g')) text_pattern_ops"


def upgrade() -> None:
    op.add_column("orders", sa.Column("channel", sa.String(), server_default="web", nullable=False))
    op.add_column("orders", sa.Column("taken_by", sa.String(), nullable=True))
    op.add_column("orders", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(op.f("ck_orders_channel"), "orders", "channel in ('web', 'phone', 'counter')")
    op.create_check_constraint(op.f("ck_orders_taken_by"), "orders", "(channel = 'web') = (taken_by is null)")
    op.create_index(
        op.f("ix_orders_due_at"), "orders", ["due_at"], postgresql_where=sa.text("due_at is not null")
    )
    op.add_column("cart", sa.Column("desk_by", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_cart_desk_by"), "cart", "account", ["desk_by"], ["id"])
    op.create_check_constraint(op.f("ck_cart_one_holder"), "cart", "account_id is null or desk_by is null")
    op.create_index(
        op.f("ix_cart_desk_by"), "cart", ["desk_by"], postgresql_where=sa.text("desk_by is not null")
    )
    op.add_column("payment", sa.Column("method", sa.String(), nullable=True))
    op.create_check_constraint(
        op.f("ck_payment_method"), "payment", "(provider = 'desk') = (method is not null)"
    )
    _allow_causes(", 'edit'")
    _lookups()


def _allow_causes(more: str) -> None:
    op.drop_constraint(op.f("ck_refund_cause"), "refund")
    op.create_check_constraint(op.f("ck_refund_cause"), "refund", _CAUSES.format(more=more))


def _lookups() -> None:
    """Any word's beginning of a name, the end of a phone's digits, the beginning of an e-mail address."""
    for table, index, name, phone in (
        ("orders", "ix_orders_buyer", "buyer_name", "buyer_phone"),
        ("account", "ix_account", "name", "phone"),
    ):
        words = sa.text(_FOLDED.format(name=name))
        op.create_index(f"{index}_words", table, [words], postgresql_using="gin")
        op.create_index(f"{index}_phone", table, [sa.text(_DIGITS.format(phone=phone))])
    op.create_index(
        "ix_orders_buyer_email_begins", "orders", [sa.text("lower(buyer_email) text_pattern_ops")]
    )
    op.create_index("ix_account_email_begins", "account", [sa.text("email text_pattern_ops")])


def downgrade() -> None:
    for index in ("words", "phone", "email_begins"):
        op.drop_index(f"ix_account_{index}", "account")
    for index in ("words", "phone", "email_begins"):
        op.drop_index(f"ix_orders_buyer_{index}", "orders")
    op.execute("update refund set cause = 'amount' where cause = 'edit'")
    _allow_causes("")
    op.drop_constraint(op.f("ck_payment_method"), "payment")
    op.drop_column("payment", "method")
    op.execute("delete from cart where desk_by is not null")
    op.drop_column("cart", "desk_by")
    for column in ("due_at", "taken_by", "channel"):
        op.drop_column("orders", column)
