"""Signing up: the letter's code makes the account, and nothing before it, so nobody squats an address."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from backend.shop.accounts import passwords, preferences
from backend.shop.accounts.limits import Door
from backend.shop.accounts.models import Account
from backend.shop.accounts.preferences import Where
from backend.shop.accounts.rules import Purpose, Role
from backend.shop.accounts.services import codes, counting
from backend.shop.accounts.services.add import NewAccount, add
from backend.shop.accounts.services.codes import Flow
from backend.shop.accounts.services.counting import Visitor
from backend.shop.accounts.services.sessions import Login, open_session
from backend.shop.kit import news


@dataclass(frozen=True, slots=True)
class Entry:
    """Who wants an account; `newsletter`: and news, too."""

    name: str
    email: str
    password: str
    newsletter: bool = False


def begin(session: Session, *, entry: Entry, visitor: Visitor, now: datetime) -> Flow:
    """Has a code sent; to an address with an account, a letter that says so.

    The same is done here for every address: nothing looks for an account. Raises TooManyAttempts and
    WeakPassword.
    """
    counting.count(session, door=Door.SIGNUP, email=entry.email, visitor=visitor, now=now)
    hashed = passwords.chosen(entry.password, email=entry.email)
    waiting = {"name": entry.name, "password_hash": hashed, "newsletter": entry.newsletter}
    return codes.begin_code(session, purpose=Purpose.SIGNUP, email=entry.email, payload=waiting, now=now)


def finish(session: Session, *, flow: str, code: str, visitor: Visitor, now: datetime) -> Login:
    """Makes the account that waits for this code, and logs in.

    Raises CodeRefused (counted), CodeOver, and AccountExists where two of her tabs signed up.
    """
    proved = codes.finish_code(session, purpose=Purpose.SIGNUP, flow=flow, code=code, now=now)
    waiting = proved.payload
    new = NewAccount(proved.email, waiting["name"], Role.CUSTOMER, waiting["password_hash"])
    person = add(session, new, at=now)
    if waiting.get("newsletter"):
        preferences.agree(session, account_id=person.id, where=Where.SIGNUP, at=now)
    codes.forget_payload(session, proved)
    news.announce(session, news.AccountMade(account_id=person.id))
    return open_session(session, session.get_one(Account, person.id), device=visitor.device, now=now)
