"""Notice that a product needs, and what a place asks: by the second, in words, for picker and checkout."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from backend.shop.delivery.models import DestinationRule
from backend.shop.delivery.rules.calendar import Good
from backend.shop.delivery.rules.destination import Destination
from backend.shop.promise import errors, selectors
from backend.shop.promise.rules import Code, evaluate
from backend.shop.promise.rules.destination import Asked, against
from backend.shop.promise.rules.lead import in_words
from backend.shop.promise.rules.service import place_of
from backend.shop.promise.selectors import Question
from tests.builders.catalog import a_product
from tests.builders.delivery import NOW, TODAY, slot_of
from tests.builders.stock import a_lot, a_stem
from tests.shop.promise.planning import World, offered
from tests.shop.promise.test_rules import GOOD, MORNING, NEED, PORTLAND, SECOND, SLOT

WREATH = Good(1, 1, "Moonlit Wreath", lead_minutes=2 * 24 * 60)
LILIES = Good(2, 1, "Stargazer at Dusk", species=("Lilium hybrids (Oriental)", "Gaultheria shallon"))
ROSES = Good(3, 1, "Rose City Dozen", species=("Rosa × hybrida",))
PEACE_LILY = Good(4, 1, "Peace lily", species=("Spathiphyllum wallisii hybrids",))


def said(*goods: Good, **change: object) -> list[tuple[str, str]]:
    situation = replace(GOOD, need=replace(NEED, goods=goods), **change)  # type: ignore[arg-type]  # by name
    return [(each.code.value, each.message) for each in evaluate(situation)]


def test_notice_is_kept_to_the_second() -> None:
    enough = SLOT.starts_at - timedelta(days=2)
    assert said(WREATH, now=enough) == []
    assert said(WREATH, now=enough + SECOND) == [("lead", "Needs 2 days' notice: Moonlit Wreath.")]
    other = replace(WREATH, name="Cedar Door Wreath", lead_minutes=90)
    late = SLOT.starts_at - timedelta(minutes=90) + SECOND
    assert said(other, ROSES, now=late)[0] == ("lead", "Needs 90 minutes' notice: Cedar Door Wreath.")
    assert said(WREATH, other, now=late)[0] == (
        "lead",
        "Needs 2 days' notice: Moonlit Wreath, Cedar Door Wreath.",
    )


def test_too_little_notice_and_too_little_time_are_one_reason() -> None:
    late = MORNING.ends_at - timedelta(minutes=30) + SECOND
    assert [code for code, _ in said(WREATH, now=late)] == ["lead", "cutoff"]
    assert said(ROSES, now=late)[-1] == ("lead", "It is too late to make this in time.")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute's"), (90, "90 minutes'"), (60, "1 hour's"), (36 * 60, "36 hours'"), (1440, "1 day's")],
)
def test_notice_in_words(minutes: int, words: str) -> None:
    assert in_words(minutes) == words


def asked(**rule: object) -> dict[str, object]:
    place = Destination(**({"kind": "hospital"} | rule))  # type: ignore[arg-type]  # by name
    return {"place": Asked(place, PORTLAND)}


def test_a_hospital_takes_no_true_lilies() -> None:
    ward = asked(species=("lilium",))
    assert said(LILIES, ROSES, PEACE_LILY, **ward) == [
        ("destination", "We cannot bring this to a hospital: Stargazer at Dusk.")
    ]
    assert said(ROSES, PEACE_LILY, **ward) == []
    assert said(LILIES) == []
    assert said(LILIES, **asked()) == []


def test_a_school_closes_at_its_hour() -> None:
    """The slot ends at five in Portland."""
    assert said(**asked(kind="school", latest_end=time(17))) == []
    assert said(**asked(kind="school", latest_end=time(16, 59))) == [
        ("destination", "What goes to a school has to be there by 4:59 pm.")
    ]
    assert said(**asked(kind="school", latest_end=time(16)))[0][1].endswith("by 4 pm.")


def test_a_funeral_home_wants_its_minutes_before_the_service() -> None:
    home = asked(kind="funeral_home", minutes_before_service=60)
    hour = timedelta(hours=1)
    assert said(**home) == []
    assert said(**home, due_at=SLOT.ends_at + hour) == []
    assert said(**home, due_at=SLOT.ends_at + hour - SECOND) == [
        ("destination", "At a funeral home flowers have to stand 60 minutes before the service.")
    ]
    assert [code for code, _ in said(**home, due_at=SLOT.ends_at - SECOND)] == ["too_late_for_service"]


def test_who_collects_goes_nowhere() -> None:
    assert place_of("van", {"kind_of_place": "school"}) == "school"
    assert place_of("collection", {"kind_of_place": "school"}) is None
    assert place_of("van", None) is None


def test_a_plan_is_refused_with_what_is_too_late_and_other_times(world: World) -> None:
    wreath = a_product(world.session, "moonlit-wreath", lead_minutes=2 * 24 * 60, recipe={world.rose: 1})
    world.lot(100)
    items = ((world.dozen.id, 1), (wreath.variants[0].id, 1))
    # Now is Monday, eight; nine on Wednesday is in 49 hours.
    problem = world.refused(errors.Lead, world.parcel(world.whole, TODAY + timedelta(days=1), items=items))
    assert problem["detail"] == "Needs 2 days' notice: Moonlit Wreath."
    assert problem["variants"] == [wreath.variants[0].id]
    wednesday = TODAY + timedelta(days=2)
    assert offered(problem)[0] == slot_of(world.session, world.whole, wednesday).id
    assert world.plan(world.parcel(world.whole, wednesday, items=items))[0].slot.date == wednesday


def test_picker_and_checkout_know_the_place(world: World) -> None:
    lily = a_stem(world.session, "stargazer")
    lily.latin_name = "Lilium hybrids (Oriental)"
    a_lot(world.session, lily, 100)
    world.lot(100)
    bunch = a_product(world.session, "stargazer-at-dusk", recipe={lily: 5})
    world.session.add(DestinationRule(kind_of_place="hospital", species=["Lilium"]))
    world.session.flush()
    items = ((bunch.variants[0].id, 1),)
    question = Question("97201", "van", items, place="hospital")
    shown = selectors.slots(world.session, question=question, day=TODAY, now=NOW)
    assert {reason.code for slot in shown for reason in slot.reasons} == {Code.DESTINATION}
    problem = world.refused(errors.Destination, world.parcel(world.whole, items=items, place="hospital"))
    assert (problem["variants"], offered(problem)) == ([bunch.variants[0].id], [])
    assert world.plan(world.parcel(world.whole, items=items, place="home"))


def test_the_hours_of_a_place_are_the_shops() -> None:
    """On the day when summer time ends the wall still says three."""
    school = Asked(Destination("school", latest_end=time(15)), PORTLAND)
    three = replace(SLOT, date=date(2026, 11, 1), ends_at=datetime(2026, 11, 1, 23, tzinfo=UTC))
    assert against(school, slot=three, goods=(), due_at=None) == []
    later = replace(three, ends_at=three.ends_at + SECOND)
    assert len(against(school, slot=later, goods=(), due_at=None)) == 1
