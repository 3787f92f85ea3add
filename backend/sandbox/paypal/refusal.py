"""How PayPal says no: `name`, `message`, `debug_id`, and an issue in `details`."""

from typing import Any

from backend.sandbox.refusal import Refusal
from backend.sandbox.store import Json, new_id

# (docs) The names and their statuses; (guess) the words.
_NAMES = {
    400: ("INVALID_REQUEST", "Request is not well-formed, syntactically incorrect, or violates schema."),
    404: ("RESOURCE_NOT_FOUND", "The specified resource does not exist."),
    409: ("RESOURCE_CONFLICT", "The server has detected a conflict while processing this request."),
    422: ("UNPROCESSABLE_ENTITY", "The requested action could not be performed, semantically incorrect."),
    500: ("INTERNAL_SERVER_ERROR", "An internal server error has occurred."),
}


class PayPalRefusal(Refusal):
    """A refusal with its issue; `kept` ones are the answer to keep for their request's id."""

    def __init__(
        self, issue: str, *, status: int = 422, field: str | None = None, kept: bool = False, **links: str
    ) -> None:
        super().__init__(issue, status=status, code=issue, param=field, kept=kept)
        self._links = links

    def body(self) -> Json:
        name, message = _NAMES[self.status]
        found: dict[str, Any] = {"name": name, "message": message, "debug_id": new_id("f", length=12)}
        if self.status < 500:  # noqa: PLR2004
            detail = {"issue": self.code, "field": self.param}
            found["details"] = [{key: value for key, value in detail.items() if value}]
        found["links"] = [{"href": href, "rel": rel, "method": "GET"} for rel, href in self._links.items()]
        return found


def missing(field: str) -> PayPalRefusal:
    return PayPalRefusal("INVALID_RESOURCE_ID", status=404, field=field)
