"""Where a node lies along the axis, as a line with its mark: the strip diagram reduced to one place."""

from dataclasses import dataclass

from corridor.draw.words.strip_entries import StripContents, contents_of
from corridor.draw.words.wording import chainage_text, position_text
from corridor.model.corridor import Corridor
from corridor.model.place import Node
from corridor.model.text import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """The line in percent of its drawn length, which goes on a little beyond both ends of the axis."""

    words: str
    """The place in words, with its accuracy; or that it is not known."""
    ends: tuple[str, ...]
    """What chainage 0 and the last metre are called."""
    axis: tuple[float, float]
    """From where to where the axis itself is."""
    ticks: tuple[float, ...]
    """The crossings."""
    at: float | None = None
    """Where the symbol stands; ``None`` where the node has no place on the line."""
    reach: tuple[float, float] | None = None
    """The range of doubt about a point, the node's own extent, or the stretch that it is somewhere in."""
    hatched: bool = False
    """Whether the range is only where the node may be."""


def place_line(corridor: Corridor, node: Node, lang: Lang) -> PlaceLine:
    """Put one node on the line, by what the strip diagram says of it."""
    shown = contents_of(corridor, node, lang)
    spot, span = next(iter(shown.nodes), None), next(iter(shown.spans), None)
    share = _Scale(shown)
    at, reach = None, None
    if spot is not None:
        at, reach = share.of(spot.m), (share.of(spot.m - spot.accuracy_m), share.of(spot.m + spot.accuracy_m))
    elif span is not None:
        at, reach = share.of((span.from_m + span.to_m) / 2), (share.of(span.from_m), share.of(span.to_m))
    return PlaceLine(
        words=chainage_text(corridor, node, lang) or position_text(corridor, node, lang),
        ends=(shown.marks[0].entry.name, shown.marks[-1].entry.name) if shown.marks else (),
        axis=(share.of(0.0), share.of(shown.length_m)),
        ticks=tuple(share.of(crossing.m) for crossing in shown.marks),
        at=at,
        reach=reach,
        hatched=span is not None and not span.known,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    shown: StripContents

    def of(self, m: float) -> float:
        """A chainage as a percentage, no further than the line is drawn."""
        margin, length = self.shown.margin_m, self.shown.length_m
        return round(100 * min(1.0, max(0.0, (m + margin) / (length + 2 * margin))), 1)
