"""Checks the parameters of a new Checkout Session and builds the object it is answered with.

Rules marked (docs) are the provider's own text; rules marked (guess) are ours until a run against it says so,
and so are the words of refusals. docs/sandbox.md lists them all.
"""

from babel.numbers import list_currencies

from backend.sandbox.money import written
from backend.sandbox.parameters import Parameters
from backend.sandbox.refusal import Refusal
from backend.sandbox.shapes import Shape, refuse_unmodeled
from backend.sandbox.store import Json, new_id

# (docs) expires_at: "from 30 minutes to 24 hours after Checkout Session creation", by default 24 hours.
SHORTEST, LONGEST = 30 * 60, 24 * 60 * 60
MOST_LINES = 100  # (docs) "For payment mode, there is a maximum of 100 line items"
SMALLEST_TOTAL = 50  # (docs) $0.50; (guess) the same count of minor units for every currency
REFERENCE_LENGTH = 200  # (guess)

MODELED: Shape = dict.fromkeys((
    "cancel_url", "client_reference_id", "currency", "customer_email", "expand", "expires_at", "locale",
    "metadata", "mode", "submit_type", "success_url", "ui_mode",
)) | {
    "line_items": {
        "metadata": None,
        "price_data": {
            "currency": None,
            "product_data": {"description": None, "images": None, "metadata": None, "name": None},
            "unit_amount": None,
        },
        "quantity": None,
    },
    "payment_intent_data": dict.fromkeys((
        "description", "metadata", "receipt_email", "statement_descriptor_suffix",
    )),
}  # fmt: skip


def new_session(params: Parameters, *, now: int, base_url: str) -> Json:
    """A session as it is kept; raises Refusal. Nothing is stored yet."""
    refuse_unmodeled(params.values, MODELED)
    _payment_mode(params)
    lines = [_line(line) for line in _lines(params)]
    currency = _one_currency(params, lines)
    total = sum(line["amount_total"] for line in lines)
    if total < SMALLEST_TOTAL:
        least = written(SMALLEST_TOTAL, currency)
        message = f"The Checkout Session's total amount due must add up to at least {least} {currency}"
        raise Refusal(message, code="amount_too_small")
    params.require("success_url")
    session_id = new_id("cs_test_", length=58)
    return _blank() | {
        "id": session_id,
        "created": now,
        "expires_at": _expiry(params, now),
        "amount_subtotal": total,
        "amount_total": total,
        "currency": currency,
        "client_reference_id": params.text("client_reference_id", limit=REFERENCE_LENGTH),
        "customer_email": params.email("customer_email"),
        "metadata": params.metadata(),
        "success_url": params.url("success_url"),
        "cancel_url": params.url("cancel_url"),
        "locale": params.text("locale"),
        "submit_type": params.text("submit_type"),
        "url": f"{base_url}/pay/{session_id}",
        "_lines": lines,
        "_intent": _intent_data(params),
    }


def _payment_mode(params: Parameters) -> None:
    params.require("mode")
    if params.text("mode") != "payment":
        raise Refusal("The sandbox only knows sessions with mode=payment.", param="mode")
    if params.text("ui_mode") not in (None, "hosted_page"):
        raise Refusal("The sandbox only knows the hosted page.", param="ui_mode")


def _lines(params: Parameters) -> list[Parameters]:
    params.require("line_items")
    lines = params.children("line_items")
    if not 1 <= len(lines) <= MOST_LINES:
        raise Refusal(f"A session has between 1 and {MOST_LINES} line items.", param="line_items")
    return lines


def _line(params: Parameters) -> Json:
    params.require("price_data")
    price, product = params.child("price_data"), params.child("price_data").child("product_data")
    for needed, name in ((price, "currency"), (price, "unit_amount"), (product, "name")):
        needed.require(name)
    unit, quantity = price.integer("unit_amount") or 0, params.integer("quantity", minimum=1)
    if quantity is None:
        message = "Quantity is required. Add `quantity` to each line item."
        raise Refusal(message, param=params.path("quantity"))
    currency = (price.text("currency") or "").lower()
    name = product.text("name") or ""
    return {
        "id": new_id("li_"), "object": "item", "description": name, "quantity": quantity,
        "currency": currency, "amount_subtotal": unit * quantity, "amount_total": unit * quantity,
        "amount_discount": 0, "amount_tax": 0,
        "metadata": params.metadata(),
        "price": {
            "id": new_id("price_"), "object": "price", "active": False, "currency": currency,
            "type": "one_time", "product": new_id("prod_", length=14),
            "unit_amount": unit, "unit_amount_decimal": str(unit),
        },
        "_note": product.text("description"),
    }  # fmt: skip


def _one_currency(params: Parameters, lines: list[Json]) -> str:
    """(guess) The session's own currency, or that of its first line, holds for every line."""
    asked = (params.text("currency") or lines[0]["currency"]).lower()
    if asked.upper() not in list_currencies():
        raise Refusal(f"Invalid currency: {asked}", param="currency")
    if any(line["currency"] != asked for line in lines):
        raise Refusal("All line items of a session must have the same currency.", param="line_items")
    return asked


def _expiry(params: Parameters, now: int) -> int:
    expires_at = params.integer("expires_at")
    if expires_at is None:
        return now + LONGEST
    if expires_at < now + SHORTEST:
        edge = "at least 30 minutes from"
    elif expires_at > now + LONGEST:
        edge = "less than 24 hours from"
    else:
        return expires_at
    raise Refusal(f"The `expires_at` timestamp must be {edge} Checkout Session creation.", param="expires_at")


def _intent_data(params: Parameters) -> Json:
    if "payment_intent_data" not in params:
        return {"metadata": {}}
    data = params.child("payment_intent_data")
    return {  # (guess) the lengths
        "metadata": data.metadata(),
        "description": data.text("description", limit=1000),
        "receipt_email": data.email("receipt_email"),
        "statement_descriptor_suffix": data.text("statement_descriptor_suffix", limit=22),
    }


def _blank() -> Json:
    """The fields a fresh session of the hosted page always has."""
    absent = (
        "adaptive_pricing", "after_expiration", "allow_promotion_codes", "allowed_payment_method_types",
        "billing_address_collection", "client_secret", "collected_information", "consent",
        "consent_collection", "currency_conversion", "customer", "customer_creation", "customer_details",
        "invoice", "payment_intent", "payment_link", "recovered_from", "return_url", "setup_intent",
        "shipping_address_collection", "shipping_cost", "subscription", "tax_id_collection", "wallet_options",
    )  # fmt: skip
    return dict.fromkeys(absent) | {
        "object": "checkout.session", "livemode": False, "mode": "payment", "ui_mode": "hosted_page",
        "status": "open", "payment_status": "unpaid", "payment_method_types": ["card"],
        "payment_method_collection": "if_required", "payment_method_options": {},
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "custom_fields": [], "custom_text": {}, "discounts": [], "shipping_options": [],
        "invoice_creation": {"enabled": False}, "phone_number_collection": {"enabled": False},
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
    }  # fmt: skip
