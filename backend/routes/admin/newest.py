"""Whoever comes second sees both: what was sent, and beside it what is there now."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pydantic import BaseModel

from backend.shop.kit.errors import VersionConflict


@contextmanager
def newest(read: Callable[[], BaseModel]) -> Iterator[None]:
    """Puts the newest state, in the shape of its read, into a version conflict as `current`."""
    try:
        yield
    except VersionConflict as conflict:
        conflict.extra["current"] = read().model_dump(mode="json")
        raise
