"""A delivery that is made and brought, in the words of the API."""

from uuid import UUID

from backend import db
from backend.routes.schemas.admin.making import ProofModel, WorkModel
from backend.routes.schemas.common import StatusModel
from backend.shop.dashboard import work
from backend.shop.dashboard.work import Work
from backend.shop.kit import clock
from backend.shop.orders.rules import delivery_label

_OF_THE_WORK = ("lines", "making_day", "safe_place", "ribbon_text", "undo_until", "failed_reason")
_MADE_HERE = {"status", "proof"}


def work_model(each: Work) -> WorkModel:
    day, proof = each.day, each.proof
    of_the_day = set(WorkModel.model_fields) - set(_OF_THE_WORK) - _MADE_HERE
    return WorkModel.model_validate(
        {
            **{name: getattr(day, name) for name in of_the_day},
            **{name: getattr(each, name) for name in _OF_THE_WORK},
            "status": StatusModel(code=day.status, label=delivery_label(day.status, day.method)),
            "proof": proof and ProofModel.model_validate(proof, from_attributes=True),
        },
        from_attributes=True,
    )


def read_work(delivery_id: UUID) -> WorkModel:
    """The delivery as it is now, in a transaction of its own."""
    with db.transaction() as session:
        return work_model(work.one(session, delivery_id, now=clock.now()))
