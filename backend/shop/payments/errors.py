"""Refusals of the payments room."""

from backend.shop.kit.errors import Refusal


class IllegalPaymentMove(Refusal):
    code, status, title = "illegal_payment_move", 409, "The payment is no longer where that is possible"


class ProviderUnavailable(Refusal):
    """The provider did not answer or answered nonsense; nothing is known of the money."""

    code, status, title = "payment_unavailable", 503, "We cannot reach the payment page right now"


class ProviderRefused(Refusal):
    """The provider answered and said no; nothing was made. `param` is the parameter that it did not like."""

    code, status, title = "payment_refused", 409, "The payment could not be started"

    def __init__(self, detail: str = "", *, param: str | None = None) -> None:
        super().__init__(detail)
        self.param = param


class PaymentMethodOff(Refusal):
    code, status, title = "payment_method_off", 409, "This way to pay is not offered"


class OverRefund(Refusal):
    code, status, title = "over_refund", 409, "That is more than is left of this payment"


class BadSignature(Refusal):
    code, status, title = "bad_signature", 400, "This event is not signed by the provider"
