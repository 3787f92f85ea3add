"""Alembic's environment: the address comes from the caller (attribute or `-x url=...`) or the settings."""

from alembic import context
from sqlalchemy import NullPool, create_engine

from backend import db, models
from backend.config import settings


def include_object(item: object, name: str | None, kind: str, _reflected: bool, _against: object) -> bool:
    """The job queue brings its own tables; they are not ours to compare."""
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


def run() -> None:
    given = context.config.attributes.get("url") or context.get_x_argument(as_dictionary=True).get("url")
    url = given or settings().database_url
    with create_engine(db.sqlalchemy_url(url), poolclass=NullPool).connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=models.metadata,
            include_object=include_object,
            compare_server_default=False,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
