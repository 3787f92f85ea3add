"""The ledger's one primitive: everything that reserves, keeps or gives back capacity is a call of `change`.

It is the last thing before the commit of a short READ COMMITTED transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from psycopg import Cursor
from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import rules
from backend.shop.capacity.errors import CapacityShort, HoldChanged, Shortage
from backend.shop.capacity.rules import HoldChange, HoldState, LiveLine, Plan
from backend.shop.capacity.services import statement
from backend.shop.capacity.services.statement import array


def change(session: Session, *, changes: Sequence[HoldChange]) -> dict[UUID, int]:
    """Makes every hold what its change says, all or none, and answers their new versions.

    Raises CapacityShort with each bucket that stood in the way, HoldChanged where a version is not the one
    expected, LookupError for an unknown bucket; after these the transaction is as it was before the call.
    """
    rules.check(changes)
    if not changes:
        return {}
    session.flush()
    with db.cursor(session) as cursor:
        cursor.execute(statement.SAVEPOINT)
        try:
            versions = _lock_holds(cursor, changes)
            live = _live_lines(cursor, [known for known, version in versions.items() if version > 1])
            _refuse_stale(changes, versions, live)
            _write(cursor, rules.plan(changes, live))
        except (CapacityShort, HoldChanged, LookupError):
            cursor.execute(statement.ROLLBACK)
            raise
    return versions


def _lock_holds(cursor: Cursor, changes: Sequence[HoldChange]) -> dict[UUID, int]:
    asked = {
        "delivery_ids": array(change.delivery_id for change in changes),
        "expiries": array(change.expires_at for change in changes),
    }
    return dict(cursor.execute(statement.HOLDS, asked))


def _live_lines(cursor: Cursor, delivery_ids: list[UUID]) -> dict[UUID, list[LiveLine]]:
    live: dict[UUID, list[LiveLine]] = defaultdict(list)
    if delivery_ids:
        rows = cursor.execute(statement.LIVE_LINES, {"delivery_ids": array(delivery_ids)})
        for line_id, delivery_id, bucket_id, quantity, use_on, state in rows:
            line = LiveLine(line_id, delivery_id, bucket_id, quantity, use_on, HoldState(state))
            live[delivery_id].append(line)
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


def _write(cursor: Cursor, plan: Plan) -> None:
    parameters = _parameters(plan)
    if plan.draws:
        cursor.execute(statement.LOCK, {"bucket_ids": parameters["bucket_ids"]})
    rows = cursor.execute(statement.BUCKETS, parameters).fetchall()
    if len(rows) != len(plan.draws):
        unknown = {draw.bucket_id for draw in plan.draws} - {row[0] for row in rows}
        raise LookupError(f"no such bucket: {sorted(unknown)}")
    shortages = [Shortage(*row) for row in rows if row[-1] is not None]  # the columns are its fields
    if shortages:
        raise CapacityShort(shortages)


def _parameters(plan: Plan) -> dict[str, str]:
    return {
        "bucket_ids": array(draw.bucket_id for draw in plan.draws),
        "taken": array(draw.taken for draw in plan.draws),
        "consumed": array(draw.consumed for draw in plan.draws),
        "first_days": array(draw.first_day for draw in plan.draws),
        "last_days": array(draw.last_day for draw in plan.draws),
        "altered_ids": array(line.was.id for line in plan.altered),
        "altered_quantities": array(line.quantity for line in plan.altered),
        "altered_states": array(line.state.value for line in plan.altered),
        "added_deliveries": array(line.delivery_id for line in plan.added),
        "added_buckets": array(line.bucket_id for line in plan.added),
        "added_quantities": array(line.quantity for line in plan.added),
        "added_days": array(line.use_on for line in plan.added),
        "added_states": array(line.state.value for line in plan.added),
    }
