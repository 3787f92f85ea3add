"""Which of the faults are tried, and that a broken invariant says its values."""

import pytest

from tests.faults.house import EVERYTHING

pytest.register_assert_rewrite("tests.faults.invariants", "tests.faults.customer")

collect_ignore = [] if EVERYTHING else ["test_database_and_sandbox.py"]
