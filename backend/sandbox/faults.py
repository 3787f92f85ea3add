"""Meets a request with the faults that /behavior asks for: waiting, and answers that say 500."""

from collections.abc import Callable

from backend.sandbox import behavior
from backend.sandbox.context import Context
from backend.sandbox.refusal import Refusal

NEVER = 600.0  # seconds; beyond every client's patience, and yet no thread stays for good


class Trouble:
    """What meets one request. The caller says where the request stands; most have no trouble at all."""

    def __init__(
        self, context: Context, *, operation: str, broken: Callable[..., Refusal] | None = None
    ) -> None:
        self._context, self._broken = context, broken or _broken
        with context.store.transaction() as db:
            self._hang = behavior.spend(db, "hang", operation=operation)
            self._error = behavior.spend(db, "error", operation=operation)

    def before(self) -> None:
        """Nothing is done yet; the 500 raised here leaves its key free."""
        self._wait("before")
        self._fail("before")

    def spoil(self) -> None:
        """The work is done; the 500 raised here is the answer to keep for its key."""
        self._fail("after", kept=True)

    def after(self) -> None:
        """The work and its true answer are committed; what happens now happens to the answer on its way."""
        self._wait("after")
        self._fail("lost")

    def _wait(self, when: str) -> None:
        if self._hang is not None and self._hang["when"] == when:
            seconds = self._hang["seconds"]
            self._context.waits.wait(NEVER if seconds is None else seconds)

    def _fail(self, when: str, *, kept: bool = False) -> None:
        if self._error is not None and self._error["when"] == when:
            raise self._broken(kept=kept)


def _broken(*, kept: bool) -> Refusal:
    return Refusal("An unknown error occurred", status=500, kind="api_error", kept=kept)
