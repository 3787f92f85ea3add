"""Other stems than the recipe's: what the buyer chose decides, and the florist never does it silently."""

from datetime import timedelta
from typing import Any

import pytest

from backend.shop.kit import clock
from tests.builders.shop import OpenShop
from tests.routes import asking, desk, staff
from tests.routes.asking import (
    BLUE_IRIS,
    CHEAP,
    PINK_ROSE,
    RED_TULIP,
    ROSE,
    Florist,
    a_garden,
    choose,
    instant,
    say,
    states,
    stems,
    swaps,
)
from tests.routes.buying import BUYER, facts, fill_cart
from tests.routes.conftest import Browser
from tests.routes.desk import at_the_desk, usd

GOOD = (ROSE, RED_TULIP, 10)
USD = {"currency": "USD"}


@pytest.fixture
def florist(http: Browser, open_shop: OpenShop) -> Florist:
    """A dozen at $45.00 is sold for the day after tomorrow."""
    a_garden()
    return Florist(at_the_desk(http, open_shop))


def everything() -> list[Any]:
    return [*desk.everything(), facts("select * from substitution_proposal order by 1")]


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


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


def test_who_wants_to_be_asked_is_asked_and_the_stems_wait(http: Browser, florist: Florist) -> None:
    choose("ask")
    asked = florist.propose(GOOD, reason="Bent necks")
    assert asked.status_code == 200, asked.text
    assert stems() == [10, 0, 10, 0, 0]  # the roses stay hers until she has said yes
    assert (states(), swaps(), asking.letters("send_proposal")) == (["proposed"], [], 1)
    seen = http.get(f"/api/substitutions/{asking.token()}").json
    assert seen["stems"] == [
        {
            "quantity": 10,
            "taken": 10,
            "instead_of": "Freedom rose",
            "instead_of_colors": ["red"],
            "name": "Red tulip",
            "colors": ["red"],
        }
    ]
    assert [each["product_name"] for each in seen["lines"]] == ["Rose City Dozen"]
    assert (seen["state"], seen["over"], seen["by_default"]) == ("proposed", False, "make")
    assert (seen["reason"], seen["comes_back"]) == ("Bent necks", usd(5400))
    left = instant(seen["deadline"]) - clock.now()
    assert timedelta(hours=3, minutes=58) < left <= timedelta(hours=4)
    assert asked.json["deliveries"][0]["asked_until"] == seen["deadline"]
    assert florist.read()["proposal"]["swaps"] == asking.said((GOOD,), 10)
    assert refused(florist.propose(GOOD)) == (409, "proposal_waits")


def test_yes_makes_it_so_once(http: Browser, florist: Florist) -> None:
    choose("ask")
    florist.propose(GOOD)
    said = say(http.application.test_client(), "approve")
    assert (said.status_code, said.json["state"]) == (200, "approved")
    assert stems() == [0, 0, 10, 0, 0]
    assert swaps() == [(ROSE, RED_TULIP, 10, "buyer", "customer")]
    before = everything()
    again = say(http, "approve")
    assert (again.status_code, again.json["state"]) == (200, "approved")
    assert refused(say(http, "decline")) == (409, "proposal_over")
    assert asking.silence() == 0
    assert everything() == before
    mine = http.get(f"/api/orders/{florist.desk.number}").json["deliveries"][0]
    assert (mine["substituted"][0]["agreed"], mine["asked_until"]) == ("buyer", None)


def test_her_answer_opens_the_order_in_that_browser(http: Browser, florist: Florist) -> None:
    choose("ask")
    florist.propose(GOOD)
    phone = http.application.test_client()
    assert phone.get(f"/api/orders/{florist.desk.number}").status_code == 404
    say(phone, "approve")
    assert phone.get(f"/api/orders/{florist.desk.number}").status_code == 200


def test_no_cancels_what_it_was_all_of_and_pays_it_back(http: Browser, florist: Florist) -> None:
    choose("ask")
    florist.propose(GOOD)
    said = say(http, "decline")
    assert (said.status_code, said.json["state"], said.json["comes_back"]) == (200, "declined", None)
    assert stems() == [0, 0, 0, 0, 0]
    assert facts("select status from delivery") == [("cancelled",)]
    assert facts("select amount, cause from refund") == [(5400, "order")]
    before = everything()
    assert say(http, "decline").status_code == 200
    assert refused(say(http, "approve")) == (409, "proposal_over")
    assert everything() == before


