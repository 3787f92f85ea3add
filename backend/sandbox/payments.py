"""A card is tried on the hosted page: the session's one intent is charged, or keeps why it was not."""

from dataclasses import asdict, dataclass

from backend.sandbox import behavior, sessions, store
from backend.sandbox.cards import (
    AUTHENTICATED,
    NOT_AUTHENTICATED,
    NOT_AUTHENTICATED_ON_PAGE,
    Decline,
    judge,
    seen,
)
from backend.sandbox.store import Db, Json, new_id

METHODS = {"allow_redirects": "always", "enabled": True}


@dataclass(frozen=True)
class Try:
    """A card on its way to the bank: what may be kept of it, whose it is, and why the bank says no."""

    card: Json
    payer: Json
    declined: Decline | None
    now: int


def attempt(db: Db, *, session: Json, card: str, payer: Json, now: int) -> Json:
    """Tries a card on an open session and returns the session, complete or still open.

    The whole card number is never kept. `payer` holds the customer's email and name. A card whose bank wants
    to ask the customer first leaves the intent (docs) at `requires_action`, (guess) with this next action.
    """
    session, intent = intent_of(db, session, now=now)
    if card not in AUTHENTICATED:
        return _charge(db, session, intent, tried=Try(seen(card), payer, judge(card), now))
    fate = AUTHENTICATED[card]
    asked = {"card": seen(card), "payer": payer, "fate": fate and asdict(fate)}
    question = {"type": "redirect_to_url", "redirect_to_url": {"url": f"{session['url']}/authenticate"}}
    waiting = {"status": "requires_action", "next_action": question, "last_payment_error": None}
    store.put(db, intent | waiting | {"_asked": asked})
    return store.put(db, session)


def authenticate(db: Db, *, session: Json, passed: bool, now: int) -> Json:
    """The customer's answer to the bank: the card is charged, or the session stays open for another one."""
    intent = store.get(db, session["payment_intent"] or "")
    if intent is None or not awaits_authentication(intent):
        return session
    asked = intent["_asked"]
    intent = intent | {"next_action": None, "_asked": None}
    if not passed:
        failed = {"status": "requires_payment_method", "last_payment_error": NOT_AUTHENTICATED}
        store.put(db, intent | failed)
        return session
    declined = Decline(**asked["fate"]) if asked["fate"] else None
    tried = Try(asked["card"], asked["payer"], declined, now)
    return _charge(db, session, intent, tried=tried)


def awaits_authentication(intent: Json | None) -> bool:
    return intent is not None and intent["status"] == "requires_action"


def last_decline(db: Db, session: Json) -> str | None:
    """Why the session's latest card was refused, in words for the customer."""
    intent = store.get(db, session["payment_intent"] or "")
    error: Json | None = intent and intent["last_payment_error"]
    if error is None:
        return None
    return NOT_AUTHENTICATED_ON_PAGE if error["code"] == NOT_AUTHENTICATED["code"] else str(error["message"])


def intent_of(db: Db, session: Json, *, now: int) -> tuple[Json, Json]:
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


def _charge(db: Db, session: Json, intent: Json, *, tried: Try) -> Json:
    """Charges the card, unless it is declined, and lies about the payment when /behavior says so."""
    lie: Json = {} if tried.declined else behavior.read(db, "lie") or {}
    amount = max(intent["amount"] + lie.get("amount_by", 0), 1)
    bent = {"currency": lie.get("currency", intent["currency"])}
    intent = intent | bent | {"amount": amount}
    charge = charge_of(intent, tried)
    if "payment_status" in lie:
        charge |= {"status": "pending", "paid": False, "captured": False, "amount_captured": 0}
    store.put(db, charge)
    store.put(db, intent | outcome(charge, tried.declined))
    if tried.declined is not None:
        return store.put(db, session)
    session = session | bent | {"amount_total": amount, "amount_subtotal": amount}
    return sessions.complete(db, session=session, now=tried.now, paid=charge["paid"], paid_by=tried.payer)


def charge_of(intent: Json, tried: Try) -> Json:
    declined, amount = tried.declined, intent["amount"]
    paid = declined is None
    return {
        "id": new_id("ch_3"), "object": "charge", "created": tried.now, "livemode": False, "amount": amount,
        "amount_captured": amount if paid else 0, "amount_refunded": 0, "captured": paid, "paid": paid,
        "refunded": False, "disputed": False, "currency": intent["currency"], "customer": None,
        "status": "succeeded" if paid else "failed", "payment_intent": intent["id"],
        "payment_method": new_id("pm_1"), "payment_method_details": {"type": "card", "card": tried.card},
        "billing_details": {"address": None, "phone": None, **tried.payer},
        "description": intent["description"],
        "failure_code": None if declined is None else declined.code,
        "failure_message": None if declined is None else declined.message,
        "metadata": intent["metadata"], "receipt_email": intent["receipt_email"], "receipt_url": None,
        "balance_transaction": None,
    }  # fmt: skip


def outcome(charge: Json, declined: Decline | None) -> Json:
    """What the charge makes of its intent."""
    told = {"latest_charge": charge["id"], "next_action": None, "_asked": None}
    if declined is None:
        return told | {
            "status": "succeeded" if charge["paid"] else "processing",
            "amount_received": charge["amount_captured"],
            "payment_method": charge["payment_method"], "last_payment_error": None,
        }  # fmt: skip
    error = {
        "type": "card_error", "code": declined.code, "decline_code": declined.decline_code,
        "message": declined.message, "charge": charge["id"],
    }  # fmt: skip
    return told | {"status": "requires_payment_method", "last_payment_error": error}
