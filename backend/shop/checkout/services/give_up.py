"""What is not wanted made another way is taken out and paid back: once, and never more than is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.capacity.services import HoldChange
from backend.shop.checkout import consent, rules
from backend.shop.checkout.consent import Case
from backend.shop.checkout.services import desk, money, stems
from backend.shop.checkout.services.cancelling import cancel_deliveries
from backend.shop.checkout.services.desk import Deed
from backend.shop.checkout.services.worth import worth
from backend.shop.orders import desk as orders
from backend.shop.orders.consent import Exchange
from backend.shop.orders.services import Step
from backend.shop.payments.rules import Purpose, RefundCause


def give_up(
    session: Session,
    *,
    case: Case,
    exchanges: Sequence[Exchange],
    step: Step,
    also: Sequence[HoldChange] = (),
) -> None:
    """Cancels the pieces that need these stems, last before the commit; payments are locked.

    Where nothing but add-ons would be left, the whole delivery is cancelled, with its fee. `also` are changes
    of the ledger that belong to it.
    """
    out = consent.pieces(session, case.parcel, exchanges)
    if consent.ends_it(session, case.parcel, out):
        cancel_deliveries(
            session,
            order=case.order,
            payments=case.payments,
            parcels=[case.parcel],
            bound=False,
            step=step,
        )
        return
    back = _refund(session, case, out, step)
    orders.touch(case.order, case.parcel)
    deed = Deed(step.who, case.order.version, step.at, step.why)
    change = {"amount": back, "currency": case.order.currency, "credit": case.order.credit}
    subject = f"order:{case.order.id}"
    desk.record(session, deed=deed, action="order.refunded", subject=subject, change=change)
    session.flush()
    stems.lower(session, parcel=case.parcel, pieces=out, also=also)


def _refund(session: Session, case: Case, out: Mapping[UUID, int], step: Step) -> int:
    """Counts the pieces as cancelled, and writes what goes back for each line."""
    back = 0
    for line in (each for each in case.parcel.lines if out.get(each.id)):
        pieces = out[line.id]
        price = worth(line, pieces)
        lowered = rules.goes_back(taken_off=price, due=money.balance(case.order, case.payments))
        amount = min(lowered, money.received(case.payments))
        if amount:
            purpose = Purpose(RefundCause.LINE, step.why, about=line.id, quantity=pieces)
            refunds = money.give_back(session, of=case.payments, amount=amount, purpose=purpose, at=step.at)
            money.tell(session, case.order, refunds)
        orders.take_off(case.order, amount=price)
        orders.cancel_units(line, quantity=pieces)
        back += amount
    return back
