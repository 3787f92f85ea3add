"""A mail server that is down, refuses or is rude, a worker that dies: each letter once, none lost."""

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, text

from backend import db
from backend.config import settings
from backend.shop.notifications import rules, services, smtp
from backend.shop.notifications.models import Letter
from backend.shop.notifications.services import LetterPutOff, Origin
from backend.shop.notifications.tasks import send_confirmation
from tests.shop.notifications.stand import Post, a_confirmed_order, make_due, queue, work

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
BUYER = "maya@example.com"


@pytest.fixture
def order(database: None) -> str:
    """A confirmed order whose letters wait; its number."""
    with db.transaction() as session:
        return a_confirmed_order(session)[0].number


def letter(kind: str = "order_confirmed") -> Letter:
    with db.transaction() as session:
        return session.scalars(select(Letter).where(Letter.kind == kind)).one()


def minutes_until_next_try(task: str) -> list[int]:
    waiting = text(
        "select round(extract(epoch from scheduled_at - now()) / 60)::int from procrastinate_jobs"
        " where status = 'todo' and task_name = :task"
    )
    with db.engine().connect() as connection:
        return list(connection.scalars(waiting, {"task": task}))


def test_without_a_mail_server_letters_wait_and_then_arrive_once(
    order: str, database_url: str, mail: Post
) -> None:
    mail.close()
    work(database_url)
    waiting = letter()
    assert (waiting.state, waiting.attempts, waiting.sent_at) == ("queued", 1, None)
    assert waiting.last_error is not None
    assert waiting.last_error.startswith("ConnectionRefusedError")
    assert queue() == [
        ("notifications:send_confirmation", "todo", 1),
        ("notifications:send_new_order", "todo", 1),
    ]
    assert minutes_until_next_try("notifications:send_confirmation") == [1]

    work(database_url)  # nothing is due yet
    assert letter().attempts == 1

    mail.open()
    make_due()
    work(database_url)
    sent = letter()
    assert (sent.state, sent.attempts, sent.last_error) == ("sent", 2, None)
    assert len(mail.to(BUYER)) == 1
    assert len(mail.to("hello@posy.example")) == 1


def test_a_refused_recipient_is_dead_after_five_tries_and_the_shop_still_gets_its_letter(
    order: str, database_url: str, mail: Post
) -> None:
    mail.refused.add(BUYER)
    pauses = []
    for tried in range(1, 5):
        work(database_url)
        assert (letter().state, letter().attempts) == ("queued", tried)
        pauses += minutes_until_next_try("notifications:send_confirmation")
        make_due()
    work(database_url)
    assert pauses == [1, 5, 25, 120]
    dead = letter()
    assert (dead.state, dead.attempts, dead.claimed_until) == ("dead", 5, None)
    assert dead.last_error is not None
    assert "No such mailbox" in dead.last_error
    assert queue() == [
        ("notifications:send_confirmation", "failed", 5),
        ("notifications:send_new_order", "succeeded", 1),
    ]
    assert mail.to(BUYER) == []
    assert letter("order_new").state == "sent"


def test_every_try_of_a_letter_has_the_same_message_id(order: str, database_url: str, mail: Post) -> None:
    work(database_url)
    with db.engine().begin() as connection:
        connection.execute(text("update letter set state = 'queued'"))  # as if killed before the mark
        connection.execute(text("update procrastinate_jobs set status = 'todo'"))
    work(database_url)
    first, second = mail.to(BUYER)
    assert first["Message-ID"] == second["Message-ID"]
    assert len({each["Message-ID"] for each in mail.letters}) == 2


def test_a_lost_goodbye_sends_nothing_again(order: str, database_url: str, mail: Post) -> None:
    mail.rude = True
    work(database_url)
    assert letter().state == "sent"
    assert len(mail.to(BUYER)) == 1


def test_an_address_that_is_none_ends_as_a_dead_letter(database: None, database_url: str, mail: Post) -> None:
    with db.transaction() as session:
        a_confirmed_order(session)[0].buyer_email = "maya"
    for _ in range(5):
        work(database_url)
        make_due()
    assert letter().state == "dead"
    assert mail.to(BUYER) == []


