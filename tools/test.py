"""`make test`: every check, the backend's tests, the client's tests and the journeys in a real browser."""

import sys

from tools.check import CLIENT, STEPS
from tools.steps import PYTHON, ROOT, Step, run_all, sum_up

PYTEST = [PYTHON, "-m", "pytest", "--quiet"]
TESTS = (
    Step("tests of the backend", [*PYTEST, "-m", "not race", "-n", "2", "--dist", "loadfile"], loud=True),
    Step("tests of the backend that need the machine for themselves", [*PYTEST, "-m", "race"], loud=True),
    Step("tests of the client", ["npm", "run", "--silent", "test"], CLIENT, loud=True),
    Step("tests of the illustrator", ["npm", "run", "--silent", "test"], ROOT / "illustrator"),
    Step("journeys in a browser", [PYTHON, "-m", "tools.journeys"], loud=True),
)


def main() -> int:
    return sum_up(run_all([*STEPS, *TESTS]), "every check and every test is in order.")


if __name__ == "__main__":
    sys.exit(main())
