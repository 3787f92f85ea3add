"""Working days with their florists and vans, the van's minutes, slots and lots that are changed by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# Each day that has a workroom becomes a working day with just these minutes, and gets the usual vans.
_DAYS = """
insert into work_day (date, florists, florist_minutes, vans, van_minutes)
select cast(bucket.ref as date),
       case when bucket.capacity % shop.florists = 0 then shop.florists else 1 end,
       case when bucket.capacity % shop.florists = 0 then bucket.capacity / shop.florists
            else bucket.capacity end,
       shop.vans, shop.van_minutes
from capacity_bucket bucket cross join shop
where bucket.kind = 'workroom_minutes'
"""
_VANS = """
insert into capacity_bucket (kind, ref, capacity, usable_from, usable_to, lock_rank)
select 'van_minutes', cast(date as text), vans * van_minutes, date, date, 30
from work_day
"""
# What is promised already takes its minutes, too; on a day that has too few this is a conflict to see.
_STOPS = """
insert into demand_line (delivery_id, bucket_id, quantity, use_on, state)
select place.delivery_id, van.id, zone.travel_minutes + zone.service_minutes, place.use_on, place.state
from demand_line place
join slot_instance slot on slot.bucket_id = place.bucket_id and slot.method = 'van'
join zone on zone.id = slot.zone_id
join capacity_bucket van on van.kind = 'van_minutes' and van.ref = cast(place.use_on as text)
where place.state in ('held', 'confirmed')
"""
_SUMS = """
update capacity_bucket van
set reserved = live.quantity, overbooked = greatest(0, live.quantity - van.capacity)
from (select bucket_id, sum(quantity) as quantity from demand_line
      where state in ('held', 'confirmed') group by bucket_id) live
where van.id = live.bucket_id and van.kind = 'van_minutes'
"""


def upgrade() -> None:
    op.create_table(
        "work_day",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("florists", sa.Integer(), nullable=False),
        sa.Column("florist_minutes", sa.Integer(), nullable=False),
        sa.Column("vans", sa.Integer(), nullable=False),
        sa.Column("van_minutes", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("closed_because", sa.String(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "florists >= 0 and florist_minutes >= 0 and vans >= 0 and van_minutes >= 0",
            name=op.f("ck_work_day_not_negative"),
        ),
        sa.PrimaryKeyConstraint("date", name=op.f("pk_work_day")),
    )
    _add("shop", florists="2", florist_minutes="450", vans="2", van_minutes="480")
    _add("zone", travel_minutes="10", service_minutes="5")
    op.create_check_constraint(
        op.f("ck_zone_minutes"), "zone", "travel_minutes >= 0 and service_minutes >= 0"
    )
    op.add_column(
        "slot_instance", sa.Column("open", sa.Boolean(), server_default=sa.text("true"), nullable=False)
    )
    _add("slot_instance", version="1")
    _add("stem_lot", version="1")
    op.add_column("stem_lot", sa.Column("unit_cost", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f("ck_stem_lot_unit_cost"), "stem_lot", "unit_cost >= 0")
    for statement in (_DAYS, _VANS, _STOPS, _SUMS):
        op.execute(statement)


def downgrade() -> None:
    op.execute(
        "delete from demand_line where bucket_id in (select id from capacity_bucket where kind = 'van_minutes')"
    )
    op.execute("delete from capacity_bucket where kind = 'van_minutes'")
    op.drop_column("stem_lot", "unit_cost")
    op.drop_column("stem_lot", "version")
    op.drop_column("slot_instance", "version")
    op.drop_column("slot_instance", "open")
    op.drop_column("zone", "service_minutes")
    op.drop_column("zone", "travel_minutes")
    for name in ("van_minutes", "vans", "florist_minutes", "florists"):
        op.drop_column("shop", name)
    op.drop_table("work_day")


def _add(table: str, **defaults: str) -> None:
    for name, default in defaults.items():
        column = sa.Column(name, sa.Integer(), server_default=sa.text(default), nullable=False)
        op.add_column(table, column)
