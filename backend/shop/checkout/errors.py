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
    """The provider has money that is not the sum that was asked for, or cannot say: a person looks."""

    code, status, title = "payment_in_question", 409, "We are checking your payment"


class HoldLimit(Refusal):
    """`until` is when the places that are held now are let go."""

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


class NotPayable(Refusal):
    code, status, title = "not_payable", 409, "This order cannot be paid any more"
