"""Letters at the HTTP door: outbox, campaigns from draft to sent, stopped addresses, one click that ends."""

from collections.abc import Iterator
from typing import Any

import pytest

from backend import db
from backend.config import settings
from backend.shop.notifications import suppression
from backend.shop.notifications.suppression import Why
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.account import customers
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.people import refused
from tests.routes.post import code_to
from tests.shop.notifications.news import AT, a_batch, rounds
from tests.shop.notifications.stand import Post, a_confirmed_order, work

DRAFT: dict[str, Any] = {
    "subject": "Peonies are back",
    "preheader": "For three weeks only.",
    "heading": "The first peonies of the year",
    "body": "They came in this morning.\n\nThey open in a warm room.",
    "products": ["rose-city-dozen"],
    "code": "",
}
ALL = "/api/admin/campaigns"
NEWS = {"newsletter": True, "reminders": True, "reviews": True, "quiet_occasions": []}


@pytest.fixture
def mail(http: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """The mail server that letters go to."""
    server = Post()
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", str(server.port))
    monkeypatch.setenv("SMTP_TLS", "none")
    settings.cache_clear()
    server.open()
    yield server
    server.close()


@pytest.fixture
def owner(http: Browser, open_shop: OpenShop, mail: Post) -> dict[str, str]:
    return staff.log_in(http, "owner")


def wants_news(http: Browser, *emails: str) -> None:
    for email in emails:
        answer = http.put("/api/me/preferences", json=NEWS, headers=customers.elsewhere(http, email))
        assert answer.status_code == 200


def test_a_campaign_from_draft_to_sent(
    http: Browser, owner: dict[str, str], mail: Post, database_url: str
) -> None:
    wants_news(http, customers.ANN, customers.BEA)
    made = http.post(ALL, json=DRAFT, headers=owner)
    assert (made.status_code, made.json["status"]) == (201, {"code": "draft", "label": "Draft"})
    one = f"{ALL}/{made.json['id']}"
    changed = http.patch(one, json={**DRAFT, "code": "PEONY10", "version": 1}, headers=owner).json
    assert (changed["code"], changed["version"]) == ("PEONY10", 2)
    assert refused(http.patch(one, json={**DRAFT, "version": 1}, headers=owner)) == (409, "version_conflict")
    assert http.post(f"{one}/test", headers=owner).status_code == 204
    assert http.get(ALL, headers=owner).json["audience"] == 2

    started = http.post(f"{one}/send", json={"version": 2}, headers=owner).json
    assert (started["status"]["code"], started["recipients"], started["waiting"]) == ("sending", 2, 2)
    assert refused(http.post(f"{one}/send", json={"version": 3}, headers=owner)) == (409, "campaign_moved")
    assert refused(http.patch(one, json={**DRAFT, "version": 3}, headers=owner)) == (409, "campaign_moved")
    a_batch(database_url)
    rounds(database_url, 2)
    found = http.get("/api/admin/letters?kind=campaign&q=ann@", headers=owner).json["items"]
    assert [each["recipient"] for each in found] == [customers.ANN]  # and no other without an order

    after = http.get(one, headers=owner).json
    assert [after[name] for name in ("recipients", "waiting", "sent", "skipped", "failed")] == [2, 0, 2, 0, 0]
    assert after["status"]["code"] == "sent"
    for email in (customers.ANN, customers.BEA, "owner@posy.example"):
        assert [letter["Subject"] for letter in mail.to(email)] == ["Peonies are back"]
    assert facts("select action from audit_entry where subject like 'campaign:%' order by id") == [
        ("campaign.tried",),
        ("campaign.sending",),
    ]


def test_a_preview_is_the_letter_and_keeps_nothing(http: Browser, owner: dict[str, str]) -> None:
    shown = http.post(f"{ALL}/preview", json=DRAFT, headers=owner).json
    assert shown["subject"] == "Peonies are back"
    assert "They open in a warm room." in shown["html"]
    assert "/pictures/" in shown["html"]
    assert "Rose City Dozen, from $" in shown["text"]
    tricky = {**DRAFT, "body": "<script>alert(1)</script> {{ shop }}"}
    html = http.post(f"{ALL}/preview", json=tricky, headers=owner).json["html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ shop }}" in html
    assert facts("select count(*) from campaign") == [(0,)]


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        ({"subject": "Two\nlines"}, (422, "validation")),
        ({"subject": "  "}, (422, "validation")),
        ({"body": ""}, (422, "validation")),
        ({"products": ["none"]}, (409, "campaign_product_unknown")),
        ({"products": ["a"] * 7}, (422, "validation")),
    ],
)
def test_a_draft_that_cannot_be_a_letter_is_refused(
    http: Browser, owner: dict[str, str], wrong: dict[str, Any], answer: tuple[int, str]
) -> None:
    assert refused(http.post(ALL, json=DRAFT | wrong, headers=owner)) == answer
    assert facts("select count(*) from campaign") == [(0,)]


