"""A finding of bandit fails unless its very place is accepted, and an acceptance fails once it is idle."""

from tools.security import ACCEPTED, Finding, judge

SHELL: Finding = {
    "test_id": "B602",
    "filename": "./backend/start/house.py",
    "line_number": 7,
    "issue_text": "A shell.",
}


def test_a_finding() -> None:
    assert [*judge([SHELL], {})] == ["backend/start/house.py:7: B602 A shell."]
    assert [*judge([SHELL], {("B602", "backend/start/*.py"): "a reason"})] == []


def test_another_test_or_another_place_is_not_covered() -> None:
    for place in (("B603", "backend/start/*.py"), ("B602", "backend/*/words.py")):
        assert [*judge([SHELL], {place: "a reason"})] == [
            "backend/start/house.py:7: B602 A shell.",
            f"tools/security.py: {place[0]} is accepted in {place[1]}, but is no longer found there",
        ]


def test_none_is_accepted_everywhere_and_each_has_its_reason() -> None:
    assert all(path.startswith(("backend/", "bench/", "tools/")) for _, path in ACCEPTED)
    assert not any(path == "backend/*" for _, path in ACCEPTED)
    assert all(len(reason) > 20 for reason in ACCEPTED.values())
