"""The writes of payments: rows before the provider is called, and the doors through which they move."""

from backend.shop.payments.services.attempts import (
    LEASE,
    claim,
    fail,
    lock,
    move,
    note_session,
    open_attempt,
    order_of,
    question,
    succeed,
    unclaim,
)
from backend.shop.payments.services.differences import Difference, write_difference
from backend.shop.payments.services.inbox import handled, store_event
from backend.shop.payments.services.leaving import erase_person, export_person, is_settled
from backend.shop.payments.services.refunds import lock_refund, move_refund, note_refund, request_refund
from backend.shop.payments.services.taking import Taken, take

__all__ = [
    "LEASE",
    "Difference",
    "Taken",
    "claim",
    "erase_person",
    "export_person",
    "fail",
    "handled",
    "is_settled",
    "lock",
    "lock_refund",
    "move",
    "move_refund",
    "note_refund",
    "note_session",
    "open_attempt",
    "order_of",
    "question",
    "request_refund",
    "store_event",
    "succeed",
    "take",
    "unclaim",
    "write_difference",
]
