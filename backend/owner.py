"""`make owner`: the shop's first login, that of its owner, whether the shop is open or closed."""

import argparse
import getpass
import os
import sys

from pydantic import EmailStr, TypeAdapter, ValidationError

from backend import db
from backend.config import VAR
from backend.embedded_postgres import EmbeddedPostgresRefused
from backend.shop.accounts.rules import Role
from backend.shop.accounts.services.add import add_account
from backend.shop.kit import clock
from backend.shop.kit.errors import Refusal
from backend.start import house, standing
from backend.start.words import Refused, Words, complain, note


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m backend.owner", description=__doc__)
    parser.add_argument("--steps-done", type=int, default=0, help="go on counting steps from here")
    words = Words(parser.parse_args().steps_done)
    try:
        email = _email(_asked("EMAIL", "E-mail"))
        name, password = _asked("NAME", "Name"), os.environ.get("PASSWORD") or getpass.getpass("Password: ")
        with house.database(house.House(VAR, dict(os.environ), words)) as url:
            words.step("Making the owner's login")
            _make(url, email=email, name=name, password=password)
    except (Refused, EmbeddedPostgresRefused) as refusal:
        complain(str(refusal))
        return 1
    except (KeyboardInterrupt, EOFError):
        complain("Nothing was made.")
        return 130
    note(f"{name} can log in with {email} at the shop's address, under /admin")
    return 0


def _asked(variable: str, question: str) -> str:
    answer = (os.environ.get(variable) or input(f"{question}: ")).strip()
    if not answer:
        raise Refused(f"An owner needs one: {question.lower()}.")
    return answer


def _email(given: str) -> str:
    try:
        return TypeAdapter(EmailStr).validate_python(given)
    except ValidationError as error:
        raise Refused(f"{given} is no e-mail address.") from error


def _make(url: str, *, email: str, name: str, password: str) -> None:
    if not standing.look(url).newest_tables:
        raise Refused("The shop's tables are not there yet: make run makes them.")
    db.connect(url)
    try:
        with db.transaction() as session:
            add_account(session, email=email, name=name, role=Role.OWNER, password=password, at=clock.now())
    except Refusal as refusal:
        raise Refused(refusal.detail) from refusal
    finally:
        db.dispose()


if __name__ == "__main__":
    sys.exit(main())
