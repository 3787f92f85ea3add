"""Who may use which route: written by hand, from what the shop wants, never copied from how it behaves.

A new route without a row fails the sweep. `own` is an order that the browser holds the cookie for: to anybody
else it does not exist. Staff see every order.
"""

PUBLIC = frozenset({"nobody", "customer", "other customer", "driver", "florist", "manager", "owner"})
KNOWN = PUBLIC - {"nobody"}
COUNTER = frozenset({"florist", "manager", "owner"})
OWN = frozenset({"customer"})

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
    "GET /api/orders/{number}": OWN,
    "POST /api/orders/{number}/payment": OWN,
    "POST /api/orders/{number}/cancel": OWN,
    "POST /api/payments/webhooks/stripe": PUBLIC,
    "GET /api/payments/return": PUBLIC,
    "POST /api/auth/login": PUBLIC,
    "POST /api/auth/refresh": PUBLIC,
    "POST /api/auth/logout": PUBLIC,
    "GET /api/me": KNOWN,
    "GET /api/admin/today": COUNTER,
    "GET /api/admin/print/dockets": COUNTER,
    "GET /api/admin/print/cards": COUNTER,
    "GET /api/admin/print/labels": COUNTER,
    "GET /api/admin/print/day": COUNTER,
    "GET /api/admin/print/run": COUNTER,
}
