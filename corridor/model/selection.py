"""What the reader is looking at: the URL, the widgets and the exports share this one value."""

from dataclasses import dataclass
from enum import StrEnum

from corridor.model.corridor import Corridor
from corridor.model.text import Lang


class View(StrEnum):
    """What a page shows, in the order of the switch."""

    MAP = "map"
    FIGURES = "figures"
    PRESENT = "present"
    UPDATE = "update"


class Part(StrEnum):
    """A part of a view that has several, of which one is drawn."""

    ALL = "all"
    COMPARE = "compare"
    WORK = "work"
    SOURCES = "sources"
    GAPS = "gaps"
    LEDGER = "ledger"
    SHEET = "sheet"
    FILL = "fill"
    PLACE = "place"
    VERSIONS = "versions"


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """A view of a corridor. Never holds the release profile: that comes from who is signed in."""

    view: View = View.MAP
    part: Part | None = None
    """``None`` for the first of the view."""
    corridor_id: str = ""
    lang: Lang = "zh"
    node_id: str | None = None
    compared: tuple[str, ...] = ()
    """Two to four node ids, in the order chosen."""
    query: str = ""
    industry_id: str | None = None
    role: str | None = None
    layer_ids: tuple[str, ...] | None = None
    """Layers switched on; ``None`` for the corridor's own choice."""
    audience_id: str | None = None
    """Before whom the talk is given; ``None`` for nobody in particular."""
    chapter_ids: tuple[str, ...] = ()
    """Chapters of this talk in the order in which they are told; empty for those of the audience."""

    def talk(self, corridor: Corridor) -> Corridor:
        """The corridor with the chapters that are told, in their order."""
        return corridor.telling(self.chapter_ids) if self.chapter_ids else corridor.told_before(self.audience_id)
