"""Figures on cards, as large as a hall reads them, and never without what kind of statement they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.slide import Slide

from corridor.draw.layout.box import Box
from corridor.draw.layout.palette import ACCENT, INK, MIST, MUTED
from corridor.draw.words.statement import Statement
from corridor.export.deck.canvas import BODY_PX, NOTE_PX, Type, fitted, group, height_of, rectangle, write
from corridor.export.deck.slides.page import GAP, SlideDeck

_PAD_X, _PAD_Y = 18.0, 12.0
_EDGE_PX = 4.0
_LABEL, _SAID = Type(size=BODY_PX, colour=MUTED, least=BODY_PX), Type(size=BODY_PX, colour=INK, least=BODY_PX)
_SOURCE = Type(size=NOTE_PX, colour=MUTED)
_VALUE = Type(size=44, colour=INK, bold=True, least=BODY_PX)
_VALUE_PX = 64.0
"""One line of the largest value."""
_WIDEST = 560.0
_A_ROW = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class SlideCard:
    """A figure under its label."""

    label: str
    said: Statement

    @property
    def frame_text(self) -> str:
        """When, what kind of statement, and what was counted."""
        return " · ".join(part for part in (self.said.period, self.said.status_label, self.said.scope) if part)


def rows_of_cards(cards: Sequence[SlideCard]) -> list[Sequence[SlideCard]]:
    """Cards in rows of about equal length."""
    count = -(-len(cards) // _A_ROW)
    length = -(-len(cards) // count) if count else 0
    return [cards[start : start + length] for start in range(0, len(cards), length)] if cards else []


def row_height(deck: SlideDeck, cards: Sequence[SlideCard], width: float) -> float:
    """Pixels that a row of cards needs so that nothing on it is set smaller than a hall reads."""
    room = _width(cards, width) - 2 * _PAD_X
    return max(_height(deck, card, room) for card in cards)


def draw_cards(deck: SlideDeck, slide: Slide, cards: Sequence[SlideCard], frame: Box) -> None:
    """A row of cards; their values are of one size, or the shortest would look like the most important."""
    width = _width(cards, frame.width)
    room = width - 2 * _PAD_X
    size = min(fitted(card.said.value, _VALUE, room, _VALUE_PX)[1].size for card in cards)
    for place, card in enumerate(cards):
        box = replace(frame, x=frame.x + place * (width + GAP), width=width)
        _draw(deck, slide, card, box, replace(_VALUE, size=size, least=size))


def _width(cards: Sequence[SlideCard], width: float) -> float:
    return min(_WIDEST, (width - GAP * (len(cards) - 1)) / len(cards))


def _height(deck: SlideDeck, card: SlideCard, room: float) -> float:
    label, said = height_of(card.label, _LABEL, room), height_of(card.frame_text, _SAID, room)
    return label + _VALUE_PX + said + height_of(_sources(deck, card), _SOURCE, room) + 2 * _PAD_Y + 4


def _sources(deck: SlideDeck, card: SlideCard) -> str:
    return deck.cited(card.said.sources)


def _draw(deck: SlideDeck, slide: Slide, card: SlideCard, frame: Box, value: Type) -> None:
    source = _sources(deck, card)
    spoken = deck.sentence(card.label, card.said.value, card.frame_text, source)
    made = group(slide, card.label, spoken)
    rectangle(made, frame, MIST)
    rectangle(made, replace(frame, width=_EDGE_PX), ACCENT)
    inner = frame.inset(_PAD_X, _PAD_Y)
    y = inner.y
    for text, kind, height in (
        (card.label, _LABEL, height_of(card.label, _LABEL, inner.width)),
        (card.said.value, replace(value, anchor="middle"), _VALUE_PX),
        (card.frame_text, _SAID, height_of(card.frame_text, _SAID, inner.width)),
        (source, _SOURCE, height_of(source, _SOURCE, inner.width)),
    ):
        if text:
            write(made, Box(x=inner.x, y=y, width=inner.width, height=height + 1), text, kind)
        y += height
