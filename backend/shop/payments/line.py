"""How many threads of a process may wait for one provider: the others go on selling while it hangs."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from backend.shop.payments.errors import ProviderUnavailable

_AT_ONCE = 5
_PATIENCE = 2.0  # seconds for one of them to come free


class Line:
    """A provider's own: another that hangs keeps none of its places."""

    def __init__(self) -> None:
        self._places = BoundedSemaphore(_AT_ONCE)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Raises ProviderUnavailable when none comes free in time."""
        if not self._places.acquire(timeout=_PATIENCE):
            raise no_answer()
        try:
            yield
        finally:
            self._places.release()


def no_answer() -> ProviderUnavailable:
    """What a buyer reads while nothing is known of the money."""
    words = "Our payment provider does not answer. Nothing was charged; please try again."
    return ProviderUnavailable(words, retry_after=5)
