"""Suppliers with their standing days, lots planned from them, orders at them, and a stem's substitutes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    _suppliers()
    _supplies()
    _substitutes()
    _lots()
    _orders()


def downgrade() -> None:
    op.drop_table("purchase_line")
    op.drop_table("purchase_order")
    op.drop_constraint(op.f("uq_stem_lot_supply_id_planned_for"), "stem_lot")
    op.drop_column("stem_lot", "planned_for")
    op.drop_column("stem_lot", "supply_id")
    op.drop_table("stem_substitute")
    op.drop_table("stem_supply")
    op.drop_column("stem", "version")
    op.drop_column("stem", "supplier_id")
    op.drop_table("supplier")


def _suppliers() -> None:
    op.create_table(
        "supplier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.String(), server_default="", nullable=False)
            for name in ("email", "phone", "note")
        ),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        _number("version", "1"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
        sa.UniqueConstraint("name", name=op.f("uq_supplier_name")),
    )
    op.add_column("stem", sa.Column("supplier_id", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f("fk_stem_supplier_id"), "stem", "supplier", ["supplier_id"], ["id"])
    op.add_column("stem", _number("version", "1"))


def _supplies() -> None:
    op.create_table(
        "stem_supply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("stem_id", sa.Integer(), nullable=False),
        sa.Column("weekdays", postgresql.ARRAY(sa.SmallInteger()), nullable=False),
        _number("quantity"),
        _number("bunch", "1"),
        sa.Column("arrives", sa.Time(), nullable=False),
        _number("order_days_before"),
        _number("first_month", "1"),
        _number("last_month", "12"),
        _number("version", "1"),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_stem_supply_quantity")),
        sa.CheckConstraint("bunch > 0", name=op.f("ck_stem_supply_bunch")),
        sa.CheckConstraint("order_days_before >= 0", name=op.f("ck_stem_supply_order_days_before")),
        sa.CheckConstraint(
            "first_month between 1 and 12 and last_month between 1 and 12",
            name=op.f("ck_stem_supply_months"),
        ),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name=op.f("fk_stem_supply_supplier_id")),
        sa.ForeignKeyConstraint(["stem_id"], ["stem.id"], name=op.f("fk_stem_supply_stem_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stem_supply")),
        sa.UniqueConstraint("supplier_id", "stem_id", name=op.f("uq_stem_supply_supplier_id_stem_id")),
    )
    op.create_index(op.f("ix_stem_supply_stem_id"), "stem_supply", ["stem_id"])


def _substitutes() -> None:
    op.create_table(
        "stem_substitute",
        sa.Column("stem_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        _number("position"),
        sa.CheckConstraint("stem_id <> substitute_id", name=op.f("ck_stem_substitute_another")),
        sa.ForeignKeyConstraint(["stem_id"], ["stem.id"], name=op.f("fk_stem_substitute_stem_id")),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["stem.id"], name=op.f("fk_stem_substitute_substitute_id")
        ),
        sa.PrimaryKeyConstraint("stem_id", "substitute_id", name=op.f("pk_stem_substitute")),
    )


def _lots() -> None:
    op.add_column("stem_lot", sa.Column("supply_id", sa.Integer(), nullable=True))
    op.add_column("stem_lot", sa.Column("planned_for", sa.Date(), nullable=True))
    op.create_foreign_key(op.f("fk_stem_lot_supply_id"), "stem_lot", "stem_supply", ["supply_id"], ["id"])
    op.create_unique_constraint(
        op.f("uq_stem_lot_supply_id_planned_for"), "stem_lot", ["supply_id", "planned_for"]
    )


def _orders() -> None:
    op.create_table(
        "purchase_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("arrives_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        _number("version", "1"),
        sa.CheckConstraint(
            "state in ('open', 'sent', 'arrived', 'cancelled')", name=op.f("ck_purchase_order_state")
        ),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name=op.f("fk_purchase_order_supplier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_order")),
    )
    op.create_index(op.f("ix_purchase_order_arrives_on"), "purchase_order", ["arrives_on"])
    op.create_table(
        "purchase_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("stem_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=True),
        _number("ordered"),
        sa.Column("received", sa.Integer(), nullable=True),
        _number("unit_cost"),
        sa.CheckConstraint("ordered > 0", name=op.f("ck_purchase_line_ordered")),
        sa.CheckConstraint("received >= 0", name=op.f("ck_purchase_line_received")),
        sa.CheckConstraint("unit_cost >= 0", name=op.f("ck_purchase_line_unit_cost")),
        sa.ForeignKeyConstraint(["order_id"], ["purchase_order.id"], name=op.f("fk_purchase_line_order_id")),
        sa.ForeignKeyConstraint(["stem_id"], ["stem.id"], name=op.f("fk_purchase_line_stem_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["stem_lot.id"], name=op.f("fk_purchase_line_lot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_line")),
        sa.UniqueConstraint("lot_id", name=op.f("uq_purchase_line_lot_id")),
    )
    op.create_index(op.f("ix_purchase_line_order_id"), "purchase_line", ["order_id"])


def _number(name: str, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=default and sa.text(default), nullable=False)
