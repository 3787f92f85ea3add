"""Any sequence of calls does to the ledger what a plain Python model of it says (invariants 1 and 2)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import selectors, services
from backend.shop.capacity.services import CapacityShort, Demand, Fact, HoldChanged, HoldState
from tests.builders.capacity import DAY, EXPIRES, becomes, bucket

HELD, CONFIRMED, CONSUMED = HoldState.HELD, HoldState.CONFIRMED, HoldState.CONSUMED
RELEASED, EXPIRED = HoldState.RELEASED, HoldState.EXPIRED
BUCKETS, DELIVERIES = 3, 3
Key = tuple[int, int]  # a bucket and a day, by number


@dataclass(frozen=True)
class Asked:
    """A change of a delivery, everything by its number; a stale version must be refused."""

    delivery: int
    state: HoldState
    demand: tuple[tuple[Key, int], ...]
    stale: bool


@dataclass(frozen=True)
class Resized:
    bucket: int
    capacity: int


@dataclass
class Model:
    """The ledger in plain Python: what is live by delivery, and three numbers per bucket."""

    capacity: list[int]
    live: list[dict[Key, int]] = field(default_factory=lambda: [{} for _ in range(DELIVERIES)])

    def reserved(self, bucket_id: int) -> int:
        return sum(units for lines in self.live for (b, _), units in lines.items() if b == bucket_id)

    def overbooked(self, bucket_id: int) -> int:
        return max(0, self.reserved(bucket_id) - self.capacity[bucket_id])

    def apply(self, calls: list[Asked]) -> bool:
        """Answers whether it is granted; a refusal leaves the model as it was."""
        before = [self.reserved(b) for b in range(BUCKETS)]
        live = [dict(lines) for lines in self.live]
        consumed: Counter[int] = Counter()
        for asked in calls:
            if asked.state is CONSUMED:
                for key, _ in asked.demand:
                    consumed[key[0]] += live[asked.delivery].pop(key)
            else:
                live[asked.delivery] = dict(asked.demand)
        after = Model(self.capacity, live)
        taken = [after.reserved(b) + consumed[b] - before[b] for b in range(BUCKETS)]
        if any(taken[b] > 0 and before[b] + taken[b] > self.capacity[b] for b in range(BUCKETS)):
            return False
        self.live = live
        self.capacity = [max(0, self.capacity[b] - consumed[b]) for b in range(BUCKETS)]
        return True


keys = st.tuples(st.integers(0, BUCKETS - 1), st.integers(0, 1))
lines = st.dictionaries(keys, st.integers(1, 6), max_size=4).map(lambda demand: tuple(demand.items()))
changes = st.builds(Asked, st.integers(0, DELIVERIES - 1), st.sampled_from(HoldState), lines, st.booleans())
calls = st.lists(changes, min_size=1, max_size=2, unique_by=lambda asked: asked.delivery)
resizes = st.builds(Resized, st.integers(0, BUCKETS - 1), st.integers(0, 12))
stories = st.lists(calls | calls | calls | resizes, min_size=1, max_size=12)


class Ledger:
    """The real one, with versions as the shop would know them."""

    def __init__(self, session: Session, capacity: list[int]) -> None:
        self.session = session
        self.buckets = [bucket(session, units, kind="stem_lot") for units in capacity]
        self.deliveries = [uuid4() for _ in range(DELIVERIES)]
        self.versions: dict[UUID, int] = {}

    def call(self, calls: list[Asked]) -> str:
        changes = [
            becomes(self.deliveries[asked.delivery], self._version(asked), asked.state, self._demand(asked))
            for asked in calls
        ]
        try:
            self.versions |= services.change(self.session, changes=changes)
        except CapacityShort:
            return "short"
        except HoldChanged:
            return "changed"
        return "granted"

    def resize(self, resized: Resized) -> None:
        services.set_capacity(
            self.session,
            bucket_id=self.buckets[resized.bucket],
            capacity=resized.capacity,
            fact=Fact("Rosa", "count", EXPIRES),
        )

    def numbers(self) -> list[tuple[int, int, int]]:
        facts = selectors.buckets(self.session, self.buckets)
        return [(facts[b].capacity, facts[b].reserved, facts[b].overbooked) for b in self.buckets]

    def live(self, number: int) -> dict[Key, int]:
        hold = selectors.hold(self.session, self.deliveries[number])
        found = hold.live if hold else ()
        return {(self.buckets.index(x.bucket_id), (x.use_on - DAY).days): x.quantity for x in found}

    def _version(self, asked: Asked) -> int | None:
        known = self.versions.get(self.deliveries[asked.delivery])
        return (known or 0) + 7 if asked.stale else known

    def _demand(self, asked: Asked) -> tuple[Demand, ...]:
        return tuple(
            Demand(self.buckets[b], units, DAY + timedelta(days=day)) for (b, day), units in asked.demand
        )


def sensible(asked: Asked, model: Model, ledger: Ledger) -> Asked:
    """Bends a random change into one that is not a fault of the program."""
    known = ledger.deliveries[asked.delivery] in ledger.versions
    state = asked.state if known or asked.stale or asked.state in (HELD, CONFIRMED) else HELD
    demand = asked.demand
    if state is CONSUMED:
        demand = tuple(model.live[asked.delivery].items())[:2]
    elif state in (RELEASED, EXPIRED):
        demand = ()
    return Asked(asked.delivery, state, demand, asked.stale)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(capacity=st.lists(st.integers(0, 12), min_size=BUCKETS, max_size=BUCKETS), story=stories)
def test_the_ledger_does_what_the_model_says(
    database: None, capacity: list[int], story: list[list[Asked] | Resized]
) -> None:
    with db.transaction() as session:
        model, ledger = Model(capacity), Ledger(session, capacity)
        for step in story:
            if isinstance(step, Resized):
                ledger.resize(step)
                model.capacity[step.bucket] = step.capacity
            else:
                asked = [sensible(one, model, ledger) for one in step]
                expected = "changed" if any(one.stale for one in asked) else None
                expected = expected or ("granted" if model.apply(asked) else "short")
                assert ledger.call(asked) == expected
            assert ledger.numbers() == [
                (model.capacity[b], model.reserved(b), model.overbooked(b)) for b in range(BUCKETS)
            ]
            assert [ledger.live(number) for number in range(DELIVERIES)] == model.live
        assert selectors.drift(session) == []
