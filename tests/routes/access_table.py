"""Who may use which route: written by hand, from what the shop wants, never copied from how it behaves.

A new route without a row fails the sweep. `own` is an order that the browser holds the cookie for: to anybody
else it does not exist. Staff see every order.
"""

PUBLIC = frozenset({"nobody", "customer", "other customer", "driver", "florist", "manager", "owner"})
KNOWN = PUBLIC - {"nobody"}
COUNTER = frozenset({"florist", "manager", "owner"})
MANAGEMENT = frozenset({"manager", "owner"})
STAFF = COUNTER | {"driver"}
OWN = frozenset({"customer"})
SEEN = OWN | COUNTER

TABLE: dict[str, frozenset[str]] = {
    "GET /api/shop": PUBLIC,
    "GET /api/products": PUBLIC,
    "GET /api/products/{slug}": PUBLIC,
    "GET /api/categories": PUBLIC,
    "GET /api/occasions": PUBLIC,
    "GET /api/delivery/dates": PUBLIC,
    "GET /api/delivery/slots": PUBLIC,
    "GET /api/cart": PUBLIC,
    "DELETE /api/cart": PUBLIC,
    "POST /api/cart/lines": PUBLIC,
    "PATCH /api/cart/lines/{line_id}": PUBLIC,
    "DELETE /api/cart/lines/{line_id}": PUBLIC,
    "POST /api/cart/deliveries": PUBLIC,
    "PATCH /api/cart/deliveries/{delivery_id}": PUBLIC,
    "DELETE /api/cart/deliveries/{delivery_id}": PUBLIC,
    "POST /api/orders": PUBLIC,
    "POST /api/orders/access": PUBLIC,
    "GET /api/orders/{number}": SEEN,
    "POST /api/orders/{number}/payment": OWN,
    "POST /api/orders/{number}/cancel": OWN,
    "POST /api/payments/webhooks/stripe": PUBLIC,
    "GET /api/payments/return": PUBLIC,
    "POST /api/auth/login": PUBLIC,
    "POST /api/auth/refresh": PUBLIC,
    "POST /api/auth/logout": PUBLIC,
    "GET /api/me": KNOWN,
    "GET /api/admin/today": COUNTER,
    "GET /api/admin/orders": COUNTER,
    "GET /api/admin/orders/{number}": COUNTER,
    "POST /api/admin/orders/{number}/cancel": COUNTER,
    "POST /api/admin/orders/{number}/refunds": COUNTER,
    "POST /api/admin/orders/{number}/notes": COUNTER,
    "PATCH /api/admin/deliveries/{delivery_id}": COUNTER,
    "GET /api/admin/deliveries/{delivery_id}/slots": COUNTER,
    "POST /api/admin/deliveries/{delivery_id}/move": COUNTER,
    "POST /api/admin/deliveries/{delivery_id}/cancel": COUNTER,
    "POST /api/admin/letters/{letter_id}/resend": COUNTER,
    "GET /api/admin/days": COUNTER,
    "GET /api/admin/days/{date}": COUNTER,
    "PATCH /api/admin/days/{date}": MANAGEMENT,
    "POST /api/admin/days/{date}/close": COUNTER,
    "POST /api/admin/days/{date}/open": COUNTER,
    "PATCH /api/admin/slots/{slot_id}": MANAGEMENT,
    "POST /api/admin/slots/{slot_id}/close": COUNTER,
    "POST /api/admin/slots/{slot_id}/open": COUNTER,
    "GET /api/orders/{number}/photos/{photo_id}": OWN,
    "GET /api/admin/workroom": COUNTER,
    "POST /api/admin/deliveries/{delivery_id}/stage": COUNTER,
    "POST /api/admin/deliveries/{delivery_id}/undo": COUNTER,
    "POST /api/admin/deliveries/stages": COUNTER,
    "GET /api/admin/deliveries/{delivery_id}/next-slots": COUNTER,
    "POST /api/admin/deliveries/{delivery_id}/photos": COUNTER,
    "GET /api/admin/photos/{photo_id}": COUNTER,
    "GET /api/admin/queue": COUNTER,
    "POST /api/admin/runs": COUNTER,
    "PATCH /api/admin/runs/{run_id}": COUNTER,
    "DELETE /api/admin/runs/{run_id}": COUNTER,
    "POST /api/admin/runs/{run_id}/stops": COUNTER,
    "GET /api/admin/runs/{run_id}/proposal": COUNTER,
    "POST /api/admin/runs/{run_id}/link": COUNTER,
    "POST /api/driver/access": PUBLIC,
    "GET /api/driver/run": STAFF,
    "POST /api/driver/stops/{delivery_id}": STAFF,
    "POST /api/driver/stops/{delivery_id}/photos": STAFF,
}
