"""Refusals of the prices."""

from backend.shop.kit.errors import Refusal


class SurgeNotFound(Refusal):
    code, status, title = "surge_not_found", 404, "There is no such surge"
