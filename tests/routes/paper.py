"""What a PDF says, and how it is asked for."""

import io
import re
from typing import Any
from uuid import UUID

from pypdf import PdfReader
from werkzeug.test import TestResponse

from tests.routes import staff
from tests.routes.conftest import Browser


def printed(
    http: Browser, kind: str, *delivery_ids: UUID, role: str = "florist", **query: Any
) -> TestResponse:
    """Asks the printer as somebody of this role."""
    asked = [("delivery_id", str(each)) for each in delivery_ids] + list(query.items())
    logins = http.__dict__.setdefault("logins", {})  # a login costs more than a paper
    if role not in logins:
        logins[role] = staff.log_in(http, role)
    return http.get(f"/api/admin/print/{kind}", query_string=asked, headers=logins[role])


def pages(answer: TestResponse) -> list[str]:
    """The text of each page, its spaces and line breaks as one space; without marks that nobody sees."""
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    read = (page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    return [re.sub(r"\s+", " ", text.replace("\u200b", "").replace("\u00a0", " ")).strip() for text in read]


def size(answer: TestResponse) -> tuple[int, int]:
    """Of the first page, in millimeters."""
    box = PdfReader(io.BytesIO(answer.data)).pages[0].mediabox
    return round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)


def typefaces(answer: TestResponse) -> set[str]:
    """The names of the embedded typefaces, without the tag of a subset."""
    found = set()
    for page in PdfReader(io.BytesIO(answer.data)).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in inner["/FontDescriptor"].get_object()
            found.add(str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0])
    return found
