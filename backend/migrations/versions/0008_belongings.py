"""What customers keep: recipients, favorites, key dates, preferences; carts and orders of an account; erasing."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _kept()
    op.add_column("cart", sa.Column("account_id", sa.Uuid(), nullable=True))
    op.create_unique_constraint(op.f("uq_cart_account_id"), "cart", ["account_id"])
    op.create_foreign_key(op.f("fk_cart_account_id"), "cart", "account", ["account_id"], ["id"])
    op.add_column("orders", sa.Column("account_id", sa.Uuid(), nullable=True))
    op.add_column("orders", sa.Column("erased_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_foreign_key(op.f("fk_orders_account_id"), "orders", "account", ["account_id"], ["id"])
    op.create_index(op.f("ix_orders_account_id_placed_at"), "orders", ["account_id", "placed_at"])
    op.create_index(
        "ix_orders_unclaimed",
        "orders",
        [sa.text("lower(buyer_email)")],
        postgresql_where=sa.text("account_id is null"),
    )
    op.create_table(
        "erasure",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("finished_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_erasure_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_erasure")),
    )
    op.create_index(
        "ix_erasure_waits", "erasure", ["asked_at"], postgresql_where=sa.text("finished_at is null")
    )


def _kept() -> None:
    op.create_table(
        "saved_recipient",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("recipient", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_saved_recipient_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_recipient")),
    )
    op.create_index(op.f("ix_saved_recipient_account_id"), "saved_recipient", ["account_id"])
    for table, column in (
        ("favorite_product", sa.Column("product_id", sa.Integer(), nullable=False)),
        ("favorite_flower", sa.Column("flower", sa.String(), nullable=False)),
    ):
        op.create_table(
            table,
            sa.Column("account_id", sa.Uuid(), nullable=False),
            column,
            sa.Column("kept_at", sa.TIMESTAMP(timezone=True), nullable=False),
            sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f(f"fk_{table}_account_id")),
            sa.PrimaryKeyConstraint("account_id", column.name, name=op.f(f"pk_{table}")),
        )
    op.create_table(
        "key_date",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("remind", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "occasion in ('birthday', 'anniversary', 'mothers_day', 'valentines_day', 'fathers_day',"
            " 'memorial', 'other')",
            name=op.f("ck_key_date_occasion"),
        ),
        sa.CheckConstraint(
            "(month is null and day is null) = (occasion in ('mothers_day', 'valentines_day', 'fathers_day'))"
            " and (month is null) = (day is null)",
            name=op.f("ck_key_date_has_a_day"),
        ),
        sa.CheckConstraint("month between 1 and 12 and day between 1 and 31", name=op.f("ck_key_date_day")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_key_date_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_date")),
    )
    op.create_index(op.f("ix_key_date_account_id"), "key_date", ["account_id"])
    op.create_index("ix_key_date_remind", "key_date", ["month", "day"], postgresql_where=sa.text("remind"))
    op.create_table(
        "preference",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("newsletter", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("reminders", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column(
            "quiet_occasions", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("unsubscribe_token", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_preference_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_preference")),
        sa.UniqueConstraint("unsubscribe_token", name=op.f("uq_preference_unsubscribe_token")),
    )


def downgrade() -> None:
    op.drop_table("erasure")
    op.drop_index("ix_orders_unclaimed", table_name="orders")
    op.drop_index(op.f("ix_orders_account_id_placed_at"), table_name="orders")
    op.drop_constraint(op.f("fk_orders_account_id"), "orders", type_="foreignkey")
    op.drop_column("orders", "erased_at")
    op.drop_column("orders", "account_id")
    op.drop_constraint(op.f("fk_cart_account_id"), "cart", type_="foreignkey")
    op.drop_constraint(op.f("uq_cart_account_id"), "cart", type_="unique")
    op.drop_column("cart", "account_id")
    for table in ("preference", "key_date", "favorite_flower", "favorite_product", "saved_recipient"):
        op.drop_table(table)
