"""The demo shop's suppliers: what they bring is planned, ordered for 16 days, and sold until Valentine's."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.demo import tables
from backend.shop.catalog.models import Product, Variant
from backend.shop.dashboard import buying
from backend.shop.promise import selectors as promise
from backend.shop.promise.selectors import Question
from backend.shop.stock import selectors as stock
from backend.shop.stock.models import PurchaseOrder, StemLot
from tests.demo.filled import filled

# A Friday in January, ten in the morning in Portland.
NOW = datetime(2027, 1, 8, 18, tzinfo=UTC)
TODAY = date(2027, 1, 8)
VALENTINE = date(2027, 2, 14)


@pytest.fixture(scope="module")
def demo(_engine: None) -> Iterator[Session]:
    with filled(NOW) as session:
        yield session


def test_every_supplier_is_there_and_brings_what_the_table_says(demo: Session) -> None:
    rows = {row["name"]: tables.parts(row["weekdays"]) for row in tables.rows("suppliers")}
    brings = stock.supplies(demo)
    for supplier in stock.suppliers(demo):
        days = {tuple(map(str, each.weekdays)) for each in brings[supplier.id]}
        assert days == ({rows[supplier.name]} if rows[supplier.name] else set())
    names = {each.stem_name for each in brings[1]}
    assert "Freedom rose" in names


def test_sixteen_days_are_ordered_and_the_rest_is_planned(demo: Session) -> None:
    last = TODAY + timedelta(days=16)
    states = Counter(
        (lot.planned_for <= last, lot.state) for lot in demo.scalars(select(StemLot)) if lot.planned_for
    )
    assert set(states) == {(True, "ordered"), (False, "planned")}
    assert {order.state for order in demo.scalars(select(PurchaseOrder))} == {"sent"}
    days = [lot.planned_for for lot in demo.scalars(select(StemLot)) if lot.planned_for]
    assert (min(days), max(days)) == (TODAY + timedelta(days=3), TODAY + timedelta(days=89))


def test_valentines_is_sold_in_january(demo: Session) -> None:
    [dozen] = demo.scalars(
        select(Variant.id)
        .join(Product)
        .where(Product.slug == "rose-city-dozen")
        .order_by(Variant.price)
        .limit(1)
    )
    question = Question(postcode="97214", method="van", items=((dozen, 1),))
    slots = promise.slots(demo, question=question, day=VALENTINE, now=NOW)
    assert any(slot.available for slot in slots)


def test_there_is_something_to_buy_and_nothing_that_nobody_sells(demo: Session) -> None:
    baskets = buying.to_buy(demo, today=TODAY, until=TODAY + timedelta(days=21))
    assert baskets != []
    assert not any(basket.late for basket in baskets)
    assert {basket.supplier.name for basket in baskets} >= {
        "Rose Quarter Wholesale",
        "Willamette Bend Growers",
    }
    assert all(0 < line.suggested <= 200 for basket in baskets for line in basket.lines)


def test_kin_stands_in_for_kin(demo: Session) -> None:
    names = {stem.id: stem.name for stem in stock.stems(demo)}
    by_name = {
        names[stem]: [names[each] for each in others] for stem, others in stock.substitutes(demo).items()
    }
    assert set(by_name["Freedom rose"]) <= {name for name in names.values() if name.endswith("rose")}
    assert len(by_name["Freedom rose"]) == 3
