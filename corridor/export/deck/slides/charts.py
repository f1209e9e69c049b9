"""A slide for each lane that can be drawn."""

from collections.abc import Iterable

from corridor.analysis.series import Lane
from corridor.draw.layout.box import Box
from corridor.draw.layout.palette import MUTED
from corridor.draw.words.wording import source_text
from corridor.export.deck.canvas import (
    Type,
    write,
)
from corridor.export.deck.chart import draw_chart, is_mixed
from corridor.export.deck.slides.page import BODY, SlideDeck


def node_of(deck: SlideDeck, lane: Lane) -> str | None:
    """The node after whose slide a chart comes: its own, or the one its subject is shown with."""
    subject_id = lane.figures[0].subject_id
    if subject_id in deck.corridor.node_by_id:
        return subject_id
    beside = {thing.id: node.id for node in deck.corridor.nodes for thing in deck.corridor.shown_with(node.id)}
    return beside.get(subject_id)


def chart_slides(deck: SlideDeck, drawn: Iterable[Lane]) -> None:
    """A slide for each lane."""
    for lane in drawn:
        _chart(deck, lane)


def _chart(deck: SlideDeck, lane: Lane) -> None:
    first = lane.figures[0]
    subject, indicator = deck.corridor.name_of(first.subject_id), deck.corridor.indicator_by_id[first.indicator_id]
    slide = deck.slide(f"{subject[deck.lang]} · {indicator.name[deck.lang]}")
    draw_chart(slide, deck.corridor, lane, deck.lang, Box(x=BODY.x, y=104, width=BODY.width, height=480))
    source_ids = tuple(dict.fromkeys(source_id for figure in lane.figures for source_id in figure.source_ids))
    said = deck.say("chart-note-mixed" if is_mixed(lane) else "chart-note")
    note = f"{said}\n{source_text(deck.corridor, source_ids, deck.lang)}"
    write(slide, Box(x=BODY.x, y=594, width=BODY.width, height=66), note, Type(size=15, colour=MUTED))
