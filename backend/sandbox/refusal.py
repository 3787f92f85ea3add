"""How the provider says no: one class, rendered as its error object."""

from backend.sandbox.store import Json


class Refusal(Exception):
    """A refused request. `kept` ones arose while the request ran, so its idempotency key repeats them."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        code: str | None = None,
        param: str | None = None,
        kind: str = "invalid_request_error",
        kept: bool = False,
    ) -> None:
        super().__init__(message)
        self.message, self.status, self.code, self.param = message, status, code, param
        self.kind, self.kept = kind, kept

    def body(self) -> Json:
        error = {"type": self.kind, "code": self.code, "message": self.message, "param": self.param}
        return {"error": {name: value for name, value in error.items() if value is not None}}


def missing(kind: str, object_id: str, *, param: str = "id") -> Refusal:
    return Refusal(f"No such {kind}: '{object_id}'", status=404, code="resource_missing", param=param)
