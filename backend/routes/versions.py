"""The second writer sees both: what she wanted to write, and, in the refusal, what is there now."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pydantic import BaseModel

from backend.shop.kit.errors import VersionConflict


@contextmanager
def shows_current(read: Callable[[], BaseModel]) -> Iterator[None]:
    """Puts the newest state, as the page reads it, into a VersionConflict."""
    try:
        yield
    except VersionConflict as conflict:
        raise VersionConflict(conflict.detail, current=read().model_dump(mode="json")) from conflict
