"""Orders in the words and numbers of the back office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.routes.admin.delivery_answers import desk_delivery, money_in
from backend.routes.order_answers import buyer_model, order_status, totals_model
from backend.routes.schemas.admin.orders import (
    DeskMoneyModel,
    DeskOrderModel,
    DeskPaymentModel,
    EventModel,
    LetterModel,
    NewSlotModel,
    NewSlotsModel,
    NoteModel,
    OrderRowDeliveryModel,
    OrderRowModel,
    OrderRowsModel,
    RefundModel,
)
from backend.routes.schemas.common import StatusModel
from backend.shop.checkout import rules as checkout
from backend.shop.checkout.hours import NewSlot, NewSlots
from backend.shop.dashboard.order_list import OrderRow
from backend.shop.dashboard.order_page import OrderPage, page
from backend.shop.kit.clock import local_day
from backend.shop.kit.paging import Page
from backend.shop.orders.consent import CHOICE_LABELS, Choice
from backend.shop.orders.rules import DELIVERY_LABELS, DeliveryStatus, OrderStatus, progress
from backend.shop.payments.rules import PAYMENT_LABELS, REFUND_LABELS, PaymentState, RefundCause, RefundState
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.notifications.models import Letter
    from backend.shop.orders.models import Order
    from backend.shop.payments.models import Payment, Refund

_CAUSES = {
    RefundCause.ORDER: "The order was cancelled",
    RefundCause.DELIVERY: "A delivery was cancelled",
    RefundCause.AMOUNT: "Given back",
    RefundCause.LATE: "It came too late",
    RefundCause.EXCESS: "More than was due",
    RefundCause.EDIT: "The order was changed",
}
_LETTERS = {
    "order_confirmed": "Confirmation to the buyer",
    "order_new": "New order to the shop",
    "order_cancelled": "Cancellation to the buyer",
    "refunded": "Refund to the buyer",
    "substitute_proposed": "Question to the buyer about other stems",
    "stems_substituted": "Other stems, to the buyer",
}
_LETTER_STATES = {"queued": "On its way", "sent": "Sent", "dead": "Not sent"}


def order_rows(
    session: Session, found: Sequence[OrderRow], *, total: int, page: Page, now: datetime
) -> OrderRowsModel:
    facts = shop(session)
    return OrderRowsModel(
        today=local_day(now, facts.time_zone),
        time_zone=facts.time_zone,
        items=[_row(each) for each in found],
        total=total,
        page=page.number,
        page_size=page.size,
    )


def _row(row: OrderRow) -> OrderRowModel:
    names = [name for name in OrderRowDeliveryModel.model_fields if name != "status"]
    return OrderRowModel(
        number=row.number,
        placed_at=row.placed_at,
        status=order_status(row.status),
        buyer_name=row.buyer_name,
        buyer_phone=row.buyer_phone,
        deliveries=[
            OrderRowDeliveryModel(
                status=StatusModel(code=each.status, label=DELIVERY_LABELS[each.status]),
                **{name: getattr(each, name) for name in names},
            )
            for each in row.deliveries
        ],
        more=row.more,
        total=money_in(row.currency)(row.total),
        channel=row.channel,
        balance_due=money_in(row.currency)(row.balance_due),
        due_at=row.due_at if row.balance_due else None,
    )


def desk_order(session: Session, order_id: UUID, *, now: datetime) -> DeskOrderModel:
    facts, known = shop(session), page(session, order_id=order_id)
    order, status = known.order, OrderStatus(known.order.status)
    living = [each for each in order.deliveries if each.status != DeliveryStatus.CANCELLED]
    return DeskOrderModel(
        number=order.number,
        version=order.version,
        placed_at=order.placed_at,
        channel=order.channel,
        taken_by=known.names.of(order.taken_by) if order.taken_by else None,
        due_at=order.due_at if _due(known) > 0 else None,
        status=order_status(order.status),
        progress=progress([DeliveryStatus(each.status) for each in order.deliveries]),
        time_zone=facts.time_zone,
        today=local_day(now, facts.time_zone),
        card_message_limit=facts.card_message_limit,
        buyer=buyer_model(order),
        substitution=choice_model(order),
        deliveries=[desk_delivery(each, known, facts) for each in order.deliveries],
        totals=totals_model(order),
        money=_money(known),
        history=[EventModel.model_validate(each, from_attributes=True) for each in known.history],
        notes=[NoteModel.model_validate(each, from_attributes=True) for each in known.notes],
        letters=[_letter(each) for each in known.letters],
        can_cancel=status is OrderStatus.PENDING_PAYMENT
        or all(checkout.may_cancel(status, DeliveryStatus(each.status)) for each in living),
    )


def choice_model(order: Order) -> StatusModel:
    choice = Choice(order.substitution)
    return StatusModel(code=choice, label=CHOICE_LABELS[choice])


def _money(known: OrderPage) -> DeskMoneyModel:
    order, money = known.order, money_in(known.order.currency)
    captured = sum(each.captured for each in known.payments)
    refunded = sum(each.refunded for each in known.payments)
    return DeskMoneyModel(
        captured=money(captured),
        refunded=money(refunded),
        left=money(captured - refunded),
        credit=money(order.credit),
        balance_due=money(_due(known)),
        payments=[_payment(each, known) for each in known.payments],
        refunds=[_refund(each, known) for each in known.refunds],
    )


def _due(known: OrderPage) -> int:
    received = sum(each.captured - each.refunded for each in known.payments)
    return checkout.balance_due(total=known.order.total, credit=known.order.credit, received=received)


def _payment(payment: Payment, known: OrderPage) -> DeskPaymentModel:
    taker = known.takers.get(payment.id)
    money, state = money_in(payment.currency), PaymentState(payment.state)
    return DeskPaymentModel(
        attempt=payment.attempt,
        provider=payment.provider.capitalize(),
        method=payment.method,
        who=known.names.of(taker) if taker else None,
        status=StatusModel(code=state, label=PAYMENT_LABELS[state]),
        amount=money(payment.amount),
        captured=money(payment.captured),
        refunded=money(payment.refunded),
        created_at=payment.created_at,
    )


def _refund(refund: Refund, known: OrderPage) -> RefundModel:
    state = RefundState(refund.state)
    return RefundModel(
        id=refund.id,
        status=StatusModel(code=state, label=REFUND_LABELS[state]),
        amount=money_in(known.order.currency)(refund.amount),
        cause=refund.cause,
        what=_what(refund, known),
        reason=refund.reason,
        created_at=refund.created_at,
    )


def _what(refund: Refund, known: OrderPage) -> str:
    lines = {line.id: line for each in known.order.deliveries for line in each.lines}
    line = lines.get(refund.about) if refund.about else None
    if line is not None:
        return f"{refund.quantity} × {line.product_name}"
    return _CAUSES[RefundCause(refund.cause)]


def _letter(letter: Letter) -> LetterModel:
    return LetterModel(
        id=letter.id,
        kind=letter.kind,
        label=_LETTERS.get(letter.kind) or letter.kind.replace("_", " ").capitalize(),
        recipient=letter.recipient,
        status=StatusModel(code=letter.state, label=_LETTER_STATES[letter.state]),
        created_at=letter.created_at,
        sent_at=letter.sent_at,
        error=letter.last_error or "",
        can_resend=letter.state != "queued" and letter.task is not None,
    )


def new_slots(found: NewSlots, currency: str) -> NewSlotsModel:
    return NewSlotsModel(
        date=found.date,
        remade=found.remade,
        slots=[_new_slot(each, currency) for each in found.slots],
        next=[_new_slot(each, currency) for each in found.next],
    )


def _new_slot(each: NewSlot, currency: str) -> NewSlotModel:
    difference = money_in(currency)(each.difference.amount)
    facts = each.slot.as_json() | {"difference": difference, "current": each.current}
    return NewSlotModel.model_validate(facts)
