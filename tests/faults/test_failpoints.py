"""At each place in turn web, worker, PostgreSQL and sandbox are killed; at rest, nothing is lost or doubled.

A process that comes to the place dies there itself, or waits until the other one has been killed and goes on
without it. By default the quick cases only; POSY_ALL_FAULTS=1, as `make faults` sets it, runs them all.
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
from tests.faults.house import EVERYTHING, House
from tests.faults.rows import ask
from tests.faults.server import Server
from tests.faults.stories import CASES, Case
from tests.processes import processes

CALL = re.compile(r"\bfailpoint\(\"(\w+)\"\)")


VICTIMS = ("web", "worker", "postgres", "sandbox")
DEATHS = [
    pytest.param(case, victim, id=f"{case.place}-{case.role}-{case.story.__name__}-{victim}-dies")
    for victim in VICTIMS
    for case in CASES
    if EVERYTHING or (case.quick and victim == case.role)
]


@pytest.fixture
def house(victim: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    server: Server | None = request.getfixturevalue("server") if victim == "postgres" else None
    if server is None:
        request.getfixturevalue("database")
    url = server.url if server else request.getfixturevalue("database_url")
    standing = House(processes(database_url=url, folder=tmp_path, web_workers=1), server)
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


@pytest.mark.race
@pytest.mark.parametrize(("case", "victim"), DEATHS)
def test_somebody_dies_at_a_place(house: House, case: Case, victim: str) -> None:
    with db.transaction() as session:
        shop = an_open_shop(session, now=clock.now())
    house.open(place=case.place, role=case.role, victim=victim, **case.environment)

    case.story(house, Customer(house.running.shop, shop))
    house.settle()

    assert house.deaths == [victim], house.log()
    status = case.unheard if case.unheard and victim == "sandbox" else case.status
    assert ask("select status from orders order by placed_at desc limit 1") == [(status,)]
    waiting = int(status == "pending_payment")
    invariants.check(house, repeated_letters=victim != "web", waiting=waiting)
