"""Money given back of a capture: never more than is left of it."""

from backend.sandbox import store
from backend.sandbox.paypal import events
from backend.sandbox.paypal.money import minor, written
from backend.sandbox.paypal.orders import CAPTURE, REFUND, link, moment, new_id
from backend.sandbox.paypal.refusal import PayPalRefusal, missing
from backend.sandbox.store import Db, Json

_KNOWN = {"amount", "custom_id", "invoice_id", "note_to_payer"}


def find(db: Db, object_id: str, *, kind: str) -> Json:
    found = store.get(db, object_id, kind=kind)
    if found is None:
        raise missing("capture_id" if kind == CAPTURE else "refund_id")
    return found


def create(db: Db, *, capture_id: str, body: Json, now: int, base_url: str) -> Json:
    """Gives back `amount`, or all that is left. Raises PayPalRefusal."""
    if unknown := set(body) - _KNOWN:
        raise PayPalRefusal("NOT_MODELED_HERE", status=400, field=f"/{min(unknown)}")
    capture = find(db, capture_id, kind=CAPTURE)
    amount, left, currency = _asked(capture, body)
    back = capture["_given_back"] + amount
    status = "REFUNDED" if amount == left else "PARTIALLY_REFUNDED"
    store.put(db, capture | {"_given_back": back, "status": status})
    refund = store.put(db, {
        "object": REFUND, "created": now, "id": new_id(), "status": "COMPLETED",
        "amount": written(amount, currency), "create_time": moment(now), "_capture": capture_id,
        **{name: body[name] for name in ("custom_id", "invoice_id", "note_to_payer") if name in body},
        "links": [link(f"{base_url}/v2/payments/captures/{capture_id}", "up")],
    })  # fmt: skip
    events.announce(db, kind="PAYMENT.CAPTURE.REFUNDED", resource=refund, resource_type="refund", now=now)
    return refund


def _asked(capture: Json, body: Json) -> tuple[int, int, str]:
    taken, currency = minor(capture["amount"], field="")
    left = taken - capture["_given_back"]
    if capture["status"] not in ("COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"):
        raise PayPalRefusal("CAPTURE_STATUS_NOT_VALID")
    if left == 0:
        raise PayPalRefusal("CAPTURE_FULLY_REFUNDED")
    amount, its = minor(body["amount"], field="/amount") if "amount" in body else (left, currency)
    if its != currency:
        raise PayPalRefusal("REFUND_CAPTURE_CURRENCY_MISMATCH", field="/amount/currency_code")
    if not 0 < amount <= left:
        raise PayPalRefusal("REFUND_AMOUNT_EXCEEDED", field="/amount/value")
    return amount, left, currency
