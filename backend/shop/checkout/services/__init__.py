"""Writes of the checkout, one module per verb."""
