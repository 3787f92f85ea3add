"""What letters may say of an account: whom a one-time secret goes to and, derived anew, the secret."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.accounts import keys
from backend.shop.accounts.models import Account, OneTimeSecret
from backend.shop.accounts.rules import Purpose


@dataclass(frozen=True, slots=True)
class SecretFacts:
    """A secret whose letter is to be sent. `is_known`: its address has an account already.

    Only who has the address is named: what a stranger typed as a name would be words of ours to others.
    """

    purpose: Purpose
    email: str
    name: str
    role: str
    code: str
    token: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class AccountFacts:
    name: str
    email: str


def secret_facts(session: Session, *, secret_id: UUID, now: datetime) -> SecretFacts | None:
    """None where there is nothing to send: it is over, or the address is not one that it could be for.

    Only here is asked whether an address has an account; the request that began it never did.
    """
    secret = session.get(OneTimeSecret, secret_id)
    if secret is None or secret.used_at is not None or secret.expires_at <= now:
        return None
    holder = session.scalar(select(Account).where(Account.email == secret.email))
    if not _is_for_somebody(Purpose(secret.purpose), holder):
        return None
    return SecretFacts(
        purpose=Purpose(secret.purpose),
        email=secret.email,
        name=holder.name if holder else "",
        role=holder.role if holder else "",
        code=keys.code_of(secret.id),
        token=keys.token_of(secret.id),
        is_known=holder is not None,
    )


def account_facts(session: Session, account_id: UUID) -> AccountFacts:
    account = session.get_one(Account, account_id)
    return AccountFacts(account.name, account.email)


def left_address(session: Session, *, secret_id: UUID) -> tuple[AccountFacts, str] | None:
    """Whom this secret gave another address, under the old one, and the new one; None once it is swept."""
    secret = session.get(OneTimeSecret, secret_id)
    if secret is None or secret.account_id is None:
        return None
    account = session.get_one(Account, secret.account_id)
    return AccountFacts(account.name, str(secret.payload["was"])), secret.email


def _is_for_somebody(purpose: Purpose, holder: Account | None) -> bool:
    """A claim goes to any address, a sign-up too (to a known one, with other words)."""
    if purpose is Purpose.CHANGE_EMAIL:
        return holder is None
    if purpose in (Purpose.LOGIN, Purpose.RESET, Purpose.INVITE):
        return holder is not None and holder.active
    return True
