"""The demo's payments at the payment stand-in: each start tells it of them by these names (start/paid.py)."""

from uuid import UUID

# Nobody went to the hosted page for these; the start finds them by the first letters.
SESSION, INTENT = "cs_test_demo_", "pi_demo_"


def session_id(payment_id: UUID) -> str:
    return SESSION + payment_id.hex


def intent_id(payment_id: UUID) -> str:
    return INTENT + payment_id.hex
