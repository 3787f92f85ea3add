"""Tells the shop what happened: signed, more than once, in no promised order, for three days until it hears.

(docs) Duplicates, order, signature, three days; (guess) the pauses, which are shorter than the provider's.
The list of what is still to be told lies in the store, so a restart forgets nothing.
"""

import hashlib
import hmac
import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

import stripe

from backend.sandbox import behavior, store
from backend.sandbox.answers import public
from backend.sandbox.paypal import events as paypal
from backend.sandbox.settings import Settings
from backend.sandbox.store import Db, Json, Store, new_id

TIMEOUT = 10.0
LONGEST_PAUSE = 3600.0
GIVEN_UP_AFTER = 3 * 24 * 3600
BATCH = 20  # as many as go out at once
CHANCE = secrets.SystemRandom()


def announce(db: Db, *, event: str, subject: Json, now: int) -> None:
    """Writes an event and when each copy of it leaves, as /behavior has it."""
    body = store.put(db, {
        "id": new_id("evt_1"), "object": "event", "api_version": stripe.api_version, "created": now,
        "data": {"object": public(subject)}, "livemode": False, "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None}, "type": event,
    })  # fmt: skip
    first = now + CHANCE.uniform(*behavior.read(db, "webhook_delay"))
    repeat = behavior.read(db, "webhook_repeat_delay")
    for copy in range(behavior.read(db, "webhook_copies")):
        due_at = first + CHANCE.uniform(*repeat) if copy else first
        db.execute("INSERT INTO deliveries (event_id, due_at) VALUES (?, ?)", (body["id"], due_at))


def signature(payload: bytes, *, secret: str, at: int) -> str:
    """The Stripe-Signature header for a body sent at a unix time."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + payload, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def deliver_due(kept: Store, *, settings: Settings, now: float) -> None:
    """Sends what is due, all at once, holding no transaction while it talks to the shop."""
    with kept.transaction() as db:
        due = db.execute(
            "SELECT deliveries.id, attempts, body FROM deliveries JOIN objects ON objects.id = event_id"
            " WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, deliveries.id LIMIT ?",
            (now, BATCH),
        ).fetchall()
    if not due:
        return
    events = [store.load(row["body"]) for row in due]
    with ThreadPoolExecutor(len(due)) as couriers:
        answers = list(couriers.map(lambda event: _send(event, settings=settings, now=now), events))
    with kept.transaction() as db:
        for row, event, answer in zip(due, events, answers, strict=True):
            state, pause = "waiting", min(2.0 ** min(row["attempts"], 12), LONGEST_PAUSE)
            if answer.isdecimal() and answer.startswith("2"):
                state = "delivered"
            elif now - event["created"] > GIVEN_UP_AFTER:
                state = "given_up"
            db.execute(
                "UPDATE deliveries SET state = ?, attempts = attempts + 1, last_answer = ?, due_at = ?"
                " WHERE id = ?",
                (state, answer, now + pause, row["id"]),
            )


def _send(event: Json, *, settings: Settings, now: float) -> str:
    """The status that the shop answered, or why there was none. Redirects are not followed."""
    address, payload, headers = _letter(event, settings=settings, now=now)
    target = urlsplit(address)
    connector = HTTPSConnection if target.scheme == "https" else HTTPConnection
    connection = connector(target.hostname or "", target.port, timeout=TIMEOUT)
    try:
        connection.request("POST", target.path, body=payload, headers=headers)
        return str(connection.getresponse().status)
    except (OSError, HTTPException) as failure:
        return f"{type(failure).__name__}: {failure}"
    finally:
        connection.close()


def _letter(event: Json, *, settings: Settings, now: float) -> tuple[str, bytes, dict[str, str]]:
    """Where an event goes, its bytes, and how its provider signs them."""
    if event["object"] == paypal.EVENT:
        body = paypal.payload(event)
        signed = paypal.headers(body, settings=settings, at=now)
        return settings.paypal_webhook_url, body, signed | {"Content-Type": "application/json"}
    body = json.dumps(event, indent=2, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Stripe/1.0 (+sandbox)",
        "Stripe-Signature": signature(body, secret=settings.webhook_secret, at=int(now)),
    }
    return settings.webhook_url, body, headers
