"""Refusals of the delivery room."""

from backend.shop.kit.errors import NotFound, Refusal


class DayOver(Refusal):
    code, status, title = "day_over", 409, "This day is over"


class DayTooFar(Refusal):
    code, status, title = "day_too_far", 409, "That is further ahead than the calendar goes"


class DayNotFound(NotFound):
    code, title = "day_not_found", "This day is not laid out yet"


class BadRecurrence(Refusal):
    code, status, title = "bad_recurrence", 422, "That is no rule by which days recur"


class ScopeNotFound(Refusal):
    code, status, title = "scope_not_found", 422, "There is no such zone, category or product"


class HolidayUnknown(Refusal):
    code, status, title = "holiday_unknown", 422, "There is no such holiday here"


class BlackoutNotFound(NotFound):
    code, title = "blackout_not_found", "There is no such blackout any more"


class OverrideNotFound(NotFound):
    code, title = "override_not_found", "Nothing is said of this day any more"


class FloristDayNotFound(NotFound):
    code, title = "florist_day_not_found", "There is no such florists' day"


class SlotGone(NotFound):
    code, title = "slot_not_found", "There is no such time"


class InvalidPostcode(Refusal):
    """No postcode at all: no zone could ever match it."""

    code, status, title = "invalid_postcode", 422, "That is not a postcode"

    def __init__(self, given: str) -> None:
        message = "Please give a five-digit ZIP code, for example 97201."
        super().__init__(message, errors=[{"path": "postcode", "message": message}])
        self.given = given


class BadPostcodes(Refusal):
    """A rule of a zone that matches nothing, or twice; `errors` names each by its place in the list."""

    code, status, title = "bad_postcodes", 422, "These postcodes cannot be read"

    def __init__(self, found: dict[int, str]) -> None:
        errors = [{"path": f"postcodes.{index}", "message": message} for index, message in found.items()]
        super().__init__(" ".join(dict.fromkeys(found.values())), errors=errors)


class PostcodeTaken(Refusal):
    code, status, title = "postcode_taken", 409, "Another zone has this postcode already"


class ZoneNotFound(NotFound):
    code, title = "zone_not_found", "There is no such zone"


class TemplateNotFound(NotFound):
    code, title = "slot_template_not_found", "There is no such weekly time"


class BadTemplate(Refusal):
    code, status, title = "bad_slot_template", 422, "This time cannot be laid out"


class PlaceUnknown(NotFound):
    code, title = "place_unknown", "There is no such kind of place"


class RunNotFound(NotFound):
    code, title = "run_not_found", "There is no such run"
