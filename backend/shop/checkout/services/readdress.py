"""Another address, in another zone or at another rate of tax: planned anew, with a new fee and new taxes.

The lines keep their prices and discounts. What was cancelled of them is counted anew with their new tax.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import HoldChange, HoldState
from backend.shop.cart.rules import ADDRESS
from backend.shop.catalog import selectors as catalog
from backend.shop.checkout.errors import NotEditable
from backend.shop.checkout.services import change_slot, desk, locks, reprice
from backend.shop.checkout.services.change_slot import Remaking
from backend.shop.checkout.services.reprice import Edit, NewSums
from backend.shop.checkout.services.worth import given_up
from backend.shop.delivery import runs
from backend.shop.delivery import selectors as delivery
from backend.shop.kit.errors import Malformed
from backend.shop.kit.money import Money
from backend.shop.orders import desk as orders
from backend.shop.orders import making, repriced
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.repriced import Fee
from backend.shop.orders.services import Step
from backend.shop.pricing import selectors as pricing
from backend.shop.pricing.rules import Good
from backend.shop.pricing.rules.tax import Taxes, tax_on, tax_on_fee
from backend.shop.pricing.selectors import Priceable
from backend.shop.promise import services as promise
from backend.shop.promise.errors import SlotNotFound
from backend.shop.promise.rules import Code
from backend.shop.promise.rules.service import place_of, service_time
from backend.shop.promise.services import Plan
from backend.shop.settings import services as settings
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order, OrderLine

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class NewPlace:
    """Where it goes (`recipient` with its postcode, as `orders.models.Delivery` says), and in which slot.

    Without a slot: at the same hour, as that zone has it.
    """

    recipient: dict[str, Any]
    slot_id: int | None = None


def readdress(*, delivery_id: UUID, to: NewPlace, edit: Edit, clock: Clock) -> NewSums:
    """Answers what the order then comes to. A preview writes nothing.

    Raises DeliveryNotFound, VersionConflict, NotSold, IllegalMove, NotEditable, SlotNotFound, SumChanged,
    Malformed for a van that would find no door, and as `plan`.
    """
    return reprice.perform(
        lambda session: _move(session, delivery_id, to, edit),
        delivery_id=delivery_id,
        edit=edit,
        clock=clock,
    )


def _move(session: Session, delivery_id: UUID, to: NewPlace, edit: Edit) -> NewSums:
    order_id = order_reads.of_delivery(session, delivery_id)
    order, payments = locks.order_and_payments(session, order_id=order_id)
    parcel = desk.find(order, delivery_id)
    edit.deed.check(parcel)
    change_slot.check(order, parcel)
    if parcel.method != "van":
        raise NotEditable("What is fetched here goes to no address.")
    was, seen = reprice.before(order, payments), shop(session).rules_version
    recipient = _recipient(to.recipient)
    asked = _asked(session, order, parcel, recipient, to.slot_id)
    own = asked.parcel.slot_id == parcel.slot_id
    [plan] = promise.plan(
        session,
        parcels=[asked.parcel],
        now=edit.deed.at,
        returning=asked.returning,
        excused={Code.CUTOFF} if own else (),
    )
    told = _write(session, parcel, plan, asked, recipient, edit)
    orders.touch(order, parcel)
    sums = reprice.settle(session, order=order, payments=payments, was=was, edit=edit)
    told |= {"total": [was.total, order.total], "currency": order.currency}
    subject = f"delivery:{parcel.id}"
    desk.record(session, deed=edit.deed, action="delivery.readdressed", subject=subject, change=told)
    session.flush()
    settings.check_rules(session, seen=seen)
    demand = (*asked.kept, *plan.demand)
    capacity.change(session, changes=[HoldChange(parcel.id, asked.version, demand, HoldState.CONFIRMED)])
    return sums


def _recipient(given: dict[str, Any]) -> dict[str, Any]:
    missing = [part for part in (*ADDRESS, "postcode") if not given.get(part)]
    if missing:
        raise Malformed(
            "The van needs a street, a city and a postcode.",
            errors=[{"path": f"recipient.{part}", "message": "Please fill this in."} for part in missing],
        )
    return given | {"postcode": delivery.normalized(given["postcode"])}


def _asked(
    session: Session, order: Order, parcel: Delivery, recipient: dict[str, Any], slot_id: int | None
) -> Remaking:
    """What the promise is asked for there; a bouquet that is made in time for it needs only its place."""
    slot_id = slot_id or _same_hour(session, parcel, recipient["postcode"])
    slots = delivery.slots_by_id(session, [slot_id]).values()
    remade = slot_id not in change_slot.made_for(session, parcel, slots)
    found = change_slot.remaking(session, order, parcel, remade=remade)
    there = replace(
        found.parcel,
        slot_id=slot_id,
        postcode=recipient["postcode"],
        service=service_time("van", recipient),
        place=place_of("van", recipient),
    )
    return replace(found, parcel=there)


def _same_hour(session: Session, parcel: Delivery, postcode: str) -> int:
    zone = delivery.zone_for(session, postcode)
    if zone is None or zone.id == parcel.zone_id:
        return parcel.slot_id or 0  # the promise says that we do not go there
    slots = delivery.slots(session, zone_id=zone.id, method="van", first=parcel.date, last=parcel.date)
    hours = (parcel.starts_at, parcel.ends_at)
    same = next((each.id for each in slots if (each.starts_at, each.ends_at) == hours), None)
    if same is None:
        raise SlotNotFound("That zone has no such hour on this day. Please choose one.")
    return same


def _write(
    session: Session,
    parcel: Delivery,
    plan: Plan,
    asked: Remaking,
    recipient: dict[str, Any],
    edit: Edit,
) -> dict[str, Any]:
    """Prices, place and hour; answers what changed, for the audit."""
    change: dict[str, Any] = {
        "from": [str(parcel.date), parcel.slot_id],
        "to": [str(plan.slot.date), plan.slot.id],
        "fee": [parcel.fee],
        "tax": [parcel.tax],
    }
    if (plan.slot.date, plan.zone.id if plan.zone else None) != (parcel.date, parcel.zone_id):
        runs.take_off(session, delivery_ids=[parcel.id])
    if asked.remade:  # of its own recipe: the day has the stems
        step = Step(edit.deed.at, edit.deed.who, "another place")
        making.forget_swaps(session, parcel=parcel, step=step)
    _charge(session, parcel, plan, recipient["postcode"])
    change["recipient"] = orders.rewrite(parcel, recipient=recipient, card_message=parcel.card_message)
    orders.put_at(parcel, change_slot.hour_of(plan, parcel, remade=asked.remade))
    change["fee"].append(parcel.fee)
    change["tax"].append(parcel.tax)
    return change


def _charge(session: Session, parcel: Delivery, plan: Plan, postcode: str) -> None:
    """The fee of that place and hour; the lines' tax where the rates there are others."""
    order, facts = parcel.order, shop(session)
    known = catalog.variants(session, {line.variant_id for line in parcel.lines})
    classes = {line.id: known[line.variant_id].tax_class for line in parcel.lines}
    there = _taxes(session, parcel, postcode)
    old = given_up(parcel)
    if there == _taxes(session, parcel, parcel.recipient.get("postcode")):
        taxes = {line.id: line.tax for line in parcel.lines}
    else:
        taxes = {line.id: _tax(line, there.rate(classes[line.id]), there, order) for line in parcel.lines}
    priced = pricing.price(
        session,
        parcel=_priceable(parcel, plan, postcode),
        goods={
            index: Good(Money(line.unit_price, order.currency)) for index, line in enumerate(parcel.lines)
        },
        shop=facts,
    )
    fee = (priced.fee or Money(0, order.currency)).amount
    net = [(line.total - line.discount, there.rate(classes[line.id])) for line in parcel.lines]
    paid = Money(fee - min(parcel.fee_discount, fee), order.currency)
    surge = priced.surge
    charged = Fee(
        amount=fee,
        surge=surge.amount.amount if surge else 0,
        surge_name=surge.name if surge else "",
        tax=tax_on_fee(paid, net, there).amount,
    )
    repriced.charge(session, parcel, fee=charged, taxes=taxes)
    order.credit += given_up(parcel) - old


def _taxes(session: Session, parcel: Delivery, postcode: str | None) -> Taxes:
    """How the order is taxed there: in its prices or on top of them, as it was placed."""
    found = pricing.taxes(session, parcel.method, postcode, shop(session)) or Taxes()
    return replace(found, included=parcel.order.tax_included)


def _tax(line: OrderLine, rate: int, taxes: Taxes, order: Order) -> int:
    net = Money(line.total - line.discount, order.currency)
    return tax_on(net, rate, included=taxes.included).amount


def _priceable(parcel: Delivery, plan: Plan, postcode: str) -> Priceable:
    return Priceable(
        method=parcel.method,
        postcode=postcode,
        zone=plan.zone,
        extra_fee=plan.slot.extra_fee,
        items=tuple((index, line.quantity - line.cancelled) for index, line in enumerate(parcel.lines)),
        day=plan.slot.date,
    )
