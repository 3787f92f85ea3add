"""Posts a letter once: claimed, handed to the mail server, marked, each step in a transaction of its own.

A job that runs twice, or two that run at once, send one letter. One window stays open, and the protocol
cannot close it: killed after the server has answered 250 and before our mark is committed, the letter is sent
once more when its lease has ended, under the same Message-ID.
"""

import logging
from smtplib import SMTPRecipientsRefused
from typing import NoReturn

from backend import db
from backend.config import settings
from backend.shop.accounts.leaving import is_erased
from backend.shop.kit import clock
from backend.shop.kit.failpoints import failpoint
from backend.shop.notifications import rules, services, smtp, suppression
from backend.shop.notifications.letters.envelope import Content, Envelope
from backend.shop.notifications.letters.rendering import render
from backend.shop.notifications.message import message
from backend.shop.notifications.models import Letter
from backend.shop.notifications.services import Origin
from backend.shop.notifications.suppression import Why

log = logging.getLogger("posy.letters")


def post(content: Content, envelope: Envelope, *, origin: Origin) -> bool:
    """Whether the letter is sent, now or before: to who is forgotten or has no address there is none, and
    none that nobody ordered to a suppressed address.

    Raises LetterPutOff when it is to be tried again, LetterDead when its tries are used up.
    """
    to = envelope.to.address
    if not to or is_erased(to) or _is_suppressed(content, envelope, origin):
        log.info("A letter (%s) to nobody, or who is forgotten or suppressed, was not written.", content.kind)
        return False
    with db.transaction() as session:
        letter = services.claim(session, kind=content.kind, origin=origin, recipient=to, now=clock.now())
    failpoint("letter_claimed")
    if letter.state == "dropped":
        return False
    if letter.state == "sent":
        log.info("Letter %d (%s) was sent before.", letter.id, letter.kind)
        return True
    if letter.state == "dead":
        raise services.LetterDead(f"Letter {letter.id} ({letter.kind}) is dead: {letter.last_error}")
    try:
        _send(letter, content, envelope)
    except Exception as error:  # a server that refuses, an address that is none, a template with a fault
        _failed(letter, error, envelope)
    failpoint("letter_sent")
    with db.transaction() as session:
        services.mark_sent(session, letter_id=letter.id, at=clock.now())
    failpoint("letter_marked")
    log.info("Letter %d (%s) is sent.", letter.id, letter.kind)
    return True


def _is_suppressed(content: Content, envelope: Envelope, origin: Origin) -> bool:
    if envelope.topic is None:
        return False
    with db.transaction() as session:
        if not suppression.is_suppressed(session, envelope.to.address, topic=envelope.topic):
            return False
        services.drop(
            session, kind=content.kind, subject_id=origin.subject_id, why="the address is suppressed"
        )
    return True


def _send(letter: Letter, content: Content, envelope: Envelope) -> None:
    rendered = render(content, envelope.shop)
    mail = message(letter, rendered, envelope, mail_from=settings().mail_from, at=clock.now())
    smtp.send(mail, settings())


def _failed(letter: Letter, error: Exception, envelope: Envelope) -> NoReturn:
    """Where the server says that there is no such address, it gets no more letters that nobody ordered."""
    reason, gone = f"{type(error).__name__}: {error}", _gone(error)
    with db.transaction() as session:
        if gone:
            detail = f"at sending: {gone}"
            suppression.suppress(session, envelope.to.address, why=Why.BOUNCED, detail=detail, at=clock.now())
        for_good = bool(gone) and envelope.topic is not None
        next_try = services.mark_failed(
            session,
            letter_id=letter.id,
            error=reason,
            at=clock.now(),
            for_good=for_good,
            unanswered=isinstance(error, smtp.Unanswered),
        )
    failpoint("letter_failed")
    sentence = f"Letter {letter.id} ({letter.kind}) was not sent at try {letter.attempts}: {reason}"
    if next_try is None:
        raise services.LetterDead(sentence) from error
    raise services.LetterPutOff(sentence, next_try) from error


def _gone(error: Exception) -> str:
    """What the server said of an address that is none, for good; empty for every other trouble."""
    if not isinstance(error, SMTPRecipientsRefused):
        return ""
    for code, said in error.recipients.values():
        words = said.decode(errors="replace")
        if rules.is_address_gone(code, words):
            return f"{code} {words}"
    return ""
