"""Writes of accounts, one module per verb."""
