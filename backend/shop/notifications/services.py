"""Moves of a letter: claimed by one sender at a time, then sent, put off, or dead after the last try.

A person may ask for one again: it is queued anew, as the same letter.
"""

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.kit import news
from backend.shop.notifications import rules
from backend.shop.notifications.errors import LetterNotFound, LetterWaits, NotResendable
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


@dataclass(frozen=True, slots=True)
class Origin:
    """What a letter comes from: its subject, the order that it tells of, and the job that writes it.

    A letter without a job is never sent again: its secret is over by then, or its news is.
    """

    subject_id: str
    order_id: UUID | None = None
    task: str | None = None
    arguments: dict[str, Any] | None = None


def claim(session: Session, *, kind: str, origin: Origin, recipient: str, now: datetime) -> Letter:
    """This letter. A `queued` one is the caller's alone until its lease ends, and the try is counted.

    The first call makes the row. Raises LetterPutOff while somebody else has the lease.
    """
    values = {
        "kind": kind,
        "subject_id": origin.subject_id,
        "order_id": origin.order_id,
        "task": origin.task,
        "arguments": origin.arguments,
        "recipient": recipient,
        "created_at": now,
    }
    session.execute(insert(Letter).values(values).on_conflict_do_nothing())
    this = select(Letter).where(Letter.kind == kind, Letter.subject_id == origin.subject_id)
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


def mark_failed(
    session: Session,
    *,
    letter_id: int,
    error: str,
    at: datetime,
    for_good: bool = False,
    unanswered: bool = False,
) -> datetime | None:
    """Keeps the reason and frees the claim; the next try's instant, or None when the letter is dead.

    `unanswered`: it may have arrived.
    """
    letter = session.get_one(Letter, letter_id, with_for_update=True)
    letter.claimed_until, letter.last_error = None, error[:LONGEST_ERROR]
    letter.unanswered += unanswered
    for_good = for_good or letter.unanswered >= rules.MOST_UNANSWERED
    next_try = None if for_good else rules.next_try(attempts=letter.attempts, failed_at=at)
    if next_try is None:
        _bury(letter, letter.last_error)
    return next_try


def drop(session: Session, *, kind: str, subject_id: str, why: str) -> None:
    """A letter that waits for its next try, if there is one, is not wanted any more."""
    this = select(Letter).where(Letter.kind == kind, Letter.subject_id == subject_id)
    letter = session.scalar(this.with_for_update())
    if letter is not None and letter.state == "queued":
        letter.state, letter.claimed_until, letter.last_error = "dropped", None, why


def resend(session: Session, *, letter_id: int, who: str, at: datetime) -> Letter:
    """Queues a letter that was sent or is dead once more, with all its tries, and defers its job.

    Raises LetterNotFound, LetterWaits for one that is under way, NotResendable.
    """
    letter = session.get(Letter, letter_id, with_for_update=True)
    if letter is None:
        raise LetterNotFound
    if letter.state == "queued":
        raise LetterWaits("This letter is still on its way. Give it a minute.")
    if letter.task is None or letter.arguments is None:
        raise NotResendable("This letter cannot be written again.")
    before, letter.state = letter.state, "queued"
    letter.attempts, letter.unanswered, letter.claimed_until, letter.last_error = 0, 0, None, None
    letter.resends += 1
    news.defer(session, task=letter.task, arguments=letter.arguments)
    audit.record(
        session,
        actor=who,
        action="letter.resent",
        subject=f"letter:{letter.id}",
        reason="",
        change={"state": [before, "queued"], "to": letter.recipient},
        at=at,
    )
    return letter


def _bury(letter: Letter, error: str) -> None:
    letter.state, letter.claimed_until, letter.last_error = "dead", None, error
