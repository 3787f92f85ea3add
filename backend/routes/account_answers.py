"""What the doors of an account answer: the person of a login, and a flow that waits for its code."""

from backend.routes.schemas.auth import FlowModel, MeModel
from backend.shop.accounts.selectors import Person
from backend.shop.accounts.services.codes import Flow


def me_model(person: Person) -> MeModel:
    """A person as her own pages see her."""
    return MeModel(
        name=person.name,
        email=person.email,
        phone=person.phone,
        role=person.role.value,
        permissions=sorted(person.permissions),
        has_totp=person.has_totp,
        must_enroll=person.must_enroll,
        version=person.version,
    )


def flow_model(flow: Flow) -> FlowModel:
    return FlowModel(flow=flow.secret, expires_in=flow.expires_in)
