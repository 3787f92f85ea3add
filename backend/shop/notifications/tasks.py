"""The letters' jobs. A letter belongs to the history row that caused it, so a repeated job sends nothing."""

from uuid import UUID

from procrastinate import BaseRetryStrategy, Blueprint, RetryDecision
from procrastinate.jobs import Job

from backend import db
from backend.shop.notifications.letters.envelope import Envelope, Mailbox
from backend.shop.notifications.letters.on_the_way import progress
from backend.shop.notifications.letters.to_buyer import order_confirmed
from backend.shop.notifications.letters.to_shop import order_new
from backend.shop.notifications.post import post
from backend.shop.notifications.selectors import shop_card
from backend.shop.notifications.services import LetterDead, LetterPutOff
from backend.shop.orders.letters import letter_facts
from backend.shop.orders.pictures import as_jpeg
from backend.shop.orders.progress import progress_facts
from backend.shop.stock import selectors as stock

MOST_RUNS = 12
LONGEST_PAUSE = 3600

blueprint = Blueprint()


class UntilSent(BaseRetryStrategy):
    """The letter counts its own tries and says when the next one is; other faults wait longer each time."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, LetterPutOff):
            return RetryDecision(retry_at=exception.until)
        if isinstance(exception, LetterDead) or job.attempts + 1 >= MOST_RUNS:
            return None
        return RetryDecision(retry_in={"seconds": min(10 * 3**job.attempts, LONGEST_PAUSE)})


@blueprint.task(name="send_confirmation", retry=UntilSent())
def send_confirmation(order_id: str, move_id: int) -> None:
    """Tells the buyer that the order is confirmed."""
    with db.transaction() as session:
        shop = shop_card(session)
        order = letter_facts(session, UUID(order_id))
    buyer = Mailbox(order.buyer_name, order.buyer_email)
    envelope = Envelope(to=buyer, reply_to=shop.mailbox, shop=shop)
    post(order_confirmed(order, shop), envelope, subject_id=str(move_id))


@blueprint.task(name="send_new_order", retry=UntilSent())
def send_new_order(order_id: str, move_id: int) -> None:
    """Tells the florist what to make. An answer to this letter goes to the buyer."""
    with db.transaction() as session:
        shop = shop_card(session)
        order = letter_facts(session, UUID(order_id))
        variants = {line.variant_id for delivery in order.deliveries for line in delivery.lines}
        recipes = stock.recipes(session, variants)
    buyer = Mailbox(order.buyer_name, order.buyer_email)
    envelope = Envelope(to=shop.mailbox, reply_to=buyer, shop=shop)
    post(order_new(order, recipes, shop), envelope, subject_id=str(move_id))


@blueprint.task(name="send_progress", retry=UntilSent())
def send_progress(move_id: int) -> None:
    """Tells the buyer where a delivery is; not that it is on its way once it is further or back."""
    with db.transaction() as session:
        shop = shop_card(session)
        step = progress_facts(session, move_id)
    if not step.stands:
        return
    envelope = Envelope(
        to=Mailbox(step.buyer_name, step.buyer_email),
        reply_to=shop.mailbox,
        shop=shop,
        photo=as_jpeg(step.photo) if step.photo else None,
    )
    post(progress(step, shop), envelope, subject_id=str(move_id))
