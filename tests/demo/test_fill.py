"""The demo shop: whole, truthful, and able to sell on every day of the next two weeks."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.config import ROOT
from backend.demo import tables
from backend.demo.fill import fill
from backend.demo.logins import CUSTOMER
from backend.routes.schemas.belongings import SavedAddressModel
from backend.shop.accounts import favorites, keydates, people
from backend.shop.accounts.models import Account
from backend.shop.capacity.models import DemandLine
from backend.shop.catalog.models import Product
from backend.shop.delivery import selectors as delivery
from backend.shop.kit.paging import Page
from backend.shop.orders import owned
from backend.shop.orders.models import Delivery, Order, OrderMove
from backend.shop.orders.rules import DELIVERY_PATHS, ORDER_PATHS, DeliveryStatus, OrderStatus
from backend.shop.payments.models import Payment
from backend.shop.pricing.models import TaxRate
from backend.shop.promise import selectors as promise
from backend.shop.promise.selectors import Question
from backend.shop.search import selectors as search
from backend.shop.search.rules import Asked
from tests.demo.filled import filled

# A Sunday, nine in the morning in Portland.
NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(_engine: None) -> Iterator[Session]:
    """The demo shop, made once for this module and rolled back at its end."""
    with filled(NOW) as session:
        yield session


def listed(session: Session, **asked: Any) -> list[dict[str, Any]]:
    body = search.products(session, asked=Asked(page=Page(1, 60), **asked), now=NOW)
    items: list[dict[str, Any]] = json.loads(body)["items"]
    return items


def test_says_in_words_what_it_does(demo: Session) -> None:
    assert f"{len(tables.slugs('range'))} products with their recipes and pictures" in demo.info["said"]


def test_a_shop_with_products_is_left_alone(demo: Session) -> None:
    said: list[str] = []
    before = demo.scalar(select(func.count()).select_from(Product))
    assert fill(demo, now=NOW, say=said.append) is False
    assert demo.scalar(select(func.count()).select_from(Product)) == before
    assert said == ["The shop has its flowers already: nothing to fill."]


def test_the_range_is_in_its_featured_order_with_pictures(demo: Session) -> None:
    products = demo.scalars(select(Product).order_by(Product.position)).all()
    assert [product.slug for product in products] == tables.slugs("range")
    for product in products:
        for rendition in product.pictures[0].renditions:
            assert (ROOT / "backend" / "static" / rendition["url"].removeprefix("/")).exists()
        assert product.pictures[0].alt.startswith(product.summary)


def test_the_recipes_say_of_pets_and_pollen_what_the_table_says(demo: Session) -> None:
    answers = {"yes": True, "no": False, "n/a": None}
    rows = {row["slug"]: row for row in tables.rows("products")}
    for product in demo.scalars(select(Product)):
        row = rows[product.slug]
        assert (product.pet_safe, product.pollen_free) == (
            answers[row["pet_safe"]],
            answers[row["pollen_free"]],
        )


def test_pet_notes_are_careful(demo: Session) -> None:
    notes = {product.slug: product.pet_note or "" for product in demo.scalars(select(Product))}
    assert "Never for a home with cats" in notes["stargazer-at-dusk"]
    assert notes["housecat-roses"] == "Not known to be toxic to cats or dogs."
    assert not any("safe" in note for note in notes.values())


def test_summaries_are_read_from_the_recipes(demo: Session) -> None:
    summaries = dict(demo.execute(select(Product.slug, Product.summary)).all())
    assert summaries["rose-city-dozen"] == "Red roses, salal and baby's breath"
    assert summaries["windowsill-herbs"] == "Potted basil, rosemary and thyme"


def test_every_day_of_two_weeks_has_most_of_the_range(demo: Session) -> None:
    first = NOW.date() + timedelta(days=1)
    for day in (first + timedelta(days=ahead) for ahead in range(15)):
        can_be_had = {item["slug"] for item in listed(demo, day=day)}
        in_season = {item["slug"] for item in listed(demo) if item["in_season"]}
        assert len(can_be_had) >= 24, day
        assert {"rose-city-dozen", "one-good-rose", "hello-small-one"} <= can_be_had
        if day.month == NOW.month:
            assert can_be_had <= in_season


def _in_season(product: Product, day: date) -> bool:
    first, last = product.season_from, product.season_to
    return first <= day.month <= last if first <= last else day.month >= first or day.month <= last


@pytest.mark.parametrize(("ahead", "postcode"), [(0, "97214"), (1, "97214"), (4, "98660"), (12, "97005")])
def test_the_list_says_of_a_day_what_the_promise_says(demo: Session, ahead: int, postcode: str) -> None:
    day = NOW.date() + timedelta(days=ahead)
    shown = {item["slug"] for item in listed(demo, day=day, postcode=postcode)}
    for product in demo.scalars(select(Product).where(Product.kind != "addon")):
        if not _in_season(product, day):
            assert product.slug not in shown
            continue
        smallest = min(product.variants, key=lambda variant: variant.price)
        question = Question(postcode=postcode, method="van", items=((smallest.id, 1),))
        slots = promise.slots(demo, question=question, day=day, now=NOW)
        assert (product.slug in shown) == any(slot.available for slot in slots), product.slug


def test_every_postcode_has_its_zone_and_an_open_day(demo: Session) -> None:
    zones = {row["postcode"]: row["zone"] for row in tables.rows("postcodes")}
    for postcode, slug in zones.items():
        zone = delivery.zone_for(demo, postcode)
        assert zone is not None
        assert zone.slug == slug
    monday = NOW.date() + timedelta(days=1)
    for postcode in ("97214", "97211", "97005"):
        assert listed(demo, day=monday, postcode=postcode)
    assert listed(demo, day=monday + timedelta(days=1), postcode="98660")
    assert delivery.zone_for(demo, "97301") is None


def test_tax_is_due_across_the_river_only(demo: Session) -> None:
    rates = demo.scalars(select(TaxRate)).all()
    for row in tables.rows("postcodes"):
        due = [rate for rate in rates if rate.low <= row["postcode"] <= rate.high]
        assert len(due) == (1 if row["zone"] == "vancouver" else 0), row
    assert all("demo rate" in rate.name for rate in rates)


def test_the_past_is_delivered_and_paid(demo: Session) -> None:
    past = demo.scalars(select(Order).where(Order.deliveries.any(Delivery.date < NOW.date()))).all()
    assert 300 <= len(past) <= 450
    assert {order.status for order in past} == {"delivered"}
    assert not any(parcel.date >= NOW.date() for order in past for parcel in order.deliveries)
    held = select(func.count()).join_from(DemandLine, Delivery, Delivery.id == DemandLine.delivery_id)
    assert demo.scalar(held.where(Delivery.date < NOW.date())) == 0


def test_every_order_is_paid_to_the_cent(demo: Session) -> None:
    paid = dict(demo.execute(select(Payment.order_id, Payment.captured)).all())
    due = select(Order.id, Order.total).where(Order.due_at.is_(None))  # the rest is still to be paid
    assert paid == dict(demo.execute(due).all())


def test_the_past_walked_only_on_known_paths(demo: Session) -> None:
    for move in demo.scalars(select(OrderMove).where(OrderMove.from_status.is_not(None))):
        if move.delivery_id is None:
            assert OrderStatus(move.to_status) in ORDER_PATHS[OrderStatus(str(move.from_status))]
        else:
            assert DeliveryStatus(move.to_status) in DELIVERY_PATHS[DeliveryStatus(str(move.from_status))]


def test_the_great_days_were_busy(demo: Session) -> None:
    by_day = dict(demo.execute(select(Delivery.date, func.count()).group_by(Delivery.date)).all())
    usual = sum(by_day.values()) / 300
    assert by_day[date(2026, 2, 14)] > 3 * usual
    assert by_day[date(2026, 5, 9)] > 3 * usual  # the day before Mother's Day


def test_a_customer_has_a_login_with_orders_people_and_days(demo: Session) -> None:
    her = demo.scalars(select(Account).where(Account.role == "customer")).one()
    cards, total = owned.page_of(demo, account_id=her.id, page=Page())
    assert (her.email, her.name) == CUSTOMER
    assert total > len(cards) == 24  # more than one page
    assert {card.status for card in cards} == {OrderStatus.DELIVERED}
    saved = people.all_of(demo, account_id=her.id)
    assert 1 <= len([SavedAddressModel.model_validate(each, from_attributes=True) for each in saved]) <= 3
    days = keydates.all_of(demo, account_id=her.id)
    assert {day.occasion for day in days} == {"mothers_day", "birthday"}
    assert len(favorites.products(demo, account_id=her.id)) == 1
