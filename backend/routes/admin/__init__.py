"""The back office's doors, one module per part; every route names the permission that it needs."""

from backend.routes.admin import (
    calendar,
    consent,
    days,
    deliveries,
    dispatch,
    making,
    orders,
    photos,
    printing,
    staff,
    stock,
    substitutions,
    surges,
    today,
)

BLUEPRINTS = (
    today.blueprint,
    orders.blueprint,
    deliveries.blueprint,
    consent.blueprint,
    making.blueprint,
    dispatch.blueprint,
    photos.blueprint,
    days.blueprint,
    calendar.blueprint,
    stock.blueprint,
    substitutions.blueprint,
    surges.blueprint,
    printing.blueprint,
    staff.blueprint,
)
