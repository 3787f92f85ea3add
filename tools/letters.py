"""Renders every kind of letter with made-up data: `python -m tools.letters FOLDER` writes HTML and text."""

import sys
from pathlib import Path

from backend.config import ROOT
from backend.shop.notifications.letters.rendering import render
from tools.letter_examples import SHOP, examples

PICTURES = ROOT / "backend" / "static" / "pictures"


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0] if arguments else "var/letters")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in examples().items():
        rendered = render(content, SHOP)
        html = rendered.html.replace(f"{SHOP.url}/pictures", PICTURES.as_uri())
        html = html.replace("cid:photo", (PICTURES / "peach-crate-960.webp").as_uri())
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
        text = f"Subject: {rendered.subject}\n\n{rendered.text}"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    print(f"{len(examples())} letters are in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
