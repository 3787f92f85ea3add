"""Refusals of the accounts room."""

from backend.shop.kit.errors import NotFound, Refusal


class CountedRefusal(Refusal):
    """A refusal that leaves a mark: what was written before it is committed (see `tries.counted`)."""


class LoginRefused(CountedRefusal):
    """The same for an unknown e-mail, a wrong password and an account that is closed."""

    code, status, title = "login_refused", 401, "That e-mail and password do not go together"


class TotpRequired(CountedRefusal):
    code, status, title = "totp_required", 401, "Please add the code of your app"


class TotpRefused(CountedRefusal):
    code, status, title = "totp_refused", 401, "That code is not right"


class SessionEnded(Refusal):
    code, status, title = "session_ended", 401, "Please log in again"


class SessionReused(CountedRefusal):
    """A refresh token came a second time: its session is revoked, and that has to stay."""

    code, status, title = "session_ended", 401, "Please log in again"


class TooManyAttempts(Refusal):
    code, status, title = "too_many_attempts", 429, "Too many attempts"


class WeakPassword(Refusal):
    code, status, title = "weak_password", 422, "Please choose another password"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, errors=[{"path": "password", "message": detail}])


class PasswordRefused(CountedRefusal):
    """Of somebody who is logged in: not 401, which would end her login."""

    code, status, title = "password_refused", 403, "That is not your password"


class CodeRefused(CountedRefusal):
    code, status, title = "code_refused", 403, "That code is not right"


class CodeOver(Refusal):
    """Used, too old, guessed at too often, or never asked for in this browser."""

    code, status, title = "code_over", 409, "This code cannot be used any more"


class LinkOver(Refusal):
    """Used, too old, replaced by a newer one, or no link of ours."""

    code, status, title = "link_over", 409, "This link cannot be used any more"


class AccountExists(Refusal):
    code, status, title = "account_exists", 409, "There is an account with this e-mail already"


class SessionNotFound(NotFound):
    code, title = "session_not_found", "There is no such login"


class CustomerNotFound(NotFound):
    code, title = "customer_not_found", "There is no such customer any more"


class StaffNotFound(NotFound):
    code, title = "staff_not_found", "Nobody of this shop"


class LastOwner(Refusal):
    code, status, title = "last_owner", 409, "A shop needs an owner"


class NotYourself(Refusal):
    code, status, title = "not_yourself", 409, "This is for somebody else to do"


class TotpNeeded(Refusal):
    code, status, title = "totp_needed", 409, "Your role needs a second factor"


class NoTotp(Refusal):
    code, status, title = "no_totp", 409, "There is no second factor to confirm"


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
