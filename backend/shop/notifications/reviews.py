"""Questions for a review: a week after the last delivery, once for an order, never where it would hurt."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.accounts import preferences
from backend.shop.catalog import selectors as catalog
from backend.shop.kit import news
from backend.shop.notifications import unsubscribing
from backend.shop.notifications.models import Letter
from backend.shop.notifications.services import Origin
from backend.shop.orders import delivered, rules
from backend.shop.orders import selectors as orders
from backend.shop.orders.letters import LetterFacts, letter_facts
from backend.shop.payments import selectors as payments
from backend.shop.settings.selectors import shop

KIND = "review_request"
AFTER = timedelta(days=7)
_MADE_UP_FOR = timedelta(days=3)  # where the job could not run
_TASK = "notifications:send_review_request"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked about which order; `token` ends such letters."""

    order: LetterFacts
    token: str
    review_url: str


def origin(order_id: str, move_id: int) -> Origin:
    return Origin(str(move_id), UUID(order_id), _TASK, {"order_id": order_id, "move_id": move_id})


def defer_due(session: Session, *, now: datetime) -> int:
    """Queues a letter for each order that was delivered a week ago and has none; answers how many."""
    found = delivered.between(session, now - AFTER - _MADE_UP_FOR, now - AFTER)
    written = select(Letter.subject_id).where(
        Letter.kind == KIND, Letter.subject_id.in_([str(each.move_id) for each in found])
    )
    known = set(session.scalars(written))
    due = [each for each in found if str(each.move_id) not in known]
    for each in due:
        arguments = {"order_id": str(each.order_id), "move_id": each.move_id}
        news.defer(session, task=_TASK, arguments=arguments, priority=-1)
    return len(due)


def asking(session: Session, *, order_id: UUID) -> Asking | None:
    """What the letter says; None where nobody may be asked."""
    order = orders.whole(session, order_id)
    refunded = bool(payments.refunds_of_order(session, order_id))
    occasions = catalog.occasions_of(
        session, [line.variant_id for each in order.deliveries for line in each.lines]
    )
    if not rules.may_ask_review(delivered.outcome(order, refunded=refunded, occasions=occasions)):
        return None
    account_id = order.account_id
    if account_id is not None and not preferences.wishes(session, account_id=account_id).reviews:
        return None
    return Asking(
        order=letter_facts(session, order_id),
        token=unsubscribing.review_token(session, order_id=order_id, account_id=account_id),
        review_url=shop(session).review_url,
    )
