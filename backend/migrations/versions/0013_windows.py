"""The workroom's day becomes two half days, a bucket each: what ends before the van leaves can be used."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

# What is booked of a day stays with its morning; the afternoon gets what is left of the day, half at most.
_SPLIT = """
    insert into capacity_bucket
        (kind, ref, capacity, reserved, overbooked, open, usable_from, usable_to, cutoff_at, lock_rank)
    select kind, ref || '\\:pm', least(capacity / 2, greatest(capacity - reserved, 0)), 0, 0, open,
           usable_from, usable_to, (usable_from + shop.workroom_closes) at time zone shop.time_zone, lock_rank
    from capacity_bucket, shop
    where kind = 'workroom_minutes'
    order by usable_from
"""
_MORNING = """
    update capacity_bucket day
    set ref = day.ref || '\\:am', capacity = day.capacity - afternoon.capacity,
        cutoff_at = (day.usable_from + shop.workroom_noon) at time zone shop.time_zone
    from capacity_bucket afternoon, shop
    where day.kind = 'workroom_minutes' and afternoon.kind = day.kind and afternoon.ref = day.ref || '\\:pm'
"""


def upgrade() -> None:
    for name, hour in (("opens", "06:00"), ("noon", "11:00"), ("closes", "16:00")):
        default = sa.text(f"'{hour}'")
        op.add_column(
            "shop", sa.Column(f"workroom_{name}", sa.Time(), server_default=default, nullable=False)
        )
    op.create_check_constraint(
        op.f("ck_shop_workroom_hours"),
        "shop",
        "workroom_opens < workroom_noon and workroom_noon < workroom_closes",
    )
    op.create_index(op.f("ix_stem_lot_vase_life_end"), "stem_lot", ["vase_life_end"])
    op.execute(_SPLIT)
    op.execute(_MORNING)


_LINES = """
    update demand_line line set bucket_id = morning.id
    from capacity_bucket morning, capacity_bucket afternoon
    where morning.kind = 'workroom_minutes' and afternoon.kind = morning.kind
        and morning.ref like '%\\:am' and afternoon.ref = replace(morning.ref, '\\:am', '\\:pm')
        and line.bucket_id = afternoon.id
"""
_DAY = """
    update capacity_bucket day
    set ref = replace(day.ref, '\\:am', ''), capacity = day.capacity + afternoon.capacity,
        reserved = day.reserved + afternoon.reserved, cutoff_at = null,
        overbooked = greatest(0, day.reserved + afternoon.reserved - day.capacity - afternoon.capacity)
    from capacity_bucket afternoon
    where day.kind = 'workroom_minutes' and afternoon.kind = day.kind
        and day.ref like '%\\:am' and afternoon.ref = replace(day.ref, '\\:am', '\\:pm')
"""


def downgrade() -> None:
    op.drop_index(op.f("ix_stem_lot_vase_life_end"), "stem_lot")
    op.execute(_LINES)
    op.execute(_DAY)
    op.execute("delete from capacity_bucket where kind = 'workroom_minutes' and ref like '%\\:pm'")
    op.drop_constraint(op.f("ck_shop_workroom_hours"), "shop")
    for name in ("opens", "noon", "closes"):
        op.drop_column("shop", f"workroom_{name}")
