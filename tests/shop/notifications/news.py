"""What the tests of campaigns stand on: customers who want news, a draft, and the worker's rounds."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select, text

from backend import db
from backend.shop.accounts import preferences
from backend.shop.accounts.preferences import Where
from backend.shop.notifications import campaigns
from backend.shop.notifications.campaigns import By, Draft
from backend.shop.notifications.letters.campaigning import Wording
from backend.shop.notifications.models import Campaign, CampaignRecipient, Letter
from tests.builders.accounts import a_person
from tests.shop.notifications.stand import make_due, work

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
WORDING = Wording(
    subject="Peonies are back",
    preheader="For three weeks only.",
    heading="The first peonies of the year",
    body="They came in this morning.\n\nThey open in the warmth of a room.",
    code="PEONY10",
)


def customers(*names: str, news: bool = True) -> list[UUID]:
    """Customers by the first word of their addresses."""
    found = []
    with db.transaction() as session:
        for name in names:
            found.append(a_person(session, f"{name}@example.com", role="customer").id)
            if news:
                preferences.agree(session, account_id=found[-1], where=Where.SIGNUP, at=AT)
    return found


def a_draft(*products: str) -> int:
    with db.transaction() as session:
        return campaigns.create(session, draft=Draft(WORDING, products), who="staff:1", at=AT).id


def start(campaign_id: int) -> None:
    with db.transaction() as session:
        campaigns.start(session, campaign_id=campaign_id, by=by(campaign_id))


def by(campaign_id: int) -> By:
    """Somebody who has seen the campaign as it is."""
    return By("staff:1", campaign(campaign_id).version, AT)


def campaign(campaign_id: int) -> Campaign:
    with db.transaction() as session:
        return session.get_one(Campaign, campaign_id)


def recipients() -> dict[str, str]:
    """The state of each recipient, by her address."""
    query = text(
        "select account.email, recipient.state from campaign_recipient recipient"
        " join account on account.id = account_id order by account.email"
    )
    with db.engine().connect() as connection:
        return {email.partition("@")[0]: state for email, state in connection.execute(query)}


def letters() -> list[Letter]:
    with db.transaction() as session:
        return list(session.scalars(select(Letter).where(Letter.kind == "campaign").order_by(Letter.id)))


def recipient_ids() -> list[int]:
    with db.transaction() as session:
        return list(session.scalars(select(CampaignRecipient.id).order_by(CampaignRecipient.id)))


def rounds(url: str, count: int = 4) -> None:
    """So many rounds of the worker, with all that waits for a time made due before each."""
    for _ in range(count):
        make_due()
        work(url)


def a_batch(url: str) -> None:
    """One batch's job, and the letters that it has queued."""
    work(url)
    work(url)
