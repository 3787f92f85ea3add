"""Other stems than the recipe's: what the buyer chose decides, and the florist never does it silently."""

import pytest

from tests.builders.shop import OpenShop
from tests.routes import asking, staff
from tests.routes.asking import (
    BLUE_IRIS,
    CHEAP,
    GOOD,
    PINK_ROSE,
    RED_TULIP,
    ROSE,
    Florist,
    a_garden,
    choose,
    everything,
    say,
    states,
    stems,
    swaps,
)
from tests.routes.buying import BUYER, facts, fill_cart
from tests.routes.conftest import Browser
from tests.routes.desk import at_the_desk, usd
from tests.routes.people import refused


@pytest.fixture
def florist(http: Browser, open_shop: OpenShop) -> Florist:
    """A dozen at $45.00 is sold for the day after tomorrow."""
    a_garden()
    return Florist(at_the_desk(http, open_shop))


def test_the_choice_is_made_at_checkout_and_told(http: Browser, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop)
    body = {"buyer": BUYER, "expected_total": cart["totals"]["total"], "substitution": "ask"}
    placed = http.post("/api/orders", json=body, headers={"Idempotency-Key": "one"})
    assert (placed.status_code, placed.json["substitution"]) == (201, "ask")
    again = http.post(
        "/api/orders", json=body | {"substitution": "refund"}, headers={"Idempotency-Key": "one"}
    )
    assert refused(again) == (422, "idempotency_mismatch")
    number = placed.json["number"]
    told = http.get(f"/api/admin/orders/{number}", headers=staff.log_in(http, "florist")).json
    assert told["substitution"] == {"code": "ask", "label": "Ask first"}


def test_who_says_nothing_wants_the_color_matched(http: Browser, open_shop: OpenShop) -> None:
    cart = fill_cart(http, open_shop)
    body = {"buyer": BUYER, "expected_total": cart["totals"]["total"]}
    placed = http.post("/api/orders", json=body, headers={"Idempotency-Key": "one"})
    assert placed.json["substitution"] == "match_color"
    wrong = http.post(
        "/api/orders", json=body | {"substitution": "anything"}, headers={"Idempotency-Key": "two"}
    )
    assert refused(wrong) == (422, "validation")


def test_a_match_is_made_at_once_and_told(http: Browser, florist: Florist) -> None:
    assert florist.read()["takes"] == [
        {
            "stem_id": ROSE,
            "name": "Freedom rose",
            "species": "Rose",
            "colors": ["red"],
            "quantity": 10,
            "unit_cost": usd(150),
        }
    ]
    seen = florist.check(GOOD).json
    assert (seen["way"], seen["mismatches"], seen["cheaper"], seen["missing"]) == ("swap", [], False, 0)
    assert (seen["replaced"], seen["substitutes"]) == (usd(1500), usd(1600))
    assert stems() == [10, 0, 0, 0, 0]
    done = florist.propose((ROSE, RED_TULIP, 4), reason="Bent necks")
    assert done.status_code == 200, done.text
    assert stems() == [6, 0, 4, 0, 0]
    [(_, _, _, agreed, who)] = swaps()
    assert (agreed, who.startswith("staff:")) == ("choice", True)
    assert asking.letters("send_substituted") == 1
    mine = http.get(f"/api/orders/{florist.desk.number}").json["deliveries"][0]
    assert mine["substituted"] == [
        {"instead_of": "Freedom rose", "name": "Red tulip", "quantity": 4, "taken": 4, "agreed": "choice"}
    ]
    assert [each["quantity"] for each in florist.read()["takes"]] == [6, 4]


@pytest.mark.parametrize(
    ("choice", "swap", "why"),
    [
        ("match_color", (ROSE, BLUE_IRIS, 10), "Blue iris has none of the colors of Freedom rose: red."),
        ("match_flower", GOOD, "Red tulip is no rose."),
    ],
)
def test_what_does_not_match_needs_her_word(
    florist: Florist, choice: str, swap: tuple[int, int, int], why: str
) -> None:
    choose(choice)
    before = everything()
    answer = florist.propose(swap)
    assert refused(answer) == (409, "consent_needed")
    assert answer.json["mismatches"] == [why]
    assert florist.check(swap).json["way"] is None
    assert everything() == before


def test_the_same_flower_in_another_color(florist: Florist) -> None:
    choose("match_flower")
    assert florist.propose((ROSE, PINK_ROSE, 10)).status_code == 200
    assert stems() == [0, 10, 0, 0, 0]


def test_refusals_move_nothing(florist: Florist) -> None:
    before = everything()
    cheap = florist.propose((ROSE, CHEAP, 10))
    assert refused(cheap) == (409, "substitute_cheaper")
    assert (cheap.json["replaced"], cheap.json["substitutes"]) == (usd(1500), usd(1490))
    assert refused(florist.propose((ROSE, RED_TULIP, 11))) == (409, "not_to_substitute")
    assert refused(florist.propose((BLUE_IRIS, RED_TULIP, 1))) == (409, "not_to_substitute")
    assert refused(florist.propose((ROSE, ROSE, 1))) == (409, "same_stem")
    assert refused(florist.propose((ROSE, 99, 1))) == (404, "stem_not_found")
    assert refused(florist.propose(GOOD, version=1_000)) == (409, "version_conflict")
    facts("update capacity_bucket set capacity = 9 where kind = 'stem_lot' and capacity = 15 returning 1")
    short = florist.propose(GOOD)
    assert (refused(short), short.json["missing"]) == ((409, "substitute_short"), 1)
    facts("update capacity_bucket set capacity = 15 where kind = 'stem_lot' and capacity = 9 returning 1")
    assert everything() == before


def test_cheap_stems_are_made_good_by_dear_ones(florist: Florist) -> None:
    both = florist.propose((ROSE, CHEAP, 9), (ROSE, RED_TULIP, 1))
    assert both.status_code == 200, both.text
    assert stems() == [0, 0, 1, 0, 9]


def test_more_of_a_cheaper_stem_are_worth_as_much(http: Browser, florist: Florist) -> None:
    choose("ask")
    assert refused(florist.propose((ROSE, CHEAP, 10))) == (409, "substitute_cheaper")
    assert florist.propose((ROSE, CHEAP, 10), taken=11).status_code == 200
    assert stems() == [10, 0, 0, 0, 11]
    say(http, "approve")
    assert stems() == [0, 0, 0, 0, 11]
    assert [each["quantity"] for each in florist.read()["takes"]] == [11]
    # What is cancelled afterwards gives back what really was taken.
    assert florist.desk.parcel("cancel", reason="She called", stems="back").status_code == 200
    assert stems() == [0, 0, 0, 0, 0]


def test_who_chose_a_refund_gets_it(http: Browser, florist: Florist) -> None:
    choose("refund")
    seen = florist.check(GOOD).json
    assert (seen["way"], seen["comes_back"]) == ("refund", usd(5400))
    done = florist.propose(GOOD, reason="The roses did not open")
    assert done.status_code == 200, done.text
    assert facts("select amount, reason from refund") == [(5400, "The roses did not open")]
    assert (stems(), states()) == ([0, 0, 0, 0, 0], [])


def test_a_florist_may_ask_or_refund_in_any_case(florist: Florist) -> None:
    blue = (ROSE, BLUE_IRIS, 10)
    assert florist.propose(blue, how="ask").status_code == 200
    # Its color does not match: without an answer the money goes back.
    assert florist.read()["proposal"]["by_default"] == "refund"
    assert florist.withdraw().status_code == 200
    assert florist.propose(blue, how="refund").status_code == 200
    assert facts("select amount from refund") == [(5400,)]
