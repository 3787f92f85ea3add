"""Posts a letter once: claimed, handed to the mail server, marked, each step in a transaction of its own.

A job that runs twice, or two that run at once, send one letter. One window stays open, and the protocol
cannot close it: killed after the server has answered 250 and before our mark is committed, the letter is sent
once more when its lease has ended, under the same Message-ID.
"""

import logging
from typing import NoReturn

from backend import db
from backend.config import settings
from backend.shop.accounts.leaving import is_erased
from backend.shop.kit import clock
from backend.shop.kit.failpoints import failpoint
from backend.shop.notifications import services, smtp
from backend.shop.notifications.letters.envelope import Content, Envelope
from backend.shop.notifications.letters.rendering import render
from backend.shop.notifications.message import message
from backend.shop.notifications.models import Letter
from backend.shop.notifications.services import Origin

log = logging.getLogger("posy.letters")


def post(content: Content, envelope: Envelope, *, origin: Origin) -> None:
    """Returns when the letter is sent, now or before. To who is forgotten, or has no address,
    there is none.

    Raises LetterPutOff when it is to be tried again, LetterDead when its tries are used up.
    """
    to = envelope.to.address
    if not to or is_erased(to):
        log.info("A letter (%s) to somebody without an address was not written.", content.kind)
        return
    with db.transaction() as session:
        letter = services.claim(session, kind=content.kind, origin=origin, recipient=to, now=clock.now())
    failpoint("letter_claimed")
    if letter.state == "sent":
        log.info("Letter %d (%s) was sent before.", letter.id, letter.kind)
        return
    if letter.state == "dead":
        raise services.LetterDead(f"Letter {letter.id} ({letter.kind}) is dead: {letter.last_error}")
    try:
        _send(letter, content, envelope)
    except Exception as error:  # a server that refuses, an address that is none, a template with a fault
        _failed(letter, error)
    failpoint("letter_sent")
    with db.transaction() as session:
        services.mark_sent(session, letter_id=letter.id, at=clock.now())
    failpoint("letter_marked")
    log.info("Letter %d (%s) is sent.", letter.id, letter.kind)


def _send(letter: Letter, content: Content, envelope: Envelope) -> None:
    rendered = render(content, envelope.shop)
    mail = message(letter, rendered, envelope, mail_from=settings().mail_from, at=clock.now())
    smtp.send(mail, settings())


def _failed(letter: Letter, error: Exception) -> NoReturn:
    reason = f"{type(error).__name__}: {error}"
    with db.transaction() as session:
        next_try = services.mark_failed(session, letter_id=letter.id, error=reason, at=clock.now())
    failpoint("letter_failed")
    sentence = f"Letter {letter.id} ({letter.kind}) was not sent at try {letter.attempts}: {reason}"
    if next_try is None:
        raise services.LetterDead(sentence) from error
    raise services.LetterPutOff(sentence, next_try) from error
