"""Years of a shop that has sold a lot, written by SQL alone: what a read must not notice."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

# Every past day has its slots, vans and workroom, and lots of every stem; every order a hold with four lines.
_STATEMENTS = (
    """
    create temporary table past_day on commit drop as
    select cast(cast(:today as date) - each as date) as date from generate_series(1, :days) each
    """,
    """
    insert into work_day (date, florists, florist_minutes, vans, van_minutes)
    select date, 2, 450, 2, 480 from past_day on conflict do nothing
    """,
    """
    insert into capacity_bucket (kind, ref, capacity, reserved, usable_from, usable_to, cutoff_at, lock_rank)
    select 'slot_stops', template.id || ':' || date, 50, 0, date, date, date + time '08:00', 20
    from past_day cross join slot_template template
    on conflict do nothing
    """,
    """
    insert into capacity_bucket (kind, ref, capacity, reserved, usable_from, usable_to, lock_rank)
    select kind, date || half, 9000, 0, date, date, rank
    from past_day
    cross join (values ('van_minutes', '', 30), ('workroom_minutes', '\\:am', 40),
                       ('workroom_minutes', '\\:pm', 40)) as bucket (kind, half, rank)
    on conflict do nothing
    """,
    """
    insert into slot_instance
        (template_id, zone_id, method, date, starts_at, ends_at, cutoff_at, whole_day, extra_fee, bucket_id)
    select template.id, template.zone_id, template.method, date, date + time '09:00', date + time '18:00',
           date + time '08:00', false, 0, bucket.id
    from past_day
    cross join slot_template template
    join capacity_bucket bucket on bucket.kind = 'slot_stops' and bucket.ref = template.id || ':' || date
    on conflict do nothing
    """,
    """
    with lot as (
        select nextval('stem_lot_id_seq') as id, stem.id as stem_id, stem.vase_days, date
        from past_day cross join stem where extract(dow from date) in (1, 4)),
    bucket as (
        insert into capacity_bucket (kind, ref, capacity, reserved, usable_from, usable_to, lock_rank)
        select 'stem_lot', id, 0, 0, date, date + 5, 50 from lot
        returning id, ref)
    insert into stem_lot (id, stem_id, state, quantity, available_from, vase_life_end, bucket_id)
    select lot.id, stem_id, 'arrived', 100, date, date + 5 + vase_days, bucket.id
    from lot join bucket on bucket.ref = cast(lot.id as text)
    """,
    """
    create temporary table past_order on commit drop as
    select gen_random_uuid() as id, gen_random_uuid() as delivery_id, date, number,
           row_number() over (order by date, number) as place
    from past_day cross join generate_series(1, :a_day) number
    """,
    """
    insert into orders (id, number, status, buyer_name, buyer_email, buyer_phone, currency, items,
                        delivery_fee, tax, total, placed_at, token_hash)
    select id, 'P' || place, 'delivered', 'Ann Lee', 'ann@example.com', '', 'USD', 4500, 900, 0, 5400,
           date, ''
    from past_order
    """,
    """
    insert into delivery (id, order_id, position, method, status, slot_id, zone_id, date, starts_at, ends_at,
                          whole_day, making_day, recipient, card_message, items, fee, tax, total)
    select past.delivery_id, past.id, 0, 'van', 'delivered', slot.id, slot.zone_id, past.date, slot.starts_at,
           slot.ends_at, false, past.date, '{}', '', 4500, 900, 0, 5400
    from past_order past
    join slot_instance slot on slot.date = past.date
        and slot.template_id = (select min(id) from slot_template)
    """,
    """
    insert into order_line (id, delivery_id, position, variant_id, product_slug, product_name, variant_label,
                            image_url, quantity, unit_price, total, tax)
    select gen_random_uuid(), delivery_id, 0, (select min(id) from variant), '', '', '', '', 1, 4500, 4500, 0
    from past_order
    """,
    "insert into hold (delivery_id) select delivery_id from past_order",
    """
    insert into demand_line (delivery_id, bucket_id, quantity, use_on, state)
    select past.delivery_id, slot.bucket_id, 1, past.date, 'consumed'
    from past_order past
    join slot_instance slot on slot.date = past.date
        and slot.template_id = (select min(id) from slot_template)
    cross join generate_series(1, 4)
    """,
)


def a_past(session: Session, *, today: date, days: int, orders_a_day: int) -> None:
    """So many delivered orders on each of so many days, with all that the shop laid out for these."""
    given = {"today": today, "days": days, "a_day": orders_a_day}
    for statement in _STATEMENTS:
        session.execute(text(statement), given)
