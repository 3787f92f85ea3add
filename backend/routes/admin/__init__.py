"""The back office's doors, one module per part; every route names the permission that it needs."""

from backend.routes.admin import days, today

BLUEPRINTS = (days.blueprint, today.blueprint)
