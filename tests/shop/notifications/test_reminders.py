"""Reminders: a week before, once a year, with what can really be brought, never where they are silenced."""

import datetime as dt
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from backend import db
from backend.shop.accounts import favorites, keydates, people, preferences
from backend.shop.accounts.feasts import Occasion
from backend.shop.accounts.keydates import Day
from backend.shop.accounts.preferences import Wishes
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.notifications import reminders
from backend.shop.notifications import unasked_tasks as tasks
from backend.shop.stock.models import Stem
from tests.builders.accounts import a_person
from tests.builders.catalog import a_product
from tests.builders.shop import OpenShop, an_open_shop
from tests.builders.stock import a_stem
from tests.shop.notifications.stand import Post, make_due, queue, work

JUNE = {"name": "June Park", "phone": "503 555 0199", "line1": "12 SW Alder Street", "postcode": "97201"}


@pytest.fixture
def shop(database: None, mail: Post) -> OpenShop:
    """A shop whose calendar reaches past the next week."""
    with db.transaction() as session:
        return an_open_shop(session, now=clock.now(), days=9)


@pytest.fixture
def ann(shop: OpenShop) -> UUID:
    with db.transaction() as session:
        return a_person(session, "ann@example.com", role="customer").id


def in_days(days: int) -> dt.date:
    return local_day(clock.now(), "America/Los_Angeles") + timedelta(days=days)


def keep(account_id: UUID, *, days: int = 7, person: str = "June", **changes: Any) -> UUID:
    """A birthday so many days from now."""
    on = in_days(days)
    said: dict[str, Any] = {"occasion": Occasion.BIRTHDAY, "month": on.month, "day": on.day, "remind": True}
    with db.transaction() as session:
        day = Day(person=person, **(said | changes))
        return keydates.add(session, account_id=account_id, said=day, at=clock.now()).id


def add_products(**prices: int) -> None:
    """Products that the shop's only lot can make, by slug."""
    with db.transaction() as session:
        rose = session.scalars(select(Stem)).one()
        for slug, price in prices.items():
            a_product(session, slug, price=price, recipe={rose: 10})


def run(url: str) -> None:
    """The day's job, and the letters that it has had written."""
    tasks.remind(timestamp=0)
    make_due()
    work(url)


