"""One page as its parts are drawn: who looks, at which corridor of which pack, and what is selected."""

from dataclasses import dataclass
from pathlib import Path

from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui.access import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """One run of the page, handed to whatever draws a part of it and to the callbacks of that part."""

    viewer: Viewer
    pack: Path
    """Folder of the corridor that is open."""
    published: Corridor
    """The corridor as published, also while the page shows a preview."""
    corridor: Corridor
    """What the page shows."""
    selection: Selection

    @property
    def lang(self) -> Lang:
        """The language of the page."""
        return self.selection.lang
