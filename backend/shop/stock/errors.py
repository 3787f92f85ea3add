"""Refusals of the stock."""

from backend.shop.kit.errors import Malformed, NotFound, Refusal


class StemNotFound(NotFound):
    code, title = "stem_not_found", "We have no such stem"


class LotNotFound(NotFound):
    code, title = "lot_not_found", "There is no such lot"


class NotArrived(Refusal):
    code, status, title = "not_arrived", 409, "These have not come yet"


class LotTooOld(Refusal):
    code, status, title = "lot_too_old", 409, "These would not last as long as we promise"


class SupplierNotFound(NotFound):
    code, title = "supplier_not_found", "There is no such supplier"


class SupplierExists(Refusal):
    code, status, title = "supplier_exists", 409, "There is a supplier of this name already"


class PurchaseNotFound(NotFound):
    code, title = "purchase_not_found", "There is no such order"


class PurchaseEnded(Refusal):
    code, status, title = "purchase_ended", 409, "This order is over"


class LotNotToOrder(Refusal):
    code, status, title = "lot_not_to_order", 409, "Some of these cannot be ordered so any more"


class ArrivesInPast(Refusal):
    code, status, title = "arrives_in_past", 409, "This day is over"


class LinesMissing(Malformed):
    code, title = "lines_missing", "Please say of each line how many"


class NotASubstitute(Malformed):
    code, title = "not_a_substitute", "A stem cannot stand in for itself"
