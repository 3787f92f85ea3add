"""Whether this process lives, and whether it can serve."""

import flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from backend import db, revision

blueprint = flask.Blueprint("running", __name__)


@blueprint.get("/healthz")
def healthz() -> flask.Response:
    return flask.jsonify(status="alive")


@blueprint.get("/readyz")
def readyz() -> tuple[flask.Response, int]:
    """200 when the database answers and its tables are of this version."""
    wanted = revision.newest()
    try:
        with db.new_session() as session:
            found = session.scalar(text("select version_num from alembic_version"))
    except SQLAlchemyError:
        return flask.jsonify(status="no database"), 503
    if found != wanted:
        return flask.jsonify(status="migrations pending", found=found, wanted=wanted), 503
    return flask.jsonify(status="ready"), 200
