"""What every page and route of the sandbox works with: its settings, memory and clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from backend.sandbox.settings import Settings
from backend.sandbox.store import Store
from backend.sandbox.under_way import KeysInUse, Waits

EXTENSION = "posy_sandbox"


@dataclass(frozen=True)
class Context:
    settings: Settings
    store: Store
    clock: Callable[[], float]
    keys: KeysInUse = field(default_factory=KeysInUse)
    waits: Waits = field(default_factory=Waits)

    def now(self) -> int:
        return int(self.clock())


def current() -> Context:
    return cast(Context, current_app.extensions[EXTENSION])
