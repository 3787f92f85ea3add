"""Letters about an account: codes, links that set a password, and what has been changed."""

from dataclasses import dataclass
from typing import ClassVar

from backend.shop.accounts.letters import AccountFacts, SecretFacts
from backend.shop.notifications.letters.envelope import Audience, Content, ShopCard

_LINKS = {"reset": "account/reset", "invite": "admin/welcome"}


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """`purpose` is signup, login, change_email or claim (accounts.rules.Purpose)."""

    kind: ClassVar[str] = "one_time_code"
    audience: ClassVar[Audience] = Audience.HOLDER

    first_name: str
    purpose: str
    code: str


@dataclass(frozen=True, slots=True)
class Welcome:
    kind: ClassVar[str] = "welcome"
    audience: ClassVar[Audience] = Audience.HOLDER

    first_name: str


@dataclass(frozen=True, slots=True)
class AccountKnown:
    """Somebody signed up with an address that has an account."""

    kind: ClassVar[str] = "account_known"
    audience: ClassVar[Audience] = Audience.HOLDER

    first_name: str
    log_in: str
    forgot: str


@dataclass(frozen=True, slots=True)
class PasswordReset:
    kind: ClassVar[str] = "password_reset"
    audience: ClassVar[Audience] = Audience.HOLDER

    first_name: str
    link: str


@dataclass(frozen=True, slots=True)
class Invitation:
    kind: ClassVar[str] = "invitation"
    audience: ClassVar[Audience] = Audience.HOLDER

    first_name: str
    role: str
    link: str


@dataclass(frozen=True, slots=True)
class PasswordChanged:
    kind: ClassVar[str] = "password_changed"
    audience: ClassVar[Audience] = Audience.HOLDER

    first_name: str
    forgot: str


@dataclass(frozen=True, slots=True)
class EmailChanged:
    kind: ClassVar[str] = "email_changed"
    audience: ClassVar[Audience] = Audience.HOLDER

    first_name: str
    new: str


def of_secret(secret: SecretFacts, shop: ShopCard) -> Content:
    """The letter that a one-time secret travels in."""
    first_name = _first(secret.name)
    if secret.purpose == "signup" and secret.is_known:
        return AccountKnown(first_name, f"{shop.url}/account/login", f"{shop.url}/account/forgot")
    if secret.purpose not in _LINKS:
        return OneTimeCode(first_name, secret.purpose.value, secret.code)
    # The token is in the fragment, which browsers never send: it stays out of every server's log.
    link = f"{shop.url}/{_LINKS[secret.purpose]}#{secret.token}"
    if secret.purpose == "reset":
        return PasswordReset(first_name, link)
    return Invitation(first_name, secret.role, link)


def welcome(account: AccountFacts) -> Welcome:
    return Welcome(_first(account.name))


def password_changed(account: AccountFacts, shop: ShopCard) -> PasswordChanged:
    return PasswordChanged(_first(account.name), f"{shop.url}/account/forgot")


def email_changed(account: AccountFacts, new: str) -> EmailChanged:
    """`new` is cut short: who gets this letter may not be who made the change."""
    name, _, domain = new.partition("@")
    return EmailChanged(_first(account.name), f"{name[:1]}…@{domain}")


def _first(name: str) -> str:
    return next(iter(name.split()), "")
