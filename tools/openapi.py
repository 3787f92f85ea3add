"""Writes the API document, openapi.json, from the routes; with --check it only says if that is needed."""

import argparse
import json
import sys
from pathlib import Path

from backend.app import create_app

DOCUMENT = Path(__file__).resolve().parent.parent / "openapi.json"


def written() -> str:
    """The document as the shop itself serves it."""
    answer = create_app().test_client().get("/api/openapi.json")
    if answer.get_json(silent=True) is None:
        raise SystemExit(f"/api/openapi.json answered {answer.status}, which is no document.")
    return json.dumps(answer.get_json(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.openapi", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only")
    checking = parser.parse_args().check
    new = written()
    if DOCUMENT.exists() and DOCUMENT.read_text(encoding="utf-8") == new:
        return 0
    if checking:
        print("openapi.json is not in step with the routes: run .venv/bin/python -m tools.openapi")
        return 1
    DOCUMENT.write_text(new, encoding="utf-8")
    print("openapi.json is written anew; run npm run types in client/ next")
    return 0


if __name__ == "__main__":
    sys.exit(main())
