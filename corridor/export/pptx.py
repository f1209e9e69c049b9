"""The corridor as an editable 16:9 deck: native shapes, native charts with their data, text that fits its boxes."""

import io

from pptx import Presentation

from corridor.analysis.series import drawable_lanes
from corridor.export.deck.canvas import HEIGHT, WIDTH, emu
from corridor.export.deck.slides.charts import chart_slides, node_of
from corridor.export.deck.slides.cover import closing, cover
from corridor.export.deck.slides.node import node_slides
from corridor.export.deck.slides.overview import diagram, headlines, overview
from corridor.export.deck.slides.page import SlideDeck
from corridor.export.deck.slides.tables import all_sources, corridor_figures, industries, missing_figures, programmes
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def export(corridor: Corridor, lang: Lang) -> bytes:
    """The deck of everything worth showing that the corridor's profile may see."""
    made = Presentation()
    made.slide_width, made.slide_height = emu(WIDTH), emu(HEIGHT)
    made.core_properties.title = corridor.name[lang]
    _compose(SlideDeck(made, corridor, lang))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _compose(deck: SlideDeck) -> None:
    """All slides, in the order in which they are told."""
    for part in (cover, overview, headlines, diagram, industries, programmes):
        part(deck)
    drawn = drawable_lanes(deck.corridor)
    for node in deck.corridor.nodes:
        node_slides(deck, node)
        chart_slides(deck, (lane for lane in drawn if node_of(deck, lane) == node.id))
    corridor_figures(deck)
    chart_slides(deck, (lane for lane in drawn if node_of(deck, lane) is None))
    for part in (missing_figures, all_sources, closing):
        part(deck)
