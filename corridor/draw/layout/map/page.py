"""The still map on a page of its own, with legend and notes below it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corridor.draw.layout.box import Box
from corridor.draw.layout.map.legend import SAMPLE, LegendEntry, legend
from corridor.draw.layout.map.parts import StaticMap
from corridor.draw.layout.map.static_map import static_map
from corridor.draw.layout.text_metrics import width_px, wrapped
from corridor.draw.words.wording import dated_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.text import Lang

_EDGE_PX, _HEAD_PX, _FOOT_PX = 24.0, 64.0, 22.0
_NOTE_PX, _NOTE_ROW_PX = 13.0, 20.0
_KEY_PX, _KEY_TEXT_PX, _KEY_GAP_PX = 30.0, 14.0, 22.0
"""Height of a row of the legend, size of its words, and clear space between its entries."""
_SAMPLE_GAP_PX = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The map on a page of its own, with all that stands below it; places in pixels from the upper left."""

    picture: StaticMap
    entries: list[tuple[float, float, LegendEntry]]
    """The legend: from the left, from the top, and what stands there."""
    lines: list[str]
    """The notes at the foot, as they are broken."""
    first_line: float
    """Where the first of them stands."""


def unplaced_text(corridor: Corridor, lang: Lang) -> str:
    """The nodes a map cannot show, by name; empty where there are none."""
    names = [node.name[lang] for node in corridor.nodes if not node.is_placed]
    return word("export.unplaced", lang, names=word("figure.list-join", lang).join(names)) if names else ""


def map_page(corridor: Corridor, lang: Lang, width: int, height: int) -> MapPage:
    """Place the map with legend, notice, attribution and date on a page of so many pixels."""
    room = width - 2 * _EDGE_PX
    notes = (
        unplaced_text(corridor, lang),
        dated_text(corridor, lang),
        corridor.notice[lang],
        corridor.attribution[lang],
    )
    lines = [line for note in notes if note for line in wrapped(note, _NOTE_PX, room, lines=9)]
    below = len(lines) * _NOTE_ROW_PX + _FOOT_PX
    rows = needed = 0
    while needed >= rows:  # how many rows the legend takes is known once the map is drawn, in the height they leave
        rows = needed + 1
        picture = static_map(
            corridor, lang, Box(x=0, y=_HEAD_PX, width=width, height=height - _HEAD_PX - below - rows * _KEY_PX)
        )
        placed = list(_placed(legend(corridor, picture, lang), room))
        needed = max((row for row, _, _ in placed), default=0)
    foot = _HEAD_PX + picture.frame.height + _KEY_PX / 4
    entries = [(_EDGE_PX + x, foot + row * _KEY_PX, entry) for row, x, entry in placed]
    return MapPage(picture=picture, entries=entries, lines=lines, first_line=foot + rows * _KEY_PX + _NOTE_PX)


def _placed(entries: Iterable[LegendEntry], room: float) -> Iterator[tuple[int, float, LegendEntry]]:
    """Each entry of a legend with its row and its distance from the left."""
    row, x = 0, 0.0
    for entry in entries:
        wide = SAMPLE.width + _SAMPLE_GAP_PX + width_px(entry.text, _KEY_TEXT_PX)
        if x and x + wide > room:
            row, x = row + 1, 0.0
        yield row, x, entry
        x += wide + _KEY_GAP_PX
