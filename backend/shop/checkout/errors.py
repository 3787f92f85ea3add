"""Refusals of the checkout."""

from backend.shop.kit.errors import Refusal


class IdempotencyKeyRequired(Refusal):
    code, status, title = "idempotency_key_required", 422, "Please send an Idempotency-Key header"


class IdempotencyMismatch(Refusal):
    code, status, title = "idempotency_mismatch", 422, "This key was used for another order"


class InProgress(Refusal):
    code, status, title = "in_progress", 409, "Your order is being placed"


class PriceChanged(Refusal):
    code, status, title = "price_changed", 409, "A price has changed"


class BelowMinimum(Refusal):
    code, status, title = "below_minimum", 409, "That is less than we can bring there"


class OrderReplaced(Refusal):
    code, status, title = "order_replaced", 409, "A newer order has taken this one's place"


class PaymentInQuestion(Refusal):
    """The provider has money that is not the sum that was asked for, or cannot say: a person looks.

    `number` is that of the order.
    """

    code, status, title = "payment_in_question", 409, "We are checking your payment"


class HoldLimit(Refusal):
    """`number` is the order whose places may be kept no longer: to be paid on its open page, or cancelled."""

    code, status, title = "hold_limit", 409, "These places have been held for as long as we can"


class TooManyHolds(Refusal):
    code, status, title = "too_many_holds", 429, "Too many orders are waiting for their payment"


class NotCancellable(Refusal):
    """`cancel_until` is the instant after which the florist has to be called."""

    code, status, title = "not_cancellable", 409, "This order can no longer be cancelled here"


class SameStem(Refusal):
    code, status, title = "same_stem", 409, "That is the same stem"


class NotToSubstitute(Refusal):
    """`delivery_ids` are those that do not take the stem (any more)."""

    code, status, title = "not_to_substitute", 409, "Something has changed meanwhile"


class SubstituteShort(Refusal):
    """`missing` of the `needed` stems are not there."""

    code, status, title = "substitute_short", 409, "There are not enough of these"


class SubstituteCheaper(Refusal):
    """`replaced` and `substitutes` are what the two sides cost, as money."""

    code, status, title = "substitute_cheaper", 409, "That would be worth less"


class ConsentNeeded(Refusal):
    """`mismatches` say in words what a choice does not allow; `delivery_ids`: whose."""

    code, status, title = "consent_needed", 409, "The buyer has not agreed to that"


class ProposalWaits(Refusal):
    code, status, title = "proposal_waits", 409, "The buyer is being asked already"


class ProposalOver(Refusal):
    """`state` is how it ended."""

    code, status, title = "proposal_over", 409, "This question is answered"


class NoTimeToAsk(Refusal):
    code, status, title = "no_time_to_ask", 409, "There is no time to ask by letter"


class NotPayable(Refusal):
    code, status, title = "not_payable", 409, "This order cannot be paid any more"


class NotEditable(Refusal):
    """What is delivered, cancelled or never sold stays as it was."""

    code, status, title = "not_editable", 409, "This can no longer be changed"


class OtherZone(Refusal):
    """The address would cost something else: that is a move with a new price."""

    code, status, title = "other_zone", 409, "That address is in another zone"


class NotSold(Refusal):
    code, status, title = "not_sold", 409, "This order is not paid"


class LastOfDelivery(Refusal):
    """Nothing would be left of a delivery that is still to come: it is cancelled instead."""

    code, status, title = "last_of_delivery", 409, "That is all that this delivery has"


class TooManyUnits(Refusal):
    code, status, title = "too_many_units", 409, "There are fewer left on this line"


class OverBalance(Refusal):
    """`due` is what is still to be paid, as money; nothing was taken."""

    code, status, title = "over_balance", 409, "That is more than is still to be paid"


class NoAddress(Refusal):
    """A link to pay needs an e-mail address."""

    code, status, title = "no_address", 409, "There is no e-mail address to send it to"


class SumChanged(Refusal):
    """`actual` is what would go back now."""

    code, status, title = "sum_changed", 409, "Another sum would go back now"


class ProofMissing(Refusal):
    code, status, title = "proof_missing", 422, "Who took it?"


class ReasonMissing(Refusal):
    code, status, title = "reason_missing", 422, "Why was it not taken?"


class SlotMissing(Refusal):
    code, status, title = "slot_missing", 422, "When is it tried again?"


class SlotOver(Refusal):
    code, status, title = "slot_over", 409, "That time is over"


class NotUndoable(Refusal):
    """The step is too long ago, or what it did cannot be taken back."""

    code, status, title = "not_undoable", 409, "This cannot be taken back"


class StopDone(Refusal):
    """A stop that has been delivered stays where it was driven."""

    code, status, title = "stop_done", 409, "This stop is done"


class DriverNotFound(Refusal):
    code, status, title = "driver_not_found", 422, "There is no such driver"


class NotForThisRun(Refusal):
    """`deliveries` are those that go on no run of this day."""

    code, status, title = "not_for_this_run", 409, "Not everything can go on this run"


class StopNotFound(Refusal):
    code, status, title = "stop_not_found", 404, "This stop is not on your run any more"


class LinkExpired(Refusal):
    """A driver's link ends with its day, and with its run."""

    code, status, title = "link_expired", 410, "This link has ended"


class LinkUnknown(Refusal):
    code, status, title = "link_unknown", 404, "This link opens nothing"
