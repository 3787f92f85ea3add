"""The rules change while twenty place: each change gets through, and all go on under the new rules."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from statistics import median

import pytest

from backend import db
from backend.shop.settings import services as settings
from tests.shop.checkout.placer import Placer
from tests.shop.checkout.stand import Stand, rows, write

PLACERS, PATIENCE = 20, 60
AT_LEAST, AT_MOST = 5, 50  # changes; on, until each placer has been told of one

pytestmark = pytest.mark.race


@contextmanager
def busy(placers: list[Placer]) -> Iterator[threading.Condition]:
    """All of them place without a pause; the condition tells of each order."""
    stop, placed = threading.Event(), threading.Condition()

    def work(placer: Placer) -> None:
        while not stop.is_set():
            placer.place()
            with placed:
                placed.notify_all()

    with ThreadPoolExecutor(len(placers)) as pool:
        working = [pool.submit(work, placer) for placer in placers]
        try:
            yield placed
        finally:
            stop.set()
    for each in working:
        each.result()


def change_rules() -> float:
    """The seconds that it took."""
    start = time.monotonic()
    with db.transaction() as session:
        settings.change_rules(session)
    return time.monotonic() - start


def reached(placers: list[Placer], goals: list[int]) -> bool:
    return all(placer.placed >= goal for placer, goal in zip(placers, goals, strict=True))


def test_a_change_of_the_rules_gets_through_while_twenty_place(stand: Stand) -> None:
    write("update capacity_bucket set capacity = 1000000")
    placers = [Placer(stand) for _ in range(PLACERS)]
    waits: list[float] = []
    with busy(placers) as placed:
        while len(waits) < AT_LEAST or not all(placer.told for placer in placers):
            assert len(waits) < AT_MOST
            goals = [placer.placed + 1 for placer in placers]
            waits.append(change_rules())
            with placed:
                assert placed.wait_for(partial(reached, placers, goals), PATIENCE)
    assert median(waits) < 1  # none was refused after 3 s; `bench/rule_change.py` prints the longest
    assert rows("select rules_version from shop") == [(1 + len(waits),)]
    assert rows("select count(*) from orders") == [(sum(placer.placed for placer in placers),)]
