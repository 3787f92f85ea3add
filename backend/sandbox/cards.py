"""The provider's test cards and what each does: (docs) its testing page; (guess) that it ends at these."""

from dataclasses import dataclass

WORKING = "4242424242424242"
DECLINING = "4000000000000002"
AUTHENTICATING = "4000002760003184"


@dataclass(frozen=True)
class Decline:
    code: str
    decline_code: str | None
    message: str


DECLINES = {
    DECLINING: Decline("card_declined", "generic_decline", "Your card was declined."),
    "4000000000009995": Decline("card_declined", "insufficient_funds", "Your card has insufficient funds."),
    "4000000000000069": Decline("expired_card", None, "Your card has expired."),
    "4000000000000127": Decline("incorrect_cvc", None, "Your card's security code is incorrect."),
    "4000000000000119": Decline("processing_error", None, "An error occurred while processing your card."),
}
ACCEPTED = {WORKING: "visa", "5555555555554444": "mastercard", "378282246310005": "amex"}
# Cards whose bank asks first, each with what it says once the customer has authenticated.
AUTHENTICATED: dict[str, Decline | None] = {
    AUTHENTICATING: None,
    "4000008400001629": DECLINES[DECLINING],
    "4000008260003178": DECLINES["4000000000009995"],
}
NO_CARD = Decline("incorrect_number", None, "Your card number is incorrect.")
NOT_A_TEST_CARD = Decline(
    "card_declined",
    "test_mode_live_card",
    "Your card was declined. Only test cards work here; please never type a real one.",
)

# (docs) Code, type and words of the API; (guess) the words that the hosted page shows.
NOT_AUTHENTICATED = {
    "type": "invalid_request_error",
    "code": "payment_intent_authentication_failure",
    "message": (
        "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new"
        " PaymentMethod to attempt to fulfill this PaymentIntent again."
    ),
}
NOT_AUTHENTICATED_ON_PAGE = "We could not authenticate your card. Please use another one, or try again."


def digits(typed: str) -> str:
    return "".join(typed.split()).replace("-", "")


def judge(number: str) -> Decline | None:
    """Why this card is refused, or None when it pays."""
    if number in ACCEPTED:
        return None
    if number in DECLINES:
        return DECLINES[number]
    return NOT_A_TEST_CARD if _passes_luhn(number) else NO_CARD


def seen(number: str) -> dict[str, str]:
    """What may be kept of a card: nothing at all of one that is no test card."""
    if number in ACCEPTED:
        return {"brand": ACCEPTED[number], "last4": number[-4:]}
    known = number in DECLINES or number in AUTHENTICATED
    return {"brand": "visa", "last4": number[-4:]} if known else {"brand": "unknown", "last4": ""}


def _passes_luhn(number: str) -> bool:
    if not (number.isascii() and number.isdecimal() and 12 <= len(number) <= 19):  # noqa: PLR2004
        return False
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
