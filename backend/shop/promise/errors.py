"""Refusals of the promise: each names the parcel, and the next slots that can be had."""

from typing import Any

from backend.shop.kit.errors import NotFound, Refusal
from backend.shop.promise.rules import Code


class OutsideZone(Refusal):
    """The postcode lies outside every zone; `phone` is the shop's, for a call."""

    code, status, title = "outside_zone", 409, "We do not deliver there yet"

    def __init__(self, *, postcode: str, phone: str, **extra: Any) -> None:
        detail = f"We do not deliver to {postcode} yet. Call us at {phone} and we will see what we can do."
        super().__init__(detail, phone=phone, **extra)


class SlotNotFound(NotFound):
    """The slot does not exist, or not for this postcode and method."""

    code, title = "slot_not_found", "We do not offer this time"


class Closed(Refusal):
    code, status, title = "closed", 409, "We are closed at this time"


class Blackout(Refusal):
    """Something of the parcel cannot be had on this day at all; `variants` are the ids of its sizes."""

    code, status, title = "blackout", 409, "Some of this cannot be had on this day"


class Destination(Refusal):
    """The place does not take it, or not at this time; `variants` are the ids of what it does not take."""

    code, status, title = "destination", 409, "This cannot be brought there"


class Cutoff(Refusal):
    code, status, title = "cutoff", 409, "Orders for this time have closed"


class Lead(Refusal):
    code, status, title = "lead", 409, "It is too late to make this in time"


class TooLateForService(Refusal):
    """`alternatives` are of the same day: the service does not move."""

    code, status, title = "too_late_for_service", 409, "The service begins before this time ends"


class SlotFull(Refusal):
    code, status, title = "slot_full", 409, "This time is fully booked"


class VanFull(Refusal):
    code, status, title = "van_full", 409, "Our vans are fully booked on this day"


class WorkroomFull(Refusal):
    code, status, title = "workroom_full", 409, "Our florists are fully booked on this day"


class StemsShort(Refusal):
    """`stems` names what is short, `variants` are the ids of those of the parcel that need it."""

    code, status, title = "stems_short", 409, "Some of these flowers have sold out for this day"


BY_CODE: dict[Code, type[Refusal]] = {
    Code.ZONE: SlotNotFound,
    Code.CLOSED: Closed,
    Code.BLACKOUT: Blackout,
    Code.DESTINATION: Destination,
    Code.CUTOFF: Cutoff,
    Code.LEAD: Lead,
    Code.TOO_LATE_FOR_SERVICE: TooLateForService,
    Code.SLOT_FULL: SlotFull,
    Code.VAN_FULL: VanFull,
    Code.WORKROOM_FULL: WorkroomFull,
    Code.STEMS_SHORT: StemsShort,
}
