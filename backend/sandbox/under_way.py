"""What is under way in this process, and forgotten with it: keys in use, and requests that hang."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from backend.sandbox.refusal import Refusal


class KeysInUse:
    """Lets one request at a time work under an idempotency key."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held: set[str] = set()

    @contextmanager
    def hold(self, key: str) -> Iterator[None]:
        """Raises Refusal while another request holds the key; the empty key holds nothing.

        (docs) A request that conflicts with one under way is refused with 409 and leaves no answer behind;
        (guess) the type and the words.
        """
        with self._guard:
            if key in self._held:
                raise Refusal(
                    "There is currently another in-progress request using this Idempotent Key (that probably"
                    f" means you submitted twice, and the other request is still going through): {key}."
                    " Please try again later.",
                    status=409,
                    code="idempotency_key_in_use",
                )
            if key:
                self._held.add(key)
        try:
            yield
        finally:
            with self._guard:
                self._held.discard(key)


class Waits:
    """Requests that hang. `release` lets all that hang now go on."""

    def __init__(self) -> None:
        self._end = threading.Event()

    def wait(self, seconds: float) -> None:
        self._end.wait(seconds)

    def release(self) -> None:
        ended, self._end = self._end, threading.Event()
        ended.set()
