"""Writes of orders: creating them with frozen prices, and the one door through which their status moves."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.kit import ids
from backend.shop.orders.consent import Agreed
from backend.shop.orders.errors import IllegalMove
from backend.shop.orders.facts import DeliveryFacts, LineFacts, facts
from backend.shop.orders.links import access_token
from backend.shop.orders.models import Delivery, Order, OrderLine, OrderMove, OrderPromotion, StemSwap
from backend.shop.orders.rules import ORDER_PATHS, UNDO_PATHS, DeliveryStatus, OrderStatus, may_move


@dataclass(frozen=True, slots=True)
class Buyer:
    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class NewLine(LineFacts):
    """A line to freeze; its share of the `tax` in minor units."""

    tax: int


@dataclass(frozen=True, slots=True)
class NewDelivery(DeliveryFacts):
    """A delivery to freeze. `id` is known before, because the hold carries it."""

    id: UUID
    slot_id: int
    zone_id: int | None
    lines: tuple[NewLine, ...]


@dataclass(frozen=True, slots=True)
class NewSwap:
    """`taken` of another stem in the place of `quantity` of the recipe's; who `agreed` to it."""

    stem_id: int
    substitute_id: int
    quantity: int
    taken: int
    agreed: Agreed


@dataclass(frozen=True, slots=True)
class Step:
    """Why something moved: the instant, who, and why."""

    at: datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class NewPromotion:
    """What a promotion gives to the order, minor units."""

    promotion_id: int
    code: str | None
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class NewOrder:
    """What is to be frozen. The promotions' amounts are the sum of what lines and fees say."""

    currency: str
    deliveries: Sequence[NewDelivery]
    promotions: Sequence[NewPromotion] = ()
    tip: int = 0
    tax_included: bool = False


def create(session: Session, *, cart_id: UUID, buyer: Buyer, new: NewOrder, step: Step) -> Order:
    """A pending order whose sums are those of its deliveries, and its tip."""
    order_id = ids.new_id()
    parcels = [
        _delivery(order_id, position, each, tax_included=new.tax_included)
        for position, each in enumerate(new.deliveries)
    ]
    order = Order(
        id=order_id,
        number=ids.order_number(),
        cart_id=cart_id,
        status=OrderStatus.PENDING_PAYMENT,
        buyer_name=buyer.name,
        buyer_email=buyer.email,
        buyer_phone=buyer.phone,
        currency=new.currency,
        items=sum(each.items for each in parcels),
        delivery_fee=sum(each.fee for each in parcels),
        discount=sum(each.discount + each.fee_discount for each in parcels),
        tax=sum(each.tax for each in parcels),
        tax_included=new.tax_included,
        tip=new.tip,
        total=sum(each.total for each in parcels) + new.tip,
        placed_at=step.at,
        held_since=step.at,
        token_hash=ids.token_hash(access_token(order_id)),
        deliveries=parcels,
        promotions=[OrderPromotion(**asdict(each)) for each in new.promotions],
    )
    session.add(order)
    session.flush()
    _write_move(session, order, to=OrderStatus.PENDING_PAYMENT, step=step)
    return order


def _delivery(order_id: UUID, position: int, new: NewDelivery, *, tax_included: bool) -> Delivery:
    items = sum(line.unit_price * line.quantity for line in new.lines)
    discount = sum(line.discount for line in new.lines)
    net = items - discount + new.fee - new.fee_discount
    return Delivery(
        id=new.id,
        order_id=order_id,
        position=position,
        status=DeliveryStatus.SCHEDULED,
        slot_id=new.slot_id,
        zone_id=new.zone_id,
        items=items,
        discount=discount,
        total=net if tax_included else net + new.tax,
        lines=[_line(index, line) for index, line in enumerate(new.lines)],
        **facts(DeliveryFacts, new),
    )


def _line(position: int, new: NewLine) -> OrderLine:
    return OrderLine(
        id=ids.new_id(),
        position=position,
        total=new.unit_price * new.quantity,
        tax=new.tax,
        **facts(LineFacts, new),
    )


def lock(session: Session, *, order_ids: Sequence[UUID]) -> dict[UUID, Order]:
    """Orders under their row locks, in the order of their ids, as they are now."""
    rows = session.scalars(
        select(Order)
        .where(Order.id.in_(order_ids))
        .order_by(Order.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {order.id: order for order in rows}


def lock_free(session: Session, *, order_id: UUID) -> Order | None:
    """The order under its lock, or None when somebody else is busy with it."""
    return session.scalar(
        select(Order)
        .where(Order.id == order_id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def move(session: Session, *, order: Order, to: OrderStatus, step: Step) -> OrderMove:
    """The one door: moves a locked order along `ORDER_PATHS` and writes its history."""
    if to not in ORDER_PATHS[OrderStatus(order.status)]:
        raise IllegalMove(f"An order that is {order.status} cannot become {to}.")
    before, order.status = order.status, to
    order.version += 1
    order.client_address = None  # it was kept for the limit on orders that wait
    return _write_move(session, order, to=to, step=step, before=before)


def move_delivery(
    session: Session, *, order: Order, parcel: Delivery, to: DeliveryStatus, step: Step
) -> OrderMove:
    """Moves one delivery of a locked order; checkout's door rewrites the order's status with it."""
    if not may_move(parcel.method, DeliveryStatus(parcel.status), to):
        before_words, to_words = (str(each).replace("_", " ") for each in (parcel.status, to))
        raise IllegalMove(f"A delivery that is {before_words} cannot become {to_words}.")
    before, parcel.status = parcel.status, to
    parcel.version += 1
    return _write_move(session, order, to=to, step=step, before=before, delivery_id=parcel.id)


def take_back(session: Session, *, order: Order, parcel: Delivery, to: DeliveryStatus, step: Step) -> None:
    """Puts one delivery of a locked order back along `UNDO_PATHS`; through checkout's door, as every move."""
    before = DeliveryStatus(parcel.status)
    if UNDO_PATHS.get(before) is not to:
        raise IllegalMove(f"A delivery that is {before} cannot be put back to {to}.")
    parcel.status = to
    parcel.version += 1
    _write_move(session, order, to=to, step=step, before=before, delivery_id=parcel.id)


def swap_stem(session: Session, *, order: Order, parcel: Delivery, swap: NewSwap, step: Step) -> OrderMove:
    """Writes down that a delivery of a locked order is made with another stem; its history says so."""
    session.add(
        StemSwap(
            delivery_id=parcel.id,
            stem_id=swap.stem_id,
            substitute_id=swap.substitute_id,
            quantity=swap.quantity,
            taken=swap.taken,
            at=step.at,
            who=step.who,
            agreed=swap.agreed,
        )
    )
    parcel.version += 1
    status = parcel.status  # it does not move
    return _write_move(session, order, to=status, step=step, before=status, delivery_id=parcel.id)


def _write_move(
    session: Session,
    order: Order,
    *,
    to: str,
    step: Step,
    before: str | None = None,
    delivery_id: UUID | None = None,
) -> OrderMove:
    row = OrderMove(
        order_id=order.id,
        delivery_id=delivery_id,
        from_status=before,
        to_status=to,
        at=step.at,
        who=step.who,
        why=step.why,
    )
    session.add(row)
    session.flush()
    return row
