"""The pieces of a finished strip diagram and how text is set in it; places are pixels from the upper left."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.palette import MUTED, ink_on
from corridor.draw.layout.text_metrics import ELLIPSIS, width_px, wrapped
from corridor.draw.words.strip_entries import StripEntry
from corridor.model.place import Role

GLYPH_ROOM = 24.0
"""Width that a symbol before text takes."""
_PAD = 4.0
"""Between the edge of a label's box and its text."""
_BADGE_GAP = 5.0
"""Between a station's number and its name."""
_CHIP_GLYPH = 16.0
"""Size of the symbol of a label beside the line."""
_JOINT = " · "
_END = 6
"""Signs of its end that a cut name keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """A way of setting text, in pixels."""

    size: float
    leading: float
    """From one line to the next."""
    bold: bool = False
    muted: bool = False

    def width(self, text: str) -> float:
        """Width of a line in this style, on the safe side."""
        return width_px(text, self.size, bold=self.bold)

    def wrapped(self, text: str, max_px: float, lines: int) -> tuple[str, ...]:
        """Text broken into lines of this style."""
        return wrapped(text, self.size, max_px, lines=lines, bold=self.bold)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyles:
    """How each kind of text of a diagram is set; only what may be dropped first is muted."""

    title: TextStyle
    name: TextStyle
    mark: TextStyle
    detail: TextStyle
    caption: TextStyle
    scale: TextStyle
    end: TextStyle
    note: TextStyle
    badge: TextStyle


SCREEN = TextStyles(
    title=TextStyle(size=14, leading=19, bold=True),
    name=TextStyle(size=13, leading=17, bold=True),
    mark=TextStyle(size=12, leading=16),
    detail=TextStyle(size=11, leading=14, muted=True),
    caption=TextStyle(size=11.5, leading=16, bold=True, muted=True),
    scale=TextStyle(size=11, leading=14, muted=True),
    end=TextStyle(size=13, leading=17, bold=True),
    note=TextStyle(size=10.5, leading=15, muted=True),
    badge=TextStyle(size=10, leading=14, bold=True),
)
SLIDE = replace(
    SCREEN,
    mark=TextStyle(size=12.5, leading=16),
    detail=TextStyle(size=12, leading=15, muted=True),
    caption=TextStyle(size=12.5, leading=16, bold=True, muted=True),
    scale=TextStyle(size=12, leading=15, muted=True),
    note=TextStyle(size=12, leading=16, muted=True),
    badge=TextStyle(size=12, leading=16, bold=True),
)
"""Nothing below 9 points, which is the least that can be read from a chair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line of text; ``y`` is its baseline."""

    x: float
    y: float
    text: str
    style: TextStyle
    anchor: str = "start"

    @property
    def box(self) -> Box:
        """The rectangle it fills at most."""
        width = self.style.width(self.text)
        left = {"start": self.x, "middle": self.x - width / 2, "end": self.x - width}[self.anchor]
        return Box(x=left, y=self.y - self.style.size, width=width, height=self.style.size * 1.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A role's symbol about its centre."""

    x: float
    y: float
    size: float
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """The label of an entry: what a reader clicks."""

    entry: StripEntry
    box: Box
    lines: tuple[TextLine, ...]
    glyph: Glyph | None = None
    badge: Box | None = None
    frame: str = ""
    """``solid``, ``dashed`` or empty for none."""

    @property
    def badge_ink(self) -> str:
        """White or ink, whichever reads better on the colour of the badge."""
        return ink_on(self.entry.colour or MUTED)

    def moved(self, x: float, y: float) -> "Tag":
        """The same label elsewhere."""
        return replace(
            self,
            box=self.box.moved(x, y),
            lines=tuple(replace(line, x=line.x + x, y=line.y + y) for line in self.lines),
            glyph=self.glyph and replace(self.glyph, x=self.glyph.x + x, y=self.glyph.y + y),
            badge=self.badge and self.badge.moved(x, y),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StripMark:
    """What stands on the line itself for an entry."""

    entry: StripEntry
    glyph: Glyph | None = None
    ring: Point | None = None
    """Centre of a station's ring."""
    leader: tuple[Point, ...] = ()
    whisker: tuple[tuple[Point, Point], ...] = ()
    """The range of doubt with its two caps."""
    bar: Box | None = None
    known: bool = False
    """Whether the bar is the node's own extent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendItem:
    """An item of the legend; ``kind``: a role, ``accuracy``, ``extent``, ``hatched``, ``station`` or ``withheld``."""

    kind: str
    x: float
    y: float
    line: TextLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureBar:
    """A bar of the profile, or the hatched place of one that is withheld."""

    box: Box
    words: str
    is_withheld: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilePicture:
    """The profile of one indicator; of several a reader sees one at a time, all in the same place."""

    id: str
    words: str
    bars: tuple[PictureBar, ...]
    lines: tuple[TextLine, ...]
    """Its caption, and the sums at the bars."""
    baseline: tuple[Point, Point]


@dataclass(slots=True, kw_only=True)
class StripLayout:
    """A finished diagram."""

    width: float
    height: float = 0.0
    axis: tuple[Point, ...] = ()
    """Start of the dashed continuation, chainage 0, the last end, end of the continuation."""
    ticks: list[tuple[Point, Point]] = field(default_factory=list)
    """Strokes across the axis at crossings."""
    scale: list[tuple[Point, Point]] = field(default_factory=list)
    """The kilometre scale: its line, then its strokes."""
    tags: list[Tag] = field(default_factory=list)
    marks: list[StripMark] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    keys: list[LegendItem] = field(default_factory=list)
    profiles: list[ProfilePicture] = field(default_factory=list)

    def labels(self) -> list[tuple[str, Box]]:
        """What every piece of text belongs to, or says, and the box it fills."""
        profile = (line for one in self.profiles[:1] for line in one.lines)
        lines = (*self.lines, *profile, *(key.line for key in self.keys))
        return [(tag.entry.id, tag.box) for tag in self.tags] + [(line.text, line.box) for line in lines]


@dataclass(frozen=True, slots=True, kw_only=True)
class StripWords:
    """The fixed words of a diagram, in its language."""

    compass: dict[str, str]
    kilometres: str
    asides: str
    unplaced: str
    off_line: str
    """Of both together, in the slim form."""
    legend: dict[str, str]
    """By the kind of a legend's item, in the order to show; only those named here are drawn."""
    ends: tuple[str, str]
    """The metres at both ends of the line."""
    notes: tuple[str, ...]
    """Sentences at the foot, each on its own line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """The text of a label before it has a place."""

    rows: tuple[tuple[str, TextStyle], ...]
    badge: float
    """Width of the station's number before the name with the space after it, or 0."""
    badge_height: float
    width: float
    height: float


def block(entry: StripEntry, max_px: float, lines: int, styles: TextStyles) -> TextBlock:
    """Set an entry's name in at most so many lines, and its details below."""
    max_px -= 2 * _PAD
    style = styles.name if entry.role else styles.mark
    badge = styles.badge.width(entry.badge) + 7.0 + _BADGE_GAP if entry.badge else 0.0
    names = _names(entry.name, style, max_px - badge, lines)
    rows = [(row, style) for row in names] + [
        (row, styles.detail) for row in _details(entry.details, max_px, styles.detail)
    ]
    width = max(s.width(row) + (badge if s is style else 0.0) for row, s in rows)
    return TextBlock(
        rows=tuple(rows),
        badge=badge,
        badge_height=styles.badge.leading,
        width=width + 2 * _PAD,
        height=sum(s.leading for _, s in rows) + 6.0,
    )


def _names(name: str, style: TextStyle, max_px: float, lines: int) -> tuple[str, ...]:
    """A name in at most so many lines; one that must be cut keeps its end, which tells it from its like."""
    rows = style.wrapped(name, max_px, lines)
    if not rows[-1].endswith(ELLIPSIS) or name.endswith(ELLIPSIS):
        return rows
    for kept in range(sum(map(len, rows)), 0, -1):
        rows = style.wrapped(name[:kept].rstrip() + ELLIPSIS + name[-_END:], max_px, lines)
        if not rows[-1].endswith(ELLIPSIS):
            break
    return rows


def tag(entry: StripEntry, text: TextBlock, at: Point, anchor: str = "start") -> Tag:
    """Put a label's text into its box, whose upper left corner is given."""
    x, y = at
    anchor = "start" if anchor == "middle" and text.badge else anchor
    text_x = {"start": x + _PAD, "middle": x + text.width / 2, "end": x + text.width - _PAD}[anchor]
    lines: list[TextLine] = []
    foot = y
    for row, style in text.rows:
        foot += style.leading
        shift = text.badge if anchor == "start" and not style.muted else 0.0
        lines.append(TextLine(x=text_x + shift, y=foot - 1.5, text=row, style=style, anchor=anchor))
    badge = None
    if text.badge:
        names = max(style.width(row) for row, style in text.rows if not style.muted)
        left = text_x if anchor == "start" else text_x - names - text.badge
        badge = Box(x=left, y=y + 3.0, width=text.badge - _BADGE_GAP, height=text.badge_height)
    return Tag(entry=entry, box=Box(x=x, y=y, width=text.width, height=text.height), lines=tuple(lines), badge=badge)


def chip(entry: StripEntry, frame: str, max_px: float, styles: TextStyles, lines: int = 2) -> Tag:
    """A label with its own symbol, as it stands beside the line; at the origin, to be moved."""
    room = GLYPH_ROOM if entry.role else _PAD
    text = block(entry, max_px - room, lines, styles)
    glyph = Glyph(x=room / 2 + 2.0, y=2.0 + text.height / 2, size=_CHIP_GLYPH, role=entry.role) if entry.role else None
    made = tag(entry, text, (room, 2.0))
    return replace(
        made, box=Box(x=0.0, y=0.0, width=room + text.width + _PAD, height=text.height + 4.0), glyph=glyph, frame=frame
    )


def paragraph(rows: Iterable[str], style: TextStyle, at: Point) -> list[TextLine]:
    """Lines of text below each other from an upper left corner."""
    return [
        TextLine(x=at[0], y=at[1] + (i + 1) * style.leading - 4.0, text=row, style=style) for i, row in enumerate(rows)
    ]


def _details(details: Iterable[str], max_px: float, style: TextStyle) -> list[str]:
    """Details one after another where they fit on a line, otherwise below each other."""
    rows: list[str] = []
    for detail in details:
        joined = rows[-1] + _JOINT + detail if rows else detail
        if rows and style.width(joined) <= max_px:
            rows[-1] = joined
        else:
            rows.extend(style.wrapped(detail, max_px, 3))
    return rows
