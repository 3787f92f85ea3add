"""The door to the stand-in's behavior: JSON and a page, remembered, reset, closed to everybody else."""

from typing import Any

import pytest
import requests

from backend.sandbox.behavior import ALL
from backend.sandbox.server import Sandbox
from backend.sandbox.settings import Settings
from tests.sandbox import browser, door
from tests.sandbox.stand import Clock

USUAL = {
    "webhook_copies": 2,
    "webhook_delay": [0, 0.5],
    "webhook_repeat_delay": [0.2, 3],
    "hang": None,
    "error": None,
    "lie": None,
}


def address(sandbox: Sandbox, path: str = "/behavior") -> str:
    return sandbox.context.settings.base_url + path


def now(sandbox: Sandbox) -> Any:
    return requests.get(address(sandbox, "/behavior.json"), timeout=5).json()


def test_as_it_comes_events_are_sent_twice_and_nothing_else_is_amiss(nasty: Sandbox) -> None:
    assert now(nasty) == USUAL


def test_a_behavior_is_set_kept_over_a_restart_and_reset(
    nasty: Sandbox, settings: Settings, clock: Clock
) -> None:
    hang = {"when": "before", "seconds": 30, "operation": "create_session"}
    assert door.behave(nasty, hang=hang, webhook_copies=20) == USUAL | {"hang": hang, "webhook_copies": 20}
    nasty.stop()

    again = Sandbox(settings, clock=clock)
    again.start()
    try:
        assert now(again) == USUAL | {"hang": hang, "webhook_copies": 20}
        assert door.reset(again) == USUAL
        assert now(again) == USUAL
    finally:
        again.stop()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kindness", True),
        (["hang"], None),
        ("webhook_copies", 21),
        ("webhook_copies", True),
        ("webhook_copies", None),
        ("webhook_delay", [3, 1]),
        ("webhook_delay", [0, 3601]),
        ("webhook_delay", 5),
        ("hang", {"when": "before"}),
        ("hang", {"when": "before", "seconds": 601}),
        ("hang", {"when": "sometimes", "seconds": 5}),
        ("hang", {"when": "before", "seconds": 5, "operation": "create_order"}),
        ("error", {"when": "after", "times": 0}),
        ("error", {"when": "after", "seconds": 5}),
        ("error", "always"),
        ("lie", {"amount_by": 0}),
        ("lie", {"amount_by": 1.5}),
        ("lie", {"currency": "zzz"}),
        ("lie", {"payment_status": "paid"}),
        ("lie", {"payment_status": "unpaid", "amount_by": 5}),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    nasty: Sandbox, name: object, value: object
) -> None:
    answer = door.knock(nasty, {"name": name, "value": value})

    assert answer.status_code == 400
    assert answer.json()["error"]["param"] in ("name", "value")
    assert now(nasty) == USUAL


@pytest.mark.parametrize("body", [[], {"name": "hang"}, {"name": "hang", "value": None, "more": 1}])
def test_a_body_of_another_form_is_refused(nasty: Sandbox, body: object) -> None:
    assert door.knock(nasty, body).status_code == 400


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Host": "evil.example"}, {"Origin": "null"}]
)
def test_pages_of_other_sites_cannot_set_anything(nasty: Sandbox, headers: dict[str, str]) -> None:
    assert door.knock(nasty, {"name": "lie", "value": {"currency": "eur"}}, **headers).status_code == 403
    assert now(nasty) == USUAL


def test_the_page_offers_every_choice_and_says_what_is_on(nasty: Sandbox) -> None:
    page = requests.get(address(nasty), timeout=5).text
    for behavior in ALL:
        assert f'<label for="{behavior.name}">{behavior.title}' in page
        assert page.count(f'id="{behavior.name}"') == 1
    assert page.count(" selected") == 6
    assert "Not as usual" not in page
    assert browser.buttons(address(nasty)) == ["Save", "Reset all"]

    door.behave(nasty, webhook_copies=7, error={"when": "before"})

    page = requests.get(address(nasty), timeout=5).text
    assert page.count("Not as usual") == 2
    assert '<option value="7" selected>Something else</option>' in page
    assert "It is set to <code>7</code>." in page
    assert "Not as usual: how often each event is sent, answers that say 500." in browser.read(
        address(nasty, "/")
    )


def test_every_choice_of_the_page_can_be_saved(nasty: Sandbox) -> None:
    for behavior in ALL:
        for _, value in behavior.choices:
            assert door.behave(nasty, **{behavior.name: value})[behavior.name] == value
    form = {"webhook_copies": "0", "hang": '{"when": "after", "seconds": null}', "lie": "null"}

    answer = requests.post(address(nasty), data=form, timeout=5, allow_redirects=False)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/behavior")
    kept = now(nasty)
    assert (kept["webhook_copies"], kept["hang"]) == (0, {"when": "after", "seconds": None})
    assert kept["lie"] is None
    answer = requests.post(address(nasty, "/behavior/reset"), timeout=5, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/behavior")
    assert now(nasty) == USUAL


def test_a_form_with_one_wrong_value_sets_none(nasty: Sandbox) -> None:
    answer = requests.post(address(nasty), data={"webhook_copies": "0", "lie": "often"}, timeout=5)

    assert answer.status_code == 400
    assert "lie takes a value written as JSON." in answer.text
    assert now(nasty) == USUAL
