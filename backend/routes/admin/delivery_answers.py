"""A delivery in the words and numbers of the back office."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from backend.routes.schemas.admin.orders import (
    DeskDeliveryModel,
    DeskLineModel,
    DeskProofModel,
    LineStemsModel,
    RunPlaceModel,
)
from backend.routes.schemas.common import MoneyModel, StatusModel
from backend.routes.schemas.orders import OrderRecipientModel
from backend.shop.checkout import rules as checkout
from backend.shop.checkout.services.cancelling import comes_back
from backend.shop.checkout.services.worth import worth
from backend.shop.dashboard.order_page import OrderPage
from backend.shop.delivery.words import Clock
from backend.shop.orders.rules import DELIVERY_LABELS, DeliveryStatus, OrderStatus

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, OrderLine
    from backend.shop.settings.models import Shop


def money_in(currency: str) -> Callable[[int], MoneyModel]:
    """Minor units as money of a currency."""
    return lambda amount: MoneyModel(amount=amount, currency=currency)


def desk_delivery(parcel: Delivery, known: OrderPage, facts: Shop) -> DeskDeliveryModel:
    money, order = money_in(known.order.currency), OrderStatus(known.order.status)
    status = DeliveryStatus(parcel.status)
    stop, proof = known.stops.get(parcel.id), known.proofs.get(parcel.id)
    return DeskDeliveryModel(
        id=parcel.id,
        version=parcel.version,
        method=parcel.method,
        status=StatusModel(code=status, label=DELIVERY_LABELS[status]),
        slot_id=parcel.slot_id,
        slot_label=Clock(facts.time_zone, facts.locale).label(
            parcel.starts_at, parcel.ends_at, whole_day=parcel.whole_day
        ),
        date=parcel.date,
        starts_at=parcel.starts_at,
        ends_at=parcel.ends_at,
        making_day=parcel.making_day,
        zone=known.zones.get(parcel.id),
        recipient=OrderRecipientModel.model_validate(parcel.recipient),
        card_message=parcel.card_message,
        lines=[_line(each, known) for each in parcel.lines],
        items=money(parcel.items),
        delivery_fee=money(parcel.fee),
        surge=money(parcel.surge) if parcel.surge else None,
        surge_name=parcel.surge_name or None,
        discount=money(parcel.discount),
        fee_discount=money(parcel.fee_discount),
        tax=money(parcel.tax),
        total=money(parcel.total),
        made=status in checkout.MADE,
        can_edit=checkout.may_edit(order, status),
        can_move=checkout.may_move(order, status),
        can_cancel=checkout.may_cancel(order, status),
        comes_back=money(comes_back(known.order, known.payments, parcel)),
        stop=RunPlaceModel.model_validate(stop, from_attributes=True) if stop else None,
        proof=DeskProofModel.model_validate(proof, from_attributes=True) if proof else None,
        asked_until=known.asked.get(parcel.id),
    )


def _line(line: OrderLine, known: OrderPage) -> DeskLineModel:
    money = money_in(known.order.currency)
    return DeskLineModel(
        id=line.id,
        product_slug=line.product_slug,
        product_name=line.product_name,
        variant_label=line.variant_label,
        image_url=line.image_url,
        quantity=line.quantity,
        cancelled=line.cancelled,
        unit_price=money(line.unit_price),
        total=money(line.total),
        discount=money(line.discount),
        tax=money(line.tax),
        stems=[LineStemsModel.model_validate(each, from_attributes=True) for each in known.stems[line.id]],
        refunds=[money(worth(line, count)) for count in range(1, line.quantity - line.cancelled + 1)],
    )
