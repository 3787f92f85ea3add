"""Refusals of the prices."""

from collections.abc import Sequence

from backend.shop.accounts.errors import CountedRefusal
from backend.shop.kit.errors import NotFound, Refusal


class SurgeNotFound(NotFound):
    code, title = "surge_not_found", "There is no such surge any more"


class PromotionUnknown(CountedRefusal):
    """A code that is nobody's: counted, because whoever guesses says many."""

    code, status, title = "promotion_unknown", 404, "We do not know this code"


class PromotionUsedUp(Refusal):
    """`promotion` is its name. What is left of it for her would be a unit of each of `bucket_ids`."""

    code, status, title = "promotion_used_up", 409, "This offer is used up"

    def __init__(self, detail: str, *, promotion: str, bucket_ids: Sequence[int]) -> None:
        super().__init__(detail, promotion=promotion)
        self.bucket_ids = tuple(bucket_ids)


class PromotionNotFound(NotFound):
    code, title = "promotion_not_found", "There is no such promotion"


class PromotionInUse(Refusal):
    code, status, title = "promotion_in_use", 409, "This promotion has been used: it can be paused"


class CodeTaken(Refusal):
    code, status, title = "code_taken", 409, "Another promotion has this code"
