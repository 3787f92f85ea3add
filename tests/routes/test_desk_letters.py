"""Letters that the desk's deeds send, from the deed to the mailbox, and letters that are asked for again."""

from collections.abc import Iterator

import pytest

from backend.config import settings
from tests.builders.shop import OpenShop
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.desk import Desk, at_the_desk, everything, set_status, usd
from tests.shop.notifications.stand import Post, work
from tests.shop.notifications.test_letters import body

BUYER = "ann@example.com"


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    server = Post()
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", str(server.port))
    monkeypatch.setenv("SMTP_TLS", "none")
    settings.cache_clear()
    server.open()
    yield server
    server.close()


@pytest.fixture
def desk(mail: Post, http: Browser, open_shop: OpenShop, database_url: str) -> Desk:
    """An order of two deliveries whose two letters have been sent."""
    settings.cache_clear()
    made = at_the_desk(http, open_shop, slots=(1, 2))
    work(database_url)
    mail.letters.clear()
    return made


def resend(desk: Desk, kind: str) -> int:
    """Asks for the order's letter of a kind; answers the status."""
    letter = next(each for each in desk.read()["letters"] if each["kind"] == kind)
    return desk.http.post(f"/api/admin/letters/{letter['id']}/resend", headers=desk.headers).status_code


def test_a_cancelled_order_tells_the_buyer_why_and_what_comes_back(
    desk: Desk, mail: Post, database_url: str
) -> None:
    desk.order("cancel", reason="Our cooler <broke>.", stems="back")
    work(database_url)
    [letter] = mail.to(BUYER)
    assert letter["Subject"] == f"Order {desk.number} is cancelled"
    plain, html = body(letter, "plain"), body(letter, "html")
    assert f"we had to cancel order {desk.number}. We are sorry.\n" in plain
    assert "From our florist:\nOur cooler <broke>.\n" in plain
    assert plain.count("DELIVERY THAT WILL NOT BE") == 2
    assert "Comes back to you: $108.00\n" in plain
    assert "Our cooler &lt;broke&gt;." in html
    assert "$108.00" in html
    assert [(each["label"], each["status"]["label"]) for each in desk.read()["letters"]][-1] == (
        "Cancellation to the buyer",
        "Sent",
    )


def test_a_customer_who_cancels_reads_it_too(desk: Desk, mail: Post, database_url: str) -> None:
    assert desk.http.post(f"/api/orders/{desk.number}/cancel").json["status"]["code"] == "cancelled"
    work(database_url)
    [letter] = mail.to(BUYER)
    plain = body(letter, "plain")
    assert plain.startswith(f"As you wished, Ann: order {desk.number} is cancelled.")
    assert "From our florist" not in plain
    assert "Comes back to you: $108.00\n" in plain


def test_one_delivery_of_several_names_only_itself(desk: Desk, mail: Post, database_url: str) -> None:
    desk.parcel("cancel", index=1, reason="Nobody is there.", stems="back")
    work(database_url)
    [letter] = mail.to(BUYER)
    assert letter["Subject"] == f"One delivery of order {desk.number} is cancelled"
    plain = body(letter, "plain")
    assert "the others stay as they are" in plain
    assert plain.count("DELIVERY THAT WILL NOT BE") == 1
    assert "for Ida Moss\n" in plain
    assert "June Park" not in plain
    assert "Comes back to you: $54.00\n" in plain


def test_a_refund_says_what_it_is_for(desk: Desk, mail: Post, database_url: str) -> None:
    set_status("delivered")
    line = desk.delivery()["lines"][0]["id"]
    desk.order("refunds", reason="One rose was broken.", line_id=line, quantity=1)
    desk.order("refunds", reason="And it was late.", amount=usd(500))
    work(database_url)
    first, second = (
        body(letter, "plain") for letter in sorted(mail.to(BUYER), key=lambda each: each["Subject"])
    )
    assert "we give back what you paid for 1 × Rose City Dozen of order" in first
    assert "One rose was broken." in first
    assert "we give back $5.00." in second


def test_a_letter_is_sent_again_as_the_same_letter(desk: Desk, mail: Post, database_url: str) -> None:
    [before] = facts("select id, sent_at from letter where kind = 'order_confirmed'")
    assert resend(desk, "order_confirmed") == 204
    assert facts("select state, attempts, resends from letter where kind = 'order_confirmed'") == [
        ("queued", 0, 1)
    ]
    waits = everything()
    assert resend(desk, "order_confirmed") == 409
    assert everything() == waits
    work(database_url)
    [letter] = mail.to(BUYER)
    assert letter["Subject"] == f"Order {desk.number} is confirmed: 2 deliveries"
    [after] = facts("select id, sent_at from letter where kind = 'order_confirmed'")
    assert (after[0], after[1] > before[1]) == (before[0], True)
    assert letter["Message-ID"].endswith(".1@posy.example>")
    assert desk.read()["history"][-1]["what"] == "Letter sent again"
    assert facts("select count(*) from letter") == [(2,)]


def test_a_dead_letter_gets_all_its_tries_again(desk: Desk, mail: Post, database_url: str) -> None:
    facts("update letter set state = 'dead', attempts = 5, last_error = 'no mailbox' returning id")
    dead = desk.http.get("/api/admin/today", headers=desk.headers).json["dead_letters"]
    assert {each["number"] for each in dead} == {desk.number}
    assert resend(desk, "order_new") == 204
    work(database_url)
    assert len(mail.to("hello@posy.example")) == 1
    assert facts("select state, attempts, last_error from letter where kind = 'order_new'") == [
        ("sent", 1, None)
    ]


def test_a_letter_that_is_not_there_or_cannot_be_written(desk: Desk) -> None:
    gone = desk.http.post("/api/admin/letters/999/resend", headers=desk.headers)
    assert (gone.status_code, gone.json["code"]) == (404, "letter_not_found")
    facts("update letter set task = null returning id")
    assert desk.read()["letters"][0]["can_resend"] is False
    before = everything()
    refused = desk.http.post("/api/admin/letters/1/resend", headers=desk.headers)
    assert (refused.status_code, refused.json["code"]) == (409, "not_resendable")
    assert everything() == before
