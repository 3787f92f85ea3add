"""The back office's doors, one module per part; every route names the permission that it needs."""

from backend.routes.admin import days, stock, substitutions, today

BLUEPRINTS = (days.blueprint, stock.blueprint, substitutions.blueprint, today.blueprint)
