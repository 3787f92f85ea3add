"""Each rule of `.importlinter` is broken by an import against it: one that cannot fail guards nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from backend.config import ROOT

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
TYPES_ONLY = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from backend.shop.orders.models import Order
"""
MADE = (
    "app",
    "worker",
    "jobs",
    "routes/__init__",
    "start/__init__",
    "sandbox/__init__",
    "db",
    "config",
    "shop/__init__",
    *(
        f"shop/{room}/__init__"
        for room in ("kit", "capacity", "stock", "promise", "orders", "cart", "search")
    ),
    *(f"shop/{room}/models" for room in ("capacity", "stock", "orders")),
    "shop/orders/rules",
    "shop/orders/services",
    "shop/orders/tasks",
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house of empty rooms under the real rules."""
    shutil.copy(ROOT / ".importlinter", tmp_path)
    for name in ("__init__", *MADE):
        path = tmp_path / "backend" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def lint(house: Path) -> str:
    """The names of the broken contracts, or nothing."""
    path = os.pathsep.join([str(house), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": path, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    broken = [line.removesuffix(" BROKEN") for line in done.stdout.splitlines() if line.endswith(" BROKEN")]
    assert (done.returncode != 0) == bool(broken)
    return "; ".join(name.split(":")[0] for name in broken)


@pytest.mark.parametrize(
    ("importer", "line", "broken"),
    [
        ("shop/orders/services", "from backend.shop.orders import models", ""),
        ("shop/promise/__init__", "from backend.shop.stock import models", ""),
        ("shop/search/__init__", "from backend.shop.stock import models", ""),
        ("routes/__init__", TYPES_ONLY, ""),
        ("db", "from backend import shop", "Floors"),
        ("config", "from backend import db", "Floors"),
        ("shop/capacity/__init__", "from backend.shop import orders", "Rooms"),
        ("shop/cart/__init__", "from backend.shop import search", "Rooms"),
        ("shop/attic", "", "Rooms"),
        ("attic", "", "Floors"),
        ("shop/orders/models", "from backend.shop.orders import services", "Inside a room"),
        ("shop/orders/rules", "import sqlalchemy", "Rules are plain Python"),
        ("shop/orders/services", "from backend.shop.stock import models", "Tables belong to their room"),
        ("routes/__init__", "from backend.shop.orders import models", "Tables belong to their room"),
        ("routes/__init__", "from backend import sandbox", "Floors; Nobody knows the sandbox"),
        (
            "app",
            "from backend.shop.orders import tasks",
            "Only the worker imports jobs, so the web process stays light",
        ),
    ],
)
def test_rules(house: Path, importer: str, line: str, broken: str) -> None:
    (house / "backend" / f"{importer}.py").write_text(line + "\n")
    assert lint(house) == broken
