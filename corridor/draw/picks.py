"""Scripts of the page's own markup: whatever carries ``data-pick`` can be picked, and an answer takes the focus."""

from pathlib import Path


def picks_script() -> str:
    """The module that hears a pick."""
    return _script("picks")


def focus_script() -> str:
    """The module that moves the focus to an answer, once."""
    return _script("focus")


def _script(name: str) -> str:
    return (Path(__file__).parent / "js" / f"{name}.js").read_text(encoding="utf-8")
