"""A campaign on its way: batches, each a job and a transaction of its own, which defers the next one.

Whoever is killed between two of them, or in one, is taken up where the last commit stands. A letter's job
asks once more whether it is wanted; that it is sent once is the letter's own guarantee (kind, recipient).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, String, case, cast, func, select, update
from sqlalchemy.orm import Session

from backend import db
from backend.shop.accounts import preferences
from backend.shop.accounts.preferences import Subscriber
from backend.shop.catalog import selectors as catalog
from backend.shop.kit import news
from backend.shop.kit.paging import Page
from backend.shop.notifications import rules, services
from backend.shop.notifications.letters.campaigning import News, Wording
from backend.shop.notifications.letters.envelope import ShopCard
from backend.shop.notifications.letters.remembering import Offer, offer
from backend.shop.notifications.models import Campaign, CampaignRecipient, Letter
from backend.shop.notifications.reminders import Suggestion, suggestion
from backend.shop.notifications.services import Origin
from backend.shop.search import selectors as search
from backend.shop.search.rules import Asked

_BATCH, _LETTER = "notifications:send_batch", "notifications:send_campaign_letter"
_UNWANTED = "she wants no news any more"


@dataclass(frozen=True, slots=True)
class Written:
    """A campaign to one person."""

    wording: Wording
    suggestions: tuple[Suggestion, ...]
    to: Subscriber


def origin(recipient_id: int) -> Origin:
    return Origin(str(recipient_id), None, _LETTER, {"recipient_id": recipient_id})


def begin(session: Session, campaign: Campaign) -> None:
    """Queues everybody who waits, from the first."""
    campaign.queued_to = 0
    session.flush()
    _defer_batch(session, campaign, None)


def queue_batch(session: Session, *, campaign_id: int, after: int, now: datetime) -> None:
    """Queues the next letters after the recipient `after`; a job that runs twice finds that done."""
    campaign = session.get(Campaign, campaign_id, with_for_update=True)
    if campaign is None or campaign.state != "sending" or campaign.queued_to != after:
        return
    waiting = _waiting(campaign_id).where(CampaignRecipient.id > after).order_by(CampaignRecipient.id)
    batch: list[int] = list(session.scalars(waiting.limit(rules.BATCH)))
    for recipient_id in batch:
        arguments = {"recipient_id": recipient_id}
        news.defer(session, task=_LETTER, arguments=arguments, priority=rules.LESS_URGENT)
    if batch:
        campaign.queued_to = batch[-1]
        _defer_batch(session, campaign, now + rules.BATCH_PAUSE)
    else:
        _close(session, campaign, now)


def written_to(session: Session, *, recipient_id: int, now: datetime) -> Written | None:
    """What a recipient is sent now; None while the campaign rests, and to who wants no news any more."""
    recipient = session.get_one(CampaignRecipient, recipient_id, with_for_update=True)
    campaign = session.get_one(Campaign, recipient.campaign_id)
    if recipient.state == "skipped" or campaign.state in ("paused", "cancelled"):
        return None
    to = preferences.subscriber(session, account_id=recipient.account_id)
    if to is not None:
        return Written(wording(campaign), shown(session, campaign.products, now), to)
    services.drop(session, kind=News.kind, subject_id=str(recipient_id), why=_UNWANTED)
    if recipient.state == "waiting":
        recipient.state = "sent" if _is_sent(session, recipient_id) else "skipped"
    return None


def mark(*, recipient_id: int, state: str) -> None:
    """What became of a recipient's letter, in a transaction of its own."""
    with db.transaction() as session:
        session.get_one(CampaignRecipient, recipient_id, with_for_update=True).state = state


def skip_waiting(session: Session, campaign: Campaign) -> None:
    these = (CampaignRecipient.campaign_id == campaign.id, CampaignRecipient.state == "waiting")
    session.execute(update(CampaignRecipient).where(*these).values(state="skipped"))


def wording(campaign: Campaign) -> Wording:
    return Wording(campaign.subject, campaign.preheader, campaign.heading, campaign.body, campaign.code)


def shown(session: Session, slugs: Sequence[str], now: datetime) -> tuple[Suggestion, ...]:
    """Those of the products that are for sale, in this order."""
    known = {slug: catalog.product_id(session, slug, for_sale=True) for slug in slugs}
    only = tuple(each for each in known.values() if each is not None)
    if not only:
        return ()
    answer = json.loads(search.products(session, asked=Asked(only=only, page=Page(size=len(only))), now=now))
    cards = {card["slug"]: card for card in answer["items"]}
    return tuple(suggestion(cards[slug]) for slug in slugs if slug in cards)


def offers(suggestions: Iterable[Suggestion], shop: ShopCard) -> tuple[Offer, ...]:
    return tuple(offer(each, shop) for each in suggestions)


def _defer_batch(session: Session, campaign: Campaign, at: datetime | None) -> None:
    arguments = {"campaign_id": campaign.id, "after": campaign.queued_to}
    news.defer(session, task=_BATCH, arguments=arguments, not_before=at, priority=rules.LESS_URGENT)


def _close(session: Session, campaign: Campaign, now: datetime) -> None:
    """The campaign is sent when nobody waits any more; else it is looked at again."""
    known = (Letter.kind == News.kind, Letter.subject_id == cast(CampaignRecipient.id, String))
    these = (CampaignRecipient.campaign_id == campaign.id, CampaignRecipient.state == "waiting")
    ended = update(CampaignRecipient).where(*these, *known, Letter.state.in_(("sent", "dead")))
    session.execute(ended.values(state=case((Letter.state == "sent", "sent"), else_="failed")))
    if session.scalar(select(func.count()).select_from(_waiting(campaign.id).subquery())):
        _defer_batch(session, campaign, now + rules.LOOK_AGAIN)
    else:
        campaign.state, campaign.finished_at = "sent", now
        campaign.version += 1


def _waiting(campaign_id: int) -> Select[int]:
    this = select(CampaignRecipient.id).where(CampaignRecipient.campaign_id == campaign_id)
    return this.where(CampaignRecipient.state == "waiting")


def _is_sent(session: Session, recipient_id: int) -> bool:
    this = select(Letter.state).where(Letter.kind == News.kind, Letter.subject_id == str(recipient_id))
    return session.scalar(this) == "sent"
