"""With a delivery date the list tells the truth for that day: season, stems that serve it, an open slot."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.shop.delivery.errors import InvalidPostcode
from backend.shop.search import selectors
from backend.shop.search.rules import Asked
from backend.shop.search.selectors import Place
from backend.shop.stock.models import Stem, StemLot
from tests.builders.catalog import a_product
from tests.builders.delivery import NOW, TODAY, a_template, a_zone, laid_out
from tests.builders.settings import a_shop
from tests.builders.stock import a_lot, a_stem

DAY = TODAY + timedelta(days=2)
# Five in the morning in Portland.
DAWN = datetime.combine(DAY, time(13), tzinfo=UTC)


def slugs(session: Session, day: date, **asked: Any) -> list[str]:
    body = json.loads(selectors.products(session, asked=Asked(day=day, **asked), now=NOW))
    return [item["slug"] for item in body["items"]]


@pytest.fixture
def rose(session: Session) -> Stem:
    """A stem without a lot, in a shop that is open for collection in the afternoon for two weeks.

    One makes 60 minutes in either half of the day, and before eleven what is fetched at two.
    """
    a_shop(session)
    a_template(session, None, hours=(time(14), time(18)), capacity=20)
    laid_out(session, minutes=120)
    return a_stem(session, vase_days=7)


def _reserve(session: Session, lot: StemLot, quantity: int) -> None:
    """Straight into the ledger: what matters here is only how the list reads it."""
    values = {"quantity": quantity, "id": lot.bucket_id}
    session.execute(text("update capacity_bucket set reserved = :quantity where id = :id"), values)


def test_lots_of_a_stem_are_summed_and_what_is_reserved_is_not_free(session: Session, rose: Stem) -> None:
    a_product(session, "dozen", recipe={rose: 12})
    lot = a_lot(session, rose, 8)
    assert slugs(session, DAY) == []
    a_lot(session, rose, 4)
    assert slugs(session, DAY) == ["dozen"]
    _reserve(session, lot, 1)
    assert slugs(session, DAY) == []


def test_the_smallest_size_decides(session: Session, rose: Stem) -> None:
    a_product(session, "dozen", price=[4500, 6500], recipe={rose: 12})
    a_lot(session, rose, 12)
    assert slugs(session, DAY) == ["dozen"]


def test_every_line_of_the_recipe_must_be_there(session: Session, rose: Stem) -> None:
    vase = a_stem(session, "glass-vase", perishable=False)
    a_product(session, "dozen", recipe={rose: 12, vase: 1})
    a_lot(session, rose)
    assert slugs(session, DAY) == []
    a_lot(session, vase, 1)
    assert slugs(session, DAY) == ["dozen"]


def test_a_lot_serves_from_the_morning_it_comes_to_the_last_day_that_keeps_the_promise(
    session: Session, rose: Stem
) -> None:
    a_product(session, "dozen", recipe={rose: 12})
    a_lot(session, rose, available_from=DAWN, vase_life_end=DAY + timedelta(days=9))
    # For the day after its last one it is bound the afternoon before.
    days = [DAY + timedelta(days=ahead) for ahead in (-1, 0, 2, 3, 4)]
    assert [slugs(session, day) for day in days] == [[], ["dozen"], ["dozen"], ["dozen"], []]


def test_a_lot_that_comes_after_work_has_begun_serves_the_next_day(session: Session, rose: Stem) -> None:
    a_product(session, "dozen", recipe={rose: 12})
    a_lot(session, rose, available_from=DAWN + timedelta(hours=2))
    assert slugs(session, DAY) == []
    assert slugs(session, DAY + timedelta(days=1)) == ["dozen"]


def test_a_closed_lot_serves_nobody(session: Session, rose: Stem) -> None:
    a_product(session, "dozen", recipe={rose: 12})
    lot = a_lot(session, rose)
    session.execute(text("update capacity_bucket set open = false where id = :id"), {"id": lot.bucket_id})
    assert slugs(session, DAY) == []


def test_an_overbooked_lot_takes_nothing_from_the_others(session: Session, rose: Stem) -> None:
    a_product(session, "dozen", recipe={rose: 12})
    lot = a_lot(session, rose, 5)
    a_lot(session, rose, 12)
    session.execute(
        text("update capacity_bucket set reserved = 9, overbooked = 4 where id = :id"), {"id": lot.bucket_id}
    )
    assert slugs(session, DAY) == ["dozen"]


def test_the_florists_must_have_time_that_day(session: Session, rose: Stem) -> None:
    a_product(session, "quick", make_minutes=20, position=1)
    a_product(session, "slow", make_minutes=120, position=2)
    assert slugs(session, DAY) == ["quick", "slow"]  # the morning, and the afternoon before
    session.execute(
        text("update capacity_bucket set reserved = 1 where kind = 'workroom_minutes' and ref = :half"),
        {"half": f"{DAY.isoformat()}:am"},
    )
    assert slugs(session, DAY) == ["quick"]
    assert slugs(session, DAY + timedelta(days=60)) == []


def test_only_what_is_in_season_that_month(session: Session, rose: Stem) -> None:
    a_product(session, "all-year", position=1)
    a_product(session, "december", season=(12, 12), position=2)
    assert slugs(session, TODAY.replace(month=11, day=30)) == ["all-year"]
    assert slugs(session, TODAY.replace(month=12, day=1)) == ["all-year", "december"]


def test_a_day_that_is_over_has_nothing(session: Session, rose: Stem) -> None:
    a_product(session, "no-recipe")
    assert slugs(session, TODAY - timedelta(days=1)) == []
    assert slugs(session, TODAY) == ["no-recipe"]


def test_facets_count_what_can_be_had_that_day(session: Session, rose: Stem) -> None:
    a_product(session, "dozen", recipe={rose: 12}, colors=["red"])
    a_product(session, "no-recipe", colors=["pink"])
    body = json.loads(selectors.products(session, asked=Asked(day=DAY), now=NOW))
    assert body["facets"]["color"] == [{"value": "pink", "label": "Pink", "count": 1}]


def left(session: Session, slug: str, **place: Any) -> list[int | None]:
    """What a product's page says is left of its sizes."""
    body = json.loads(selectors.product(session, slug=slug, place=Place(**place), now=NOW))
    return [size["left"] for size in body["variants"]]


