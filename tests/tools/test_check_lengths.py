"""The limits on files and functions are exact."""

import ast
from pathlib import Path

import pytest

from tools import check_lengths


def function_of(lines: int) -> str:
    return "def made():\n" + "    pass\n" * (lines - 1)


@pytest.mark.parametrize(("lines", "findings"), [(40, 0), (41, 1)])
def test_functions(lines: int, findings: int) -> None:
    assert len([*check_lengths._long_functions(ast.parse(function_of(lines)))]) == findings


@pytest.mark.parametrize(("suffix", "longest"), [(".py", 300), (".ts", 250), (".tsx", 250)])
def test_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, longest: int) -> None:
    monkeypatch.setattr(check_lengths, "ROOT", tmp_path)
    path = tmp_path / f"made{suffix}"
    path.write_text("\n" * longest)
    assert [*check_lengths._look_at(path)] == []
    path.write_text("\n" * (longest + 1))
    assert [*check_lengths._look_at(path)] == [f"made{suffix}: {longest + 1} lines, at most {longest}"]
