"""Refusals: named, coded classes; one handler renders all as `application/problem+json` (RFC 9457)."""

from typing import Any, ClassVar


class Refusal(Exception):
    """A request that cannot be granted. `code` is the contract; `detail` is a sentence for a person."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    title: ClassVar[str] = "This cannot be done"

    def __init__(self, detail: str = "", *, retry_after: int | None = None, **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.retry_after = retry_after
        self.extra = extra

    def as_json(self) -> dict[str, Any]:
        problem = {"type": f"about:blank#{self.code}", "title": self.title, "status": self.status}
        return problem | {"detail": self.detail, "code": self.code} | self.extra


class Busy(Refusal):
    """A lock was not had in time; nothing moved and the same request may be sent again."""

    code, status, title = "busy", 503, "The shop is very busy"


class NotFound(Refusal):
    code, status, title = "not_found", 404, "There is nothing here"


class Malformed(Refusal):
    """422 is only for input that no state of the shop could accept."""

    code, status, title = "validation", 422, "Something in the request is not right"


class Unauthenticated(Refusal):
    code, status, title = "unauthenticated", 401, "Please log in"


class Forbidden(Refusal):
    code, status, title = "forbidden", 403, "Your login does not allow this"


class VersionConflict(Refusal):
    """Somebody else was faster; the problem carries the newest state as `current`."""

    code, status, title = "version_conflict", 409, "Somebody else has changed this meanwhile"