def test_list_and_page_say_what_is_left_for_the_day(session: Session, rose: Stem) -> None:
    product = a_product(session, "dozen", price=[4500, 6500], recipe={rose: 5}, make_minutes=30)
    session.execute(
        text("update recipe_line set quantity = 8 where variant_id = :id"), {"id": product.variants[1].id}
    )
    lot = a_lot(session, rose, 17)
    body = json.loads(selectors.products(session, asked=Asked(day=DAY), now=NOW))
    assert [item["left"] for item in body["items"]] == [3]
    assert left(session, "dozen", day=DAY) == [3, 2]
    assert left(session, "dozen") == [None, None]
    _reserve(session, lot, 8)
    assert left(session, "dozen", day=DAY) == [1, 1]
    assert left(session, "dozen", day=TODAY - timedelta(days=1)) == [0, 0]
    a_lot(session, rose, 1_000)
    assert left(session, "dozen", day=DAY) == [4, 4]  # 120 minutes


def test_no_more_is_left_than_can_be_brought(session: Session, rose: Stem) -> None:
    a_product(session, "dozen", recipe={rose: 1}, make_minutes=1)
    a_lot(session, rose)
    a_template(session, a_zone(session, rules=[("exact", "97214", None)]), capacity=2)
    laid_out(session)
    assert left(session, "dozen", day=DAY, postcode="97214") == [2]
    assert left(session, "dozen", day=DAY, postcode="10001") == [0]
    assert left(session, "dozen", day=DAY) == [22]


def test_with_a_postcode_the_van_must_come_that_day(session: Session, rose: Stem) -> None:
    a_product(session, "dozen", recipe={rose: 12})
    a_lot(session, rose)
    zone = a_zone(session, rules=[("exact", "97214", None)])
    a_template(session, zone, weekdays=[DAY.isoweekday()], cutoff=(1, time(18)))
    laid_out(session)
    assert slugs(session, DAY, postcode="97214") == ["dozen"]
    assert slugs(session, DAY + timedelta(days=1), postcode="97214") == []
    assert slugs(session, DAY, postcode="10001") == []


def test_a_slot_past_its_cutoff_is_no_open_day(session: Session, rose: Stem) -> None:
    a_product(session, "dozen", recipe={rose: 12})
    a_lot(session, rose)
    a_template(session, a_zone(session), cutoff=(2, time(8)))
    laid_out(session)
    assert slugs(session, DAY, postcode="97214") == []
    assert slugs(session, DAY + timedelta(days=1), postcode="97214") == ["dozen"]


def test_what_is_no_postcode_is_refused(session: Session, rose: Stem) -> None:
    with pytest.raises(InvalidPostcode):
        slugs(session, DAY, postcode="over there")
