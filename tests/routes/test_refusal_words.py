"""Nobody who buys is refused without words: the client has them for each code that can reach a customer."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import backend.routes
import backend.shop
from backend.config import ROOT
from backend.shop.kit.errors import Refusal

FEATURES = ROOT / "client" / "src" / "features"

# What POST /api/orders can answer, once the cart's own writes are done.
PLACING = {
    "below_minimum",
    "blackout",
    "busy",
    "cart_empty",
    "cart_incomplete",
    "closed",
    "csrf",
    "cutoff",
    "destination",
    "hold_limit",
    "idempotency_mismatch",
    "in_progress",
    "internal",
    "lead",
    "order_replaced",
    "outside_zone",
    "payment_in_question",
    "payment_method_off",
    "payment_refused",
    "payment_unavailable",
    "price_changed",
    "promotion_used_up",
    "rules_changed",
    "slot_full",
    "slot_not_found",
    "stems_short",
    "too_late_for_service",
    "too_many_holds",
    "too_many_requests",
    "van_full",
    "variant_not_found",
    "workroom_full",
}
# What /payment and /cancel of an order can.
ORDER = {
    "busy",
    "csrf",
    "hold_limit",
    "in_progress",
    "internal",
    "not_cancellable",
    "not_payable",
    "order_not_found",
    "order_replaced",
    "payment_in_question",
    "payment_method_off",
    "payment_refused",
    "payment_unavailable",
    "too_many_requests",
}
# Said at the field or the line that was written, in the server's own sentence.
CART = {
    "card_too_long",
    "cart_full",
    "delivery_not_found",
    "invalid_postcode",
    "line_not_found",
    "promotion_unknown",
    "quantity_limit",
    "tip_too_high",
    "validation",
}
# The page for what is not there.
PAGES = {"not_found", "product_not_found"}
# Said on the pages of an account and at every login, in the server's own sentence.
ACCOUNT = {
    "account_exists",
    "address_not_found",
    "code_over",
    "code_refused",
    "key_date_not_found",
    "link_over",
    "login_refused",
    "password_refused",
    "session_ended",
    "session_not_found",
    "staff_account",
    "too_many_attempts",
    "too_many_kept",
    "unauthenticated",
    "unsubscribe_link_unknown",
    "version_conflict",
    "weak_password",
}
# Said on the page of a letter's question, in the server's own sentence, and to staff.
ASKED = {"proposal_not_found", "proposal_over"}
# Said to staff, in the server's own sentence (client/src/admin/ui/faces.tsx).
STAFF = {
    "bad_postcodes",
    "bad_recurrence",
    "bad_slot_template",
    "campaign_moved",
    "campaign_not_found",
    "campaign_product_unknown",
    "nobody_to_write_to",
    "suppression_not_found",
    "arrives_in_past",
    "below_reserved",
    "cart_not_found",
    "blackout_not_found",
    "code_taken",
    "consent_needed",
    "customer_not_found",
    "day_not_found",
    "day_over",
    "day_too_far",
    "driver_not_found",
    "florist_day_not_found",
    "forbidden",
    "holiday_unknown",
    "last_of_delivery",
    "last_owner",
    "letter_not_found",
    "letter_waits",
    "link_expired",
    "lines_missing",
    "link_unknown",
    "lot_not_found",
    "lot_not_to_order",
    "lot_too_old",
    "no_address",
    "no_time_to_ask",
    "no_totp",
    "not_a_photo",
    "not_a_substitute",
    "not_arrived",
    "not_editable",
    "not_for_this_run",
    "not_resendable",
    "not_sold",
    "not_to_substitute",
    "not_undoable",
    "not_yourself",
    "nothing_to_print",
    "other_zone",
    "over_balance",
    "override_not_found",
    "photo_not_found",
    "place_unknown",
    "postcode_taken",
    "promotion_in_use",
    "promotion_not_found",
    "proof_missing",
    "purchase_ended",
    "purchase_not_found",
    "proposal_waits",
    "reason_missing",
    "run_not_found",
    "same_stem",
    "scope_not_found",
    "slot_missing",
    "slot_over",
    "slot_template_not_found",
    "staff_not_found",
    "stem_not_found",
    "stop_done",
    "stop_not_found",
    "substitute_cheaper",
    "substitute_short",
    "supplier_exists",
    "supplier_not_found",
    "sum_changed",
    "surge_not_found",
    "too_many_photos",
    "too_many_units",
    "totp_needed",
    "totp_refused",
    "totp_required",
    "zone_not_found",
}
# Our client never sends what these refuse, or no customer's request comes to them.
NOBODY = {
    "bad_signature",
    "capacity_short",
    "idempotency_key_required",
    "illegal_move",
    "illegal_payment_move",
    "malformed_json",
    "method_not_allowed",
    "over_refund",
    "too_large",
    "unsupported_media_type",
}


def kinds(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Every kind of refusal that the shop knows and that has a code of its own."""
    for each in kind.__subclasses__():
        if "code" in vars(each) and each.__module__.startswith(("backend.shop.", "backend.routes.")):
            yield each
        yield from kinds(each)


def test_every_code_is_accounted_for() -> None:
    for house in (backend.shop, backend.routes):
        for module in pkgutil.walk_packages(house.__path__, f"{house.__name__}."):
            importlib.import_module(module.name)
    assert {
        kind.code for kind in kinds()
    } == PLACING | ORDER | CART | PAGES | ACCOUNT | ASKED | STAFF | NOBODY


@pytest.mark.parametrize(
    ("texts", "table", "codes"),
    [("checkout/review", "refusals", PLACING), ("orders", "refusalTexts", ORDER)],
)
def test_each_code_has_words_where_it_is_met(texts: str, table: str, codes: set[str]) -> None:
    written = (FEATURES / texts / "texts.ts").read_text(encoding="utf-8")
    found = re.search(rf"\b{table}\b[^{{]*{{(.*?)\n *}}", written, re.DOTALL)
    assert found is not None
    assert codes - set(re.findall(r"^ *(\w+):", found[1], re.MULTILINE)) == set()
