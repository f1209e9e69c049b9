"""Scripts of the page's own markup: whatever carries ``data-pick`` can be picked, and an answer takes the focus."""

from corridor.draw.web.markup import script


def picks_script() -> str:
    """The module that hears a pick."""
    return script("picks")


def focus_script() -> str:
    """The module that moves the focus to an answer, once."""
    return script("focus")
