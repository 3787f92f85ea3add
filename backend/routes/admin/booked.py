"""Whoever is booked on what closes, as the back office answers it."""

from backend.routes.schemas.admin.days import BookedModel
from backend.routes.schemas.common import StatusModel
from backend.shop.dashboard.booked import Booked
from backend.shop.orders.rules import DELIVERY_LABELS


def booked_model(each: Booked) -> BookedModel:
    status = StatusModel(code=each.status, label=DELIVERY_LABELS[each.status])
    facts = {name: getattr(each, name) for name in BookedModel.model_fields if name != "status"}
    return BookedModel(**facts, status=status)
