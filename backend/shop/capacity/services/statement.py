"""The SQL of `change`, in the order it is sent. Each clause is explained in docs/algorithms/capacity.md."""

from sqlalchemy import text

# Locks or inserts each hold, in the order of their ids, and raises its version.
HOLDS = text("""
insert into hold as known (delivery_id, version, expires_at)
select delivery_id, 1, expires_at
from unnest(cast(:delivery_ids as uuid[]), cast(:expiries as timestamptz[])) as asked(delivery_id, expires_at)
order by delivery_id
on conflict (delivery_id) do update set version = known.version + 1, expires_at = excluded.expires_at
returning delivery_id, version
""")

LIVE_LINES = text("""
select id, delivery_id, bucket_id, quantity, use_on, state
from demand_line
where delivery_id = any(cast(:delivery_ids as uuid[])) and state in ('held', 'confirmed')
""")

# Locks the buckets in order, judges each from its locked row, and writes everything or nothing.
# Answers one row per bucket that exists; `cause` says why it stood in the way.
BUCKETS = text("""
with asked as (
    select *
    from unnest(
        cast(:bucket_ids as bigint[]), cast(:taken as bigint[]), cast(:consumed as bigint[]),
        cast(:first_days as date[]), cast(:last_days as date[])
    ) as asked(bucket_id, taken, consumed, first_day, last_day)
), locked as materialized (
    select *
    from capacity_bucket
    where id = any(cast(:bucket_ids as bigint[]))
    order by lock_rank, id
    for no key update
), judged as materialized (
    select id, lock_rank, kind, ref, taken, greatest(capacity - reserved, 0) as free, overbooked,
        reserved + taken - consumed as reserved_after, greatest(capacity - consumed, 0) as capacity_after,
        case
            when taken > 0 and not open then 'closed'
            when taken > 0 and cutoff_at <= clock_timestamp() then 'cutoff'
            when first_day < usable_from or last_day > usable_to then 'out_of_range'
            when taken > 0 and reserved + taken > capacity then 'full'
        end as cause
    from locked join asked on asked.bucket_id = locked.id
), verdict as materialized (
    select count(cause) = 0 as granted
    from judged
), moved as (
    update capacity_bucket as bucket
    set reserved = reserved_after,
        capacity = capacity_after,
        overbooked = least(judged.overbooked, greatest(reserved_after - capacity_after, 0))
    from judged, verdict
    where bucket.id = judged.id and granted
), altered as (
    update demand_line as line
    set quantity = asked.quantity, state = asked.state
    from verdict, unnest(
        cast(:altered_ids as bigint[]), cast(:altered_quantities as bigint[]), cast(:altered_states as text[])
    ) as asked(id, quantity, state)
    where line.id = asked.id and granted
), added as (
    insert into demand_line (delivery_id, bucket_id, quantity, use_on, state)
    select asked.*
    from verdict, unnest(
        cast(:added_deliveries as uuid[]), cast(:added_buckets as bigint[]),
        cast(:added_quantities as bigint[]), cast(:added_days as date[]), cast(:added_states as text[])
    ) as asked(delivery_id, bucket_id, quantity, use_on, state)
    where granted
)
select id, kind, ref, taken, free, cause from judged order by lock_rank, id
""")
