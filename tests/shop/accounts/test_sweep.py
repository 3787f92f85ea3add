"""What is over is forgotten; what still counts is not touched."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.shop.accounts.limits import Door
from backend.shop.accounts.models import LoginSession, OneTimeSecret, RefreshToken, TryCounter
from backend.shop.accounts.rules import SESSION_LIFE, Purpose
from backend.shop.accounts.services import codes, counting, links
from backend.shop.accounts.services.counting import Visitor
from backend.shop.accounts.services.log_in import log_in
from backend.shop.accounts.services.sweep import sweep
from backend.shop.kit import clock
from tests.builders.accounts import PASSWORD, a_person

NOW = clock.now()
HERE = Visitor("a browser", "192.0.2.1")
TABLES = (OneTimeSecret, TryCounter, LoginSession, RefreshToken)


def left(session: Session) -> list[int | None]:
    return [session.scalar(select(func.count()).select_from(table)) for table in TABLES]


def test_what_is_over_is_forgotten(session: Session) -> None:
    a_person(session, "maya@example.com", role="customer")
    codes.begin_code(session, purpose=Purpose.LOGIN, email="maya@example.com", now=NOW)
    links.begin_link(session, purpose=Purpose.INVITE, email="maya@example.com", now=NOW)
    counting.count(session, door=Door.SIGNUP, email="maya@example.com", visitor=HERE, now=NOW)
    log_in(session, email="maya@example.com", password=PASSWORD, visitor=HERE, now=NOW)
    counted = 3 + 2  # of the sign-up three; of the login, which went well, the address and the e-mail

    found = []
    for later in (timedelta(0), timedelta(hours=2), timedelta(days=2), timedelta(days=9)):
        sweep(session, now=NOW + later)
        found.append(left(session))
    sweep(session, now=NOW + SESSION_LIFE + timedelta(days=31))

    assert found == [[2, counted, 1, 1], [2, 1, 1, 1], [1, 0, 1, 1], [0, 0, 1, 1]]
    assert left(session) == [0, 0, 0, 0]
