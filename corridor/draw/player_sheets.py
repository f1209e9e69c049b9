"""Fact sheets of the player: a panel on the screen, an A4 page on paper."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from corridor.analysis.proximity import locate_node
from corridor.draw import wording
from corridor.draw.markup import render, stylesheet
from corridor.draw.panel import corridor_panel, node_panel
from corridor.draw.player_cards import Card, card
from corridor.draw.strip import strip
from corridor.geo import ruler_of
from corridor.model.corridor import Corridor
from corridor.model.place import Node
from corridor.model.text import Lang

_JS = Path(__file__).parent / "js"
_PAPER_PX = 1000
"""Width at which the strip diagram is drawn for a page."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a node lies along the axis, in percent of its length."""

    start: float
    width: float
    ticks: tuple[float, ...]
    """The crossings."""
    ends: tuple[str, ...]
    """Names of the first and the last crossing."""


def sheet(corridor: Corridor, lang: Lang, thing: str) -> str:
    """The fact sheet of a node, or of the corridor (``thing`` is empty): a panel on the screen, a page in print."""
    node = corridor.node_by_id.get(thing)
    return render(
        "player_sheet.html.j2",
        lang,
        corridor=corridor,
        panel=node_panel(corridor, node, lang) if node else corridor_panel(corridor, lang),
        locator=_locator(corridor, node, lang) if node else None,
        strip=None if node else strip(corridor, lang, width=_PAPER_PX, notes=False),
        ribbon=[] if node else _ribbon(corridor, lang),
        node=node,
        credits=credits_line(corridor, lang),
        date=wording.dated_text(corridor, lang),
    )


def sheet_page(corridor: Corridor, node: Node, lang: Lang) -> str:
    """The fact sheet of a node as an HTML document of its own that prints as one A4 page."""
    return render(
        "sheet_page.html.j2",
        lang,
        title=node.name[lang],
        style=Markup(stylesheet("panel", "player_print", "sheet")),  # noqa: S704 - our own files, no data
        script=Markup(_script()),  # noqa: S704 - our own files, no data
        sheet=Markup(sheet(corridor, lang, node.id)),  # noqa: S704 - made by our own escaping templates
    )


@cache
def _script() -> str:
    return "\n".join(
        (_JS / name).read_text(encoding="utf-8") for name in ("player_paper.js", "player_fit.js", "sheet.js")
    )


def _locator(corridor: Corridor, node: Node, lang: Lang) -> Locator | None:
    """Where a node lies along the axis, with its doubt; nothing for an unknown place."""
    place = locate_node(corridor, node)
    if place is None:
        return None
    ruler = ruler_of(corridor.axis.line)
    doubt = place.accuracy_m or 0.0
    start, end = (place.m - doubt, place.m + doubt) if place.from_m is None else (place.from_m, place.to_m or place.m)
    shares = [min(1.0, max(0.0, m / ruler.length_m)) for m in (start, end)]
    along = sorted((ruler.locate(crossing.point).m, crossing.name[lang]) for crossing in corridor.axis.crossings)
    return Locator(
        start=round(100 * shares[0], 1),
        width=round(100 * (shares[1] - shares[0]), 1),
        ticks=tuple(round(100 * m / ruler.length_m, 1) for m, _ in along if 0.0 <= m <= ruler.length_m),
        ends=(along[0][1], along[-1][1]) if along else (),
    )


def _ribbon(corridor: Corridor, lang: Lang) -> list[tuple[str, list[Card]]]:
    known = corridor.figure_by_id
    return [
        (group.caption[lang], [card(corridor, known[key], lang) for key in group.figure_ids if key in known])
        for group in corridor.ribbon
    ]


def credits_line(corridor: Corridor, lang: Lang) -> str:
    """Map notice, attribution and date of the data: they stand under every chapter."""
    return render("player_credits.html.j2", lang, corridor=corridor, date=wording.dated_text(corridor, lang))
