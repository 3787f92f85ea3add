"""Jobs of letters about orders and accounts. Each belongs to what caused it: a repeated job sends none."""

from uuid import UUID

from procrastinate import Blueprint
from sqlalchemy.orm import Session

from backend import db
from backend.shop.accounts.letters import account_facts, left_address, secret_facts
from backend.shop.checkout import selectors as checkout
from backend.shop.kit import clock
from backend.shop.notifications.letters import back, of_accounts, substituting
from backend.shop.notifications.letters.back import order_cancelled, refunded
from backend.shop.notifications.letters.envelope import Envelope, Mailbox, ShopCard
from backend.shop.notifications.letters.on_the_way import progress
from backend.shop.notifications.letters.paying import payment_link
from backend.shop.notifications.letters.to_buyer import order_confirmed
from backend.shop.notifications.letters.to_shop import order_new
from backend.shop.notifications.post import post
from backend.shop.notifications.selectors import shop_card
from backend.shop.notifications.services import Origin
from backend.shop.notifications.trying import UntilSent, to
from backend.shop.orders import selectors as orders
from backend.shop.orders.letters import LetterFacts, letter_facts
from backend.shop.orders.pictures import as_jpeg
from backend.shop.orders.progress import progress_facts
from backend.shop.stock import selectors as stock

blueprint = Blueprint()


@blueprint.task(name="send_confirmation", retry=UntilSent())
def send_confirmation(order_id: str, move_id: int) -> None:
    """Tells the buyer that the order is confirmed."""
    with db.transaction() as session:
        shop = shop_card(session)
        order, due = letter_facts(session, UUID(order_id)), _still_due(session, order_id)
    post(
        order_confirmed(order, shop, due=due),
        _to_buyer(order, shop),
        origin=_origin("send_confirmation", order_id, move_id=move_id),
    )


@blueprint.task(name="send_new_order", retry=UntilSent())
def send_new_order(order_id: str, move_id: int) -> None:
    """Tells the florist what to make. An answer to this letter goes to the buyer."""
    with db.transaction() as session:
        shop = shop_card(session)
        order = letter_facts(session, UUID(order_id))
        variants = {line.variant_id for delivery in order.deliveries for line in delivery.lines}
        recipes = stock.recipes(session, variants)
    buyer = Mailbox(order.buyer_name, order.buyer_email) if order.buyer_email else shop.mailbox
    envelope = Envelope(to=shop.mailbox, reply_to=buyer, shop=shop)
    origin = _origin("send_new_order", order_id, move_id=move_id)
    post(order_new(order, recipes, shop), envelope, origin=origin)


@blueprint.task(name="send_cancellation", retry=UntilSent())
def send_cancellation(order_id: str, move_id: int) -> None:
    """Tells the buyer that the order, or one delivery of it, is cancelled, and what comes back."""
    with db.transaction() as session:
        shop = shop_card(session)
        order = letter_facts(session, UUID(order_id))
        cancelling = back.cancelling(session, order_id=UUID(order_id), move_id=move_id)
    post(
        order_cancelled(order, cancelling, shop),
        _to_buyer(order, shop),
        origin=_origin("send_cancellation", order_id, move_id=move_id),
    )


@blueprint.task(name="send_refund_notice", retry=UntilSent())
def send_refund_notice(order_id: str, refund_id: str) -> None:
    """Tells the buyer that money goes back, and why."""
    with db.transaction() as session:
        shop = shop_card(session)
        order = letter_facts(session, UUID(order_id))
        returned = back.returned(session, order_id=UUID(order_id), refund_id=UUID(refund_id))
    post(
        refunded(order, returned, shop),
        _to_buyer(order, shop),
        origin=_origin("send_refund_notice", order_id, refund_id=refund_id),
    )


@blueprint.task(name="send_payment_link", retry=UntilSent())
def send_payment_link(order_id: str, move_id: int) -> None:
    """Asks the buyer for what is still owed; not once nothing is, or the order has ended."""
    with db.transaction() as session:
        shop = shop_card(session)
        order, due = letter_facts(session, UUID(order_id)), _still_due(session, order_id)
    if due > 0:
        origin = _origin("send_payment_link", order_id, move_id=move_id)
        post(payment_link(order, due=due, shop=shop), _to_buyer(order, shop), origin=origin)


