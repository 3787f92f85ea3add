"""Where flowers are brought: to what kind of place, and whether a service waits for them."""

from collections.abc import Mapping
from datetime import time
from typing import Any


def service_time(method: str, recipient: Mapping[str, Any] | None) -> time | None:
    """When the service begins, by the shop's clock and on the day of the delivery.

    None without a service, and for somebody who collects: she sees for herself when she has to be there.
    """
    said = recipient.get("service_time") if recipient and method == "van" else None
    return None if said is None else time.fromisoformat(said)


def place_of(method: str, recipient: Mapping[str, Any] | None) -> str | None:
    """The kind of place; None where it is not known yet, and for somebody who collects."""
    return recipient.get("kind_of_place") if recipient and method == "van" else None
