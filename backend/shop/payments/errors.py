"""Refusals of the payments room."""

from backend.shop.kit.errors import Refusal


class IllegalPaymentMove(Refusal):
    code, status, title = "illegal_payment_move", 409, "The payment is no longer where that is possible"


class ProviderUnavailable(Refusal):
    """The provider did not answer or answered nonsense; nothing is known of the money."""

    code, status, title = "payment_unavailable", 503, "We cannot reach the payment page right now"


class ProviderRefused(Refusal):
    """The provider answered and said no; no session was made."""

    code, status, title = "payment_refused", 409, "The payment could not be started"


class BadSignature(Refusal):
    code, status, title = "bad_signature", 400, "This event is not signed by the provider"
