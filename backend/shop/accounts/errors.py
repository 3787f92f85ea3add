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


class AddressNotFound(Refusal):
    code, status, title = "address_not_found", 404, "That is not in your address book"


class KeyDateNotFound(Refusal):
    code, status, title = "key_date_not_found", 404, "That date is not one of yours"


class TooManyKept(Refusal):
    code, status, title = "too_many_kept", 409, "That is more than we can keep for you"


class UnsubscribeLinkUnknown(Refusal):
    code, status, title = "unsubscribe_link_unknown", 404, "This link is not one of ours any more"


class StaffAccount(Refusal):
    """Who works here is let go by the owner: history and papers name her."""

    code, status, title = "staff_account", 409, "An account of the staff is closed by the owner"
