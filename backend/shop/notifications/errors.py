"""Refusals of the letters' room."""

from backend.shop.kit.errors import Refusal


class LetterNotFound(Refusal):
    code, status, title = "letter_not_found", 404, "There is no such letter"


class LetterWaits(Refusal):
    code, status, title = "letter_waits", 409, "This letter is on its way"


class NotResendable(Refusal):
    code, status, title = "not_resendable", 409, "This letter cannot be sent again"
