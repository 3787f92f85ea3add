"""Who may log in: accounts, their sessions, and the counters that slow guessing down."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class Account(Base):
    """A person with a login. `email` is folded (`rules.folded`), `password_hash` is argon2id."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("role in ('customer', 'driver', 'florist', 'manager', 'owner')", name="role"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(server_default=text("1"))


class LoginSession(Base):
    """One login on one device: the family of its refresh tokens, ended as a whole."""

    __tablename__ = "login_session"
    __table_args__ = (Index(None, "account_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    device: Mapped[str] = mapped_column(doc="what the browser called itself, cut short")
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(doc="absolute: no refresh moves it")
    revoked_at: Mapped[datetime | None]


class RefreshToken(Base):
    """A refresh token by its hash. `used_at` marks one that was exchanged: its return is theft, or a race."""

    __tablename__ = "refresh_token"
    __table_args__ = (Index(None, "session_id"),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("login_session.id"))
    issued_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class LoginFailure(Base):
    """How often a key (an address, or an address with an e-mail) has failed since `since`."""

    __tablename__ = "login_failure"

    key: Mapped[str] = mapped_column(primary_key=True, doc="hashed: no e-mail that nobody has is kept")
    failures: Mapped[int]
    since: Mapped[datetime]
