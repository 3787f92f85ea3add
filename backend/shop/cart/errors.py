"""Refusals of the cart."""

from backend.shop.kit.errors import Refusal


class VariantNotFound(Refusal):
    code, status, title = "variant_not_found", 404, "We do not have that any more"


class LineNotFound(Refusal):
    code, status, title = "line_not_found", 404, "That line is not in your cart"


class DeliveryNotFound(Refusal):
    code, status, title = "delivery_not_found", 404, "That delivery is not in your cart"


class QuantityLimit(Refusal):
    code, status, title = "quantity_limit", 422, "That is more than we can put on one line"


class CardTooLong(Refusal):
    code, status, title = "card_too_long", 422, "That is more than fits on the card"


class CartFull(Refusal):
    code, status, title = "cart_full", 409, "That is more than fits into one order"


class TipTooHigh(Refusal):
    """`most` is the highest that this cart takes."""

    code, status, title = "tip_too_high", 422, "That is a very kind tip"


class CartEmpty(Refusal):
    code, status, title = "cart_empty", 409, "Your cart is empty"


class CartNotFound(Refusal):
    """One of the counter: it is somebody else's, or was ordered."""

    code, status, title = "cart_not_found", 404, "This cart is not there any more"


class CartIncomplete(Refusal):
    code, status, title = "cart_incomplete", 409, "Something is still missing"
