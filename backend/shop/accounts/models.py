"""Who may log in: accounts, sessions, one-time secrets, counters against guessing; what customers keep."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base

# How staff look for somebody, as for the buyers of orders.
NAME_WORDS = "to_tsvector('simple', regexp_replace(normalize(lower(name), NFD), '[\u0300-\u036f]', '', 'g'))"
PHONE_DIGITS = "reverse(regexp_replace(phone, '[^0-9]', '', 'g'))"


class Account(Base):
    """A person with a login. `email` is folded (`rules.folded`), `password_hash` is argon2id.

    Somebody who was invited has no password yet. The second factor's secret is encrypted (`keys.sealed`);
    a pending one waits for its first code.
    """

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("role in ('customer', 'driver', 'florist', 'manager', 'owner')", name="role"),
        Index("ix_account_words", text(NAME_WORDS), postgresql_using="gin"),
        Index("ix_account_phone", text(f"{PHONE_DIGITS} text_pattern_ops")),
        Index("ix_account_email_begins", text("email text_pattern_ops")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    phone: Mapped[str | None]
    role: Mapped[str]
    password_hash: Mapped[str | None]
    totp_secret: Mapped[str | None]
    totp_pending: Mapped[str | None]
    totp_step: Mapped[int | None] = mapped_column(BigInteger, doc="the last code's: none is good twice")
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[datetime]
    first_order_at: Mapped[datetime | None] = mapped_column(doc="when her first order was confirmed")
    version: Mapped[int] = mapped_column(server_default=text("1"))


class RecoveryCode(Base):
    """What opens an account once instead of the second factor's code; gone with its use."""

    __tablename__ = "recovery_code"
    __table_args__ = (Index(None, "account_id"),)

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


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


class OneTimeSecret(Base):
    """A code, or the token of a link, that opens something once until `expires_at`.

    What the letter carries is stored nowhere: it is derived from the row's id with the shop's key (`keys`).
    A code opens only together with its flow, the secret of the browser that asked for it.
    """

    __tablename__ = "one_time_secret"
    __table_args__ = (
        CheckConstraint(
            "purpose in ('signup', 'login', 'change_email', 'claim', 'reset', 'invite')", name="purpose"
        ),
        Index(None, "email"),
        Index(None, "account_id"),
        Index(None, "expires_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    flow_hash: Mapped[str | None] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(doc="where the letter goes, folded")
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB, doc="what waits for it: a sign-up's name")
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class TryCounter(Base):
    """How often a key (a door with an address, an e-mail, or both) has tried until `ends_at`."""

    __tablename__ = "try_counter"

    key: Mapped[str] = mapped_column(primary_key=True, doc="hashed: no e-mail that nobody has is kept")
    tries: Mapped[int]
    ends_at: Mapped[datetime]


class SavedRecipient(Base):
    """Somebody whom a customer sends flowers to; `recipient` is a delivery's, without a day's service."""

    __tablename__ = "saved_recipient"
    __table_args__ = (Index(None, "account_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    label: Mapped[str] = mapped_column(doc="her own word for it, or empty")
    recipient: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(server_default=text("1"))


class FavoriteProduct(Base):
    __tablename__ = "favorite_product"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    product_id: Mapped[int] = mapped_column(
        primary_key=True, doc="no foreign key: the catalog lies above this room"
    )
    kept_at: Mapped[datetime]


class FavoriteFlower(Base):
    __tablename__ = "favorite_flower"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    flower: Mapped[str] = mapped_column(primary_key=True, doc="a category's slug")
    kept_at: Mapped[datetime]


class KeyDate(Base):
    """A person and an occasion. `month` and `day` are those of every year; a feast has none."""

    __tablename__ = "key_date"
    __table_args__ = (
        CheckConstraint(
            "occasion in ('birthday', 'anniversary', 'mothers_day', 'valentines_day', 'fathers_day',"
            " 'memorial', 'other')",
            name="occasion",
        ),
        CheckConstraint(
            "(month is null and day is null) = (occasion in ('mothers_day', 'valentines_day', 'fathers_day'))"
            " and (month is null) = (day is null)",
            name="has_a_day",
        ),
        CheckConstraint("month between 1 and 12 and day between 1 and 31", name="day"),
        Index(None, "account_id"),
        Index("ix_key_date_remind", "month", "day", postgresql_where=text("remind")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    person: Mapped[str]
    occasion: Mapped[str]
    month: Mapped[int | None]
    day: Mapped[int | None]
    remind: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(server_default=text("1"))


class Preference(Base):
    """What a customer wants to hear of. Who has none wants reminders and no newsletter.

    `unsubscribe_token` can do nothing but end reminders, for years: it is kept as it is, for every letter.
    """

    __tablename__ = "preference"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    newsletter: Mapped[bool] = mapped_column(server_default=text("false"))
    reminders: Mapped[bool] = mapped_column(server_default=text("true"))
    quiet_occasions: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=text("'{}'"))
    unsubscribe_token: Mapped[str] = mapped_column(unique=True)