def test_pausing_going_on_and_stopping(http: Browser, owner: dict[str, str]) -> None:
    wants_news(http, customers.ANN)
    one = f"{ALL}/{http.post(ALL, json=DRAFT, headers=owner).json['id']}"

    def step(name: str, version: int) -> Any:
        return http.post(f"{one}/{name}", json={"version": version}, headers=owner)

    assert refused(step("pause", 1)) == (409, "campaign_moved")
    states = [
        step(name, version).json["status"]["code"]
        for version, name in enumerate(("send", "pause", "resume", "cancel"), 1)
    ]
    assert states == ["sending", "paused", "sending", "cancelled"]
    assert http.get(one, headers=owner).json["skipped"] == 1
    assert refused(http.get(f"{ALL}/999", headers=owner)) == (404, "campaign_not_found")


def test_the_outbox_tells_what_did_not_get_out_and_why(
    http: Browser, database: None, mail: Post, database_url: str
) -> None:
    owner = staff.log_in(http, "owner")
    with db.transaction() as session:
        order, _ = a_confirmed_order(session)
    mail.refused.add("maya@example.com")
    rounds(database_url, 5)

    found = http.get("/api/admin/letters", headers=owner).json
    first, second = found["items"]
    assert (found["total"], found["dead"]) == (2, 1)
    assert (first["kind"], first["number"], first["attempts"], first["status"]) == (
        "order_confirmed",
        order.number,
        5,
        {"code": "dead", "label": "Not sent"},
    )
    assert first["trouble"] == "The mail server refused the address."
    assert "No such mailbox" in first["error"]
    assert (second["kind"], second["trouble"]) == ("order_new", "")

    def kinds(query: str) -> list[str]:
        return [each["kind"] for each in http.get(f"/api/admin/letters?{query}", headers=owner).json["items"]]

    assert kinds("state=sent") == ["order_new"]
    assert kinds("kind=order_confirmed") == ["order_confirmed"]
    assert kinds("q=MAYA@") == ["order_confirmed"]
    assert kinds(f"q={order.number.lower()}") == ["order_confirmed", "order_new"]
    assert kinds("q=%25") == []
    assert http.post(f"/api/admin/letters/{first['id']}/resend", headers=owner).status_code == 204
    mail.refused.clear()
    work(database_url)
    assert len(mail.to("maya@example.com")) == 1
    stopped = http.get("/api/admin/suppressions", headers=owner).json["items"]
    assert [(each["address"], each["why"], each["topic"]) for each in stopped] == [
        ("maya@example.com", "bounced", "")
    ]


def test_a_stopped_address_is_lifted_once(http: Browser, owner: dict[str, str]) -> None:
    with db.transaction() as session:
        suppression.suppress(session, "ann@example.com", why=Why.COMPLAINED, at=AT)
    [(row,)] = facts("select id from suppression")
    assert http.delete(f"/api/admin/suppressions/{row}", headers=owner).status_code == 204
    again = http.delete(f"/api/admin/suppressions/{row}", headers=owner)
    assert refused(again) == (404, "suppression_not_found")
    assert facts("select action from audit_entry where subject = :s", s=f"suppression:{row}") == [
        ("suppression.lifted",)
    ]


def test_a_link_ends_its_own_topic_and_takes_it_back(http: Browser, open_shop: OpenShop) -> None:
    wants_news(http, customers.ANN)
    [(secret,)] = facts("select unsubscribe_token from preference")
    link = f"/api/unsubscribe/{secret}.news"

    def kept() -> list[tuple[Any, ...]]:
        return facts("select newsletter, reminders, reviews, newsletter_from from preference")

    assert http.get(link).json == {"topic": "news", "comes": True}
    assert kept() == [(True, True, True, "account")]  # a GET ends nothing
    one_click = {"data": {"List-Unsubscribe": "One-Click"}, "headers": {"Origin": "https://mail.example"}}
    assert http.post(link, **one_click).status_code == 204
    assert kept() == [(False, True, True, "letter")]
    assert http.get(link).json == {"topic": "news", "comes": False}
    assert http.post(f"{link}/undo").status_code == 204
    assert kept() == [(True, True, True, "undo")]
    assert http.post(f"/api/unsubscribe/{secret}.reviews").status_code == 204
    assert http.post(f"/api/unsubscribe/{secret}").status_code == 204
    assert kept() == [(True, False, False, "undo")]
    for wrong in (f"{secret}.other", f"{secret}.", "guessed", "0" * 96):
        assert refused(http.get(f"/api/unsubscribe/{wrong}")) == (404, "unsubscribe_link_unknown")


def test_who_signs_up_gets_news_only_if_she_says_so(http: Browser, open_shop: OpenShop) -> None:
    from_page = {"name": "Ann", "email": "ann@example.com", "password": "a sentence about moss"}
    for newsletter, expected in ((False, []), (True, [(True, "signup")])):
        entry = {**from_page, "email": f"{newsletter}@example.com".lower(), "newsletter": newsletter}
        sign_up(http, entry)
        assert facts("select newsletter, newsletter_from from preference") == expected


def sign_up(http: Browser, entry: dict[str, Any]) -> None:
    flow = http.post("/api/auth/signup", json=entry).json["flow"]
    code = code_to(entry["email"], "signup")
    assert http.post("/api/auth/verify-email", json={"flow": flow, "code": code}).status_code == 200
