"""`python -m backend.demo`: the demo shop in the database of `DATABASE_URL`, if that has no products yet."""

import sys

from backend import db
from backend.config import settings
from backend.demo.fill import fill
from backend.shop.kit import clock


def main() -> int:
    url = settings().database_url
    if not url:
        print(
            "The demo shop needs DATABASE_URL; `make run` gives it the embedded database's.", file=sys.stderr
        )
        return 1
    db.connect(url)
    try:
        with db.transaction() as session:
            if fill(session, now=clock.now(), say=print):
                print("The demo shop is ready.")
    finally:
        db.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
