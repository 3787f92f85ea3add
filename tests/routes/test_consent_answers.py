"""A buyer who is asked about other stems: her yes, her no, her silence, and what else ends the question."""

from datetime import timedelta

import pytest

from backend.shop.kit import clock
from tests.builders.shop import OpenShop
from tests.routes import asking
from tests.routes.asking import (
    BLUE_IRIS,
    GOOD,
    RED_TULIP,
    ROSE,
    Florist,
    a_garden,
    choose,
    everything,
    instant,
    say,
    states,
    stems,
    swaps,
)
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.desk import at_the_desk, usd
from tests.routes.people import another_browser, refused


@pytest.fixture
def florist(http: Browser, open_shop: OpenShop) -> Florist:
    """A dozen at $45.00 is sold for the day after tomorrow."""
    a_garden()
    return Florist(at_the_desk(http, open_shop))


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
    said = say(another_browser(http), "approve")
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
    phone = another_browser(http)
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


def test_stems_that_were_only_asked_about_are_not_used_up_with_the_cut_ones(florist: Florist) -> None:
    choose("ask")
    before = facts("select sum(capacity) from capacity_bucket where kind = 'stem_lot'")
    florist.propose(GOOD)
    assert florist.desk.parcel("cancel", reason="She called", stems="kept").status_code == 200
    assert (stems(), states()) == ([0, 0, 0, 0, 0], ["withdrawn"])
    after = facts("select sum(capacity) from capacity_bucket where kind = 'stem_lot'")
    assert after == [(before[0][0] - 10,)]  # the roses alone


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


def test_a_forgotten_order_answers_no_link(http: Browser, florist: Florist) -> None:
    choose("ask")
    florist.propose(GOOD)
    say(http, "approve")
    facts("update orders set erased_at = now() returning 1")
    assert refused(http.get(f"/api/substitutions/{asking.token()}")) == (404, "proposal_not_found")
    assert refused(say(http, "approve")) == (404, "proposal_not_found")
