"""Blackouts, overrides of single days, and the holidays on which the shop is closed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    names = postgresql.ARRAY(sa.String())
    op.add_column("shop", sa.Column("closed_holidays", names, server_default=sa.text("'{}'"), nullable=False))
    op.create_table(
        "blackout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(), server_default="", nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_blackout_days")),
        sa.CheckConstraint(
            "num_nonnulls(zone_id, category_id, product_id) <= 1", name=op.f("ck_blackout_one_scope")
        ),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_blackout_category_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_blackout_product_id")),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_blackout_zone_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blackout")),
    )
    op.create_table(
        "day_override",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("product_ids", postgresql.ARRAY(sa.INTEGER()), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("cardinality(product_ids) > 0", name=op.f("ck_day_override_some_products")),
        sa.PrimaryKeyConstraint("date", name=op.f("pk_day_override")),
    )


def downgrade() -> None:
    op.drop_table("day_override")
    op.drop_table("blackout")
    op.drop_column("shop", "closed_holidays")
