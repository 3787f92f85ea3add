"""What nothing uses is named; what a route's decorator or an acceptance keeps alive is not."""

from pathlib import Path

from tools.unused import judge

SOURCE = """
import json

class Seller:
    def sell(self): ...

@blueprint.get("/flowers")
def flowers(): ...

def wilted(): ...

def kept(): ...

Seller()
"""


def test_findings(tmp_path: Path) -> None:
    (tmp_path / "backend").mkdir()
    (tmp_path / "backend" / "shop.py").write_text(SOURCE)

    assert [*judge(tmp_path, ["backend"], {"kept": "a reason", "gone": "a reason"})] == [
        "backend/shop.py:2: nothing uses the import json",
        "backend/shop.py:5: nothing uses the method sell",
        "backend/shop.py:10: nothing uses the function wilted",
        "tools/unused.py: gone is accepted, but is used or gone",
    ]
