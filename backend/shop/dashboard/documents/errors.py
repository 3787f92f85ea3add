"""Refusals of the printer."""

from backend.shop.kit.errors import Refusal


class DeliveryNotFound(Refusal):
    code, status, title = "delivery_not_found", 404, "There is no such delivery"


class RunNotFound(Refusal):
    code, status, title = "run_not_found", 404, "There is no such run"


class NothingToPrint(Refusal):
    """The delivery is there, but nobody should work from a paper of it."""

    code, status, title = "nothing_to_print", 409, "There is nothing to print"
