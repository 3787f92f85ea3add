"""The rooms of the shop: one package per system, high to low as ARCHITECTURE.md shows."""
