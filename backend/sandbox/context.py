"""What every page and route of the sandbox works with: its settings, its memory and its clock."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import current_app

from backend.sandbox.settings import Settings
from backend.sandbox.store import Store

EXTENSION = "posy_sandbox"


@dataclass(frozen=True)
class Context:
    settings: Settings
    store: Store
    clock: Callable[[], float]

    def now(self) -> int:
        return int(self.clock())


def current() -> Context:
    return cast(Context, current_app.extensions[EXTENSION])
