"""Cut-offs of three kinds, lead times, own slots of a day, rules of destinations, florists' days."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"

# What a person gave one slot stays hers when its template changes.
_GIVEN = """
update slot_instance set places = bucket.capacity
from capacity_bucket bucket, slot_template template
where bucket.id = slot_instance.bucket_id and template.id = slot_instance.template_id
    and bucket.capacity <> template.capacity
"""
_CUTOFF = (
    "case cutoff_kind when 'minutes_before' then cutoff_minutes >= 0 and cutoff_time is null"
    " else cutoff_time is not null and cutoff_minutes is null end"
)


def upgrade() -> None:
    op.add_column("product", _number("lead_minutes", "0"))
    op.create_check_constraint(op.f("ck_product_lead_minutes"), "product", "lead_minutes >= 0")
    op.add_column("zone", _number("version", "1"))
    _cutoffs()
    op.add_column("slot_instance", _switch("offered", "true"))
    op.add_column("slot_instance", sa.Column("places", sa.Integer(), nullable=True))
    op.execute(_GIVEN)
    op.add_column("day_override", sa.Column("capacity_percent", sa.Integer(), nullable=True))
    op.add_column("day_override", sa.Column("last_order_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("day_override", _switch("own_slots", "false"))
    op.create_check_constraint(
        op.f("ck_day_override_percent"), "day_override", "capacity_percent between 0 and 1000"
    )
    _tables()


def _cutoffs() -> None:
    op.add_column(
        "slot_template",
        sa.Column("cutoff_kind", sa.String(), server_default="days_before", nullable=False),
    )
    op.add_column("slot_template", sa.Column("cutoff_minutes", sa.Integer(), nullable=True))
    op.add_column("slot_template", sa.Column("only_on", sa.Date(), nullable=True))
    op.add_column("slot_template", _number("version", "1"))
    op.alter_column("slot_template", "cutoff_time", nullable=True)
    op.create_check_constraint(
        op.f("ck_slot_template_cutoff_kind"),
        "slot_template",
        "cutoff_kind in ('days_before', 'working_days_before', 'minutes_before')",
    )
    op.create_check_constraint(op.f("ck_slot_template_cutoff"), "slot_template", _CUTOFF)
    op.create_check_constraint(
        op.f("ck_slot_template_days"), "slot_template", "(only_on is null) = (cardinality(weekdays) > 0)"
    )


def _tables() -> None:
    op.create_table(
        "destination_rule",
        sa.Column("kind_of_place", sa.String(), nullable=False),
        sa.Column("species", postgresql.ARRAY(sa.String()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("latest_end", sa.Time(), nullable=True),
        sa.Column("minutes_before_service", sa.Integer(), nullable=True),
        _number("version", "1"),
        sa.CheckConstraint("minutes_before_service >= 0", name=op.f("ck_destination_rule_minutes")),
        sa.PrimaryKeyConstraint("kind_of_place", name=op.f("pk_destination_rule")),
    )
    op.create_table(
        "florist_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_florist_day")),
        sa.UniqueConstraint("name", name=op.f("uq_florist_day_name")),
    )


def _number(name: str, default: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text(default), nullable=False)


def _switch(name: str, default: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.text(default), nullable=False)


def downgrade() -> None:
    op.drop_table("florist_day")
    op.drop_table("destination_rule")
    op.drop_column("day_override", "own_slots")
    op.drop_column("day_override", "last_order_at")
    op.drop_column("day_override", "capacity_percent")
    op.drop_column("slot_instance", "places")
    op.drop_column("slot_instance", "offered")
    op.execute(
        "delete from slot_instance using slot_template t where t.id = template_id and t.only_on is not null"
    )
    op.execute("delete from slot_template where only_on is not null")
    op.execute(
        "update slot_template set cutoff_time = starts, cutoff_kind = 'days_before', cutoff_minutes = null"
        " where cutoff_time is null"
    )
    op.alter_column("slot_template", "cutoff_time", nullable=False)
    for column in ("version", "only_on", "cutoff_minutes", "cutoff_kind"):
        op.drop_column("slot_template", column)
    op.drop_column("zone", "version")
    op.drop_column("product", "lead_minutes")
