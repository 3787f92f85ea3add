"""Logging in and staying in."""

from typing import Annotated

from pydantic import Field, StringConstraints

from backend.routes.schemas.common import Strict


class LoginBody(Strict):
    email: Annotated[str, StringConstraints(max_length=200)]
    password: Annotated[str, StringConstraints(max_length=200)]


class MeModel(Strict):
    """The person of this login and what she may do."""

    name: str
    email: str
    role: str
    permissions: list[str]


class LoginModel(Strict):
    """`access_token` goes into the Authorization header as a Bearer token and is kept in memory only."""

    access_token: str
    expires_in: Annotated[int, Field(description="seconds")]
    me: MeModel
