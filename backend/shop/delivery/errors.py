"""Refusals of the delivery room."""

from backend.shop.kit.errors import NotFound, Refusal


class InvalidPostcode(Refusal):
    """No postcode at all: no zone could ever match it."""

    code, status, title = "invalid_postcode", 422, "That is not a postcode"

    def __init__(self, given: str) -> None:
        message = "Please give a five-digit ZIP code, for example 97201."
        super().__init__(message, errors=[{"path": "postcode", "message": message}])
        self.given = given


class RunNotFound(NotFound):
    code, title = "run_not_found", "There is no such run"
