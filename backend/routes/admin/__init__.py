"""The back office's doors, one module per part; every route names the permission that it needs."""

from backend.routes.admin import printing, today

BLUEPRINTS = (today.blueprint, printing.blueprint)
