"""A lock file names the optional packages of every platform, each of which npm skips everywhere else."""

import json
from pathlib import Path

from tools.npm_lock import Entry, complete, missing_entries


def test_what_is_missing_is_added_once(tmp_path: Path) -> None:
    parent = {
        "version": "1.0.0",
        "dev": True,
        "optionalDependencies": {"@x/b-linux-x64-gnu": "1.0.0", "@x/b-win32-arm64": "1.0.0"},
    }
    packages = {"": {}, "node_modules/b": parent, "node_modules/@x/b-linux-x64-gnu": {"version": "1.0.0"}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}))

    assert complete(tmp_path, check_only=True) == [f"{tmp_path.name}: @x/b-win32-arm64"]
    assert complete(tmp_path, check_only=False) == [f"{tmp_path.name}: @x/b-win32-arm64"]

    written = json.loads((tmp_path / "package-lock.json").read_text())["packages"]
    added = {"version": "1.0.0", "cpu": ["arm64"], "dev": True, "optional": True, "os": ["win32"]}
    assert written == {**packages, "node_modules/@x/b-win32-arm64": added}
    assert complete(tmp_path, check_only=True) == []


def test_one_that_lies_inside_its_parent_is_found() -> None:
    packages: dict[str, Entry] = {
        "node_modules/a/node_modules/b": {"optionalDependencies": {"b-darwin-x64": "^2.0.0"}},
        "node_modules/a/node_modules/b-darwin-x64": {"version": "2.0.0"},
    }
    assert dict(missing_entries(packages)) == {}
    del packages["node_modules/a/node_modules/b-darwin-x64"]
    assert dict(missing_entries(packages)) == {
        "node_modules/b-darwin-x64": {"version": "2.0.0", "cpu": ["x64"], "optional": True, "os": ["darwin"]}
    }


def test_a_c_library_is_told_on_linux_only() -> None:
    packages: dict[str, Entry] = {
        "node_modules/b": {"optionalDependencies": {"b-linux-arm-musleabihf": "1.0.0"}}
    }
    (entry,) = dict(missing_entries(packages)).values()
    assert entry == {"version": "1.0.0", "cpu": ["arm"], "libc": ["musl"], "optional": True, "os": ["linux"]}
