"""First tables: the rooms of the first sale, and the job queue's own schema."""

import sqlalchemy as sa
from alembic import op
from procrastinate import schema
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    # The queue's schema comes whole from its package; a later version of it gets a migration of ours.
    # It goes to the driver as it is: it has percent signs that are no placeholders.
    op.get_bind().connection.driver_connection.execute(schema.SchemaManager.get_schema())
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("change", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_subject_at"), "audit_entry", ["subject", "at"], unique=False)
    op.create_table(
        "capacity_bucket",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("overbooked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("reserved", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("open", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("usable_from", sa.Date(), nullable=False),
        sa.Column("usable_to", sa.Date(), nullable=False),
        sa.Column("cutoff_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("lock_rank", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind in ('promotion_uses', 'stem_lot', 'workroom_minutes', 'van_minutes', 'slot_stops')",
            name=op.f("ck_capacity_bucket_kind"),
        ),
        sa.CheckConstraint(
            "0 <= reserved and reserved <= capacity + overbooked",
            name=op.f("ck_capacity_bucket_never_oversold"),
        ),
        sa.CheckConstraint("capacity >= 0 and overbooked >= 0", name=op.f("ck_capacity_bucket_not_negative")),
        sa.CheckConstraint("usable_from <= usable_to", name=op.f("ck_capacity_bucket_usable")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacity_bucket")),
        sa.UniqueConstraint("kind", "ref", name=op.f("uq_capacity_bucket_kind_ref")),
    )
    op.create_table(
        "cart",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("updated_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cart")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_cart_token_hash")),
    )
    op.create_table(
        "category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("slug", name=op.f("uq_category_slug")),
    )
    op.create_table(
        "color",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_color")),
        sa.UniqueConstraint("slug", name=op.f("uq_color_slug")),
    )
    op.create_table(
        "hold",
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_hold")),
    )
    op.create_index(
        op.f("ix_hold_expires_at"),
        "hold",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("expires_at is not null"),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default="queued", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("claimed_until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("sent_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.CheckConstraint("state in ('queued', 'sent', 'dead')", name=op.f("ck_letter_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_letter_kind_subject_id")),
    )
    op.create_index(
        op.f("ix_letter_state"),
        "letter",
        ["state"],
        unique=False,
        postgresql_where=sa.text("state <> 'sent'"),
    )
    op.create_table(
        "occasion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occasion")),
        sa.UniqueConstraint("slug", name=op.f("uq_occasion_slug")),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("cart_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("buyer_name", sa.String(), nullable=False),
        sa.Column("buyer_email", sa.String(), nullable=False),
        sa.Column("buyer_phone", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("delivery_fee", sa.Integer(), nullable=False),
        sa.Column("tax", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("placed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("replaced_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "items >= 0 and delivery_fee >= 0 and tax >= 0", name=op.f("ck_orders_not_negative")
        ),
        sa.CheckConstraint("total = items + delivery_fee + tax", name=op.f("ck_orders_parts_make_the_whole")),
        sa.ForeignKeyConstraint(["replaced_by"], ["orders.id"], name=op.f("fk_orders_replaced_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
        sa.UniqueConstraint("number", name=op.f("uq_orders_number")),
    )
    op.create_index(op.f("ix_orders_placed_at"), "orders", ["placed_at"], unique=False)
    op.create_index(
        "uq_orders_live_pending_per_cart",
        "orders",
        ["cart_id"],
        unique=True,
        postgresql_where=sa.text("status = 'pending_payment'"),
    )
    op.create_table(
        "shop",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tagline", sa.String(), server_default="", nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("line1", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("tax_sourcing", sa.String(), server_default="destination", nullable=False),
        sa.Column("card_message_limit", sa.Integer(), server_default=sa.text("300"), nullable=False),
        sa.Column(
            "opening_hours",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.Column("rules_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_shop_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop")),
    )
    op.create_table(
        "stem",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("species", sa.String(), nullable=False),
        sa.Column("variety", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("plural", sa.String(), nullable=False),
        sa.Column("latin_name", sa.String(), server_default="", nullable=False),
        sa.Column("colors", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("perishable", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("vase_days", sa.Integer(), nullable=False),
        sa.Column("unit_cost", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("reorder_point", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lead_days", sa.Integer(), server_default=sa.text("2"), nullable=False),
        sa.Column("toxic_to_pets", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint("unit_cost >= 0", name=op.f("ck_stem_unit_cost")),
        sa.CheckConstraint("vase_days >= 0", name=op.f("ck_stem_vase_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stem")),
        sa.UniqueConstraint("slug", name=op.f("uq_stem_slug")),
        sa.UniqueConstraint("species", "variety", name=op.f("uq_stem_species_variety")),
    )
    op.create_table(
        "tax_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("low", sa.String(), nullable=False),
        sa.Column("high", sa.String(), nullable=False),
        sa.Column("rate_ppm", sa.Integer(), nullable=False),
        sa.CheckConstraint("low <= high", name=op.f("ck_tax_rate_postcodes")),
        sa.CheckConstraint("rate_ppm between 0 and 1000000", name=op.f("ck_tax_rate_rate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tax_rate")),
    )
    op.create_index(op.f("ix_tax_rate_country_low"), "tax_rate", ["country", "low"], unique=False)
    op.create_table(
        "webhook_inbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("handled_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_inbox")),
        sa.UniqueConstraint("source", "event_id", name=op.f("uq_webhook_inbox_source_event_id")),
    )
    op.create_table(
        "zone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("free_above", sa.Integer(), nullable=True),
        sa.Column("minimum_order", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone")),
        sa.UniqueConstraint("slug", name=op.f("uq_zone_slug")),
    )
    op.create_table(
        "demand_line",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("bucket_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("use_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state in ('held', 'confirmed', 'consumed', 'released', 'expired')",
            name=op.f("ck_demand_line_state"),
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_demand_line_quantity")),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["hold.delivery_id"], name=op.f("fk_demand_line_delivery_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_line")),
    )
    op.create_index(
        op.f("ix_demand_line_bucket_id"),
        "demand_line",
        ["bucket_id"],
        unique=False,
        postgresql_where=sa.text("state in ('held', 'confirmed')"),
    )
    op.create_index(op.f("ix_demand_line_delivery_id"), "demand_line", ["delivery_id"], unique=False)
    op.create_table(
        "idempotency_key",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_idempotency_key_order_id")),
        sa.PrimaryKeyConstraint("scope", "key", name=op.f("pk_idempotency_key")),
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("captured", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("refunded", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("request", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("session_id", sa.String(), nullable=True),
        sa.Column("redirect_url", sa.String(), nullable=True),
        sa.Column("provider_payment_id", sa.String(), nullable=True),
        sa.Column("claimed_until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('created', 'open', 'capturing', 'unknown', 'failed', 'expired', 'succeeded', 'partly_refunded', 'refunded')",
            name=op.f("ck_payment_state"),
        ),
        sa.CheckConstraint(
            "amount > 0 and 0 <= refunded and refunded <= captured", name=op.f("ck_payment_books")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_payment_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("order_id", "attempt", name=op.f("uq_payment_order_id_attempt")),
    )
    op.create_index(op.f("ix_payment_session_id"), "payment", ["session_id"], unique=False)
    op.create_index(
        "uq_payment_open_per_order",
        "payment",
        ["order_id"],
        unique=True,
        postgresql_where=sa.text("state in ('created', 'open', 'capturing', 'unknown')"),
    )
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("care", sa.String(), nullable=False),
        sa.Column("status", sa.String(), server_default="draft", nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("season_from", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("season_to", sa.Integer(), server_default=sa.text("12"), nullable=False),
        sa.Column("pet_safe", sa.Boolean(), nullable=True),
        sa.Column("pollen_free", sa.Boolean(), nullable=True),
        sa.Column("pet_note", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("kind in ('bouquet', 'plant', 'gift', 'addon')", name=op.f("ck_product_kind")),
        sa.CheckConstraint("status in ('draft', 'active', 'archived')", name=op.f("ck_product_status")),
        sa.CheckConstraint(
            "season_from between 1 and 12 and season_to between 1 and 12", name=op.f("ck_product_season")
        ),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_product_category_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("slug", name=op.f("uq_product_slug")),
    )
    op.create_index(
        op.f("ix_product_category_id_position"), "product", ["category_id", "position"], unique=False
    )
    op.create_index(op.f("ix_product_position_id"), "product", ["position", "id"], unique=False)
    op.create_table(
        "slot_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=True),
        sa.Column("method", sa.String(), server_default="van", nullable=False),
        sa.Column("weekdays", postgresql.ARRAY(sa.SMALLINT()), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("whole_day", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("extra_fee", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("cutoff_days", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("cutoff_time", sa.Time(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.CheckConstraint("method in ('van', 'collection')", name=op.f("ck_slot_template_method")),
        sa.CheckConstraint(
            "capacity >= 0 and extra_fee >= 0 and cutoff_days >= 0",
            name=op.f("ck_slot_template_not_negative"),
        ),
        sa.CheckConstraint("starts < ends", name=op.f("ck_slot_template_hours")),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_slot_template_zone_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_template")),
    )
    op.create_table(
        "stem_lot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stem_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("available_from", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("vase_life_end", sa.Date(), nullable=False),
        sa.Column("bucket_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state in ('planned', 'ordered', 'arrived')", name=op.f("ck_stem_lot_state")),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_stem_lot_quantity")),
        sa.ForeignKeyConstraint(["bucket_id"], ["capacity_bucket.id"], name=op.f("fk_stem_lot_bucket_id")),
        sa.ForeignKeyConstraint(["stem_id"], ["stem.id"], name=op.f("fk_stem_lot_stem_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stem_lot")),
        sa.UniqueConstraint("bucket_id", name=op.f("uq_stem_lot_bucket_id")),
    )
    op.create_index(
        op.f("ix_stem_lot_stem_id_vase_life_end"), "stem_lot", ["stem_id", "vase_life_end"], unique=False
    )
    op.create_table(
        "zone_postcode",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("low", sa.String(), nullable=False),
        sa.Column("high", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'range') = (high is not null)", name=op.f("ck_zone_postcode_range_has_high")
        ),
        sa.CheckConstraint("kind in ('exact', 'prefix', 'range')", name=op.f("ck_zone_postcode_kind")),
        sa.ForeignKeyConstraint(
            ["zone_id"], ["zone.id"], name=op.f("fk_zone_postcode_zone_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone_postcode")),
        sa.UniqueConstraint("zone_id", "kind", "low", name=op.f("uq_zone_postcode_zone_id_kind_low")),
    )
    op.create_index(op.f("ix_zone_postcode_low"), "zone_postcode", ["low"], unique=False)
    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("renditions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_picture_product_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("product_id", "position", name=op.f("uq_picture_product_id_position")),
    )
    op.create_table(
        "product_color",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("color_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["color_id"], ["color.id"], name=op.f("fk_product_color_color_id")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_product_color_product_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("product_id", "color_id", name=op.f("pk_product_color")),
    )
    op.create_index(op.f("ix_product_color_color_id"), "product_color", ["color_id"], unique=False)
    op.create_table(
        "product_occasion",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("occasion_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occasion_id"], ["occasion.id"], name=op.f("fk_product_occasion_occasion_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_product_occasion_product_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("product_id", "occasion_id", name=op.f("pk_product_occasion")),
    )
    op.create_index(
        op.f("ix_product_occasion_occasion_id"), "product_occasion", ["occasion_id"], unique=False
    )
    op.create_table(
        "refund",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("provider_refund_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state in ('requested', 'sent', 'succeeded', 'failed', 'unknown')", name=op.f("ck_refund_state")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_refund_amount")),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_refund_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund")),
    )
    op.create_index(op.f("ix_refund_payment_id"), "refund", ["payment_id"], unique=False)
    op.create_table(
        "slot_instance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=True),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("cutoff_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("whole_day", sa.Boolean(), nullable=False),
        sa.Column("extra_fee", sa.Integer(), nullable=False),
        sa.Column("bucket_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_slot_instance_hours")),
        sa.ForeignKeyConstraint(
            ["bucket_id"], ["capacity_bucket.id"], name=op.f("fk_slot_instance_bucket_id")
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["slot_template.id"], name=op.f("fk_slot_instance_template_id")
        ),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_slot_instance_zone_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_instance")),
        sa.UniqueConstraint("bucket_id", name=op.f("uq_slot_instance_bucket_id")),
        sa.UniqueConstraint("template_id", "date", name=op.f("uq_slot_instance_template_id_date")),
    )
    op.create_index(op.f("ix_slot_instance_zone_id_date"), "slot_instance", ["zone_id", "date"], unique=False)
    op.create_table(
        "variant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("size", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("make_minutes", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.CheckConstraint("make_minutes >= 0", name=op.f("ck_variant_make_minutes")),
        sa.CheckConstraint("price >= 0", name=op.f("ck_variant_price")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_variant_product_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variant")),
        sa.UniqueConstraint("product_id", "size", name=op.f("uq_variant_product_id_size")),
        sa.UniqueConstraint("sku", name=op.f("uq_variant_sku")),
    )
    op.create_table(
        "cart_delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cart_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), server_default="van", nullable=False),
        sa.Column("postcode", sa.String(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("slot_id", sa.Integer(), nullable=True),
        sa.Column("recipient", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("card_message", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint("method in ('van', 'collection')", name=op.f("ck_cart_delivery_method")),
        sa.ForeignKeyConstraint(
            ["cart_id"], ["cart.id"], name=op.f("fk_cart_delivery_cart_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slot_instance.id"], name=op.f("fk_cart_delivery_slot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cart_delivery")),
    )
    op.create_index(op.f("ix_cart_delivery_cart_id"), "cart_delivery", ["cart_id"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=True),
        sa.Column("zone_id", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("whole_day", sa.Boolean(), nullable=False),
        sa.Column("making_day", sa.Date(), nullable=False),
        sa.Column("recipient", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("card_message", sa.String(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=False),
        sa.Column("tax", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("method in ('van', 'collection', 'email')", name=op.f("ck_delivery_method")),
        sa.CheckConstraint("total = items + fee + tax", name=op.f("ck_delivery_parts_make_the_whole")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_delivery_order_id")),
        sa.ForeignKeyConstraint(["slot_id"], ["slot_instance.id"], name=op.f("fk_delivery_slot_id")),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_delivery_zone_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("order_id", "position", name=op.f("uq_delivery_order_id_position")),
    )
    op.create_index(op.f("ix_delivery_date_status"), "delivery", ["date", "status"], unique=False)
    op.create_table(
        "payment_move",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("refund_id", sa.Uuid(), nullable=True),
        sa.Column("from_state", sa.String(), nullable=True),
        sa.Column("to_state", sa.String(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_payment_move_payment_id")),
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name=op.f("fk_payment_move_refund_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_move")),
    )
    op.create_index(op.f("ix_payment_move_payment_id"), "payment_move", ["payment_id"], unique=False)
    op.create_table(
        "recipe_line",
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("stem_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_recipe_line_quantity")),
        sa.ForeignKeyConstraint(["stem_id"], ["stem.id"], name=op.f("fk_recipe_line_stem_id")),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variant.id"], name=op.f("fk_recipe_line_variant_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("variant_id", "stem_id", name=op.f("pk_recipe_line")),
    )
    op.create_index(op.f("ix_recipe_line_stem_id"), "recipe_line", ["stem_id"], unique=False)
    op.create_table(
        "cart_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("quantity between 1 and 99", name=op.f("ck_cart_line_quantity")),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["cart_delivery.id"], name=op.f("fk_cart_line_delivery_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_cart_line_variant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cart_line")),
        sa.UniqueConstraint("delivery_id", "variant_id", name=op.f("uq_cart_line_delivery_id_variant_id")),
    )
    op.create_table(
        "order_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("product_slug", sa.String(), nullable=False),
        sa.Column("product_name", sa.String(), nullable=False),
        sa.Column("variant_label", sa.String(), nullable=False),
        sa.Column("image_url", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("tax", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "quantity > 0 and unit_price >= 0 and tax >= 0", name=op.f("ck_order_line_not_negative")
        ),
        sa.CheckConstraint("total = unit_price * quantity", name=op.f("ck_order_line_total")),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_order_line_delivery_id")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_order_line_variant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_line")),
        sa.UniqueConstraint("delivery_id", "position", name=op.f("uq_order_line_delivery_id_position")),
    )
    op.create_index(op.f("ix_order_line_variant_id"), "order_line", ["variant_id"], unique=False)
    op.create_table(
        "order_move",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=True),
        sa.Column("from_status", sa.String(), nullable=True),
        sa.Column("to_status", sa.String(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_order_move_delivery_id")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_move_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_move")),
    )
    op.create_index(op.f("ix_order_move_order_id"), "order_move", ["order_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_order_move_order_id"), table_name="order_move")
    op.drop_table("order_move")
    op.drop_index(op.f("ix_order_line_variant_id"), table_name="order_line")
    op.drop_table("order_line")
    op.drop_table("cart_line")
    op.drop_index(op.f("ix_recipe_line_stem_id"), table_name="recipe_line")
    op.drop_table("recipe_line")
    op.drop_index(op.f("ix_payment_move_payment_id"), table_name="payment_move")
    op.drop_table("payment_move")
    op.drop_index(op.f("ix_delivery_date_status"), table_name="delivery")
    op.drop_table("delivery")
    op.drop_index(op.f("ix_cart_delivery_cart_id"), table_name="cart_delivery")
    op.drop_table("cart_delivery")
    op.drop_table("variant")
    op.drop_index(op.f("ix_slot_instance_zone_id_date"), table_name="slot_instance")
    op.drop_table("slot_instance")
    op.drop_index(op.f("ix_refund_payment_id"), table_name="refund")
    op.drop_table("refund")
    op.drop_index(op.f("ix_product_occasion_occasion_id"), table_name="product_occasion")
    op.drop_table("product_occasion")
    op.drop_index(op.f("ix_product_color_color_id"), table_name="product_color")
    op.drop_table("product_color")
    op.drop_table("picture")
    op.drop_index(op.f("ix_zone_postcode_low"), table_name="zone_postcode")
    op.drop_table("zone_postcode")
    op.drop_index(op.f("ix_stem_lot_stem_id_vase_life_end"), table_name="stem_lot")
    op.drop_table("stem_lot")
    op.drop_table("slot_template")
    op.drop_index(op.f("ix_product_position_id"), table_name="product")
    op.drop_index(op.f("ix_product_category_id_position"), table_name="product")
    op.drop_table("product")
    op.drop_index(
        "uq_payment_open_per_order",
        table_name="payment",
        postgresql_where=sa.text("state in ('created', 'open', 'capturing', 'unknown')"),
    )
    op.drop_index(op.f("ix_payment_session_id"), table_name="payment")
    op.drop_table("payment")
    op.drop_table("idempotency_key")
    op.drop_index(op.f("ix_demand_line_delivery_id"), table_name="demand_line")
    op.drop_index(
        op.f("ix_demand_line_bucket_id"),
        table_name="demand_line",
        postgresql_where=sa.text("state in ('held', 'confirmed')"),
    )
    op.drop_table("demand_line")
    op.drop_table("zone")
    op.drop_table("webhook_inbox")
    op.drop_index(op.f("ix_tax_rate_country_low"), table_name="tax_rate")
    op.drop_table("tax_rate")
    op.drop_table("stem")
    op.drop_table("shop")
    op.drop_index(
        "uq_orders_live_pending_per_cart",
        table_name="orders",
        postgresql_where=sa.text("status = 'pending_payment'"),
    )
    op.drop_index(op.f("ix_orders_placed_at"), table_name="orders")
    op.drop_table("orders")
    op.drop_table("occasion")
    op.drop_index(op.f("ix_letter_state"), table_name="letter", postgresql_where=sa.text("state <> 'sent'"))
    op.drop_table("letter")
    op.drop_index(
        op.f("ix_hold_expires_at"), table_name="hold", postgresql_where=sa.text("expires_at is not null")
    )
    op.drop_table("hold")
    op.drop_table("color")
    op.drop_table("category")
    op.drop_table("cart")
    op.drop_table("capacity_bucket")
    op.drop_index(op.f("ix_audit_entry_subject_at"), table_name="audit_entry")
    op.drop_table("audit_entry")
