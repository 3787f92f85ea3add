"""Refusals of the stock."""

from backend.shop.kit.errors import NotFound, Refusal


class StemNotFound(NotFound):
    code, title = "stem_not_found", "We have no such stem"


class LotNotFound(NotFound):
    code, title = "lot_not_found", "There is no such lot"


class NotArrived(Refusal):
    code, status, title = "not_arrived", 409, "These have not come yet"


class LotTooOld(Refusal):
    code, status, title = "lot_too_old", 409, "These would not last as long as we promise"
