"""Signing up, logging in and staying in."""

from typing import Annotated, Literal

from pydantic import EmailStr, Field, StringConstraints

from backend.routes.schemas.common import Strict

Email = Annotated[EmailStr, Field(max_length=200)]
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
# What a new one must be is the accounts room's to say, in words; here is only an end to its length.
Password = Annotated[str, StringConstraints(max_length=1000)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
Flow = Annotated[str, StringConstraints(min_length=1, max_length=100)]
LinkToken = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class SignUpBody(Strict):
    name: PersonName
    email: Email
    password: Password
    newsletter: bool = False


class FlowModel(Strict):
    """What goes on when a code has been sent: `flow` is this browser's secret, needed with the code."""

    flow: str
    expires_in: Annotated[int, Field(description="seconds")]


class CodeBody(Strict):
    """The code of a letter, in the browser that asked for it."""

    flow: Flow
    code: Code


class LoginBody(Strict):
    """`totp` is the code of the second factor, or one of the recovery codes."""

    email: Annotated[str, StringConstraints(max_length=200)]
    password: Password
    totp: Code | None = None


class CodeLoginBody(CodeBody):
    totp: Code | None = None


class AddressBody(Strict):
    email: Email


class SentModel(Strict):
    """A letter is on its way, if there is an account."""

    expires_in: Annotated[int, Field(description="seconds")]


class NewPasswordBody(Strict):
    """`token` comes out of the link's fragment."""

    token: LinkToken
    password: Password


class MeModel(Strict):
    """The person of this login and what she may do.

    `must_enroll`: she has no permissions until she has a second factor.
    """

    name: str
    email: str
    phone: str | None
    role: Literal["customer", "driver", "florist", "manager", "owner"]
    permissions: list[str]
    has_totp: bool
    must_enroll: bool
    version: int


class LoginModel(Strict):
    """`access_token` goes into the Authorization header as a Bearer token and is kept in memory only."""

    access_token: str
    expires_in: Annotated[int, Field(description="seconds")]
    me: MeModel
