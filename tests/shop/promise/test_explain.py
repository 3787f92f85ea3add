"""No question for days, slots or what is left scans a table that grows with past orders."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from backend import db
from backend.shop.promise import selectors
from backend.shop.promise.selectors import Question
from backend.shop.search import selectors as search
from backend.shop.search.rules import Asked
from backend.shop.search.selectors import Place
from tests.builders.catalog import a_product
from tests.builders.delivery import NOW, TODAY, a_template, a_zone, laid_out
from tests.builders.past import a_past
from tests.builders.stock import a_lot, a_stem

GROWING = {
    "capacity_bucket",
    "delivery",
    "demand_line",
    "hold",
    "order_line",
    "orders",
    "slot_instance",
    "stem_lot",
    "work_day",
}
Sent = list[tuple[str, Any]]


@pytest.fixture
def lines(session: Session) -> tuple[tuple[int, int], ...]:
    """A shop with forty slots a day and four years behind it; five lines of a cart."""
    stems = [a_stem(session, f"stem-{number}") for number in range(20)]
    for stem in stems:
        a_lot(session, stem)
    variants = [
        a_product(
            session, f"p-{number}", recipe=dict.fromkeys(stems[number * 4 : number * 4 + 4], 3)
        ).variants[0]
        for number in range(5)
    ]
    zone = a_zone(session)
    for number in range(40):
        a_template(session, zone, hours=(time(9 + number % 8), time(12 + number % 8)), capacity=5)
    laid_out(session, days=14)
    a_past(session, today=TODAY, days=1_500, orders_a_day=10)
    session.execute(text("analyze"))
    return tuple((variant.id, 1) for variant in variants)


@contextmanager
def listening() -> Iterator[Sent]:
    sent: Sent = []

    def note(_c: object, _k: object, statement: str, parameters: Any, *_rest: object) -> None:
        sent.append((statement, parameters))

    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)


def scanned(session: Session, sent: Sent) -> set[str]:
    """The tables that one of the statements reads from one end to the other."""
    found: set[str] = set()
    for statement, parameters in sent:
        plan = session.connection().exec_driver_sql(f"explain {statement}", parameters).scalars()
        found |= set(re.findall(r"Seq Scan on (\w+)", "\n".join(plan)))
    return found


ASKED: dict[str, Callable[[Session, Question], object]] = {
    "slots": lambda session, asked: selectors.slots(session, question=asked, day=TODAY, now=NOW),
    "dates": lambda session, asked: selectors.dates(session, question=asked, now=NOW),
    "list": lambda session, _: search.products(session, asked=Asked(day=TODAY, postcode="97201"), now=NOW),
    "page": lambda session, _: search.product(session, slug="p-0", place=Place(TODAY, "97201"), now=NOW),
}


def test_nothing_that_grows_with_past_orders_is_scanned(
    session: Session, lines: tuple[tuple[int, int], ...]
) -> None:
    question = Question("97201", "van", lines)
    assert any(each.available for each in selectors.slots(session, question=question, day=TODAY, now=NOW))
    for name, ask in ASKED.items():
        session.expire_all()
        with listening() as sent:
            ask(session, question)
        assert len(sent) > 5, name
        assert scanned(session, sent) & GROWING == set(), name
    # The measure itself would see one.
    assert scanned(session, [("select count(*) from stem_lot", ())]) == {"stem_lot"}
