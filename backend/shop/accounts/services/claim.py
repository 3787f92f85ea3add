"""Proving that one reads the mail of an address, so that what was ordered with it can become one's own."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.accounts import people
from backend.shop.accounts.errors import CodeOver
from backend.shop.accounts.limits import Door
from backend.shop.accounts.rules import Purpose
from backend.shop.accounts.services import codes, counting
from backend.shop.accounts.services.codes import Flow
from backend.shop.accounts.services.counting import Visitor


def begin(session: Session, *, account_id: UUID, email: str, visitor: Visitor, now: datetime) -> Flow:
    """Has a code sent to the address. Raises TooManyAttempts."""
    counting.count(session, door=Door.CODE, email=email, visitor=visitor, now=now)
    return codes.begin_code(session, purpose=Purpose.CLAIM, email=email, account_id=account_id, now=now)


def finish(session: Session, *, account_id: UUID, flow: str, code: str, now: datetime) -> str:
    """The address, folded, that this account has proved to be hers.

    Raises CodeRefused (counted), and CodeOver also for a flow that another account has begun.
    """
    proved = codes.finish_code(session, purpose=Purpose.CLAIM, flow=flow, code=code, now=now)
    if proved.account_id != account_id:
        raise CodeOver("Please ask for a new code.")
    people.lock(session, account_id=account_id)
    return proved.email
