"""The people who work in the shop."""

from typing import Literal
from uuid import UUID

from backend.routes.schemas.auth import Email, PersonName
from backend.routes.schemas.common import Strict
from backend.routes.schemas.me import Version

StaffRole = Literal["driver", "florist", "manager", "owner"]


class StaffMemberModel(Strict):
    """`invited`: she has not chosen a password yet."""

    id: UUID
    name: str
    email: str
    role: StaffRole
    active: bool
    has_totp: bool
    invited: bool
    version: int


class StaffListModel(Strict):
    items: list[StaffMemberModel]


class InviteBody(Strict):
    name: PersonName
    email: Email
    role: StaffRole


class StaffChangeBody(Strict):
    """What is left out stays."""

    version: Version
    role: StaffRole | None = None
    active: bool | None = None
