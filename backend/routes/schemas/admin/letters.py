"""Letters, campaigns and suppressed addresses in the back office."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from backend.routes.schemas.common import Id, StatusModel, Strict
from backend.shop.kit.paging import MAX_PAGE

PageNumber = Annotated[int, Field(ge=1, le=MAX_PAGE)]
_ONE_LINE = r"^[^\r\n]*$"
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=150, pattern=_ONE_LINE)
]
Slug = Annotated[str, StringConstraints(max_length=120)]


class OutboxQuery(Strict):
    """`q` is a part of an address, or an order's number."""

    state: Literal["", "queued", "sent", "dead", "dropped"] = ""
    kind: Annotated[str, StringConstraints(max_length=40)] = ""
    q: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""
    page: PageNumber = 1


class OutboxLetterModel(Strict):
    """`trouble` is its last error as a sentence, `error` what the mail server said."""

    id: int
    kind: str
    label: str
    recipient: str
    number: str | None
    status: StatusModel
    created_at: dt.datetime
    sent_at: dt.datetime | None
    attempts: int
    trouble: str
    error: str
    can_resend: bool


class OutboxKindModel(Strict):
    kind: str
    label: str


class OutboxModel(Strict):
    """Letters that did not get out come first; `dead` is how many there are in all."""

    items: list[OutboxLetterModel]
    total: int
    page: int
    page_size: int
    dead: int
    kinds: list[OutboxKindModel]


class SuppressionQuery(Strict):
    q: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""
    page: PageNumber = 1


class SuppressionModel(Strict):
    """`topic` is empty where it gets nothing that nobody ordered."""

    id: int
    address: str
    topic: str
    why: str
    detail: str
    at: dt.datetime


class SuppressionList(Strict):
    items: list[SuppressionModel]
    total: int
    page: int
    page_size: int


class CampaignBody(Strict):
    """An empty line in `body` begins a paragraph; `products` are slugs; `code` is a promotion's, or empty."""

    subject: Line
    preheader: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=_ONE_LINE)] = (
        ""
    )
    heading: Line
    body: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8000)]
    products: list[Slug] = Field(default_factory=list, max_length=6)
    code: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=_ONE_LINE)] = ""


class ChangeCampaign(CampaignBody):
    version: Id


class CampaignVersion(Strict):
    """The version that whoever decides has seen."""

    version: Id


class CampaignModel(Strict):
    """`recipients` is whom it went or goes to, and the others are how far it is with them."""

    id: int
    version: int
    subject: str
    preheader: str
    heading: str
    body: str
    products: list[str]
    code: str
    status: StatusModel
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    recipients: int
    waiting: int
    sent: int
    skipped: int
    failed: int


class CampaignList(Strict):
    """`audience` is how many customers a campaign would go to now."""

    items: list[CampaignModel]
    total: int
    page: int
    page_size: int
    audience: int


class CampaignPage(Strict):
    page: PageNumber = 1


class RenderedModel(Strict):
    """A letter as its readers get it."""

    subject: str
    html: str
    text: str
