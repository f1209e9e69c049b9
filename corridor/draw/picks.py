"""The script by which a page hears that a part of its own markup was picked: whatever carries ``data-pick``."""

from pathlib import Path


def picks_script() -> str:
    """The module that hears it."""
    return (Path(__file__).parent / "js" / "picks.js").read_text(encoding="utf-8")