def plain(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    found: str = part.get_content().replace("\r\n", "\n")
    return found


def test_a_week_before_a_letter_suggests_three_that_can_be_brought_there(
    shop: OpenShop, ann: UUID, mail: Post, database_url: str
) -> None:
    add_products(meadow=5200, sunset=6100, harbor=7000)
    keep(ann)
    with db.transaction() as session:
        people.add(session, account_id=ann, label="", recipient=JUNE, at=clock.now())
        liked = session.scalars(text("select id from product where slug = 'harbor'")).one()
        favorites.keep_product(session, account_id=ann, product_id=liked, at=clock.now())

    run(database_url)

    [letter] = mail.to("ann@example.com")
    said = plain(letter)
    assert letter["Subject"].startswith("June’s birthday is on ")
    assert [line for line in said.splitlines() if line.startswith("https://posy.example/flowers/")] == [
        "https://posy.example/flowers/harbor",  # what she likes, first
        "https://posy.example/flowers/rose-city-dozen",
        "https://posy.example/flowers/meadow",
    ]
    assert "Harbor, from $70.00\n" in said
    with db.transaction() as session:
        token = preferences.unsubscribe_token(session, account_id=ann)
    assert letter["List-Unsubscribe"] == f"<https://posy.example/api/unsubscribe/{token}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"https://posy.example/unsubscribe#{token}\n" in said


def test_however_often_the_job_runs_a_reminder_is_sent_once(
    shop: OpenShop, ann: UUID, mail: Post, database_url: str
) -> None:
    keep(ann)
    tasks.remind(timestamp=0)
    tasks.remind(timestamp=0)  # before the first has been worked
    assert [name for name, _, _ in queue()] == ["notifications:send_reminder"] * 2

    run(database_url)
    run(database_url)

    assert len(mail.letters) == 1
    assert [status for _, status, _ in queue()] == ["succeeded"] * 3  # the last run had nothing to write


@pytest.mark.parametrize(("days", "letters"), [(8, 0), (7, 1), (6, 1), (5, 1), (4, 0)])
def test_a_job_that_could_not_run_is_made_up_for_within_two_days(
    shop: OpenShop, ann: UUID, mail: Post, database_url: str, days: int, letters: int
) -> None:
    keep(ann, days=days)

    run(database_url)

    assert len(mail.letters) == letters


@pytest.mark.parametrize("silence", ["this one", "all", "such occasions", "her account is closed"])
def test_nothing_is_sent_of_what_is_silenced(
    shop: OpenShop, ann: UUID, mail: Post, database_url: str, silence: str
) -> None:
    keep(ann, remind=silence != "this one")
    with db.transaction() as session:
        preferences.write(
            session,
            account_id=ann,
            wishes=Wishes(
                newsletter=True,
                reminders=silence != "all",
                quiet_occasions=(Occasion.BIRTHDAY if silence == "such occasions" else Occasion.MEMORIAL,),
            ),
            at=clock.now(),
        )
        if silence == "her account is closed":
            session.execute(text("update account set active = false"))

    run(database_url)

    assert mail.letters == []
    assert queue() == []


def test_what_is_silenced_while_its_letter_waits_is_not_sent(
    shop: OpenShop, ann: UUID, mail: Post, database_url: str
) -> None:
    keep(ann)
    tasks.remind(timestamp=0)
    with db.transaction() as session:
        token = preferences.unsubscribe_token(session, account_id=ann)
        preferences.unsubscribe(session, token=token, at=clock.now())

    work(database_url)

    assert mail.letters == []


def test_nothing_is_suggested_that_cannot_be_had_or_brought_there(
    shop: OpenShop, ann: UUID, mail: Post, database_url: str
) -> None:
    with db.transaction() as session:  # of these stems there are none
        a_product(session, "peony-only", price=9900, recipe={a_stem(session, "peony"): 5}, make_minutes=10)
        people.add(
            session, account_id=ann, label="Far", recipient={**JUNE, "postcode": "10001"}, at=clock.now()
        )
    keep(ann)
    keep(ann, person="Far")

    run(database_url)

    [letter] = mail.letters  # none for who lives where no van goes
    assert "June" in letter["Subject"]
    assert plain(letter).count("/flowers/") == 1
    assert "peony" not in plain(letter)


def test_a_day_that_the_shop_has_closed_is_not_written_about(
    shop: OpenShop, ann: UUID, mail: Post, database_url: str
) -> None:
    keep(ann)
    with db.transaction() as session:
        session.execute(text("update capacity_bucket set open = false where kind <> 'stem_lot'"))

    run(database_url)

    assert mail.letters == []


def test_feasts_that_move_are_found_on_their_day(shop: OpenShop, ann: UUID) -> None:
    with db.transaction() as session:
        for occasion in (Occasion.MOTHERS_DAY, Occasion.FATHERS_DAY):
            keydates.add(session, account_id=ann, said=Day("Mom", occasion, None, None, True), at=clock.now())
        keydates.add(session, account_id=ann, said=Day("Leo", Occasion.OTHER, 2, 29, True), at=clock.now())

    def due(day: dt.date) -> int:
        with db.transaction() as session:
            return len(keydates.due(session, days=[day], country="US"))

    assert [due(dt.date(2027, 5, day)) for day in (2, 8, 9, 10)] == [0, 0, 1, 0]
    assert [due(dt.date(2027, 6, day)) for day in (13, 20)] == [0, 1]
    assert [due(dt.date(2027, 2, day)) for day in (27, 28)] == [0, 1]
    assert [due(dt.date(2028, 2, day)) for day in (28, 29)] == [0, 1]


def test_the_same_date_is_remembered_again_the_year_after(shop: OpenShop, ann: UUID) -> None:
    kept = str(keep(ann))

    assert reminders.origin(kept, "2027-05-09").subject_id != reminders.origin(kept, "2028-05-14").subject_id
