"""One's own account: profile, password, e-mail, sessions, second factor."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.routes.schemas.auth import Code, Email, Password, PersonName
from backend.routes.schemas.cart import Phone
from backend.routes.schemas.common import Strict

Version = Annotated[int, Field(ge=1, le=2_147_483_647, strict=True)]


class ProfileBody(Strict):
    """What is left out stays; an empty phone is none."""

    version: Version
    name: PersonName | None = None
    phone: Phone | Literal[""] | None = None


class PasswordBody(Strict):
    current: Password
    new: Password


class EmailBody(Strict):
    email: Email
    password: Password


class SessionModel(Strict):
    """A login on some device; `current` is the one that asks."""

    id: UUID
    device: str
    created_at: dt.datetime
    last_used_at: dt.datetime
    current: bool


class SessionsModel(Strict):
    items: list[SessionModel]


class TotpBody(Strict):
    """`code` of the factor that there is, where there is one."""

    password: Password
    code: Code | None = None


class TotpModel(Strict):
    """A second factor to be confirmed: as text to type, as an address, and as a picture (inline SVG)."""

    secret: str
    uri: str
    qr_svg: str


class TotpCodeBody(Strict):
    code: Code


class NoTotpBody(Strict):
    password: Password
    code: Code


class RecoveryModel(Strict):
    """Shown once: each opens the account one time instead of a code."""

    recovery_codes: list[str]
