"""The SQL of `change`, in the order it is sent. Each clause is explained in docs/algorithms/capacity.md.

Every parameter is an array in PostgreSQL's own writing (`array`).
"""

from collections.abc import Iterable

SAVEPOINT = (
    "savepoint capacity_change"  # never released: the commit that follows does it without a round trip
)
ROLLBACK = "rollback to savepoint capacity_change"

# Locks or inserts each hold, in the order of their ids, and raises its version.
HOLDS = """
insert into hold as known (delivery_id, version, expires_at)
select delivery_id, 1, expires_at
from unnest(%(delivery_ids)s::uuid[], %(expiries)s::timestamptz[]) as asked(delivery_id, expires_at)
order by delivery_id
on conflict (delivery_id) do update set version = known.version + 1, expires_at = excluded.expires_at
returning delivery_id, version
"""

LIVE_LINES = """
select id, delivery_id, bucket_id, quantity, use_on, state
from demand_line
where delivery_id = any(%(delivery_ids)s::uuid[]) and state in ('held', 'confirmed')
"""

# Locks the buckets in order. A statement of its own: the next one then starts from what is locked, and so
# never looks for a row where others queue for an older version of it (docs/decisions/0015).
LOCK = """
select id
from capacity_bucket
where id = any(%(bucket_ids)s::bigint[])
order by lock_rank, id
for no key update
"""

# Judges each locked bucket, and writes everything or nothing.
# Answers one row per bucket that exists; `cause` says why it stood in the way.
BUCKETS = """
with asked as (
    select *
    from unnest(
        %(bucket_ids)s::bigint[], %(taken)s::bigint[], %(consumed)s::bigint[],
        %(first_days)s::date[], %(last_days)s::date[]
    ) as asked(bucket_id, taken, consumed, first_day, last_day)
), locked as materialized (
    select *
    from capacity_bucket
    where id = any(%(bucket_ids)s::bigint[])
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
        %(altered_ids)s::bigint[], %(altered_quantities)s::bigint[], %(altered_states)s::text[]
    ) as asked(id, quantity, state)
    where line.id = asked.id and granted
), added as (
    insert into demand_line (delivery_id, bucket_id, quantity, use_on, state)
    select asked.*
    from verdict, unnest(
        %(added_deliveries)s::uuid[], %(added_buckets)s::bigint[],
        %(added_quantities)s::bigint[], %(added_days)s::date[], %(added_states)s::text[]
    ) as asked(delivery_id, bucket_id, quantity, use_on, state)
    where granted
)
select id, kind, ref, taken, free, cause from judged order by lock_rank, id
"""


def array(values: Iterable[object]) -> str:
    """Numbers, days, instants, ids, plain words or None as one text; the statement says of which type.

    The driver would look through a list element by element, and choose the type by how large its numbers are.
    """
    return f"{{{','.join('null' if value is None else str(value) for value in values)}}}"
