"""A color outside the theme is found wherever it hides; what only looks like one is let be."""

from pathlib import Path

import pytest

from tools import check_tokens


@pytest.fixture
def component(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(check_tokens, "ROOT", tmp_path)
    return tmp_path / "card.tsx"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('<p className="text-[#fff]">', "#fff is a raw color"),
        ('const ink = "#241F1A";', "#241F1A is a raw color"),
        ("color: #241f1a80;", "#241f1a80 is a raw color"),
        ('<p className="bg-[rgb(0_0_0/50%)]">', "rgb( is a raw color"),
        ("fill: oklch(70% 0.1 20);", "oklch( is a raw color"),
        ('<p className="md:hover:bg-red-500">', "bg-red-500 is no color of the theme"),
        ('<p className="text-white">', "text-white is no color of the theme"),
    ],
)
def test_a_color_is_found(component: Path, line: str, found: str) -> None:
    component.write_text("\n" + line)
    assert [*check_tokens._look_at(component)] == [f"card.tsx:2: {found}"]


@pytest.mark.parametrize(
    "line",
    [
        '<p className="bg-green-wash text-ink-soft border-line bg-flower-red">',
        '<a href="#add">',
        '<a href="#main-content">',
        "color-mix(in srgb, var(--color-ink) 22%, transparent)",
        "const order = `#${number}`;",
    ],
)
def test_what_only_looks_like_one(component: Path, line: str) -> None:
    component.write_text(line)
    assert [*check_tokens._look_at(component)] == []


def test_the_theme_is_their_home(component: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    component.write_text("#fff")
    monkeypatch.setattr(check_tokens, "HOMES", {component})
    assert [*check_tokens._look_at(component)] == []
