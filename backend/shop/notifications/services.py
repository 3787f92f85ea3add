"""Moves of a letter: claimed by one sender at a time, then sent, put off, or dead after the last try."""

import datetime as dt
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.notifications import rules
from backend.shop.notifications.models import Letter

LONGEST_ERROR = 500
CUT_OFF = "the last try was cut off: it may have arrived"


class LetterPutOff(Exception):
    """This letter is to be tried again at `until`: the try failed, or somebody else is sending it."""

    def __init__(self, reason: str, until: datetime) -> None:
        super().__init__(f"{reason}; next try at {until.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S} UTC")
        self.until = until


class LetterDead(Exception):
    """This letter has used up its tries."""


def claim(session: Session, *, kind: str, subject_id: str, recipient: str, now: datetime) -> Letter:
    """This letter. A `queued` one is the caller's alone until its lease ends, and the try is counted.

    The first call makes the row. Raises LetterPutOff while somebody else has the lease.
    """
    values = {"kind": kind, "subject_id": subject_id, "recipient": recipient, "created_at": now}
    session.execute(insert(Letter).values(values).on_conflict_do_nothing())
    this = select(Letter).where(Letter.kind == kind, Letter.subject_id == subject_id)
    letter = session.scalars(this.with_for_update()).one()
    if letter.state != "queued":
        return letter
    if letter.claimed_until is not None and letter.claimed_until > now:
        raise LetterPutOff("somebody else is sending this letter", letter.claimed_until)
    if letter.attempts >= rules.TRIES:
        _bury(letter, CUT_OFF)
        return letter
    letter.attempts += 1
    letter.claimed_until = now + rules.LEASE
    return letter


def mark_sent(session: Session, *, letter_id: int, at: datetime) -> None:
    letter = session.get_one(Letter, letter_id, with_for_update=True)
    letter.state, letter.sent_at = "sent", at
    letter.claimed_until = letter.last_error = None


def mark_failed(session: Session, *, letter_id: int, error: str, at: datetime) -> datetime | None:
    """Keeps the reason and frees the claim; the next try's instant, or None when the letter is dead."""
    letter = session.get_one(Letter, letter_id, with_for_update=True)
    letter.claimed_until, letter.last_error = None, error[:LONGEST_ERROR]
    next_try = rules.next_try(attempts=letter.attempts, failed_at=at)
    if next_try is None:
        _bury(letter, letter.last_error)
    return next_try


def _bury(letter: Letter, error: str) -> None:
    letter.state, letter.claimed_until, letter.last_error = "dead", None, error
