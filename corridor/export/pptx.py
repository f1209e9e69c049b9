"""The talk as an editable 16:9 deck, then its data: native shapes, tables and charts, text that fits its boxes."""

import io
from collections.abc import Callable

from pptx import Presentation

from corridor.analysis.series import drawable_lanes
from corridor.export.deck.canvas import HEIGHT, WIDTH, emu
from corridor.export.deck.finish import finish
from corridor.export.deck.slides.chapter import chapter_slides
from corridor.export.deck.slides.charts import chart_slides, node_of
from corridor.export.deck.slides.cover import closing, cover, imprint
from corridor.export.deck.slides.node import node_slides
from corridor.export.deck.slides.overview import diagram, headlines, overview
from corridor.export.deck.slides.page import SlideDeck
from corridor.export.deck.slides.tables import all_sources, corridor_figures, industries, missing_figures, programmes
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def export(corridor: Corridor, lang: Lang, only: str = "") -> bytes:
    """The deck of everything worth showing that the corridor's profile may see.

    Args:
        corridor: of which all chapters are told, in their order.
        lang: of every word.
        only: a key of `PARTS`; empty for all of them.
    """
    made = Presentation()
    made.slide_width, made.slide_height = emu(WIDTH), emu(HEIGHT)
    deck = SlideDeck(made, corridor, lang)
    for name, part in PARTS.items():
        if only in ("", name):
            part(deck)
    finish(deck)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _talk(deck: SlideDeck) -> None:
    """What is told, in the order of the tour."""
    deck.begin("talk")
    cover(deck)
    for chapter in deck.corridor.chapters:
        chapter_slides(deck, chapter)
    closing(deck)


def _appendix(deck: SlideDeck) -> None:
    """What may be asked for."""
    deck.begin("corridor")
    for part in (overview, headlines, diagram, industries, programmes):
        part(deck)
    drawn = drawable_lanes(deck.corridor)
    deck.begin("nodes")
    for node in deck.corridor.nodes:
        node_slides(deck, node)
        chart_slides(deck, (lane for lane in drawn if node_of(deck, lane) == node.id))
    deck.begin("figures")
    corridor_figures(deck)
    chart_slides(deck, (lane for lane in drawn if node_of(deck, lane) is None))
    deck.begin("gaps")
    missing_figures(deck)
    deck.begin("sources")
    all_sources(deck)
    imprint(deck)


PARTS: dict[str, Callable[[SlideDeck], None]] = {"talk": _talk, "appendix": _appendix}
"""What a deck is made of, by what the command line calls it."""
