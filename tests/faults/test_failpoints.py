"""A process is killed at each place in turn; once the shop has come to rest, nothing is lost or doubled.

By default the quick cases only; POSY_ALL_FAULTS=1, as `make faults` sets it, runs them all.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend import db
from backend.config import ROOT
from backend.shop.kit import clock
from backend.shop.kit.failpoints import PLACES
from tests.builders.shop import an_open_shop
from tests.faults import invariants
from tests.faults.customer import Customer
from tests.faults.house import EVERYTHING, House, ask
from tests.faults.stories import CASES, Case
from tests.processes import processes

CALL = re.compile(r"\bfailpoint\(\"(\w+)\"\)")


def _name(case: Case) -> str:
    return f"{case.place}-{case.role}-{case.story.__name__}"


@pytest.fixture
def house(database: None, database_url: str, tmp_path: Path) -> Iterator[House]:
    standing = House(processes(database_url=database_url, folder=tmp_path, web_workers=1))
    yield standing
    standing.close()


def test_each_place_is_called_and_no_other() -> None:
    called = Counter(
        name
        for path in (ROOT / "backend").rglob("*.py")
        for name in CALL.findall(path.read_text(encoding="utf-8"))
    )
    assert called == dict.fromkeys(PLACES, 1)


def test_each_place_has_its_case() -> None:
    assert {case.place.partition(":")[0] for case in CASES} == set(PLACES)


@pytest.mark.parametrize("case", [case for case in CASES if case.quick or EVERYTHING], ids=_name)
def test_killed_at_a_place(house: House, case: Case) -> None:
    with db.transaction() as session:
        shop = an_open_shop(session, now=clock.now())
    house.open(place=case.place, role=case.role, **case.environment)

    case.story(house, Customer(house.running.shop, shop))
    house.settle()

    assert house.deaths == [case.role], house.log()
    assert ask("select status from orders order by placed_at desc limit 1") == [(case.status,)]
    waiting = int(case.status == "pending_payment")
    invariants.check(house, repeated_letters=case.role == "worker", waiting=waiting)
