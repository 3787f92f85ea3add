"""A card is tried on the hosted page: the session's one intent is charged, or keeps why it was not."""

from typing import Any

from backend.sandbox import sessions, store
from backend.sandbox.cards import ACCEPTED, DECLINES, Decline, judge
from backend.sandbox.store import Db, Json, new_id

METHODS = {"allow_redirects": "always", "enabled": True}


def attempt(db: Db, *, session: Json, card: str, payer: Json, now: int) -> Json:
    """Tries a card on an open session and returns the session, complete or still open.

    The whole card number is never kept. `payer` holds the customer's email and name.
    """
    declined = judge(card)
    session, intent = _intent_of(db, session, now=now)
    charge = _charge(intent, card=card, payer=payer, declined=declined, now=now)
    store.put(db, charge)
    store.put(db, intent | _outcome(intent, charge, declined))
    if declined is not None:
        return store.put(db, session)
    return sessions.complete(db, session=session, now=now, paid_by=payer)


def last_decline(db: Db, session: Json) -> str | None:
    """Why the session's latest card was refused, in the provider's words for the customer."""
    intent = store.get(db, session["payment_intent"] or "")
    error: dict[str, Any] | None = intent and intent["last_payment_error"]
    return None if error is None else str(error["message"])


def _intent_of(db: Db, session: Json, *, now: int) -> tuple[Json, Json]:
    known = store.get(db, session["payment_intent"] or "")
    if known is not None:
        return session, known
    intent_id = new_id("pi_3")
    intent = {
        "id": intent_id, "object": "payment_intent", "created": now, "livemode": False,
        "amount": session["amount_total"], "amount_capturable": 0, "amount_received": 0,
        "currency": session["currency"], "status": "requires_payment_method",
        "automatic_payment_methods": METHODS, "canceled_at": None, "cancellation_reason": None,
        "capture_method": "automatic_async", "confirmation_method": "automatic", "customer": None,
        "client_secret": f"{intent_id}_secret_{new_id('')}", "description": None, "last_payment_error": None,
        "latest_charge": None, "next_action": None, "payment_method": None, "payment_method_types": ["card"],
        "payment_method_options": {}, "processing": None, "receipt_email": None, "setup_future_usage": None,
        "shipping": None, "statement_descriptor": None, "statement_descriptor_suffix": None,
        **session["_intent"],
    }  # fmt: skip
    return session | {"payment_intent": intent_id}, intent


def _charge(intent: Json, *, card: str, payer: Json, declined: Decline | None, now: int) -> Json:
    paid, amount = declined is None, intent["amount"]
    return {
        "id": new_id("ch_3"), "object": "charge", "created": now, "livemode": False, "amount": amount,
        "amount_captured": amount if paid else 0, "amount_refunded": 0, "captured": paid, "paid": paid,
        "refunded": False, "disputed": False, "currency": intent["currency"], "customer": None,
        "status": "succeeded" if paid else "failed", "payment_intent": intent["id"],
        "payment_method": new_id("pm_1"), "payment_method_details": {"type": "card", "card": _seen(card)},
        "billing_details": {"address": None, "phone": None, **payer}, "description": intent["description"],
        "failure_code": None if declined is None else declined.code,
        "failure_message": None if declined is None else declined.message,
        "metadata": intent["metadata"], "receipt_email": intent["receipt_email"], "receipt_url": None,
        "balance_transaction": None,
    }  # fmt: skip


def _outcome(intent: Json, charge: Json, declined: Decline | None) -> Json:
    if declined is None:
        return {
            "status": "succeeded", "amount_received": intent["amount"], "latest_charge": charge["id"],
            "payment_method": charge["payment_method"], "last_payment_error": None,
        }  # fmt: skip
    error = {
        "type": "card_error", "code": declined.code, "decline_code": declined.decline_code,
        "message": declined.message, "charge": charge["id"],
    }  # fmt: skip
    return {"status": "requires_payment_method", "latest_charge": charge["id"], "last_payment_error": error}


def _seen(card: str) -> Json:
    known = card in ACCEPTED or card in DECLINES
    return {"brand": ACCEPTED.get(card, "visa") if known else "unknown", "last4": card[-4:] if known else ""}
