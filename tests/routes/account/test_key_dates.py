"""Key dates and what she wants to hear of."""

from datetime import date
from typing import Any

import pytest

from backend.shop.accounts import feasts
from backend.shop.accounts.feasts import Occasion
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from tests.builders.shop import OpenShop
from tests.routes.account import customers
from tests.routes.buying import facts
from tests.routes.conftest import Browser

BIRTHDAY = {"person": "June", "occasion": "birthday", "month": 2, "day": 29}


def keep(http: Browser, hers: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    answer = http.post("/api/me/key-dates", json=body, headers=hers)
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())


def next_date(occasion: Occasion, month: int | None = None, day: int | None = None) -> str:
    today = local_day(clock.now(), "America/Los_Angeles")
    return feasts.next_date(occasion, month=month, day=day, today=today, country="US").isoformat()


def test_a_key_date_is_kept_changed_and_given_up(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.log_in(http)
    kept = keep(http, hers, BIRTHDAY)
    feast = keep(http, hers, {"person": "Mom", "occasion": "mothers_day", "remind": False})
    assert kept == {
        **BIRTHDAY,
        "id": kept["id"],
        "remind": True,
        "next_date": next_date(Occasion.BIRTHDAY, 2, 29),
        "version": 1,
    }
    assert (feast["month"], feast["day"], feast["remind"]) == (None, None, False)
    assert date.fromisoformat(feast["next_date"]).weekday() == 6
    one = f"/api/me/key-dates/{kept['id']}"

    quiet = http.patch(one, json={"version": 1, "remind": False}, headers=hers).json
    turned = http.patch(one, json={"version": 2, "occasion": "valentines_day"}, headers=hers).json

    assert quiet == {**kept, "remind": False, "version": 2}
    assert turned == {
        **quiet,
        "occasion": "valentines_day",
        "month": None,
        "day": None,
        "next_date": next_date(Occasion.VALENTINES_DAY),
        "version": 3,
    }
    listed = http.get("/api/me/key-dates", headers=hers).json["items"]
    assert listed == sorted([turned, feast], key=lambda each: str(each["next_date"]))
    assert http.delete(one, headers=hers).status_code == 204
    assert http.get("/api/me/key-dates", headers=hers).json == {"items": [feast]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"month": 2, "day": 30},
        {"month": None, "day": 3},
        {"month": 13, "day": 1},
        {"occasion": "mothers_day"},  # a feast knows its own day
        {"occasion": "pancake_day"},
    ],
)
def test_a_day_that_there_is_not_is_refused(
    http: Browser, open_shop: OpenShop, wrong: dict[str, Any]
) -> None:
    answer = http.post("/api/me/key-dates", json=BIRTHDAY | wrong, headers=customers.log_in(http))

    assert (answer.status_code, answer.json["code"]) == (422, "validation")
    assert facts("select * from key_date") == []


def test_a_change_that_leaves_no_day_is_refused_and_shows_nothing_moved(
    http: Browser, open_shop: OpenShop
) -> None:
    hers = customers.log_in(http)
    kept = keep(http, hers, BIRTHDAY)
    feast = keep(http, hers, {"person": "Mom", "occasion": "mothers_day"})
    before = facts("select * from key_date order by id")

    answers = [
        http.patch(f"/api/me/key-dates/{kept['id']}", json={"version": 1, "day": 31}, headers=hers),
        http.patch(
            f"/api/me/key-dates/{feast['id']}", json={"version": 1, "occasion": "other"}, headers=hers
        ),
        http.patch(f"/api/me/key-dates/{kept['id']}", json={"version": 7, "day": 1}, headers=hers),
    ]

    assert [each.json["code"] for each in answers] == ["validation", "validation", "version_conflict"]
    assert answers[2].json["current"] == kept
    assert facts("select * from key_date order by id") == before


def test_somebody_elses_key_date_is_not_found_and_stays_as_it_is(http: Browser, open_shop: OpenShop) -> None:
    kept = keep(http, customers.log_in(http), BIRTHDAY)
    bea = customers.elsewhere(http, customers.BEA)
    one = f"/api/me/key-dates/{kept['id']}"

    answers = [
        http.patch(one, json={"version": 1, "remind": False}, headers=bea),
        http.delete(one, headers=bea),
    ]

    assert [(each.status_code, each.json["code"]) for each in answers] == [(404, "key_date_not_found")] * 2
    assert http.get("/api/me/key-dates", headers=bea).json == {"items": []}
    assert facts("select remind, version from key_date") == [(True, 1)]


def test_preferences_are_what_was_said_last(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.log_in(http)
    unsaid = http.get("/api/me/preferences", headers=hers).json
    said = {"newsletter": True, "reminders": True, "reviews": False}
    said["quiet_occasions"] = ["memorial", "mothers_day"]
    written = http.put("/api/me/preferences", json=said, headers=hers).json

    assert unsaid == {"newsletter": False, "reminders": True, "reviews": True, "quiet_occasions": []}
    assert written == {**said, "quiet_occasions": ["mothers_day", "memorial"]}
    assert http.get("/api/me/preferences", headers=hers).json == written
    bea = customers.elsewhere(http, customers.BEA)
    assert http.get("/api/me/preferences", headers=bea).json == unsaid


def test_a_mail_program_unsubscribes_with_one_click_and_for_one_person(
    http: Browser, open_shop: OpenShop
) -> None:
    said = {"newsletter": True, "reminders": True, "reviews": True, "quiet_occasions": []}
    for email in (customers.ANN, customers.BEA):
        http.put("/api/me/preferences", json=said, headers=customers.elsewhere(http, email))
    [(token,)] = facts(
        "select unsubscribe_token from preference join account on id = account_id where email = :email",
        email=customers.ANN,
    )

    answer = http.post(  # as RFC 8058 says: a form, from nowhere
        f"/api/unsubscribe/{token}",
        data={"List-Unsubscribe": "One-Click"},
        headers={"Origin": "https://mail.example"},
    )

    assert answer.status_code == 204
    assert http.post("/api/unsubscribe/guessed").json["code"] == "unsubscribe_link_unknown"
    assert facts(
        "select email, newsletter, reminders from preference join account on id = account_id"
        " order by email desc"
    ) == [
        (customers.BEA, True, True),
        (customers.ANN, True, False),
    ]
