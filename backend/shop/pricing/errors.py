"""Refusals of the prices."""

from backend.shop.kit.errors import NotFound


class SurgeNotFound(NotFound):
    code, title = "surge_not_found", "There is no such surge any more"
