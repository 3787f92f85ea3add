"""`make faults`: kills web, worker, database and sandbox at each failpoint, and lets the provider sleep.

Then it asks picker, cart, catalog and checkout ten thousand questions, and holds the books of many stories
against those of both payment stand-ins.
"""

import sys

from tools.steps import PYTHON, Step, run_all, sum_up

STEPS = (
    Step(
        "everybody, killed at every place",
        [PYTHON, "-m", "pytest", "--verbose", "tests/faults"],
        environment={"POSY_ALL_FAULTS": "1"},
        loud=True,
    ),
    Step(
        "ten thousand questions, and one answer to each",
        [PYTHON, "-m", "pytest", "--quiet", "-n", "2", "tests/shop/promise/test_agreement.py"],
        environment={"POSY_ALL_CASES": "1"},
        loud=True,
    ),
    Step(
        "the books of sixty stories, and those of both providers",
        [PYTHON, "-m", "pytest", "--quiet", "-n", "2", "tests/routes/test_books_at_sandboxes.py"],
        environment={"POSY_ALL_CASES": "1"},
        loud=True,
    ),
)


def main() -> int:
    return sum_up(run_all(STEPS), "nothing was lost and nothing was done twice.")


if __name__ == "__main__":
    sys.exit(main())
