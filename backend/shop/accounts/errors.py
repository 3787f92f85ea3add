"""Refusals of the accounts room."""

from backend.shop.kit.errors import Refusal


class LoginRefused(Refusal):
    """The same for an unknown e-mail, a wrong password and an account that is closed."""

    code, status, title = "login_refused", 401, "That e-mail and password do not go together"


class SessionEnded(Refusal):
    code, status, title = "session_ended", 401, "Please log in again"


class TooManyAttempts(Refusal):
    code, status, title = "too_many_attempts", 429, "Too many attempts"


class WeakPassword(Refusal):
    code, status, title = "weak_password", 422, "Please choose another password"


class AccountExists(Refusal):
    code, status, title = "account_exists", 409, "There is an account with this e-mail already"
