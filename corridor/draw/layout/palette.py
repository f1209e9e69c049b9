"""Colours and node symbols, once for the map, the strip, charts, slides and style sheets.

Roles differ in shape as well as in colour, so that a projector and a colour-blind reader can tell them apart.
"""

from dataclasses import dataclass, replace
from typing import Literal

from corridor.model.figure import OBSERVED, Status
from corridor.model.place import Role

INK = "#1d2b2f"
MUTED = "#55656a"
LINE = "#d5dcda"
MIST = "#f3f5f4"
PAPER = "#ffffff"
ACCENT = "#0b6e78"
ACCENT_SOFT = "#d6e9ea"
SELECTED = "#c2410c"
WARNING = "#8a5a00"
WARNING_SOFT = "#fdf3dc"

_LIGHT = 150.0
"""Brightness, of 255, from which ink reads better than white."""


def ink_on(ground: str) -> str:
    """White or ink, whichever reads better on a colour: by its luma as ITU-R BT.601 weighs it."""
    red, green, blue = (int(ground[start : start + 2], 16) for start in (1, 3, 5))
    return PAPER if 0.299 * red + 0.587 * green + 0.114 * blue < _LIGHT else INK


FONTS = (
    "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', "
    "'WenQuanYi Micro Hei', 'Helvetica Neue', Arial, sans-serif"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """How a role is drawn: a path in a 24 x 24 box centred on the position, and its colour."""

    path: str
    colour: str
    size: int
    """Edge of the box on screen, in pixels at normal density."""


SYMBOLS: dict[Role, Symbol] = {
    Role.CORE: Symbol(
        path="M12 1 15.2 8.3 23 9.1 17.1 14.3 18.8 22 12 18 5.2 22 6.9 14.3 1 9.1 8.8 8.3Z", colour="#0b6e78", size=30
    ),
    Role.BACKBONE: Symbol(path="M12 3a9 9 0 1 0 .001 0Z", colour="#1f5fa8", size=24),
    Role.HEADQUARTERS: Symbol(path="M4 4H20V20H4Z", colour="#6d3f97", size=22),
    Role.SERVICE: Symbol(path="M12 3 22 20H2Z", colour="#a34b00", size=22),
    Role.CARRIER: Symbol(path="M12 3 21 12 12 21 3 12Z", colour="#4d5f66", size=20),
}


INDUSTRY_HUES = (
    "#332288", "#117733", "#cc6677", "#88ccee", "#882255", "#44aa99", "#999933", "#aa4499", "#ddcc77",
)  # fmt: skip
"""Colours of industries, the largest first: the qualitative scheme "muted" of Paul Tol's Colour Schemes (SRON/EPS/TN/
09-002), which colour-blind readers can tell apart."""
OTHER_HUE = "#8b9490"
"""Of every further industry, and of none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLook:
    """How a charted value is drawn: results full, claims soft, what is no result hollow and dashed."""

    fill: str
    stroke: str
    shape: Literal["circle", "diamond", "square"]
    dashed: bool = False


def status_look(status: Status) -> StatusLook:
    """How a value of a status is drawn, on the screen and in the deck."""
    if status is Status.ACTUAL:
        return StatusLook(fill=ACCENT, stroke=ACCENT, shape="circle")
    if status in OBSERVED:
        return StatusLook(fill=ACCENT_SOFT, stroke=WARNING, shape="diamond")
    return StatusLook(fill=PAPER, stroke=MUTED, shape="circle" if status is Status.PROJECTED else "square", dashed=True)


GROUND: dict[str, str] = {"outside": "#e7e4da", "town": "#fbfaf5", "shield": "#1d7a4d"}
"""Paper of a map by daylight: round the town, in it, and of an expressway's number."""

DARK_GROUND: dict[str, str] = {"outside": "#081317", "town": "#11272e"}
"""The same on the dark stage, where what is not here keeps its colour."""

TOKENS: dict[str, str] = {
    "ink": INK,
    "muted": MUTED,
    "line": LINE,
    "mist": MIST,
    "paper": PAPER,
    "accent": ACCENT,
    "accent-soft": ACCENT_SOFT,
    "selected": SELECTED,
    "warning": WARNING,
    "warning-soft": WARNING_SOFT,
    "warning-stripe": "#f9e6b8",
    "fonts": FONTS,
    **{f"ground-{name}": colour for name, colour in GROUND.items()},
}
"""CSS custom properties (``--ink`` …) that every style sheet may use."""

DARK_TOKENS: dict[str, str] = {
    "ink": "#eef6f5",
    "muted": "#a3b8bb",
    "line": "#27434a",
    "mist": "#10262c",
    "paper": "#0b1b20",
    "accent": "#4fd3d6",
    "accent-soft": "#12393f",
    "selected": "#ff9a5c",
    "warning": "#f5ca70",
    "warning-soft": "#3b2f12",
    "warning-stripe": "#4a3c18",
}
"""Those of them that differ on the dark stage, and on the page of a reader who prefers dark."""


def lit(colour: str) -> str:
    """A colour made for paper as it is drawn on dark: what ``brightness(1.5)`` in a style sheet makes of it."""
    return "#" + "".join(f"{min(255, round(int(colour[at : at + 2], 16) * 1.5)):02x}" for at in (1, 3, 5))


DARK_SYMBOLS = {role: replace(symbol, colour=lit(symbol.colour)) for role, symbol in SYMBOLS.items()}
"""`SYMBOLS` on dark."""
