"""Campaigns as staff write them: a draft, tried out, sent to all who want news, paused, cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.accounts import preferences
from backend.shop.accounts.letters import account_facts
from backend.shop.accounts.preferences import Subscriber, Topic
from backend.shop.audit import services as audit
from backend.shop.catalog import selectors as catalog
from backend.shop.kit import news
from backend.shop.kit.errors import VersionConflict
from backend.shop.kit.paging import Page
from backend.shop.notifications import sending, suppression
from backend.shop.notifications.errors import CampaignMoved, CampaignNotFound, NobodyToWriteTo, ProductUnknown
from backend.shop.notifications.letters.campaigning import Wording, campaign_letter
from backend.shop.notifications.letters.rendering import Rendered, render
from backend.shop.notifications.models import Campaign, CampaignRecipient
from backend.shop.notifications.selectors import shop_card
from backend.shop.notifications.sending import Written
from backend.shop.notifications.services import Origin

_TEST = "notifications:send_campaign_test"
_NOBODYS = "preview"  # a preview's links end nothing


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff write; `products` by slug."""

    wording: Wording
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class By:
    """Who does something to a campaign that she saw in this version, and when."""

    who: str
    version: int
    at: datetime


def create(session: Session, *, draft: Draft, who: str, at: datetime) -> Campaign:
    """Raises ProductUnknown."""
    campaign = Campaign(state="draft", queued_to=0, version=1, created_at=at, created_by=who)
    _write(session, campaign, draft)
    session.add(campaign)
    session.flush()
    return campaign


def change(session: Session, *, campaign_id: int, draft: Draft, by: By) -> Campaign:
    """Raises CampaignNotFound, VersionConflict, CampaignMoved once it is no draft, ProductUnknown."""
    campaign = _locked(session, campaign_id, by, among=("draft",))
    _write(session, campaign, draft)
    campaign.version += 1
    session.flush()
    return campaign


def start(session: Session, *, campaign_id: int, by: By) -> Campaign:
    """Writes down whom it goes to, each once, and queues the first batch. Raises NobodyToWriteTo."""
    campaign = _locked(session, campaign_id, by, among=("draft",))
    chosen = audience(session)
    if not chosen:
        raise NobodyToWriteTo("No customer wants news yet, or their addresses are suppressed.")
    rows = [{"campaign_id": campaign.id, "account_id": each} for each in chosen]
    session.execute(insert(CampaignRecipient).on_conflict_do_nothing(), rows)
    campaign.started_at = by.at
    _move(session, campaign, "sending", by)
    sending.begin(session, campaign)
    return campaign


def pause(session: Session, *, campaign_id: int, by: By) -> Campaign:
    """What is not written yet rests."""
    campaign = _locked(session, campaign_id, by, among=("sending",))
    _move(session, campaign, "paused", by)
    return campaign


def resume(session: Session, *, campaign_id: int, by: By) -> Campaign:
    """Everybody who still waits is queued again; who has her letter gets no other."""
    campaign = _locked(session, campaign_id, by, among=("paused",))
    _move(session, campaign, "sending", by)
    sending.begin(session, campaign)
    return campaign


def cancel(session: Session, *, campaign_id: int, by: By) -> Campaign:
    """Nobody else gets it."""
    campaign = _locked(session, campaign_id, by, among=("draft", "sending", "paused"))
    _move(session, campaign, "cancelled", by)
    campaign.finished_at = by.at
    sending.skip_waiting(session, campaign)
    return campaign


def try_out(session: Session, *, campaign_id: int, account_id: UUID, who: str, at: datetime) -> None:
    """Sends it to somebody who works here, at her own address; a new letter each time."""
    subject = f"campaign:{one(session, campaign_id).id}"
    entry = audit.record(
        session, actor=who, action="campaign.tried", subject=subject, reason="", change={}, at=at
    )
    session.flush()
    origin = test_origin(campaign_id, str(account_id), entry.id)
    news.defer(session, task=_TEST, arguments=origin.arguments or {})


def test_origin(campaign_id: int, account_id: str, entry_id: int) -> Origin:
    arguments = {"campaign_id": campaign_id, "account_id": account_id, "entry_id": entry_id}
    return Origin(str(entry_id), None, _TEST, arguments)


def tried_by(session: Session, *, campaign_id: int, account_id: UUID, now: datetime) -> Written:
    """The campaign as it is now, to an account that works here."""
    campaign, account = one(session, campaign_id), account_facts(session, account_id)
    token = preferences.unsubscribe_token(session, account_id=account_id, topic=Topic.NEWS)
    to = Subscriber(account.name, account.email, token)
    return Written(sending.wording(campaign), sending.shown(session, campaign.products, now), to)


def preview(session: Session, *, draft: Draft, now: datetime) -> Rendered:
    """The letter as its readers would get it now; nothing is kept."""
    shop = shop_card(session)
    suggestions = sending.shown(session, draft.products, now)
    offers = sending.offers(suggestions, shop)
    return render(campaign_letter(draft.wording, offers, token=_NOBODYS, shop=shop), shop)


def one(session: Session, campaign_id: int) -> Campaign:
    """Raises CampaignNotFound."""
    found = session.get(Campaign, campaign_id)
    if found is None:
        raise CampaignNotFound
    return found


def page_of(session: Session, *, page: Page) -> tuple[list[Campaign], int]:
    """The newest first."""
    total = session.scalars(select(func.count()).select_from(Campaign)).one()
    query = select(Campaign).order_by(Campaign.id.desc()).offset(page.offset).limit(page.size)
    return list(session.scalars(query)), total


def counts(session: Session, campaign_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many recipients of each campaign are in each state."""
    found: dict[int, dict[str, int]] = {each: {} for each in campaign_ids}
    columns = (CampaignRecipient.campaign_id, CampaignRecipient.state)
    query = select(*columns, func.count().label("people")).group_by(*columns)
    for row in session.execute(query.where(CampaignRecipient.campaign_id.in_(campaign_ids))):
        found[row.campaign_id][row.state] = row.people
    return found


def audience(session: Session) -> list[UUID]:
    """The accounts that a campaign would go to now: they want news, and their address takes them."""
    silent = suppression.all_hashes(session, topic=Topic.NEWS)
    wanted = preferences.subscribers(session)
    return [account_id for account_id, email in wanted if suppression.hashed(email) not in silent]


def _locked(session: Session, campaign_id: int, by: By, *, among: Sequence[str]) -> Campaign:
    campaign = session.get(Campaign, campaign_id, with_for_update=True)
    if campaign is None:
        raise CampaignNotFound
    if campaign.state not in among:
        raise CampaignMoved(f"This campaign is {campaign.state} by now.")
    if campaign.version != by.version:
        raise VersionConflict("This campaign has been changed elsewhere. Nothing was done.")
    return campaign


def _move(session: Session, campaign: Campaign, to: str, by: By) -> None:
    change, campaign.state = {"state": [campaign.state, to]}, to
    campaign.version += 1
    subject = f"campaign:{campaign.id}"
    audit.record(
        session, actor=by.who, action=f"campaign.{to}", subject=subject, reason="", change=change, at=by.at
    )
    session.flush()


def _write(session: Session, campaign: Campaign, draft: Draft) -> None:
    for slug in draft.products:
        if catalog.product_id(session, slug, for_sale=True) is None:
            raise ProductUnknown(f"There is no product {slug} for sale.")
    words = draft.wording
    campaign.subject, campaign.preheader, campaign.heading = words.subject, words.preheader, words.heading
    campaign.body, campaign.code, campaign.products = words.body, words.code, list(draft.products)
