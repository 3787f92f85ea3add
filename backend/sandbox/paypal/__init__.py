"""PayPal at its wire format: token, orders, captures, refunds, verifying, the approve page, events."""
