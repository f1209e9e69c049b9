"""The pieces of a finished chart, all in pixels from its upper left corner, back to front."""

from dataclasses import dataclass, field
from enum import StrEnum

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.palette import ACCENT, INK, LINE, MUTED, StatusLook
from corridor.model.figure import Figure


class Rule(StrEnum):
    """What a straight line of the ground stands for."""

    TICK = "tick"
    YEAR = "year"
    ZERO = "zero"
    AXIS = "axis"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class RuleLook:
    """How a line of the ground is drawn."""

    colour: str
    dash: tuple[float, ...] = ()
    """Pixels drawn and left out by turns; none for a whole line."""


RULE_LOOKS = {
    Rule.TICK: RuleLook(LINE),
    Rule.YEAR: RuleLook(LINE, (2, 3)),
    Rule.ZERO: RuleLook(MUTED),
    Rule.AXIS: RuleLook(MUTED),
    Rule.LEADER: RuleLook(MUTED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartText:
    """A line of text on its baseline."""

    x: float
    y: float
    text: str
    size: float
    colour: str = INK
    bold: bool = False
    anchor: str = "start"
    """``start``, ``middle`` or ``end`` of the text stands at ``x``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A straight line behind the values."""

    kind: Rule
    start: Point
    end: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A piece of the line through two values."""

    start: Point
    end: Point
    look: StatusLook
    gap: bool
    """Whether it passes over years of which nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A charted figure: a shape at a point, or a bar from zero."""

    figure: Figure
    at: Point
    """The middle of its shape, or the end of its bar."""
    look: StatusLook
    told: str
    """All that is said of it where the pointer rests."""
    bar: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLabel:
    """The words at a value, and the room they take."""

    figure: Figure
    box: Box
    lines: tuple[ChartText, ...]


@dataclass(slots=True, kw_only=True)
class Chart:
    """A finished chart."""

    title: str
    description: str
    """What the chart shows, for who does not see it."""
    width: float
    height: float = 0.0
    ground: list[Ground] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    labels: list[ChartLabel] = field(default_factory=list)
    texts: list[ChartText] = field(default_factory=list)

    def rule(self, kind: Rule, start: Point, end: Point) -> None:
        """Draw a line of the ground."""
        self.ground.append(Ground(kind=kind, start=start, end=end))

    def block(  # noqa: PLR0913 - the attributes of one block of text
        self, lines: tuple[str, ...], top: float, size: float, step: float, *, colour: str = INK, bold: bool = False
    ) -> float:
        """Write lines from the left edge downwards; returns their foot."""
        self.texts += [
            ChartText(x=0.0, y=top + number * step + size, text=line, size=size, colour=colour, bold=bold)
            for number, line in enumerate(lines)
        ]
        return top + len(lines) * step


HEAD_COLOUR, NOTE_COLOUR = ACCENT, MUTED
SHAPES = {
    "circle": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z",
    "diamond": "M0-6.2 6.2 0 0 6.2-6.2 0Z",
    "square": "M-4.6-4.6H4.6V4.6H-4.6Z",
}
"""The shapes of values as paths around their point."""
