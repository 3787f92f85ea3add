"""`make faults`: kills the shop at each of its failpoints, and its database and sandbox in mid-purchase."""

import sys

from tools.steps import PYTHON, Step, run_all, sum_up

STEPS = (
    Step(
        "the shop, killed at every place",
        [PYTHON, "-m", "pytest", "--verbose", "tests/faults"],
        environment={"POSY_ALL_FAULTS": "1"},
        loud=True,
    ),
)


def main() -> int:
    return sum_up(run_all(STEPS), "nothing was lost and nothing was done twice.")


if __name__ == "__main__":
    sys.exit(main())
