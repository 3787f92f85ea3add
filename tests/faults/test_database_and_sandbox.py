"""PostgreSQL and the sandbox are killed in the middle of purchases; they come back, and nothing is lost.

Only with POSY_ALL_FAULTS=1, as `make faults` sets it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend import db
from backend.shop.kit import clock
from tests.builders.shop import OpenShop, an_open_shop
from tests.faults import invariants
from tests.faults.customer import Customer
from tests.faults.house import House
from tests.faults.rows import ask
from tests.faults.server import Server
from tests.faults.stories import cancels, comes_back, stays_away
from tests.processes import processes

pytestmark = pytest.mark.race


@pytest.fixture
def house(server: Server, tmp_path: Path) -> Iterator[House]:
    standing = House(processes(database_url=server.url, folder=tmp_path, web_workers=1))
    yield standing
    standing.close()


def opened(house: House) -> OpenShop:
    with db.transaction() as session:
        shop = an_open_shop(session, now=clock.now())
    house.open()
    return shop


def test_postgres_is_killed_while_the_event_is_worked(house: House, server: Server) -> None:
    ann = Customer(house.running.shop, opened(house))
    stays_away(house, ann)
    server.kill()
    server.start()
    house.settle()

    assert ask("select status from orders") == [("confirmed",)]
    invariants.check(house, repeated_letters=True)


def test_the_sandbox_is_killed_before_the_page_is_asked_for(house: House) -> None:
    ann = Customer(house.running.shop, opened(house))
    ann.fill_cart()
    house.running.kill("sandbox")
    ann.come_back(ann.pay(ann.place()))
    house.settle()

    assert ask("select status from orders") == [("confirmed",)]
    invariants.check(house, repeated_letters=False)


def test_the_sandbox_is_killed_between_payment_and_event(house: House) -> None:
    ann = Customer(house.running.shop, opened(house))
    stays_away(house, ann)
    house.running.kill("sandbox")
    house.settle()

    assert ask("select status from orders") == [("confirmed",)]
    invariants.check(house, repeated_letters=True)  # it is the mail server too


def test_the_sandbox_is_killed_while_money_goes_back(house: House) -> None:
    ann = Customer(house.running.shop, opened(house))
    cancels(house, ann)
    house.running.kill("sandbox")
    house.settle()

    assert ask("select status from orders") == [("cancelled",)]
    invariants.check(house, repeated_letters=True)


def test_every_process_is_killed_at_once(house: House, server: Server) -> None:
    ann = Customer(house.running.shop, opened(house))
    comes_back(house, ann)
    for name in ("web", "worker", "sandbox"):
        house.running.kill(name)
    server.kill()
    server.start()
    house.settle()

    assert ask("select status from orders") == [("confirmed",)]
    invariants.check(house, repeated_letters=True)
