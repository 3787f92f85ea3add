"""Jobs of letters that nobody ordered: reminders, questions for a review, campaigns; and what comes back.

Each is checked once more when it is written: what was silenced while it waited is not sent.
"""

from datetime import date
from uuid import UUID

from procrastinate import Blueprint

from backend import db
from backend.config import settings
from backend.shop.accounts.preferences import Topic
from backend.shop.kit import clock
from backend.shop.notifications import bounces, campaigns, mailbox, reminders, reviews, sending
from backend.shop.notifications.letters.campaigning import campaign_letter
from backend.shop.notifications.letters.envelope import Mailbox
from backend.shop.notifications.letters.remembering import reminder
from backend.shop.notifications.letters.reviewing import review_request
from backend.shop.notifications.post import post
from backend.shop.notifications.selectors import shop_card
from backend.shop.notifications.services import LetterDead
from backend.shop.notifications.trying import UntilSent, to, unasked
from backend.shop.settings.selectors import ShopMissing

blueprint = Blueprint()


@blueprint.periodic(cron="11 15 * * *")
@blueprint.task(name="remind", queueing_lock="remind")
def remind(timestamp: int) -> None:
    """Has a reminder written for each key date that is a week off."""
    try:
        with db.transaction() as session:
            reminders.defer_due(session, now=clock.now())
    except ShopMissing:
        return


@blueprint.task(name="send_reminder", retry=UntilSent())
def send_reminder(key_date_id: str, on: str) -> None:
    """Reminds somebody of a day, unless she has silenced it meanwhile, or nothing can be had on it."""
    with db.transaction() as session:
        found = reminders.reminding(
            session, key_date_id=UUID(key_date_id), on=date.fromisoformat(on), now=clock.now()
        )
        shop = shop_card(session)
    if found is None:
        return
    letter = reminder(found, shop)
    envelope = unasked(Mailbox(found.name, found.email), shop, Topic.REMINDERS, found.unsubscribe_token)
    post(letter, envelope, origin=reminders.origin(key_date_id, on))


@blueprint.periodic(cron="41 16 * * *")
@blueprint.task(name="ask_reviews", queueing_lock="ask_reviews")
def ask_reviews(timestamp: int) -> None:
    """Has a question written for each order whose last delivery arrived a week ago."""
    with db.transaction() as session:
        reviews.defer_due(session, now=clock.now())


@blueprint.task(name="send_review_request", retry=UntilSent())
def send_review_request(order_id: str, move_id: int) -> None:
    """Asks how the flowers were, where that may be asked."""
    with db.transaction() as session:
        asking = reviews.asking(session, order_id=UUID(order_id))
        shop = shop_card(session)
    if asking is None:
        return
    letter = review_request(asking.order, token=asking.token, review_url=asking.review_url, shop=shop)
    buyer = Mailbox(asking.order.buyer_name, asking.order.buyer_email)
    post(letter, unasked(buyer, shop, Topic.REVIEWS, asking.token), origin=reviews.origin(order_id, move_id))


@blueprint.task(name="send_batch", retry=UntilSent())
def send_batch(campaign_id: int, after: int) -> None:
    """Queues the next letters of a campaign, and the batch after them."""
    with db.transaction() as session:
        sending.queue_batch(session, campaign_id=campaign_id, after=after, now=clock.now())


@blueprint.task(name="send_campaign_letter", retry=UntilSent())
def send_campaign_letter(recipient_id: int) -> None:
    """Sends a campaign to one of its recipients, unless it rests or she wants no news any more."""
    with db.transaction() as session:
        shop = shop_card(session)
        found = sending.written_to(session, recipient_id=recipient_id, now=clock.now())
    if found is None:
        return
    letter = campaign_letter(
        found.wording, sending.offers(found.suggestions, shop), token=found.to.token, shop=shop
    )
    envelope = unasked(Mailbox(found.to.name, found.to.email), shop, Topic.NEWS, found.to.token)
    try:
        is_sent = post(letter, envelope, origin=sending.origin(recipient_id))
    except LetterDead:
        sending.mark(recipient_id=recipient_id, state="failed")
        raise
    sending.mark(recipient_id=recipient_id, state="sent" if is_sent else "skipped")


@blueprint.task(name="send_campaign_test", retry=UntilSent())
def send_campaign_test(campaign_id: int, account_id: str, entry_id: int) -> None:
    """Sends a campaign as it is now to somebody who works here, to be looked at."""
    with db.transaction() as session:
        shop = shop_card(session)
        found = campaigns.tried_by(
            session, campaign_id=campaign_id, account_id=UUID(account_id), now=clock.now()
        )
    offers = sending.offers(found.suggestions, shop)
    letter = campaign_letter(found.wording, offers, token=found.to.token, shop=shop, tried=True)
    origin = campaigns.test_origin(campaign_id, account_id, entry_id)
    post(letter, to(Mailbox(found.to.name, found.to.email), shop), origin=origin)


@blueprint.periodic(cron="*/10 * * * *")
@blueprint.task(name="read_bounces", queueing_lock="read_bounces")
def read_bounces(timestamp: int) -> None:
    """Reads what mail servers report to the mailbox for it, where the shop has one."""
    if settings().bounce_imap_host:
        mailbox.read(settings(), handle=lambda raw: bounces.hear(raw, at=clock.now()))
