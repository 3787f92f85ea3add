"""When a letter is tried again."""

from datetime import UTC, datetime, timedelta

from backend.shop.notifications import rules, smtp

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_five_tries_outlive_an_hour_without_a_mail_server() -> None:
    tries = [NOON]
    while (after := rules.next_try(attempts=len(tries), failed_at=tries[-1])) is not None:
        tries.append(after)
    assert [(each - NOON) // timedelta(minutes=1) for each in tries] == [0, 1, 6, 31, 151]
    assert rules.next_try(attempts=5, failed_at=NOON) is None


def test_a_lease_is_longer_than_the_slowest_sending() -> None:
    exchanges = 10  # connect, greeting, EHLO, STARTTLS, EHLO, two for login, MAIL, RCPT, DATA and its end
    assert exchanges * timedelta(seconds=smtp.TIMEOUT) < rules.LEASE
