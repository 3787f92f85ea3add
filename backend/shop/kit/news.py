"""News goes up without an import: a room announces what happened, and the rooms above have jobs for it.

A job is deferred on the caller's own connection: a rollback leaves none, a commit leaves each one.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import procrastinate
from sqlalchemy.orm import Session

# The one table of subscriptions: names of tasks, because the web process imports none of them.
SUBSCRIPTIONS: dict[str, tuple[str, ...]] = {
    "MoneyGoesBack": ("notifications:send_refund_notice",),
    "PaymentAsked": (),
    "OrderCancelled": ("notifications:send_cancellation",),
    "OrderConfirmed": ("notifications:send_confirmation", "notifications:send_new_order"),
    "DeliveryMoved": ("notifications:send_progress",),
    "EmailChanged": ("notifications:send_email_changed",),
    "PasswordChanged": ("notifications:send_password_changed",),
    "SubstituteProposed": ("notifications:send_proposal",),
    "StemsSubstituted": ("notifications:send_substituted",),
    "SecretMade": ("notifications:send_secret",),
    "RefundRequested": ("checkout:send_refund",),
    "WebhookStored": ("checkout:handle_webhook",),
}


@dataclass(frozen=True, slots=True)
class OrderConfirmed:
    """An order is paid for. `move_id` is the history row that says so."""

    order_id: UUID
    move_id: int


@dataclass(frozen=True, slots=True)
class DeliveryMoved:
    """A delivery has gone out, arrived, was not taken or got another time: `move_id` is its history row."""

    order_id: UUID
    move_id: int


@dataclass(frozen=True, slots=True)
class WebhookStored:
    """A provider's event lies in the inbox."""

    inbox_id: int


@dataclass(frozen=True, slots=True)
class RefundRequested:
    """A refund is written and waits to be sent."""

    refund_id: UUID


@dataclass(frozen=True, slots=True)
class OrderCancelled:
    """A paid order, or one delivery of it, is cancelled. `move_id` is the history row that says so."""

    order_id: UUID
    move_id: int


@dataclass(frozen=True, slots=True)
class MoneyGoesBack:
    """A refund is written of which no other letter tells."""

    order_id: UUID
    refund_id: UUID


@dataclass(frozen=True, slots=True)
class PaymentAsked:
    """A buyer is sent the link to pay what is due. `move_id` is the audit's entry of it, new each time."""

    order_id: UUID
    move_id: int


@dataclass(frozen=True, slots=True)
class SubstituteProposed:
    """A buyer is asked whether another stem will do."""

    order_id: UUID
    proposal_id: UUID


@dataclass(frozen=True, slots=True)
class StemsSubstituted:
    """A delivery is made with other stems than its recipe says. `move_id` is the history row that says so."""

    order_id: UUID
    move_id: int


@dataclass(frozen=True, slots=True)
class SecretMade:
    """A one-time secret waits to be sent to its address; what it is, the letter's job derives."""

    secret_id: UUID


@dataclass(frozen=True, slots=True)
class PasswordChanged:
    """An account has a new password. `entry_id` is the audit's entry that says so."""

    account_id: UUID
    entry_id: int


@dataclass(frozen=True, slots=True)
class EmailChanged:
    """An account has another address, by the code of this secret; the old one is to know."""

    secret_id: UUID


Event = (
    DeliveryMoved
    | EmailChanged
    | MoneyGoesBack
    | OrderCancelled
    | OrderConfirmed
    | PasswordChanged
    | PaymentAsked
    | RefundRequested
    | SecretMade
    | StemsSubstituted
    | SubstituteProposed
    | WebhookStored
)

_deferrer = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())


def announce(session: Session, event: Event, *, not_before: datetime | None = None) -> None:
    """Defers one job per subscriber in the caller's transaction; their arguments are ids only.

    With `not_before` the jobs wait until then.
    """
    arguments = {
        name: str(value) if isinstance(value, UUID) else value for name, value in asdict(event).items()
    }
    for task in SUBSCRIPTIONS[type(event).__name__]:
        defer(session, task=task, arguments=arguments, not_before=not_before)


def defer(
    session: Session, *, task: str, arguments: Mapping[str, Any], not_before: datetime | None = None
) -> None:
    """Defers one job in the caller's transaction, by its task's name."""
    connection = session.connection().connection.driver_connection
    deferrer = _deferrer.configure_task(
        task, allow_unknown=True, connection=connection, schedule_at=not_before
    )
    deferrer.defer(**arguments)
