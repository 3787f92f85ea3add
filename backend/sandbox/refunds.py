"""Refunds of a charge: (docs) never more than is left of it, and none once all of it is given back.

(guess) Each succeeds at once, and an unpaid charge has none.
"""

from backend.sandbox import store
from backend.sandbox.money import written
from backend.sandbox.parameters import Parameters
from backend.sandbox.refusal import Refusal, missing
from backend.sandbox.shapes import Shape, refuse_unmodeled
from backend.sandbox.store import Db, Json, new_id

KIND = "refund"
REASONS = ("duplicate", "fraudulent", "requested_by_customer")
MODELED: Shape = dict.fromkeys(("amount", "charge", "expand", "metadata", "payment_intent", "reason"))


def create(db: Db, *, params: Parameters, now: int) -> Json:
    """Gives back `amount`, or all that is left, of a charge or of an intent's charge. Raises Refusal."""
    refuse_unmodeled(params.values, MODELED)
    charge = _charge(db, params)
    reason = params.text("reason")
    if reason not in (None, *REASONS):
        raise Refusal(f"Invalid reason: must be one of {', '.join(REASONS)}", param="reason")
    amount = _amount(charge, params.integer("amount", minimum=1))
    refunded = charge["amount_refunded"] + amount
    store.put(db, charge | {"amount_refunded": refunded, "refunded": refunded == charge["amount_captured"]})
    refund = {
        "id": new_id("re_3"), "object": KIND, "created": now, "amount": amount,
        "currency": charge["currency"], "charge": charge["id"], "payment_intent": charge["payment_intent"],
        "status": "succeeded", "reason": reason, "metadata": params.metadata(),
        "balance_transaction": None, "receipt_number": None,
        "source_transfer_reversal": None, "transfer_reversal": None,
        "destination_details": {"card": {"type": "refund"}, "type": "card"},
    }  # fmt: skip
    return store.put(db, refund)


def _charge(db: Db, params: Parameters) -> Json:
    charge_id, intent_id = params.text("charge"), params.text("payment_intent")
    if charge_id is None and intent_id is None:
        raise Refusal("One of the following params should be provided: `payment_intent` or `charge`.")
    if intent_id is not None:
        intent = store.get(db, intent_id, kind="payment_intent")
        if intent is None:
            raise missing("payment_intent", intent_id, param="payment_intent")
        charge_id = str(intent["latest_charge"])
    charge = store.get(db, charge_id or "", kind="charge")
    if charge is None:
        raise missing("charge", charge_id or "", param="charge")
    if not charge["paid"]:
        raise Refusal(f"Charge {charge['id']} has not been paid.", param="charge", kept=True)
    return charge


def _amount(charge: Json, asked: int | None) -> int:
    left: int = charge["amount_captured"] - charge["amount_refunded"]
    if left == 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise Refusal(message, code="charge_already_refunded", kept=True)
    if asked is not None and asked > left:
        sums = written(asked, charge["currency"]), written(left, charge["currency"])
        message = f"Refund amount ({sums[0]}) is greater than unrefunded amount on charge ({sums[1]})"
        raise Refusal(message, param="amount", kept=True)
    return left if asked is None else asked
