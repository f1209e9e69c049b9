"""What the handle of the panel's sheet is made of in the browser."""

from functools import cache
from pathlib import Path


def frame_script() -> str:
    """The module that moves the sheet and brings the list to the node it shows."""
    return _file("js", "sheet_handle.js")


def frame_style() -> str:
    """The style sheet of the handle."""
    return _file("css", "sheet_handle.css")


@cache
def _file(folder: str, name: str) -> str:
    return (Path(__file__).parent / folder / name).read_text(encoding="utf-8")
