"""What a customer wants to hear of, and the tokens that end letters of a topic without a login."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.accounts.errors import UnsubscribeLinkUnknown
from backend.shop.accounts.feasts import Occasion
from backend.shop.accounts.models import Account, Preference
from backend.shop.kit import ids


class Topic(StrEnum):
    """What letters that nobody ordered are about; each is ended for itself."""

    REMINDERS = "reminders"
    NEWS = "news"
    REVIEWS = "reviews"


class Where(StrEnum):
    """Where she agreed to news, or ended them; LETTER is a letter's link, UNDO the way back from it."""

    SIGNUP = "signup"
    ACCOUNT = "account"
    LETTER = "letter"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Wishes:
    """Who has said nothing wants reminders, may be asked for a review, and wants no newsletter."""

    newsletter: bool = False
    reminders: bool = True
    reviews: bool = True
    quiet_occasions: tuple[Occasion, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who wants news, as her letter addresses her; `token` ends such letters."""

    name: str
    email: str
    token: str


def wishes(session: Session, *, account_id: UUID) -> Wishes:
    kept = session.get(Preference, account_id)
    if kept is None:
        return Wishes()
    quiet = tuple(each for each in Occasion if each in kept.quiet_occasions)
    return Wishes(kept.newsletter, kept.reminders, kept.reviews, quiet)


def write(session: Session, *, account_id: UUID, wishes: Wishes, at: datetime) -> None:
    kept = _row(session, account_id)
    _say(kept, newsletter=wishes.newsletter, where=Where.ACCOUNT, at=at)
    kept.reminders, kept.reviews = wishes.reminders, wishes.reviews
    kept.quiet_occasions = [each.value for each in Occasion if each in wishes.quiet_occasions]
    session.flush()


def agree(session: Session, *, account_id: UUID, where: Where, at: datetime) -> None:
    """She wants news: when and where she said so is kept with it."""
    _say(_row(session, account_id), newsletter=True, where=where, at=at)
    session.flush()


def subscribers(session: Session) -> list[tuple[UUID, str]]:
    """Every account that wants news, with its address, the oldest first."""
    query = select(Account.id, Account.email).join(Preference, Preference.account_id == Account.id)
    rows = session.execute(query.where(Account.active, Preference.newsletter).order_by(Account.id))
    return [(row.id, row.email) for row in rows]


def subscriber(session: Session, *, account_id: UUID) -> Subscriber | None:
    """None once she wants no news any more, or is gone."""
    account, kept = session.get_one(Account, account_id), session.get(Preference, account_id)
    if not account.active or kept is None or not kept.newsletter:
        return None
    return Subscriber(account.name, account.email, _token(kept, Topic.NEWS))


def unsubscribe_token(session: Session, *, account_id: UUID, topic: Topic = Topic.REMINDERS) -> str:
    """The secret of the link in her letters of a topic, the same in all of them."""
    return _token(_row(session, account_id), topic)


def subscription(session: Session, *, token: str) -> tuple[Topic, bool]:
    """What a letter's link is about, and whether it still comes. Raises UnsubscribeLinkUnknown."""
    kept, topic = _of_token(session, token)
    return topic, _wants(kept, topic)


def unsubscribe(session: Session, *, token: str, at: datetime) -> None:
    """Ends letters of the token's topic. Raises UnsubscribeLinkUnknown."""
    kept, topic = _of_token(session, token)
    _set(kept, topic, wants=False, where=Where.LETTER, at=at)
    session.flush()


def take_back(session: Session, *, token: str, at: datetime) -> None:
    """What the link of a letter has ended comes again; news that she ended or never wanted elsewhere do not.

    Raises UnsubscribeLinkUnknown.
    """
    kept, topic = _of_token(session, token)
    if topic is not Topic.NEWS or kept.newsletter_from == Where.LETTER:
        _set(kept, topic, wants=True, where=Where.UNDO, at=at)
    session.flush()


def _wants(kept: Preference, topic: Topic) -> bool:
    return {Topic.NEWS: kept.newsletter, Topic.REMINDERS: kept.reminders, Topic.REVIEWS: kept.reviews}[topic]


def _set(kept: Preference, topic: Topic, *, wants: bool, where: Where, at: datetime) -> None:
    if topic is Topic.NEWS:
        _say(kept, newsletter=wants, where=where, at=at)
    elif topic is Topic.REMINDERS:
        kept.reminders = wants
    else:
        kept.reviews = wants


def _say(kept: Preference, *, newsletter: bool, where: Where, at: datetime) -> None:
    if kept.newsletter is not newsletter:
        kept.newsletter, kept.newsletter_at, kept.newsletter_from = newsletter, at, where


def _token(kept: Preference, topic: Topic) -> str:
    """Reminders have the bare one: theirs were the first, and old letters keep working."""
    return kept.unsubscribe_token if topic is Topic.REMINDERS else f"{kept.unsubscribe_token}.{topic}"


def _of_token(session: Session, token: str) -> tuple[Preference, Topic]:
    secret, dot, named = token.partition(".")
    this = select(Preference).where(Preference.unsubscribe_token == secret)
    kept = session.scalar(this.with_for_update())
    if kept is None or (dot and named not in (Topic.NEWS, Topic.REVIEWS)):
        raise UnsubscribeLinkUnknown
    return kept, Topic(named) if dot else Topic.REMINDERS


def _row(session: Session, account_id: UUID) -> Preference:
    """Her row under its lock, made when it is not there yet."""
    values = {"account_id": account_id, "unsubscribe_token": ids.token()}
    session.execute(insert(Preference).values(values).on_conflict_do_nothing())
    this = select(Preference).where(Preference.account_id == account_id)
    return session.scalars(this.with_for_update().execution_options(populate_existing=True)).one()
