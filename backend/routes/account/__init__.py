"""The customer's own doors, one module per thing that she keeps; each route finds only what is hers."""

from backend.routes.account import (
    addresses,
    claims,
    favorites,
    key_dates,
    letters,
    orders,
    preferences,
    privacy,
)

BLUEPRINTS = (
    orders.blueprint,
    addresses.blueprint,
    favorites.blueprint,
    key_dates.blueprint,
    preferences.blueprint,
    letters.blueprint,
    claims.blueprint,
    privacy.blueprint,
)
