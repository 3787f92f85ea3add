"""Addresses that get no more: by a server's refusal, by a report on our letter, by a guest's click."""

import email.policy
from email.message import EmailMessage

import pytest
from sqlalchemy import select, text

from backend import db
from backend.shop.accounts.errors import UnsubscribeLinkUnknown
from backend.shop.accounts.preferences import Topic
from backend.shop.kit import clock
from backend.shop.kit.paging import Page
from backend.shop.notifications import bounces, leaving, rules, suppression, unsubscribing
from backend.shop.notifications.bounces import Fault, Report
from backend.shop.notifications.errors import SuppressionNotFound
from backend.shop.notifications.models import Letter, Suppression
from backend.shop.notifications.suppression import Why
from backend.shop.orders.links import opt_out_token
from tests.shop.notifications.news import AT
from tests.shop.notifications.stand import Post, a_confirmed_order, work

BUYER = "maya@example.com"


def suppressions() -> list[tuple[str | None, str, str]]:
    with db.transaction() as session:
        rows = session.scalars(select(Suppression).order_by(Suppression.id))
        return [(each.address, each.topic, each.why) for each in rows]


def a_report(message_id: str, address: str = BUYER, status: str = "5.1.1", action: str = "failed") -> bytes:
    """As Postfix writes it, with only the headers of the letter."""
    return f"""From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: flowers@posy.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="9B095B5ADSN"

--9B095B5ADSN
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.

--9B095B5ADSN
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Sun, 22 Nov 2026 18:00:00 +0000 (UTC)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.com
Diagnostic-Code: smtp; 550 {status} <{address}>: Recipient address
    rejected: User unknown

--9B095B5ADSN
Content-Type: text/rfc822-headers

From: Posy <flowers@posy.example>
To: Maya Chen <{address}>
Message-ID: {message_id}

--9B095B5ADSN--
""".replace("\n", "\r\n").encode()


def a_complaint(message_id: str) -> bytes:
    """As RFC 5965 has it, with the whole letter."""
    return f"""From: abuse@mail.example
To: flowers@posy.example
Subject: Abuse report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="part"

--part
Content-Type: text/plain

This is an email abuse report.

--part
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Rcpt-To: <{BUYER}>

--part
Content-Type: message/rfc822

From: Posy <flowers@posy.example>
To: Maya Chen <{BUYER}>
Message-ID: {message_id}
Subject: Peonies are back
Content-Type: text/plain

They came in this morning.

--part--
""".encode()


@pytest.fixture
def sent(database: None, mail: Post, database_url: str) -> str:
    """The Message-ID of a confirmation that has been sent to the buyer."""
    with db.transaction() as session:
        a_confirmed_order(session)
    work(database_url)
    [letter] = mail.to(BUYER)
    return str(letter["Message-ID"])


class TestReading:
    def test_a_report_says_who_why_and_about_which_letter(self) -> None:
        assert bounces.reports(a_report("<order_new.7.20261122180000@posy.example>")) == [
            Report(
                BUYER,
                Fault.GONE,
                "5.1.1 550 5.1.1 <maya@example.com>: Recipient address rejected: User unknown",
                "<order_new.7.20261122180000@posy.example>",
            )
        ]

    @pytest.mark.parametrize(
        ("status", "fault"),
        [
            ("5.1.10", Fault.GONE),
            ("5.2.1", Fault.GONE),
            ("5.2.2", Fault.NOT_TAKEN),
            ("5.7.1", Fault.NOT_TAKEN),
        ],
    )
    def test_a_full_mailbox_or_spam_is_no_missing_address(self, status: str, fault: Fault) -> None:
        [report] = bounces.reports(a_report("<a.1.20261122180000@b>", status=status))
        assert report.fault is fault

    @pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
    def test_what_only_tells_of_delay_or_arrival_reports_nothing(self, action: str) -> None:
        assert bounces.reports(a_report("<a.1.20261122180000@b>", action=action, status="4.4.1")) == []

    def test_a_complaint_names_its_address(self) -> None:
        assert bounces.reports(a_complaint("<campaign.7.20261122180000@posy.example>")) == [
            Report(BUYER, Fault.COMPLAINT, "", "<campaign.7.20261122180000@posy.example>")
        ]

    def test_other_mail_reports_nothing(self) -> None:
        plain = EmailMessage(policy=email.policy.SMTP)
        plain["Subject"] = "Out of office"
        plain.set_content("I am away. Status: 5.1.1\nFinal-Recipient: rfc822; maya@example.com")
        assert bounces.reports(plain.as_bytes()) == []
        assert bounces.reports(b"\xff\xfe no message at all") == []
        assert bounces.reports(b"Content-Type: multipart/report; report-type=delivery-status\r\n\r\n") == []

    @pytest.mark.parametrize(
        ("code", "said", "gone"),
        [
            (550, "No such mailbox", True),
            (550, "5.1.1 User unknown", True),
            (553, "sorry", True),
            (550, "5.7.1 Rejected as spam", False),
            (552, "5.2.2 Mailbox full", False),
            (554, "Service unavailable", False),
            (450, "4.1.1 try later", False),
        ],
    )
    def test_which_refusals_are_of_the_address_for_good(self, code: int, said: str, gone: bool) -> None:
        assert rules.is_address_gone(code, said) is gone


