"""An order in the words and numbers of the API."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.routes.schemas.common import MoneyModel, PromotionModel, StatusModel, SurchargeModel
from backend.routes.schemas.orders import (
    HistoryModel,
    OfferModel,
    OrderDeliveryModel,
    OrderLineModel,
    OrderModel,
    OrderPayment,
    OrderProofModel,
    OrderRecipientModel,
    OrderTotals,
    ShownBuyerModel,
    SubstitutedModel,
)
from backend.shop.checkout import selectors as checkout
from backend.shop.checkout.selectors import Rights
from backend.shop.delivery.words import Clock
from backend.shop.kit.money import Money
from backend.shop.orders import owned, selectors
from backend.shop.orders.rules import (
    ORDER_LABELS,
    DeliveryStatus,
    OrderStatus,
    delivery_label,
    progress,
)
from backend.shop.orders.selectors import successor
from backend.shop.orders.substituted import NOTHING, Consents, of_order
from backend.shop.payments.rules import LIVE, PAYMENT_LABELS, PaymentState
from backend.shop.pricing.rules import Surcharge, by_name
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, DeliveryProof, Order, OrderLine, OrderMove
    from backend.shop.payments.models import Payment
    from backend.shop.settings.models import Shop

_GOING_BACK = "Refund on its way"
_TO_BE_PAID = StatusModel(code="due", label="To be paid")
_NOTHING_TO_PAY = StatusModel(code="free", label="Nothing to pay")


def order_model(session: Session, order: Order, *, payment: Payment | None, now: datetime) -> OrderModel:
    facts = shop(session)
    proofs = selectors.proofs(session, [each.id for each in order.deliveries])
    consents = of_order(session, order)
    rights = checkout.rights(session, order, now=now)
    methods = {each.id: each.method for each in order.deliveries}
    states = [DeliveryStatus(each.status) for each in order.deliveries]
    return OrderModel(
        number=order.number,
        placed_at=order.placed_at,
        status=order_status(order.status),
        progress=progress(states),
        buyer=buyer_model(order),
        substitution=order.substitution,
        deliveries=[
            _delivery(each, order, facts, proofs.get(each.id), consents.get(each.id, NOTHING))
            for each in order.deliveries
        ],
        totals=totals_model(order),
        payment=_payment(order, payment, rights),
        history=[
            _history(each, methods) for each in selectors.told(order) if each.from_status != each.to_status
        ],
        can_pay=rights.can_pay,
        can_cancel=rights.can_cancel,
        cancel_until=rights.cancel_until,
        held_until=rights.held_until,
        can_claim=owned.can_be_claimed(order),
        replaced_by=successor(session, order).number if order.replaced_by else None,
        balance_due=_money(rights.balance_due, order),
        due_at=order.due_at if rights.balance_due else None,
        offers=[
            OfferModel.model_validate(each, from_attributes=True)
            for each in checkout.offers(session, order, now=now)
        ],
    )


def buyer_model(order: Order) -> ShownBuyerModel:
    return ShownBuyerModel(name=order.buyer_name, email=order.buyer_email, phone=order.buyer_phone)


def totals_model(order: Order) -> OrderTotals:
    return OrderTotals(
        items=_money(order.items, order),
        discount=_money(order.discount, order),
        promotions=[
            PromotionModel(code=each.code, name=each.name, amount=_money(each.amount, order))
            for each in order.promotions
        ],
        delivery=_money(order.delivery_fee, order),
        plain_delivery=_money(order.delivery_fee - sum(each.surge for each in order.deliveries), order),
        surges=surges_model(order),
        tax=_money(order.tax, order),
        tax_included=order.tax_included,
        tip=_money(order.tip, order),
        total=_money(order.total, order),
        credit=_money(order.credit, order),
    )


def surges_model(order: Order) -> list[SurchargeModel]:
    """What busy days have added to the order's fee, a line for each name."""
    charges = (Surcharge(each.surge_name, Money(each.surge, order.currency)) for each in order.deliveries)
    found = by_name(each for each in charges if each.amount.amount)
    return [SurchargeModel.model_validate(each, from_attributes=True) for each in found]


