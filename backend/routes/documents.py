"""The API document at /api/openapi.json, and its pages at /api/docs with nothing from elsewhere."""

import flask
import swagger_ui_bundle

from backend.routes.api import api

blueprint = flask.Blueprint("documents", __name__, url_prefix="/api")

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Posy API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</html>
"""
_START = 'SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true })\n'


@blueprint.get("/openapi.json")
def document() -> flask.Response:
    return flask.jsonify(api.spec)


@blueprint.get("/docs")
def page() -> flask.Response:
    return flask.Response(_PAGE, mimetype="text/html")


@blueprint.get("/docs/start.js")
def start() -> flask.Response:
    return flask.Response(_START, mimetype="text/javascript")


@blueprint.get("/docs/<any('swagger-ui.css', 'swagger-ui-bundle.js'):name>")
def vendor(name: str) -> flask.Response:
    return flask.send_from_directory(swagger_ui_bundle.swagger_ui_path, name)
