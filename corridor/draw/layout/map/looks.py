"""How the base map is drawn: one table for the map on the screen, the tour, the still picture and slides."""

from dataclasses import dataclass, replace

from corridor.draw.layout.palette import GROUND, MUTED

Dash = tuple[float, float]
"""Length of a dash and of the gap after it, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How features of one style are drawn, in pixels of a picture at its normal size.

    A line lies on its casing, which shows at both sides of it; an area has an outline.
    """

    fill: str | None
    """Name in `GROUND` of the colour of areas and lines; ``None`` where nothing is filled."""
    edge: str
    """The same of casings and outlines."""
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
    has_own_colour: bool = False
    """Whether a feature's own colour takes the place of the fill where it has one."""

    def fill_colour(self, own: str = "") -> str:
        """Colour of a line or an area, by that of its feature; empty for none."""
        if self.has_own_colour:
            return own or MUTED
        return GROUND[self.fill] if self.fill else ""

    @property
    def edge_colour(self) -> str:
        """Colour of casings and outlines."""
        return GROUND[self.edge]

    @property
    def is_blunt(self) -> bool:
        """Whether its lines end where they end, and not half their width beyond."""
        return self.dash is not None


LOOKS = {
    "area": Look(fill="area", edge="area-edge", solid=0.55),
    "outline": Look(fill="town", edge="town-edge", outline=1.4),
    "beyond": Look(fill=None, edge="town-edge"),
    "water": Look(fill="water", edge="water-edge"),
    "green": Look(fill="green", edge="green-edge"),
    "block": Look(fill="block", edge="block-edge"),
    "road": Look(fill="road", edge="road-edge", line=3.8, casing=5.5),
    "expressway": Look(fill="expressway", edge="expressway-edge", line=5.0, casing=7.0),
    "rail": Look(fill="rail", edge="rail-edge", line=2.0, casing=3.6, dash=(9, 9)),
    "metro": Look(fill=None, edge="metro-edge", line=4.5, casing=7.5, has_own_colour=True),
}
"""By style; one that is not here is drawn as an area."""
INFERRED = {
    "road": Look(fill="road-inferred", edge="road-edge", line=2.0, dash=(7, 5)),
    "expressway": replace(LOOKS["expressway"], dash=(12, 6), casing_dash=(12, 6)),
    "rail": replace(LOOKS["rail"], casing=3.0, casing_solid=0.65),
    "metro": replace(LOOKS["metro"], dash=(9, 6)),
}
"""Of what was drawn from other things; a style that is not here looks as it always does."""
DARK = {"metro": replace(LOOKS["metro"], casing=5.6)}
"""On the dark stage: a pale casing looks wider there."""
INFERRED_OUTLINE: Dash = (5, 4)
"""Of every area that was inferred."""
ABOUT: Dash = (8, 6)
"""Round what a node is somewhere in."""
HATCH = 0.2
"""Opacity of the hatching inside."""


def look_of(style: str, *, inferred: bool) -> Look:
    """How a feature is drawn."""
    look = LOOKS.get(style, LOOKS["area"])
    return INFERRED.get(style, look) if inferred else look
