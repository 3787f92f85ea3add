"""Pages of a list: `{"items", "total", "page", "page_size"}`, always bounded."""

from dataclasses import dataclass

MAX_PAGE = 10_000
MAX_PAGE_SIZE = 60


@dataclass(frozen=True, slots=True)
class Page:
    """The `number`-th page (from 1) of `size` rows."""

    number: int = 1
    size: int = 24

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size
