"""The pieces of a finished still map; places are pixels from the upper left."""

from dataclasses import dataclass, field
from enum import StrEnum, auto

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.map.looks import Dash
from corridor.model.place import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A line, or an area when it has a fill."""

    points: tuple[Point, ...]
    stroke: str = ""
    width: float = 0.0
    dash: Dash | None = None
    fill: str = ""
    hatched: bool = False
    opacity: float = 1.0
    """Of the fill, or of the line of what has none."""
    is_round: bool = False
    """Whether a line ends half its width beyond where it ends, so that pieces of it meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A station or crossing."""

    at: Point
    size: float
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """The symbol of a node."""

    at: Point
    role: Role
    size: float
    colour: str
    hollow: bool = False
    """For a node that is somewhere in an area or along a stretch: the symbol only says which one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A name in its box."""

    frame: Box
    text: str
    size: float
    colour: str
    bold: bool
    ground: str = ""
    """Colour of the box, where it is the sign of a line."""
    lines: tuple[str, ...] = ()
    """The text as it is broken; empty where it stands in one line."""
    align: str = "centre"
    """``left``, ``centre`` or ``right``: towards what it names, since text is narrower than it was measured."""
    covering: bool = False
    """Whether something drawn lies below, which must stay visible."""

    @property
    def rows(self) -> tuple[str, ...]:
        """The lines that are written."""
        return self.lines or (self.text,)


class LegendKey(StrEnum):
    """What a legend may have to explain beside the roles."""

    AXIS = auto()
    DOUBT = auto()
    EXTENT = auto()
    STREET = auto()
    HATCHED = auto()
    INFERRED = auto()


@dataclass(kw_only=True)
class StaticMap:
    """A finished picture, back to front."""

    frame: Box
    shapes: list[Shape] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    keys: set[LegendKey] = field(default_factory=set)
    """What has been drawn and explains itself to nobody."""

    def is_inside(self, at: Point) -> bool:
        """Whether a place lies in the picture."""
        return self.frame.holds(Box(x=at[0], y=at[1], width=0, height=0))
