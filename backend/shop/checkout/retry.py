"""When a delivery that nobody took can be tried again, judged by the rule that will be applied."""

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.kit.clock import local_day
from backend.shop.orders import making
from backend.shop.orders import selectors as order_reads
from backend.shop.promise import selectors as promise
from backend.shop.promise.selectors import Question, SlotAnswer
from backend.shop.settings.selectors import shop


@dataclass(frozen=True, slots=True)
class NextTries:
    """`own` is the slot that the delivery has, unless its day is over; `slots` are others."""

    own: int | None
    slots: tuple[SlotAnswer, ...]


def slots(
    session: Session, *, delivery_id: UUID, remake: bool, day: dt.date | None, now: datetime
) -> NextTries:
    """The slots of a local day with the reasons against each, or the next that can be had.

    Raises DeliveryNotFound, InvalidPostcode and OutsideZone.
    """
    order = order_reads.whole(session, order_reads.order_of(session, delivery_id))
    parcel = next(each for each in order.deliveries if each.id == delivery_id)
    today = local_day(now, shop(session).time_zone)
    question = Question(
        postcode=parcel.recipient.get("postcode"),
        method=parcel.method,
        items=making.items(parcel) if remake else (),
    )
    if day is None:
        found = promise.next_slots(session, question=question, first=today, now=now)
    else:
        found = promise.slots(session, question=question, day=day, now=now)
    others = tuple(each for each in found if each.id != parcel.slot_id)
    return NextTries(parcel.slot_id if parcel.date >= today else None, others)
