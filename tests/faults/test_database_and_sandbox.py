"""PostgreSQL and the sandbox are killed in the middle of purchases; they come back, and nothing is lost.

Only with POSY_ALL_FAULTS=1, as `make faults` sets it.
"""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend import db, embedded_place, embedded_postgres
from backend.shop.kit import clock
from tests.builders.shop import OpenShop, an_open_shop
from tests.conftest import migrate
from tests.faults import invariants
from tests.faults.customer import Customer
from tests.faults.house import House, ask
from tests.faults.stories import cancels, comes_back, stays_away
from tests.processes import processes

pytestmark = pytest.mark.race


class Server:
    """A PostgreSQL of this test's own, which may be killed."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.url = embedded_postgres.start(data)

    def kill(self) -> None:
        """As by a power cut: nothing is written, every connection is gone. Then it recovers."""
        place = embedded_place.find(self._data)
        done = embedded_place.run_as(
            place, "pg_ctl", "stop", "-D", str(place.data), "-m", "immediate", "-w", seconds=60
        )
        assert done.returncode == 0, done.stdout
        assert embedded_postgres.start(self._data) == self.url

    def close(self) -> None:
        embedded_postgres.stop(self._data)


@pytest.fixture
def server(tmp_path: Path, database_url: str) -> Iterator[Server]:
    own = Server(tmp_path / "postgres")
    migrate(own.url)
    db.connect(own.url)
    yield own
    db.connect(database_url, pool_size=40, max_overflow=40)  # as the other tests have it
    own.close()


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


@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.2, 0.4])
def test_postgres_is_killed_while_customers_buy(house: House, server: Server, after: float) -> None:
    shop = opened(house)
    ann, ben = Customer(house.running.shop, shop), Customer(house.running.shop, shop)
    for each in (ann, ben):
        each.fill_cart()
    paying = [
        threading.Thread(target=lambda who=each: who.come_back(who.pay(who.place()))) for each in (ann, ben)
    ]
    for thread in paying:
        thread.start()
    threading.Event().wait(after)
    server.kill()
    for thread in paying:
        thread.join(60)
    house.settle()

    assert ask("select status from orders") == [("confirmed",), ("confirmed",)]
    invariants.check(house, repeated_letters=True)


def test_postgres_is_killed_while_the_event_is_worked(house: House, server: Server) -> None:
    ann = Customer(house.running.shop, opened(house))
    stays_away(house, ann)
    server.kill()
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
    house.settle()

    assert ask("select status from orders") == [("confirmed",)]
    invariants.check(house, repeated_letters=True)
