"""The printer: dockets, cards, labels and lists as PDF, to be opened or printed from the page."""

import flask
from spectree import Response

from backend import db
from backend.routes.access import needs
from backend.routes.api import api
from backend.routes.schemas.admin.printing import DayPaperQuery, LabelsQuery, PapersQuery, RunPaperQuery
from backend.routes.schemas.common import Problem
from backend.shop.accounts.rules import Permission
from backend.shop.dashboard.documents import papers
from backend.shop.dashboard.documents.press import Paper
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop

blueprint = flask.Blueprint("admin_print", __name__, url_prefix="/api/admin/print")

_ANSWERS = Response(HTTP_200=None, HTTP_401=Problem, HTTP_403=Problem, HTTP_422=Problem)
_OF_ONE = Response(HTTP_200=None, HTTP_401=Problem, HTTP_403=Problem, HTTP_404=Problem, HTTP_422=Problem)
_OF_SOME = Response(
    HTTP_200=None, HTTP_401=Problem, HTTP_403=Problem, HTTP_404=Problem, HTTP_409=Problem, HTTP_422=Problem
)


@blueprint.get("/dockets")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=_OF_SOME, tags=["back office"])
def dockets(query: PapersQuery) -> flask.Response:
    """A PDF of what to make, a page or more for each delivery."""
    return _pdf(
        papers.dockets(db.edge_session(), delivery_ids=query.delivery_id, paper=_sheet(query.paper)),
        "dockets",
    )


@blueprint.get("/cards")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=_OF_SOME, tags=["back office"])
def cards(query: PapersQuery) -> flask.Response:
    """A PDF of the card messages, each on a sheet to fold; deliveries without one are left out."""
    return _pdf(
        papers.cards(db.edge_session(), delivery_ids=query.delivery_id, paper=_sheet(query.paper)), "cards"
    )


@blueprint.get("/labels")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=_OF_SOME, tags=["back office"])
def labels(query: LabelsQuery) -> flask.Response:
    """A PDF of address labels."""
    return _pdf(
        papers.labels(db.edge_session(), delivery_ids=query.delivery_id, paper=Paper(query.paper)), "labels"
    )


@blueprint.get("/day")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=_ANSWERS, tags=["back office"])
def day(query: DayPaperQuery) -> flask.Response:
    """A PDF of a day's deliveries and collections, by hour and zone."""
    session = db.edge_session()
    wanted = query.date or local_day(clock.now(), shop(session).time_zone)
    return _pdf(papers.day_list(session, day=wanted, paper=_sheet(query.paper)), f"day-{wanted}")


@blueprint.get("/run")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=_OF_ONE, tags=["back office"])
def run(query: RunPaperQuery) -> flask.Response:
    """A PDF of a run's stops in their order."""
    return _pdf(papers.run_list(db.edge_session(), run_id=query.run_id, paper=_sheet(query.paper)), "run")


def _sheet(paper: str | None) -> Paper | None:
    return Paper(paper) if paper else None


def _pdf(pages: bytes, name: str) -> flask.Response:
    """For this person's screen and printer, and for no cache."""
    response = flask.Response(pages, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
