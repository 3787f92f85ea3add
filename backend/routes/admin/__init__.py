"""The back office's doors, one module per part; every route names the permission that it needs."""

from backend.routes.admin import dispatch, making, photos, today

BLUEPRINTS = (today.blueprint, making.blueprint, dispatch.blueprint, photos.blueprint)
