"""Local stand-ins for the payment provider and the mail server, for development and tests.

No real money and no real letter ever passes here; the shop's own code never imports this package.
"""
