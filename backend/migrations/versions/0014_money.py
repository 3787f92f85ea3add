"""Promotions and tips, what each order keeps of them, tax by class of goods and inside of prices."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"

_ORDER_SUM = "total = items - discount + delivery_fee + (case when tax_included then 0 else tax end) + tip"
_ORDER_PARTS = "items >= 0 and delivery_fee >= 0 and tax >= 0 and discount >= 0 and tip >= 0"
_DELIVERY_SUM = "total - (items - discount + fee - fee_discount) in (0, tax)"
_DELIVERY_PARTS = "discount between 0 and items and fee_discount between 0 and fee"
_LINE_PARTS = "quantity > 0 and unit_price >= 0 and tax >= 0 and discount between 0 and total"
_GIVES = (
    "(kind = 'percent') = (percent is not null) and (kind = 'amount') = (amount is not null)"
    " and (kind = 'buy_x') = (buy is not null) and (kind = 'buy_x') = (get is not null)"
)


def upgrade() -> None:
    _settings()
    _promotions()
    _carts()
    _orders()


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def _flag(name: str, *, on: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.text(str(on).lower()), nullable=False)


def _settings() -> None:
    op.add_column("shop", _flag("prices_include_tax"))
    op.add_column("shop", sa.Column("delivery_tax", sa.String(), server_default="standard", nullable=False))
    op.add_column("shop", _flag("tips", on=True))
    op.create_check_constraint(
        op.f("ck_shop_delivery_tax"), "shop", "delivery_tax in ('standard', 'goods', 'none')"
    )
    op.add_column("product", sa.Column("tax_class", sa.String(), server_default="standard", nullable=False))
    op.create_check_constraint(
        op.f("ck_product_tax_class"), "product", "tax_class in ('standard', 'reduced', 'food', 'exempt')"
    )
    op.add_column("tax_rate", sa.Column("tax_class", sa.String(), nullable=True))
    op.create_check_constraint(
        op.f("ck_tax_rate_tax_class"), "tax_rate", "tax_class in ('standard', 'reduced', 'food')"
    )
    op.add_column("account", sa.Column("first_order_at", sa.DateTime(timezone=True), nullable=True))


def _promotions() -> None:
    op.create_table(
        "promotion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("buy", sa.Integer(), nullable=True),
        sa.Column("get", sa.Integer(), nullable=True),
        sa.Column("minimum", sa.Integer(), nullable=True),
        _numbers("product_ids"),
        _numbers("category_ids"),
        _flag("first_order"),
        sa.Column("per_customer", sa.Integer(), nullable=True),
        sa.Column("total_limit", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        _flag("combines"),
        _flag("active", on=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "kind in ('percent', 'amount', 'free_delivery', 'buy_x')", name=op.f("ck_promotion_kind")
        ),
        sa.CheckConstraint(_GIVES, name=op.f("ck_promotion_gives")),
        sa.CheckConstraint(
            "percent between 1 and 100 and amount > 0 and buy > 0 and get > 0",
            name=op.f("ck_promotion_worth"),
        ),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_promotion_days")),
        sa.CheckConstraint(
            "minimum >= 0 and per_customer > 0 and total_limit > 0", name=op.f("ck_promotion_limits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion")),
        sa.UniqueConstraint("code", name=op.f("uq_promotion_code")),
    )


def _numbers(name: str) -> sa.Column[list[int]]:
    kind = postgresql.ARRAY(sa.Integer())
    return sa.Column(name, kind, server_default=sa.text("'{}'"), nullable=False)


def _carts() -> None:
    op.add_column("cart", sa.Column("promotion_code", sa.String(), nullable=True))
    op.add_column("cart", _number("tip"))
    op.add_column("cart", sa.Column("buyer_email", sa.String(), nullable=True))
    op.create_check_constraint(op.f("ck_cart_tip"), "cart", "tip >= 0")


def _orders() -> None:
    op.add_column("orders", _number("discount"))
    op.add_column("orders", _number("tip"))
    op.add_column("orders", _flag("tax_included"))
    for table, columns in (("delivery", ("discount", "fee_discount")), ("order_line", ("discount",))):
        for column in columns:
            op.add_column(table, _number(column))
    op.create_check_constraint(op.f("ck_delivery_discounts"), "delivery", _DELIVERY_PARTS)
    for table, name, rule in (
        ("orders", "parts_make_the_whole", _ORDER_SUM),
        ("orders", "not_negative", _ORDER_PARTS),
        ("delivery", "parts_make_the_whole", _DELIVERY_SUM),
        ("order_line", "not_negative", _LINE_PARTS),
    ):
        _restate(table, name, rule)
    op.create_index("ix_orders_buyer_email", "orders", [sa.text("lower(buyer_email)")])
    op.create_table(
        "order_promotion",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_order_promotion_amount")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_promotion_order_id")),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotion.id"], name=op.f("fk_order_promotion_promotion_id")
        ),
        sa.PrimaryKeyConstraint("order_id", "promotion_id", name=op.f("pk_order_promotion")),
    )
    op.create_index(op.f("ix_order_promotion_promotion_id"), "order_promotion", ["promotion_id"])


def _restate(table: str, name: str, rule: str) -> None:
    op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
    op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, rule)


def downgrade() -> None:
    """Orders that were discounted, tipped or taxed inside their prices cannot be told without these."""
    op.drop_table("order_promotion")
    op.drop_index("ix_orders_buyer_email", "orders")
    for table, name, rule in (
        ("orders", "parts_make_the_whole", "total = items + delivery_fee + tax"),
        ("orders", "not_negative", "items >= 0 and delivery_fee >= 0 and tax >= 0"),
        ("delivery", "parts_make_the_whole", "total = items + fee + tax"),
        ("order_line", "not_negative", "quantity > 0 and unit_price >= 0 and tax >= 0"),
    ):
        _restate(table, name, rule)
    for table, column in (
        ("orders", "tax_included"),
        ("orders", "tip"),
        ("orders", "discount"),
        ("order_line", "discount"),
        ("delivery", "fee_discount"),
        ("delivery", "discount"),
        ("cart", "buyer_email"),
        ("cart", "tip"),
        ("cart", "promotion_code"),
        ("account", "first_order_at"),
        ("tax_rate", "tax_class"),
        ("product", "tax_class"),
        ("shop", "tips"),
        ("shop", "delivery_tax"),
        ("shop", "prices_include_tax"),
    ):
        op.drop_column(table, column)
    op.drop_table("promotion")
