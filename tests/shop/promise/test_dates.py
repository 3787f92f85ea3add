"""The days and slots a customer may choose from, each with its reasons."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from backend import db
from backend.shop.catalog import selectors as catalog
from backend.shop.delivery.errors import InvalidPostcode
from backend.shop.kit.money import Money
from backend.shop.promise import selectors
from backend.shop.promise.errors import OutsideZone
from backend.shop.promise.rules import Reason
from backend.shop.promise.selectors import Question
from tests.builders.capacity import reserve
from tests.builders.catalog import a_product
from tests.builders.delivery import (
    NOW,
    TODAY,
    a_template,
    a_zone,
    close,
    laid_out,
    slot_of,
    workroom_bucket,
    workroom_buckets,
)
from tests.builders.stock import a_lot, a_stem

TOMORROW = TODAY + timedelta(days=1)
FRIDAY = TODAY + timedelta(days=4)


def question(*items: tuple[int, int], postcode: str = "97201", method: str = "van") -> Question:
    return Question(postcode=postcode, method=method, items=items)


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [each.code.value for each in reasons]


def by_day(session: Session, asked: Question, now: datetime = NOW) -> dict[date, list[str]]:
    """The closed days with their reasons."""
    answer = selectors.dates(session, question=asked, now=now)
    return {each.date: codes(each.reasons) for each in answer.dates if not each.available}


def test_days_from_today_to_the_last_slot(session: Session) -> None:
    a_template(session, a_zone(session))
    laid_out(session, days=5)
    answer = selectors.dates(session, question=question(postcode=" 97201-0001"), now=NOW)
    assert answer.postcode == "97201"
    assert answer.zone is not None
    assert answer.zone.slug == "inner"
    assert [each.date for each in answer.dates] == [TODAY + timedelta(days=ahead) for ahead in range(5)]
    assert all(each.available and each.fee_from == Money(900, "USD") for each in answer.dates)
    assert answer.first_available == TODAY


def test_no_further_than_sixty_days(session: Session) -> None:
    a_template(session, a_zone(session))
    laid_out(session, days=90)
    answer = selectors.dates(session, question=question(), now=NOW)
    assert (len(answer.dates), answer.dates[-1].date) == (61, TODAY + timedelta(days=60))


def test_without_slots_there_are_no_days(session: Session) -> None:
    a_zone(session)
    answer = selectors.dates(session, question=question(), now=NOW)
    assert (answer.dates, answer.first_available) == ((), None)


def test_every_closed_day_says_why(session: Session) -> None:
    rose = a_stem(session, "freedom-rose", vase_days=5)
    # Fresh enough until Wednesday; for Thursday it is begun the afternoon before.
    a_lot(session, rose, 12, vase_life_end=TODAY + timedelta(days=7))
    dozen = a_product(session, recipe={rose: 12}, make_minutes=30).variants[0].id
    template = a_template(session, a_zone(session), weekdays=[1, 2, 3, 4, 5], capacity=2)
    laid_out(session, days=7, minutes=40)
    full = slot_of(session, template, TOMORROW)
    reserve(
        session,
        (full.bucket_id, 2),
        *((half, 20) for half in workroom_buckets(session, TOMORROW)),
        day=TOMORROW,
    )
    reserve(session, (workroom_bucket(session), 20), day=TODAY)
    close(session, slot_of(session, template, TODAY + timedelta(days=2)).bucket_id)
    after_cutoff = slot_of(session, template, TODAY).cutoff_at
    assert by_day(session, question((dozen, 1)), now=after_cutoff) == {
        TODAY: ["cutoff", "workroom_full"],
        TOMORROW: ["slot_full", "workroom_full"],
        TODAY + timedelta(days=2): ["closed"],
        FRIDAY: ["stems_short"],
    }
    answer = selectors.dates(session, question=question((dozen, 1)), now=after_cutoff)
    assert answer.first_available == TODAY + timedelta(days=3)
    assert answer.dates[4].reasons[0].stems == ("Freedom rose",)


def test_a_day_without_slots_is_closed(session: Session) -> None:
    a_template(session, a_zone(session), weekdays=[1, 3])
    laid_out(session, days=3)
    assert by_day(session, question()) == {TOMORROW: ["closed"]}


def test_a_day_without_a_workroom_is_closed(session: Session) -> None:
    a_template(session, a_zone(session))
    laid_out(session, days=2)
    close(session, workroom_bucket(session), *workroom_buckets(session, TOMORROW))
    assert by_day(session, question()) == {TOMORROW: ["closed"]}


def test_lots_shared_by_the_lines_of_one_parcel(session: Session) -> None:
    rose, fern = a_stem(session, "freedom-rose"), a_stem(session, "leather-fern")
    a_lot(session, rose, 20)
    a_lot(session, rose, 3)
    a_lot(session, fern, 4)
    small = a_product(session, "small", recipe={rose: 10, fern: 2}).variants[0].id
    large = a_product(session, "large", recipe={rose: 13}).variants[0].id
    a_template(session, a_zone(session))
    laid_out(session, days=1)
    assert by_day(session, question((small, 1), (large, 1))) == {}
    assert by_day(session, question((small, 2), (large, 1))) == {TODAY: ["stems_short"]}
    [answer] = selectors.slots(session, question=question((small, 3)), day=TODAY, now=NOW)
    assert answer.reasons[0].stems == ("Freedom rose", "Leather fern")


def test_a_closed_lot_and_one_still_on_its_way_do_not_count(session: Session) -> None:
    rose = a_stem(session)
    shut = a_lot(session, rose, 50)
    late = datetime(2082, 11, 24, 14, 0, 1, tzinfo=UTC)  # a second after work starts tomorrow
    a_lot(session, rose, 50, available_from=late)
    dozen = a_product(session, recipe={rose: 12}).variants[0].id
    a_template(session, a_zone(session))
    laid_out(session, days=3)
    close(session, shut.bucket_id)
    assert by_day(session, question((dozen, 1))) == {TODAY: ["stems_short"], TOMORROW: ["stems_short"]}


def test_a_slot_in_full_and_its_fee(session: Session) -> None:
    bouquet = a_product(session, price=4500).variants[0].id
    zone = a_zone(session, fee=900, free_above=9000)
    hours = (time(11), time(14))
    template = a_template(session, zone, hours=hours, extra_fee=500, capacity=3)
    a_template(session, zone)
    laid_out(session, days=1)
    slot = slot_of(session, template)
    reserve(session, (slot.bucket_id, 2), day=TODAY)
    whole, narrow = selectors.slots(session, question=question((bouquet, 1)), day=TODAY, now=NOW)
    assert (whole.whole_day, whole.fee, whole.places_left) == (True, Money(900, "USD"), 10)
    assert narrow.as_json() == {
        "id": slot.id,
        "date": "2082-11-23",
        "label": "11 am – 2 pm",
        "starts_at": "2082-11-23T19:00:00Z",
        "ends_at": "2082-11-23T22:00:00Z",
        "cutoff_at": "2082-11-23T20:00:00Z",
        "whole_day": False,
        "fee": {"amount": 1400, "currency": "USD"},
        "surge": None,
        "surge_name": None,
        "available": True,
        "reasons": [],
        "places_left": 1,
    }
    free = selectors.slots(session, question=question((bouquet, 2)), day=TODAY, now=NOW)
    assert [each.fee.amount for each in free] == [0, 500]
    answer = selectors.dates(session, question=question((bouquet, 1)), now=NOW)
    assert answer.dates[0].fee_from == Money(900, "USD")


def test_collection_needs_no_postcode_and_no_fee(session: Session) -> None:
    a_zone(session)
    a_template(session, None, hours=(time(11), time(14)), extra_fee=300)
    laid_out(session, days=2)
    answer = selectors.dates(session, question=question(postcode="", method="collection"), now=NOW)
    assert (answer.postcode, answer.zone, answer.first_available) == (None, None, TODAY)
    assert answer.dates[0].fee_from == Money(0, "USD")


def test_a_day_that_is_over_has_only_reasons(session: Session) -> None:
    a_template(session, a_zone(session))
    laid_out(session, days=3)
    later = NOW + timedelta(days=2)
    [answer] = selectors.slots(session, question=question(), day=TODAY, now=later)
    assert codes(answer.reasons) == ["cutoff"]
    assert selectors.slots(session, question=question(), day=date(2080, 1, 1), now=later) == ()


def test_outside_every_zone_there_is_a_phone(session: Session) -> None:
    a_zone(session)
    with pytest.raises(OutsideZone) as refused:
        selectors.dates(session, question=question(postcode="99999"), now=NOW)
    problem = refused.value.as_json()
    assert (problem["code"], problem["status"], problem["phone"]) == ("outside_zone", 409, "(503) 555-0142")
    assert problem["detail"].startswith("We do not deliver to 99999 yet. Call us at (503) 555-0142 ")
    with pytest.raises(InvalidPostcode):
        selectors.slots(session, question=question(postcode="9999"), day=TODAY, now=NOW)


def test_who_has_chosen_nothing_is_asked_about_the_cheapest_bouquet(session: Session) -> None:
    rose = a_stem(session)
    a_lot(session, rose, 5)
    a_product(session, "grand", price=9000, recipe={rose: 50})
    small = a_product(session, "small", price=3000, recipe={rose: 5}).variants[0].id
    a_product(session, "card", price=500, kind="addon")
    a_product(session, "draft", price=100, status="draft")
    a_template(session, a_zone(session))
    laid_out(session, days=1)
    assert catalog.cheapest_variant(session) == small
    assert by_day(session, Question("97201", "van")) == {}
    close(session, *workroom_buckets(session, TODAY))
    assert by_day(session, Question("97201", "van")) == {TODAY: ["closed"]}


def statements(session: Session, asked: Question) -> int:
    """How many statements `dates` sends."""
    sent: list[str] = []
    session.flush()
    session.expunge_all()

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        selectors.dates(session, question=asked, now=NOW)
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)
    return len(sent)


def test_the_number_of_statements_does_not_grow(session: Session) -> None:
    zone = a_zone(session)
    stems = [a_stem(session, f"stem-{number}") for number in range(6)]
    for stem in stems:
        a_lot(session, stem)
    items = [(a_product(session, f"p-{stem.id}", recipe={stem: 3}).variants[0].id, 1) for stem in stems]
    a_template(session, zone)
    laid_out(session, days=2)
    few = statements(session, question(items[0]))
    for hour in (9, 12, 15):
        a_template(session, zone, hours=(time(hour), time(hour + 3)))
    for stem in stems:
        for _ in range(5):
            a_lot(session, stem)
    laid_out(session, days=90)
    many = statements(session, question(*items))
    assert few == many == 16