def test_without_smtp_host_the_letter_says_so(
    order: str, database_url: str, mail: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "POSY_ENV": "production",
        "DATABASE_URL": database_url,
        "STRIPE_SECRET_KEY": "sk",
        "STRIPE_WEBHOOK_SECRET": "whsec",
        "SMTP_HOST": "",
    }.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    work(database_url)
    assert (letter().state, letter().last_error) == ("queued", "MailNotSet: SMTP_HOST is not set")


class TestClaim:
    """Of many senders one has the letter; it passes on when the lease ends."""

    def claim(self, now: datetime) -> Letter:
        with db.transaction() as session:
            origin = Origin("7", None, "notifications:send_confirmation", {})
            return services.claim(session, kind="order_confirmed", origin=origin, recipient=BUYER, now=now)

    def test_a_claimed_letter_is_nobody_elses_until_the_lease_ends(self, database: None) -> None:
        assert self.claim(NOW).attempts == 1
        with pytest.raises(LetterPutOff) as refused:
            self.claim(NOW + rules.LEASE - timedelta(seconds=1))
        assert refused.value.until == NOW + rules.LEASE
        assert letter().attempts == 1
        assert self.claim(NOW + rules.LEASE).attempts == 2

    def test_a_sent_letter_is_left_alone(self, database: None) -> None:
        claimed = self.claim(NOW)
        with db.transaction() as session:
            services.mark_sent(session, letter_id=claimed.id, at=NOW)
        again = self.claim(NOW + timedelta(days=1))
        assert (again.state, again.attempts, again.sent_at) == ("sent", 1, NOW)

    def test_a_letter_whose_last_try_was_cut_off_is_dead_and_says_why(self, database: None) -> None:
        for tried in range(rules.TRIES):
            self.claim(NOW + tried * rules.LEASE)
        buried = self.claim(NOW + rules.TRIES * rules.LEASE)
        assert (buried.state, buried.attempts, buried.last_error) == ("dead", 5, services.CUT_OFF)


def test_of_many_jobs_at_once_one_sends(database: None, mail: Post) -> None:
    with db.transaction() as session:
        order, move_id = a_confirmed_order(session)
    start = Barrier(8)

    def send(_: int) -> str:
        start.wait()
        try:
            send_confirmation(order_id=str(order.id), move_id=move_id)
        except LetterPutOff:
            return "put off"
        return "done"

    with ThreadPoolExecutor(8) as pool:
        ends = list(pool.map(send, range(8)))
    assert len(mail.letters) == 1
    assert set(ends) <= {"done", "put off"}
    assert (letter().state, letter().attempts) == ("sent", 1)


def test_a_claim_held_elsewhere_puts_the_job_off_until_the_lease_ends(
    order: str, database_url: str, mail: Post
) -> None:
    work(database_url)
    with db.engine().begin() as connection:
        connection.execute(
            text("update letter set state = 'queued', claimed_until = now() + interval '3 minutes'")
        )
        connection.execute(text("update procrastinate_jobs set status = 'todo'"))
    mail.letters.clear()
    work(database_url)
    assert minutes_until_next_try("notifications:send_confirmation") == [3]
    assert letter().attempts == 1
    assert mail.letters == []


SLOW = 0.4  # seconds


def test_a_slow_word_on_a_letter_is_waited_for(
    order: str, database_url: str, mail: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", SLOW / 2)
    mail.slow = SLOW
    work(database_url)
    assert (letter().state, letter().attempts, len(mail.to(BUYER))) == ("sent", 1, 1)


def test_who_has_a_letter_whole_and_never_says_so_gets_it_once_more_and_no_third_time(
    order: str, database_url: str, mail: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "LAST_TIMEOUT", SLOW / 4)
    mail.slow = SLOW
    for state, attempts in (("queued", 1), ("dead", 2), ("dead", 2)):
        make_due()
        work(database_url)
        found = letter()
        assert (found.state, found.attempts, found.unanswered) == (state, attempts, attempts)
        assert str(found.last_error).startswith("Unanswered")
    first, again = mail.to(BUYER)
    assert first["Message-ID"] == again["Message-ID"]


def test_a_server_that_never_greets_is_given_up_and_the_letter_arrives_once_later(
    order: str, database_url: str, mail: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", SLOW / 4)
    mail.close()
    with socket.create_server(("127.0.0.1", mail.port)):
        work(database_url)
    assert (letter().state, letter().attempts, letter().unanswered) == ("queued", 1, 0)
    mail.open()
    make_due()
    work(database_url)
    assert (letter().state, len(mail.to(BUYER))) == ("sent", 1)
