"""The ledger's one primitive: everything that reserves, keeps or gives back capacity is a call of `change`.

It is the last thing before the commit of a short READ COMMITTED transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from backend.shop.capacity import rules
from backend.shop.capacity.errors import CapacityShort, HoldChanged, Shortage
from backend.shop.capacity.rules import HoldChange, HoldState, LiveLine, Plan
from backend.shop.capacity.services import statement

# Never released: the commit that follows does it without a round trip.
_SAVEPOINT = text("savepoint capacity_change")
_ROLLBACK = text("rollback to savepoint capacity_change")


def change(session: Session, *, changes: Sequence[HoldChange]) -> dict[UUID, int]:
    """Makes every hold what its change says, all or none, and answers their new versions.

    Raises CapacityShort with each bucket that stood in the way, HoldChanged where a version is not the one
    expected, LookupError for an unknown bucket; after these the transaction is as it was before the call.
    """
    rules.check(changes)
    if not changes:
        return {}
    session.flush()
    connection = session.connection()
    connection.execute(_SAVEPOINT)
    try:
        versions = _lock_holds(connection, changes)
        live = _live_lines(connection, [known for known, version in versions.items() if version > 1])
        _refuse_stale(changes, versions, live)
        _write(connection, rules.plan(changes, live))
    except (CapacityShort, HoldChanged, LookupError):
        connection.execute(_ROLLBACK)
        raise
    return versions


def _lock_holds(connection: Connection, changes: Sequence[HoldChange]) -> dict[UUID, int]:
    rows = connection.execute(
        statement.HOLDS,
        {
            "delivery_ids": [change.delivery_id for change in changes],
            "expiries": [change.expires_at for change in changes],
        },
    )
    return {row.delivery_id: row.version for row in rows}


def _live_lines(connection: Connection, delivery_ids: list[UUID]) -> dict[UUID, list[LiveLine]]:
    live: dict[UUID, list[LiveLine]] = defaultdict(list)
    if delivery_ids:
        rows = connection.execute(statement.LIVE_LINES, {"delivery_ids": delivery_ids})
        for row in rows:
            state = HoldState(row.state)
            line = LiveLine(row.id, row.delivery_id, row.bucket_id, row.quantity, row.use_on, state)
            live[row.delivery_id].append(line)
    return live


def _refuse_stale(
    changes: Iterable[HoldChange], versions: dict[UUID, int], live: dict[UUID, list[LiveLine]]
) -> None:
    stale = [
        change.delivery_id
        for change in changes
        if (
            change.delivery_id in live
            if change.expected_version is None
            else versions[change.delivery_id] != change.expected_version + 1
        )
    ]
    if stale:
        raise HoldChanged(stale)


def _write(connection: Connection, plan: Plan) -> None:
    rows = connection.execute(statement.BUCKETS, _parameters(plan)).all()
    if len(rows) != len(plan.draws):
        unknown = {draw.bucket_id for draw in plan.draws} - {row.id for row in rows}
        raise LookupError(f"no such bucket: {sorted(unknown)}")
    shortages = [
        Shortage(row.id, row.kind, row.ref, row.taken, row.free, row.cause)
        for row in rows
        if row.cause is not None
    ]
    if shortages:
        raise CapacityShort(shortages)


def _parameters(plan: Plan) -> dict[str, object]:
    return {
        "bucket_ids": [draw.bucket_id for draw in plan.draws],
        "taken": [draw.taken for draw in plan.draws],
        "consumed": [draw.consumed for draw in plan.draws],
        "first_days": [draw.first_day for draw in plan.draws],
        "last_days": [draw.last_day for draw in plan.draws],
        "altered_ids": [line.was.id for line in plan.altered],
        "altered_quantities": [line.quantity for line in plan.altered],
        "altered_states": [line.state.value for line in plan.altered],
        "added_deliveries": [line.delivery_id for line in plan.added],
        "added_buckets": [line.bucket_id for line in plan.added],
        "added_quantities": [line.quantity for line in plan.added],
        "added_days": [line.use_on for line in plan.added],
        "added_states": [line.state.value for line in plan.added],
    }
