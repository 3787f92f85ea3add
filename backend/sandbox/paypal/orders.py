"""The life of an order: asked for, approved on its page, captured once. Nobody can end one."""

from datetime import UTC, datetime
from typing import Any

from backend.sandbox import behavior, store
from backend.sandbox.paypal import events, order_request
from backend.sandbox.paypal.money import minor, written
from backend.sandbox.paypal.refusal import PayPalRefusal, missing
from backend.sandbox.store import Db, Json

KIND, CAPTURE, REFUND = "paypal.order", "paypal.capture", "paypal.refund"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


def new_id() -> str:
    return "".join(events.CHANCE.choice(_LETTERS) for _ in range(17))


def moment(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def create(db: Db, *, body: Json, now: int, base_url: str) -> Json:
    """(docs) With a payment source it waits for its payer's action, at the link `payer-action`."""
    order_request.check(body)
    order_id = new_id()
    unit = {"reference_id": "default", **body["purchase_units"][0]}
    wallet = body["payment_source"]["paypal"]
    return store.put(db, {
        "object": KIND, "created": now, "id": order_id, "intent": "CAPTURE",
        "status": "PAYER_ACTION_REQUIRED", "create_time": moment(now), "purchase_units": [unit],
        "payment_source": {"paypal": {"email_address": wallet.get("email_address")}},
        "links": [
            link(f"{base_url}/v2/checkout/orders/{order_id}", "self"),
            link(f"{base_url}/checkoutnow?token={order_id}", "payer-action"),
        ],
        "_page": wallet["experience_context"], "_base": base_url, "_declines": False,
    })  # fmt: skip


def link(href: str, rel: str, method: str = "GET") -> Json:
    return {"href": href, "rel": rel, "method": method}


def find(db: Db, order_id: str) -> Json:
    order = store.get(db, order_id, kind=KIND)
    if order is None:
        raise missing("order_id")
    return order


def approve(db: Db, *, order: Json, declines: bool, now: int) -> Json:
    """The payer agrees on the page; `declines`: what she pays with will be refused at the capture."""
    payer = {"payer_id": "SANDBOXPAYER1", "email_address": order["payment_source"]["paypal"]["email_address"]}
    # (docs) An approved order has no payer-action any more.
    links = [each for each in order["links"] if each["rel"] != "payer-action"]
    capture = link(f"{order['_base']}/v2/checkout/orders/{order['id']}/capture", "capture", "POST")
    approved = {"status": "APPROVED", "payer": payer, "links": [*links, capture], "_declines": declines}
    order = store.put(db, order | approved)
    events.announce(
        db, kind="CHECKOUT.ORDER.APPROVED", resource=order, resource_type="checkout-order", now=now
    )
    return order


def capture(db: Db, *, order_id: str, now: int) -> Json:
    """Takes the money of an approved order, once."""
    order = find(db, order_id)
    if order["status"] == "COMPLETED":
        raise PayPalRefusal("ORDER_ALREADY_CAPTURED")
    if order["status"] != "APPROVED":
        raise PayPalRefusal("ORDER_NOT_APPROVED")
    if order["_declines"]:
        raise _declined(db, order, now)
    return _captured(db, order, now)


def _declined(db: Db, order: Json, now: int) -> PayPalRefusal:
    """(docs) The payer is sent back to choose something else; (guess) the order waits for her again."""
    page = f"{order['_base']}/checkoutnow?token={order['id']}"
    links = [each for each in order["links"] if each["rel"] != "capture"]
    store.put(db, order | {
        "status": "PAYER_ACTION_REQUIRED", "_declines": False, "_declined": True,
        "links": [*links, link(page, "payer-action")],
    })  # fmt: skip
    return PayPalRefusal("INSTRUMENT_DECLINED", kept=True, redirect=page)


def _captured(db: Db, order: Json, now: int) -> Json:
    unit = order["purchase_units"][0]
    lie = behavior.read(db, "lie") or {}
    amount, currency = minor(unit["amount"], field="")
    told = written(max(amount + lie.get("amount_by", 0), 1), lie.get("currency", currency).upper())
    pending = "payment_status" in lie
    made: dict[str, Any] = {
        "object": CAPTURE, "created": now, "id": new_id(), "status": "PENDING" if pending else "COMPLETED",
        "amount": told, "final_capture": True, "create_time": moment(now),
        "custom_id": unit.get("custom_id"), "invoice_id": unit.get("invoice_id"),
        "supplementary_data": {"related_ids": {"order_id": order["id"]}},
        "links": [link(f"{order['_base']}/v2/checkout/orders/{order['id']}", "up")],
        "_given_back": 0,
    }  # fmt: skip
    if pending:
        made["status_details"] = {"reason": "PENDING_REVIEW"}
    store.put(db, made)
    links = [each for each in order["links"] if each["rel"] == "self"]
    order = store.put(db, order | {"status": "COMPLETED", "links": links, "_capture": made["id"]})
    kind = "PAYMENT.CAPTURE.PENDING" if pending else "PAYMENT.CAPTURE.COMPLETED"
    events.announce(db, kind=kind, resource=made, resource_type="capture", now=now)
    return order


def shown(db: Db, order: Json) -> Json:
    """The order as it is told: with its capture and what was given back of it."""
    order = find(db, order["id"])
    made = store.get(db, order.get("_capture", ""), kind=CAPTURE)
    if made is None:
        return events.told(order)
    rows = db.execute(
        "SELECT body FROM objects WHERE kind = ? AND json_extract(body, '$._capture') = ? ORDER BY sequence",
        (REFUND, made["id"]),
    )
    payments = {"captures": [made]} | (
        {"refunds": refunds} if (refunds := [store.load(r["body"]) for r in rows]) else {}
    )
    unit = order["purchase_units"][0] | {"payments": payments}
    return events.told(order | {"purchase_units": [unit]})
