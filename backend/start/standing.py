"""What a database already has, asked in plain SQL: loading Alembic and the demo shop takes seconds."""

from dataclasses import dataclass

import psycopg

from backend import revision
from backend.start import checks


@dataclass(frozen=True)
class Standing:
    """What need not be done again."""

    newest_tables: bool
    products: bool


def has_login(url: str, email: str) -> bool:
    """Whether somebody can log in with this address."""
    with psycopg.connect(checks.plain(url)) as connection:
        row = connection.execute("select exists (select from account where email = %s)", [email]).fetchone()
        return bool(row and row[0])


def look(url: str) -> Standing:
    """Tables of another revision may lack anything, so only the newest are asked for products."""
    with psycopg.connect(checks.plain(url)) as connection:
        if revision.found(connection) != revision.newest():
            return Standing(newest_tables=False, products=False)
        row = connection.execute("select exists (select from product)").fetchone()
        return Standing(newest_tables=True, products=bool(row and row[0]))