@blueprint.task(name="send_proposal", retry=UntilSent())
def send_proposal(order_id: str, proposal_id: str) -> None:
    """Asks the buyer whether another stem will do; not once it is answered, or too late to."""
    with db.transaction() as session:
        shop = shop_card(session)
        order = letter_facts(session, UUID(order_id))
        asked = substituting.proposal(
            session, order_id=UUID(order_id), proposal_id=UUID(proposal_id), now=clock.now()
        )
    if asked is not None:
        origin = _origin("send_proposal", order_id, proposal_id=proposal_id)
        post(substituting.substitute_proposed(order, asked, shop), _to_buyer(order, shop), origin=origin)


@blueprint.task(name="send_substituted", retry=UntilSent())
def send_substituted(order_id: str, move_id: int) -> None:
    """Tells the buyer what was taken instead of what, and who agreed."""
    with db.transaction() as session:
        shop = shop_card(session)
        order = letter_facts(session, UUID(order_id))
        taken = substituting.substitution(session, order_id=UUID(order_id), move_id=move_id)
    if taken is not None:
        origin = _origin("send_substituted", order_id, move_id=move_id)
        post(substituting.stems_substituted(order, taken, shop), _to_buyer(order, shop), origin=origin)


@blueprint.task(name="send_progress", retry=UntilSent())
def send_progress(order_id: str, move_id: int) -> None:
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
    post(progress(step, shop), envelope, origin=_origin("send_progress", order_id, move_id=move_id))


@blueprint.task(name="send_secret", retry=UntilSent())
def send_secret(secret_id: str) -> None:
    """Sends a code or a link to the address that it was asked for, if it is for anybody there."""
    with db.transaction() as session:
        shop = shop_card(session)
        secret = secret_facts(session, secret_id=UUID(secret_id), now=clock.now())
    if secret is not None:
        mailbox = Mailbox(secret.name, secret.email)
        post(of_accounts.of_secret(secret, shop), to(mailbox, shop), origin=Origin(secret_id))


@blueprint.task(name="send_welcome", retry=UntilSent())
def send_welcome(account_id: str) -> None:
    """Greets somebody whose address is proved, once."""
    with db.transaction() as session:
        shop = shop_card(session)
        account = account_facts(session, UUID(account_id))
    origin = Origin(account_id, task="notifications:send_welcome", arguments={"account_id": account_id})
    post(of_accounts.welcome(account), to(Mailbox(account.name, account.email), shop), origin=origin)


@blueprint.task(name="send_password_changed", retry=UntilSent())
def send_password_changed(account_id: str, entry_id: int) -> None:
    """Tells somebody that her password was changed, should it not have been her."""
    with db.transaction() as session:
        shop = shop_card(session)
        account = account_facts(session, UUID(account_id))
    mailbox = Mailbox(account.name, account.email)
    arguments = {"account_id": account_id, "entry_id": entry_id}
    origin = Origin(str(entry_id), task="notifications:send_password_changed", arguments=arguments)
    post(of_accounts.password_changed(account, shop), to(mailbox, shop), origin=origin)


@blueprint.task(name="send_email_changed", retry=UntilSent())
def send_email_changed(secret_id: str) -> None:
    """Tells the old address that the account has a new one."""
    with db.transaction() as session:
        shop = shop_card(session)
        left = left_address(session, secret_id=UUID(secret_id))
    if left is not None:
        account, new = left
        mailbox = Mailbox(account.name, account.email)
        post(of_accounts.email_changed(account, new), to(mailbox, shop), origin=Origin(secret_id))


def _still_due(session: Session, order_id: str) -> int:
    return checkout.still_due(session, orders.whole(session, UUID(order_id)))


def _to_buyer(order: LetterFacts, shop: ShopCard) -> Envelope:
    return to(Mailbox(order.buyer_name, order.buyer_email), shop)


def _origin(task: str, order_id: str, **cause: str | int) -> Origin:
    """A letter belongs to the one thing that caused it; the queue knows its job by the room's name too."""
    [subject_id] = cause.values()
    arguments = {"order_id": order_id, **cause}
    return Origin(str(subject_id), UUID(order_id), f"notifications:{task}", arguments)