def _payment(order: Order, payment: Payment | None, rights: Rights) -> OrderPayment:
    state = PaymentState(payment.state) if payment else None
    if payment is None or state is None or (rights.balance_due and state not in LIVE):
        status = _TO_BE_PAID if rights.balance_due else _NOTHING_TO_PAY
        return OrderPayment(status=status, redirect_url=None, expires_at=None)
    waits = order.status == OrderStatus.PENDING_PAYMENT or rights.balance_due > 0
    waiting = state in LIVE and waits
    return OrderPayment(
        status=StatusModel(code=state, label=_payment_label(payment, state)),
        redirect_url=payment.redirect_url if waiting else None,
        expires_at=payment.expires_at if waiting else None,
    )


def _payment_label(payment: Payment, state: PaymentState) -> str:
    """Money that is going back is said to be, before the provider has done it."""
    waiting = payment.refunded > 0 and state is PaymentState.SUCCEEDED
    return _GOING_BACK if waiting else PAYMENT_LABELS[state]


def _delivery(
    parcel: Delivery, order: Order, facts: Shop, proof: DeliveryProof | None, consents: Consents
) -> OrderDeliveryModel:
    def money(amount: int) -> MoneyModel:
        return MoneyModel(amount=amount, currency=order.currency)

    status = DeliveryStatus(parcel.status)
    return OrderDeliveryModel(
        id=parcel.id,
        method=parcel.method,
        status=StatusModel(code=status, label=delivery_label(status, parcel.method)),
        date=parcel.date,
        slot_label=Clock(facts.time_zone, facts.locale).label(
            parcel.starts_at, parcel.ends_at, whole_day=parcel.whole_day
        ),
        recipient=OrderRecipientModel.model_validate(parcel.recipient),
        card_message=parcel.card_message,
        lines=[_line(line, order.currency) for line in parcel.lines],
        items=money(parcel.items),
        delivery_fee=money(parcel.fee),
        surge=money(parcel.surge) if parcel.surge else None,
        surge_name=parcel.surge_name or None,
        discount=money(parcel.discount),
        fee_discount=money(parcel.fee_discount),
        tax=money(parcel.tax),
        total=money(parcel.total),
        proof=_proof(proof, order.number) if proof else None,
        failed_reason=selectors.failed_reason(order, parcel.id),
        substituted=[
            SubstitutedModel.model_validate(each, from_attributes=True) for each in consents.substituted
        ],
        asked_until=consents.asked_until,
    )


def _proof(proof: DeliveryProof, number: str) -> OrderProofModel:
    return OrderProofModel(
        at=proof.at,
        received_by=proof.received_by,
        photo_url=f"/api/orders/{number}/photos/{proof.photo_id}" if proof.photo_id else None,
    )


def _line(line: OrderLine, currency: str) -> OrderLineModel:
    return OrderLineModel(
        product_slug=line.product_slug,
        product_name=line.product_name,
        variant_label=line.variant_label,
        image_url=line.image_url,
        quantity=line.quantity,
        cancelled=line.cancelled,
        unit_price=MoneyModel(amount=line.unit_price, currency=currency),
        total=MoneyModel(amount=line.total, currency=currency),
        discount=MoneyModel(amount=line.discount, currency=currency),
    )


def _history(row: OrderMove, methods: dict[UUID, str]) -> HistoryModel:
    if row.delivery_id is not None:
        label = delivery_label(DeliveryStatus(row.to_status), methods[row.delivery_id])
        return HistoryModel(at=row.at, label=label)
    return HistoryModel(at=row.at, label=ORDER_LABELS[OrderStatus(row.to_status)])


def order_status(code: str) -> StatusModel:
    return StatusModel(code=code, label=ORDER_LABELS[OrderStatus(code)])


def _money(amount: int, order: Order) -> MoneyModel:
    return MoneyModel(amount=amount, currency=order.currency)
