"""What PayPal tells the shop, signed; and whether it was PayPal who told it."""

import base64
import hashlib
import hmac
import json
import secrets
import zlib
from datetime import UTC, datetime
from typing import Any

from backend.sandbox import behavior, store
from backend.sandbox.settings import Settings
from backend.sandbox.store import Db, Json

EVENT = "paypal.event"
ALGORITHM = "SHA256withRSA"
CHANCE = secrets.SystemRandom()
_OURS = ("object", "created")


def public(value: Any) -> Any:
    """The same without what only the sandbox reads."""
    if isinstance(value, dict):
        return {
            name: public(inner)
            for name, inner in value.items()
            if not name.startswith("_") and not (name in _OURS and "object" in value)
        }
    return [public(inner) for inner in value] if isinstance(value, list) else value


def announce(db: Db, *, kind: str, resource: Json, resource_type: str, now: int) -> None:
    """Writes an event and when each copy of it leaves, as /behavior has it."""
    event_id = f"WH-{secrets.token_hex(9).upper()}-{secrets.token_hex(9).upper()}"
    store.put(db, {
        "object": EVENT, "created": now, "id": event_id, "event_version": "1.0",
        "create_time": datetime.fromtimestamp(now, UTC).isoformat(), "event_type": kind,
        "resource_type": resource_type, "resource_version": "2.0", "summary": kind.replace(".", " ").lower(),
        "resource": public(resource), "links": [],
    })  # fmt: skip
    first = now + CHANCE.uniform(*behavior.read(db, "webhook_delay"))
    repeat = behavior.read(db, "webhook_repeat_delay")
    for copy in range(behavior.read(db, "webhook_copies")):
        due_at = first + CHANCE.uniform(*repeat) if copy else first
        db.execute("INSERT INTO deliveries (event_id, due_at) VALUES (?, ?)", (event_id, due_at))


def told(subject: Json) -> Json:
    """What the API tells of an object."""
    found: Json = public(subject)
    return found


def payload(event: Json) -> bytes:
    return json.dumps(public(event), ensure_ascii=False).encode()


def headers(body: bytes, *, settings: Settings, at: float) -> dict[str, str]:
    """(docs) The headers' names, and that the signature is over id, time, webhook and the body's CRC32.

    (ours) A shared key instead of a certificate: only the sandbox itself is asked whether it fits.
    """
    sent = {
        "PAYPAL-TRANSMISSION-ID": secrets.token_hex(16),
        "PAYPAL-TRANSMISSION-TIME": datetime.fromtimestamp(at, UTC).isoformat(),
        "PAYPAL-CERT-URL": f"{settings.base_url}/v1/notifications/certs/CERT-sandbox",
        "PAYPAL-AUTH-ALGO": ALGORITHM,
    }
    signed = signature(
        body,
        transmission=(sent["PAYPAL-TRANSMISSION-ID"], sent["PAYPAL-TRANSMISSION-TIME"]),
        webhook_id=settings.paypal_webhook_id,
        secret=settings.paypal_client_secret,
    )
    return sent | {"PAYPAL-TRANSMISSION-SIG": signed}


def signature(body: bytes, *, transmission: tuple[str, str], webhook_id: str, secret: str) -> str:
    text = "|".join((*transmission, webhook_id, str(zlib.crc32(body))))
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()).decode()


def is_ours(question: bytes, *, settings: Settings) -> bool:
    """Whether what `verify-webhook-signature` was asked about is an event as it was sent, to the byte."""
    asked: Json = json.loads(question)
    _, _, rest = question.partition(b'"webhook_event"')
    body = rest.strip().removeprefix(b":").strip()
    body = body[: body.rindex(b"}")].strip()
    expected = signature(
        body,
        transmission=(str(asked.get("transmission_id")), str(asked.get("transmission_time"))),
        webhook_id=settings.paypal_webhook_id,
        secret=settings.paypal_client_secret,
    )
    same = hmac.compare_digest(expected.encode(), str(asked.get("transmission_sig")).encode())
    return same and asked.get("webhook_id") == settings.paypal_webhook_id
