"""Every letter as staff look for it, and what went wrong with one, in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from backend.shop.kit.paging import Page
from backend.shop.notifications.models import Letter
from backend.shop.orders import selectors as orders
from backend.shop.orders.errors import OrderNotFound

# By what the error's name or the mail server's words begin with; the server's own words follow.
_IN_WORDS: Mapping[str, str] = {
    r"ConnectionRefusedError|TimeoutError|gaierror|SMTPServerDisconnected|SMTPConnectError": (
        "The mail server did not answer."
    ),
    r"SMTPRecipientsRefused": "The mail server refused the address.",
    r"SMTPSenderRefused": "The mail server refused the shop's own address.",
    r"SMTPAuthenticationError": "The mail server refused the shop's login.",
    r"SMTPDataError": "The mail server refused the letter.",
    r"SMTPNotSupportedError|SSL": "The mail server does not offer the encryption that is asked for.",
    r"ValueError|InvalidHeader|HeaderParseError|IndexError": "The address is none.",
    r"MailNotSet": "No mail server is set.",
    r"It came back": "The letter came back.",
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What staff look for: a state, a kind, words in an address, or an order's number; empty is any."""

    state: str = ""
    kind: str = ""
    words: str = ""


def page_of(session: Session, *, looked: Looked, page: Page) -> tuple[list[Letter], int]:
    """Dead ones first, then the newest."""
    found = select(Letter).where(*_conditions(session, looked))
    total = session.scalars(select(func.count()).select_from(found.subquery())).one()
    ordered = found.order_by((Letter.state == "dead").desc(), Letter.id.desc())
    return list(session.scalars(ordered.offset(page.offset).limit(page.size))), total


def dead(session: Session) -> int:
    """How many letters did not get out."""
    return session.scalars(select(func.count()).where(Letter.state == "dead")).one()


def trouble(error: str | None) -> str:
    """A letter's last error as a sentence; empty where there was none."""
    if not error:
        return ""
    words = (said for starts, said in _IN_WORDS.items() if re.match(starts, error))
    return next(words, "It could not be sent.")


def _conditions(session: Session, looked: Looked) -> list[ColumnElement[bool]]:
    conditions = []
    if looked.state:
        conditions.append(Letter.state == looked.state)
    if looked.kind:
        conditions.append(Letter.kind == looked.kind)
    if looked.words:
        to, order_id = (
            Letter.recipient.icontains(looked.words, autoescape=True),
            _order(session, looked.words),
        )
        conditions.append(to if order_id is None else or_(to, Letter.order_id == order_id))
    return conditions


def _order(session: Session, number: str) -> UUID | None:
    try:
        return orders.by_number(session, number)
    except OrderNotFound:
        return None
