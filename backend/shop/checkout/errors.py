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


class NotPayable(Refusal):
    code, status, title = "not_payable", 409, "This order cannot be paid any more"