def test_no_takes_out_only_the_pieces_concerned(http: Browser, open_shop: OpenShop) -> None:
    a_garden()
    florist = Florist(at_the_desk(http, open_shop, quantity=3))
    choose("ask")
    florist.propose((ROSE, RED_TULIP, 11))
    assert stems() == [30, 0, 11, 0, 0]
    assert http.get(f"/api/substitutions/{asking.token()}").json["comes_back"] == usd(9000)
    say(http, "decline")
    # Eleven stems are in two of the three bouquets.
    assert facts("select quantity, cancelled from order_line") == [(3, 2)]
    assert facts("select amount, cause, quantity from refund") == [(9000, "line", 2)]
    assert stems() == [10, 0, 0, 0, 0]
    assert facts("select status from delivery") == [("scheduled",)]
    assert facts("select credit from orders") == [(9000,)]
    assert dict(asking_reserved())["workroom_minutes"] == 10


def asking_reserved() -> list[tuple[str, int]]:
    return facts("select kind, sum(reserved)::int from capacity_bucket group by kind")


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


def test_silence_is_what_the_letter_said(http: Browser, florist: Florist) -> None:
    choose("ask")
    florist.propose(GOOD)
    assert asking.silence() == 0
    asking.make_late()
    late = say(http, "approve")
    assert refused(late) == (409, "proposal_over")
    assert late.json["detail"] == (
        "The time to answer is over. As our letter said, we make it with the other flowers."
    )
    assert http.get(f"/api/substitutions/{asking.token()}").json["over"] is True
    assert swaps() == []
    assert (asking.silence(), states()) == (1, ["lapsed"])
    assert swaps() == [(ROSE, RED_TULIP, 10, "silence", "shop")]
    assert stems() == [0, 0, 10, 0, 0]
    assert refused(say(http, "decline")) == (409, "proposal_over")
    assert asking.silence() == 0


def test_silence_about_another_color_pays_back(florist: Florist) -> None:
    florist.propose((ROSE, BLUE_IRIS, 10), how="ask")
    asking.make_late()
    assert asking.silence() == 1
    assert facts("select amount from refund") == [(5400,)]
    assert (stems(), swaps()) == ([0, 0, 0, 0, 0], [])


def test_what_is_taken_back_is_answered_no_more(http: Browser, florist: Florist) -> None:
    choose("ask")
    florist.propose(GOOD)
    assert florist.withdraw().status_code == 200
    assert stems() == [10, 0, 0, 0, 0]
    before = everything()
    for answer in ("approve", "decline"):
        gone = say(http, answer)
        assert refused(gone) == (409, "proposal_over")
        assert gone.json["state"] == "withdrawn"
    assert refused(florist.withdraw()) == (409, "proposal_over")
    assert everything() == before


def test_a_cancelled_delivery_gives_back_what_was_kept_for_it(florist: Florist) -> None:
    choose("ask")
    florist.propose(GOOD)
    assert florist.desk.parcel("cancel", reason="She called", stems="back").status_code == 200
    assert (stems(), states()) == ([0, 0, 0, 0, 0], ["withdrawn"])


def test_what_is_made_meanwhile_is_asked_no_more(http: Browser, florist: Florist) -> None:
    choose("ask")
    florist.propose(GOOD)
    for to in ("preparing", "ready"):
        assert florist.desk.parcel("stage", to=to).status_code == 200
    assert refused(say(http, "approve")) == (409, "proposal_over")
    assert (asking.silence(), states()) == (1, ["withdrawn"])
    assert (stems(), swaps()) == ([0, 0, 0, 0, 0], [])


def test_a_delivery_on_another_day_is_asked_no_more(http: Browser, florist: Florist) -> None:
    choose("ask")
    florist.propose(GOOD)
    moved = florist.desk.parcel("move", slot_id=florist.desk.shop.slot_ids[2])
    assert moved.status_code == 200, moved.text
    assert refused(say(http, "approve")) == (409, "proposal_over")
    assert (asking.silence(), states(), stems()) == (1, ["withdrawn"], [10, 0, 0, 0, 0])


def test_a_wrong_link_opens_nothing(http: Browser, florist: Florist) -> None:
    choose("ask")
    florist.propose(GOOD)
    good = asking.token()
    for wrong in ("x", good[:-1] + ("0" if good[-1] != "0" else "1"), good[:32], "0" * 96):
        assert refused(http.get(f"/api/substitutions/{wrong}")) == (404, "proposal_not_found")
        assert refused(say(http, "approve", by=wrong)) == (404, "proposal_not_found")
    assert states() == ["proposed"]
