"""The back office's doors, one module per part; every route names the permission that it needs."""

import flask

BLUEPRINTS: tuple[flask.Blueprint, ...] = ()
