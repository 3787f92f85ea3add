"""The back office's doors, one module per part; every route names the permission that it needs."""

from backend.routes.admin import (
    buying,
    calendar,
    days,
    deliveries,
    dispatch,
    making,
    orders,
    photos,
    printing,
    staff,
    stems,
    stock,
    substitutions,
    suppliers,
    today,
    zones,
)

BLUEPRINTS = (
    today.blueprint,
    orders.blueprint,
    deliveries.blueprint,
    making.blueprint,
    dispatch.blueprint,
    photos.blueprint,
    days.blueprint,
    calendar.blueprint,
    zones.blueprint,
    stock.blueprint,
    stems.blueprint,
    suppliers.blueprint,
    buying.blueprint,
    substitutions.blueprint,
    printing.blueprint,
    staff.blueprint,
)
