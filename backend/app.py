"""The web application: the whole wiring on one screen."""

import flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from backend import db
from backend.config import Settings, settings
from backend.routes import (
    access,
    account,
    admin,
    auth,
    cart,
    catalog,
    delivery,
    documents,
    driver,
    guards,
    me,
    orders,
    passwords,
    payments,
    problems,
    running,
    sessions,
    shell,
    substitutions,
    totp,
)
from backend.routes import shop as shop_facts
from backend.routes.api import api
from backend.shop.accounts import security

_MAX_BODY = 1024 * 1024
_FLOOD = "1200 per minute"
BLUEPRINTS = (
    running.blueprint,
    shop_facts.blueprint,
    catalog.blueprint,
    delivery.blueprint,
    cart.blueprint,
    orders.blueprint,
    substitutions.blueprint,
    payments.blueprint,
    auth.blueprint,
    *account.BLUEPRINTS,
    passwords.blueprint,
    me.blueprint,
    sessions.blueprint,
    totp.blueprint,
    *admin.BLUEPRINTS,
    driver.blueprint,
    documents.blueprint,
)


def create_app(config: Settings | None = None) -> flask.Flask:
    """A Flask application on the configured database."""
    config = config or settings()
    app = flask.Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _MAX_BODY
    app.url_map.strict_slashes = False
    if config.database_url:
        db.connect(config.database_url)
    app.after_request(db.finish_request)
    app.teardown_appcontext(db.close_request)
    guards.register(app, config)
    problems.register(app)
    access.register(app, config)
    if config.posy_env != "test":
        security.speak()
    Limiter(
        get_remote_address,
        app=app,
        default_limits=[_FLOOD],
        storage_uri=config.redis_url or "memory://",
        enabled=config.posy_env != "test",
    )
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    api.register(app)
    app.register_blueprint(shell.blueprint)  # last: it answers every address that is left
    app.wsgi_app = guards.behind_proxies(app.wsgi_app, config.trusted_proxies)  # type: ignore[assignment, method-assign]  # the way Flask documents to wrap it
    return app