class TestBelieving:
    def test_a_report_about_our_letter_suppresses_its_address_and_shows_the_letter(self, sent: str) -> None:
        assert bounces.hear(a_report(sent), at=AT) == 1
        assert suppressions() == [(BUYER, "", "bounced")]
        with db.transaction() as session:
            letter = session.scalars(select(Letter).where(Letter.kind == "order_confirmed")).one()
            assert letter.state == "dead"
            assert letter.last_error is not None
            assert letter.last_error.startswith("It came back: 5.1.1 550")
        assert bounces.hear(a_report(sent), at=AT) == 1  # the mailbox may tell it again
        assert len(suppressions()) == 1

    def test_a_full_mailbox_shows_the_letter_and_suppresses_nobody(self, sent: str) -> None:
        assert bounces.hear(a_report(sent, status="5.2.2"), at=AT) == 1
        assert suppressions() == []

    def test_a_complaint_ends_what_nobody_ordered(self, sent: str) -> None:
        assert bounces.hear(a_complaint(sent), at=AT) == 1
        assert suppressions() == [(BUYER, "", "complained")]

    @pytest.mark.parametrize("forged", ["another's letter", "another time", "another address", "none"])
    def test_a_forged_report_is_not_believed(self, sent: str, forged: str) -> None:
        kind, number, made = sent.strip("<>").partition("@")[0].split(".")
        named = {
            "another's letter": f"<order_new.{number}.{made}@posy.example>",
            "another time": f"<{kind}.{number}.20260101000000@posy.example>",
            "another address": sent,
            "none": "<CAF123@mail.example>",
        }[forged]
        address = "ann@example.com" if forged == "another address" else BUYER
        assert bounces.hear(a_report(named, address=address), at=AT) == 0
        assert suppressions() == []
        with db.transaction() as session:
            assert set(session.scalars(select(Letter.state))) == {"sent"}


def test_a_refused_address_is_suppressed_and_letters_about_orders_still_try(
    database: None, mail: Post, database_url: str
) -> None:
    mail.refused.add(BUYER)
    with db.transaction() as session:
        a_confirmed_order(session)
    work(database_url)
    assert suppressions() == [(BUYER, "", "bounced")]
    mail.refused.clear()
    with db.engine().begin() as connection:
        connection.execute(text("update procrastinate_jobs set scheduled_at = now() where status = 'todo'"))
    work(database_url)
    assert len(mail.to(BUYER)) == 1


def test_staff_lift_it_and_of_the_forgotten_only_a_hash_is_left(database: None) -> None:
    with db.transaction() as session:
        suppression.suppress(session, " Ann@Example.com", why=Why.BOUNCED, at=AT, detail="550 no ann here")
        [row], total = suppression.page_of(session, q="ANN", page=Page())
        assert (row.address, total) == ("ann@example.com", 1)
        assert leaving.no_letters_to(session, emails=["ann@example.com"]) == [
            {"address": "ann@example.com", "topic": "", "why": "bounced", "at": AT}
        ]
        leaving.erase_person(session, emails=["ann@example.com"])
    with db.transaction() as session:
        assert suppression.is_suppressed(session, "ann@example.com", topic=Topic.NEWS)
        assert (
            session.scalars(text("select row_to_json(suppression)::text from suppression")).one().count("ann")
            == 0
        )
        assert suppression.page_of(session, q="", page=Page()) == ([], 0)
        suppression.lift(session, suppression_id=row.id, who="staff:1", at=AT)
        assert not suppression.is_suppressed(session, "ann@example.com", topic=Topic.NEWS)
        with pytest.raises(SuppressionNotFound):
            suppression.lift(session, suppression_id=row.id, who="staff:1", at=AT)


def test_a_guest_ends_questions_for_reviews_and_takes_it_back(database: None, mail: Post) -> None:
    with db.transaction() as session:
        order, _ = a_confirmed_order(session)
        token = opt_out_token(order.id)
        assert unsubscribing.subscription(session, token=token).comes
        unsubscribing.end(session, token=token, at=clock.now())
        assert not unsubscribing.subscription(session, token=token).comes
        assert not suppression.is_suppressed(session, BUYER, topic=Topic.NEWS)
        unsubscribing.take_back(session, token=token, at=clock.now())
        assert unsubscribing.subscription(session, token=token) == unsubscribing.Subscription(
            Topic.REVIEWS, comes=True
        )
        with pytest.raises(UnsubscribeLinkUnknown):
            unsubscribing.end(session, token=token[:32] + "0" * 64, at=clock.now())
