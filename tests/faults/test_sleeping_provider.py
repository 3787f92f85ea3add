"""While the provider sleeps for 30 s over five calls, nobody holds a transaction or a lock, and others buy.

With POSY_ALL_FAULTS=1, as `make faults` sets it, it sleeps to the end; else it is woken after the looking.
"""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from backend import db
from backend.shop.kit import clock
from tests.builders.shop import an_open_shop
from tests.faults import invariants
from tests.faults.customer import Customer
from tests.faults.house import EVERYTHING, House
from tests.faults.rows import ask
from tests.faults.stories import comes_back
from tests.processes import processes
from tests.sandbox.stand import until

SLEEP = 30  # seconds
MOMENTS = 5  # seconds; the shop waits for the provider's answer for 8
SINCE = (
    "select pid, application_name, state, query from pg_stat_activity"
    " where datname = current_database() and pid <> pg_backend_pid() and xact_start <= '{0}'"
)
LOCKED_SINCE = (
    "select relation::regclass::text, mode from pg_locks join pg_stat_activity using (pid)"
    " where datname = current_database() and pid <> pg_backend_pid() and xact_start <= '{0}'"
)

pytestmark = pytest.mark.race


@pytest.fixture
def house(database: None, database_url: str, tmp_path: Path) -> Iterator[House]:
    standing = House(processes(database_url=database_url, folder=tmp_path, web_workers=1))
    yield standing
    standing.close()


class Sleep:
    """The provider's sleep over one call after another; who has made them waits in a thread."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._waiting: list[threading.Thread] = []

    def over(self, operation: str, call: Callable[[], Any]) -> None:
        """The provider falls asleep over this call, before its work."""
        hang = {"when": "before", "seconds": SLEEP, "operation": operation, "times": 1}
        self._house.behave("hang", hang)
        self._waiting.append(threading.Thread(target=call, daemon=True))
        self._waiting[-1].start()
        behaviors = f"{self._house.running.sandbox}/behavior.json"
        until(lambda: requests.get(behaviors, timeout=10).json()["hang"] is None)

    def wake(self) -> None:
        requests.post(f"{self._house.running.sandbox}/behavior/reset", json={}, timeout=10)

    def join(self) -> None:
        for thread in self._waiting:
            thread.join(60)
            assert not thread.is_alive()


def nothing_is_held() -> None:
    """Every transaction that is open now ends within moments: none of them waits for the provider."""
    ((now,),) = ask("select clock_timestamp()")
    until(lambda: ask(SINCE.format(now)) == [], seconds=MOMENTS)
    assert ask(LOCKED_SINCE.format(now)) == []


def test_a_provider_that_sleeps_holds_nothing_and_others_buy_meanwhile(house: House) -> None:
    with db.transaction() as session:
        shop = an_open_shop(session, now=clock.now(), places=10)
    house.open()
    ann, ben, cleo, dora, eve, fay = (Customer(house.running.shop, shop) for _ in range(6))
    sleep = asleep_over_calls(house, ann=ann, cleo=cleo, dora=dora, eve=eve, fay=fay)
    began = time.monotonic()

    nothing_is_held()
    comes_back(house, ben)
    assert ask(f"select status from orders where number = '{ben.order['number']}'") == [("confirmed",)]
    assert (ann.order, eves_refund()) == ({}, 0)  # it sleeps still
    nothing_is_held()
    while EVERYTHING and time.monotonic() < began + SLEEP:
        nothing_is_held()
        time.sleep(0.5)

    sleep.wake()
    sleep.join()
    house.settle()
    assert ask("select status, count(*) from orders group by 1 order by 1") == [
        ("cancelled", 2),
        ("confirmed", 3),
        ("expired", 1),
    ]
    invariants.check(house, repeated_letters=False)


def asleep_over_calls(house: House, **customers: Customer) -> Sleep:
    """Over Ann's page, the look at what Cleo has paid, the end of Dora's page, Eve's refund, and the capture
    of what Fay has approved at PayPal.
    """
    ann, cleo, dora, eve, fay = (customers[name] for name in ("ann", "cleo", "dora", "eve", "fay"))
    fay.payment = "paypal"
    house.behave("webhook_copies", 0)  # or the worker would ask in Cleo's place
    comes_back(house, eve)
    for each in (ann, cleo, dora, fay):
        each.fill_cart()
    dora.place()
    back, approved = cleo.pay(cleo.place()), fay.pay(fay.place())
    sleep = Sleep(house)
    sleep.over("create_session", ann.place)
    sleep.over("get_session", lambda: cleo.come_back(back))
    sleep.over("expire_session", dora.cancel)
    sleep.over("create_refund", eve.cancel)
    sleep.over("paypal_capture", lambda: fay.come_back(approved))
    house.behave("webhook_copies", 2)
    return sleep


def eves_refund() -> int:
    ((back,),) = ask("select count(*) from refund where state = 'succeeded'")
    return int(back)
