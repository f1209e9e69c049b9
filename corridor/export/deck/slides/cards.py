"""Figures on cards, as large as a hall reads them, and never without what kind of statement they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.slide import Slide

from corridor.draw.layout.box import Box
from corridor.draw.layout.palette import ACCENT, INK, MIST, MUTED
from corridor.draw.words.statement import Statement
from corridor.export.deck.canvas import BODY_PX, NOTE_PX, Type, fitted, grouped, height_of, rectangle, write
from corridor.export.deck.slides.page import GAP, SlideDeck

_PAD_X, _PAD_Y = 18.0, 12.0
_EDGE_PX = 4.0
_LABEL, _SAID = Type(size=BODY_PX, colour=MUTED, least=BODY_PX), Type(size=BODY_PX, colour=INK, least=BODY_PX)
_SOURCE = Type(size=NOTE_PX, colour=MUTED)
_VALUE = Type(size=44, colour=INK, bold=True, least=BODY_PX)
_VALUE_PX = 64.0
"""One line of the largest value."""
_WIDEST = 576.0
_MOST_SPARE = 60.0
"""So much higher a value may stand where there is room."""
_A_ROW = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class SlideCard:
    """A figure under its label."""

    label: str
    said: Statement


def rows_of_cards(cards: Sequence[SlideCard], most: int = _A_ROW) -> list[Sequence[SlideCard]]:
    """Cards in rows of about equal length."""
    count = -(-len(cards) // most)
    length = -(-len(cards) // count) if count else 0
    return [cards[start : start + length] for start in range(0, len(cards), length)] if cards else []


def row_height(deck: SlideDeck, cards: Sequence[SlideCard], width: float) -> float:
    """Pixels that a row of cards needs so that nothing on it is set smaller than a hall reads."""
    return sum(_heights(deck, cards, _width(cards, width) - 2 * _PAD_X)) + _VALUE_PX + 2 * _PAD_Y + 4


def draw_cards(
    deck: SlideDeck, slide: Slide, rows: Sequence[Sequence[SlideCard]], frame: Box, *, stretched: bool = False
) -> float:
    """Rows of cards from the top of a frame; where they end. Over all of the frame they are ``stretched``.

    All values are of one size, or the shortest would look like the most important.
    """
    heights = [row_height(deck, row, frame.width) for row in rows]
    spare = (frame.height - sum(heights) - GAP * (len(rows) - 1)) / len(rows) if stretched else 0.0
    line = _VALUE_PX + max(0.0, min(spare, _MOST_SPARE))
    rooms = [(card.said.value, _width(row, frame.width) - 2 * _PAD_X) for row in rows for card in row]
    largest = replace(_VALUE, size=_VALUE.size * line / _VALUE_PX)
    size = min(fitted(value, largest, room, line)[1].size for value, room in rooms)
    total = sum(heights) + (line - _VALUE_PX + GAP) * len(rows) - GAP
    y = frame.y + (max(0.0, frame.height - total) / 3 if stretched else 0.0)
    for row, height in zip(rows, heights, strict=True):
        width, tall = _width(row, frame.width), height + line - _VALUE_PX
        label, said, source = _heights(deck, row, width - 2 * _PAD_X)
        value = replace(_VALUE, size=size, least=size, anchor="middle")
        parts = ((_LABEL, label), (value, line), (_SAID, said), (_SOURCE, source))
        for place, card in enumerate(row):
            box = Box(x=frame.x + place * (width + GAP), y=y, width=width, height=tall)
            _draw(deck, slide, card, box, parts)
        y += tall + GAP
    return y - GAP


def _width(cards: Sequence[SlideCard], width: float) -> float:
    return min(_WIDEST, (width - GAP * (len(cards) - 1)) / len(cards))


def _heights(deck: SlideDeck, cards: Sequence[SlideCard], room: float) -> tuple[float, float, float]:
    """Pixels for the label, what is said of the value, and the sources, so that a row of cards stands in line."""
    return (
        max(height_of(card.label, _LABEL, room) for card in cards),
        max(height_of(card.said.terms, _SAID, room) for card in cards),
        max(height_of(_sources(deck, card), _SOURCE, room) for card in cards),
    )


def _sources(deck: SlideDeck, card: SlideCard) -> str:
    return deck.cited(card.said.sources)


def _draw(deck: SlideDeck, slide: Slide, card: SlideCard, frame: Box, parts: Sequence[tuple[Type, float]]) -> None:
    """Draw a card, its parts one below the other: how each is set and how high it may be."""
    source = _sources(deck, card)
    texts = (card.label, card.said.value, card.said.terms, source)
    with grouped(slide, card.label, deck.sentence(*texts)):
        rectangle(slide, frame, MIST)
        rectangle(slide, replace(frame, width=_EDGE_PX), ACCENT)
        inner = frame.inset(_PAD_X, _PAD_Y)
        y = inner.y
        for text, (kind, height) in zip(texts, parts, strict=True):
            if text:
                write(slide, Box(x=inner.x, y=y, width=inner.width, height=height + 1), text, kind)
            y += height
