"""Letters, each sent once per (kind, subject); campaigns and whom they go to; addresses that get no more."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class Letter(Base):
    """A letter to one address. `subject_id` is the id of the history row, refund, token or campaign recipient
    that caused it, never the order; a resend is a new attempt of the same row. One that is not wanted any
    more before it got out is dropped.
    """

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        CheckConstraint("state in ('queued', 'sent', 'dead', 'dropped')", name="state"),
        Index(None, "state", postgresql_where=text("state <> 'sent'")),
        Index(None, "order_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[str]
    order_id: Mapped[UUID | None] = mapped_column(doc="the order that it tells of, where there is one")
    task: Mapped[str | None] = mapped_column(doc="the job that writes it, by which it can be sent again")
    arguments: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    resends: Mapped[int] = mapped_column(server_default=text("0"), doc="how often a person has asked for it")
    recipient: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="queued")
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    unanswered: Mapped[int] = mapped_column(
        server_default=text("0"), doc="tries after which the server had it whole and did not say so"
    )
    claimed_until: Mapped[datetime | None] = mapped_column(doc="somebody is sending it; None: nobody is")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str | None]


class Campaign(Base):
    """A letter to everybody who wants news. `queued_to` is the last recipient whom a batch has taken up."""

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint("state in ('draft', 'sending', 'paused', 'sent', 'cancelled')", name="state"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    subject: Mapped[str]
    preheader: Mapped[str] = mapped_column(server_default="")
    heading: Mapped[str]
    body: Mapped[str] = mapped_column(doc="plain text; an empty line begins a paragraph")
    products: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=text("'{}'"), doc="slugs")
    code: Mapped[str] = mapped_column(server_default="", doc="of a promotion, or empty")
    state: Mapped[str] = mapped_column(server_default="draft")
    queued_to: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))


class CampaignRecipient(Base):
    """Somebody whom a campaign goes to, once; her address is her account's when the letter is written."""

    __tablename__ = "campaign_recipient"
    __table_args__ = (
        UniqueConstraint("campaign_id", "account_id"),
        CheckConstraint("state in ('waiting', 'sent', 'skipped', 'failed')", name="state"),
        Index(None, "campaign_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    state: Mapped[str] = mapped_column(server_default="waiting")


class Suppression(Base):
    """An address that gets no letter of `topic`, or with none of any topic: letters about orders still go.

    Of somebody who is forgotten only the hash is left.
    """

    __tablename__ = "suppression"
    __table_args__ = (
        UniqueConstraint("address_hash", "topic"),
        CheckConstraint("why in ('bounced', 'unsubscribed', 'complained')", name="why"),
        CheckConstraint("topic in ('', 'reminders', 'news', 'reviews')", name="topic"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    address: Mapped[str | None]
    address_hash: Mapped[str]
    topic: Mapped[str] = mapped_column(server_default="")
    why: Mapped[str]
    detail: Mapped[str] = mapped_column(server_default="", doc="what the mail server said")
    at: Mapped[datetime]
