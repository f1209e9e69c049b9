"""How the base map is drawn: one table for the map on the screen, the tour, the still picture and slides."""

from dataclasses import dataclass, replace

from corridor.draw.layout.palette import DARK_GROUND, GROUND, INK, MUTED
from corridor.model.place import LayerStyle

Dash = tuple[float, float]
"""Length of a dash and of the gap after it, in pixels."""
UNREAD, GLANCED, READ = 0.0, 0.6, 4.0
"""What covering a square pixel of something drawn with a name weighs: of edges, of lines that nobody follows, and of
lines that are read. Set by eye, on slides of several corridors."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour (``#rrggbb``) by daylight, and on the dark stage."""

    day: str
    dark: str


QUIET = Tone("#5d6360", "#8aa3a8")
"""Of a name that has no ink of its own."""
STOP_INK = Tone("#33585c", "#a9d4d6")
"""Of the names of crossings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How features of one style are drawn, in pixels of a picture at its normal size.

    A line lies on its casing, which shows at both sides of it; an area has an outline.
    """

    fill: Tone | None
    """Of areas and lines; ``None`` where nothing is filled."""
    edge: Tone
    """Of casings and outlines."""
    ink: Tone | None = QUIET
    """Of names; ``None`` where they stand on the line's own colour."""
    weight: float = UNREAD
    """`UNREAD`, `GLANCED` or `READ`: how little a name should cover it."""
    line: float = 2.0
    casing: float = 0.0
    """Width of the casing, the line's included; 0 for none."""
    outline: float = 1.0
    solid: float = 1.0
    """Opacity of a filled area."""
    dash: Dash | None = None
    """Of the line; it ends bluntly where it has dashes."""
    casing_dash: Dash | None = None
    casing_solid: float = 1.0
    dark_casing: float | None = None
    """Width of the casing on the dark stage, where a pale one looks wider; ``None`` for the same."""
    has_own_colour: bool = False
    """Whether a feature's own colour takes the place of the fill where it has one."""

    def fill_colour(self, own: str = "") -> str:
        """Colour by daylight of a line or an area, by that of its feature; empty for none."""
        if self.has_own_colour:
            return own or MUTED
        return self.fill.day if self.fill else ""

    @property
    def name_colour(self) -> str:
        """Colour by daylight of a name on the ground."""
        return (self.ink or QUIET).day

    @property
    def is_blunt(self) -> bool:
        """Whether its lines end where they end, and not half their width beyond."""
        return self.dash is not None


BEYOND = "beyond"
"""The outline of a neighbouring town, which the axis does not touch: no style of a layer, but looked up like one."""
_TOWN_EDGE = Tone("#bdb5a0", "#3c5a62")
_ROAD_EDGE = Tone("#d3ccbb", "#0a161a")
LOOKS: dict[str, Look] = {
    LayerStyle.AREA: Look(
        fill=Tone("#e9e8dd", "#172d34"), edge=Tone("#8a8f7c", "#7f927c"), ink=Tone("#5b604f", QUIET.dark), solid=0.55
    ),
    LayerStyle.OUTLINE: Look(
        fill=Tone(GROUND["town"], DARK_GROUND["town"]),
        edge=_TOWN_EDGE,
        ink=Tone("#6f6853", QUIET.dark),
        weight=GLANCED,
        outline=1.4,
    ),
    BEYOND: Look(fill=None, edge=_TOWN_EDGE, ink=Tone("#8b8572", QUIET.dark), weight=GLANCED),
    LayerStyle.WATER: Look(
        fill=Tone("#bfdbe8", "#12384a"), edge=Tone("#92bbcd", "#27576c"), ink=Tone("#2f6685", "#8cc4de")
    ),
    LayerStyle.GREEN: Look(
        fill=Tone("#d8e7ca", "#123528"), edge=Tone("#a9c394", "#2a6049"), ink=Tone("#44622e", QUIET.dark)
    ),
    LayerStyle.BLOCK: Look(
        fill=Tone("#ece7da", "#172d34"), edge=Tone("#d9d2c0", "#23414a"), ink=Tone("#6b6656", QUIET.dark)
    ),
    LayerStyle.BUILDING: Look(
        fill=Tone("#e3ddce", "#1d363e"), edge=Tone("#d3ccbb", "#28464f"), ink=Tone("#6b6656", QUIET.dark), outline=0.5
    ),
    LayerStyle.ROAD: Look(
        fill=Tone("#ffffff", "#37565f"),
        edge=_ROAD_EDGE,
        ink=Tone("#676252", QUIET.dark),
        weight=GLANCED,
        line=3.8,
        casing=5.5,
    ),
    LayerStyle.EXPRESSWAY: Look(
        fill=Tone("#f4dfae", "#6d5d2e"),
        edge=Tone("#cfae66", "#2a2411"),
        ink=Tone("#76590f", "#d9bf78"),
        weight=READ,
        line=5.0,
        casing=7.0,
    ),
    LayerStyle.RAIL: Look(
        fill=Tone("#ffffff", "#0f2127"),
        edge=Tone("#80847f", "#52666c"),
        ink=Tone("#5c605b", QUIET.dark),
        weight=READ,
        line=2.0,
        casing=3.6,
        dash=(9, 9),
    ),
    LayerStyle.METRO: Look(
        fill=None,
        edge=Tone("#fbfaf5", "#c9d6d6"),
        ink=None,
        weight=READ,
        line=4.5,
        casing=7.5,
        dark_casing=5.6,
        has_own_colour=True,
    ),
}
"""By style."""
LOOKS[LayerStyle.STATION] = replace(LOOKS[LayerStyle.AREA], ink=Tone(INK, "#e3eeee"), weight=READ)
INFERRED: dict[str, Look] = {
    LayerStyle.ROAD: replace(
        LOOKS[LayerStyle.ROAD], fill=Tone("#c6beaa", "#44666f"), line=2.0, casing=0.0, dash=(7, 5)
    ),
    LayerStyle.EXPRESSWAY: replace(LOOKS[LayerStyle.EXPRESSWAY], dash=(12, 6), casing_dash=(12, 6)),
    LayerStyle.RAIL: replace(LOOKS[LayerStyle.RAIL], casing=3.0, casing_solid=0.65),
    LayerStyle.METRO: replace(LOOKS[LayerStyle.METRO], dash=(9, 6)),
}
"""Of what was drawn from other things; a style that is not here looks as it always does."""
INFERRED_OUTLINE: Dash = (5, 4)
"""Of every area that was inferred."""
ABOUT: Dash = (8, 6)
"""Round what a node is somewhere in."""
HATCH = 0.2
"""Opacity of the hatching inside."""


def look_of(style: str, *, inferred: bool) -> Look:
    """How a feature is drawn.

    Raises:
        KeyError: no layer has this style.
    """
    return INFERRED.get(style, LOOKS[style]) if inferred else LOOKS[style]
