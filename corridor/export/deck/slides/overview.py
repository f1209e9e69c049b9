"""The corridor as a whole: its map, its headline figures, its strip diagram."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.slide import Slide

from corridor.draw.layout.box import Box
from corridor.draw.layout.map.legend import legend
from corridor.draw.layout.map.parts import StaticMap
from corridor.draw.layout.palette import ACCENT, INK, MIST, MUTED
from corridor.draw.words.ribbon import tiles
from corridor.draw.words.statement import Statement
from corridor.export.deck.canvas import (
    WIDTH,
    Type,
    fitted,
    leading,
    lines_of,
    rectangle,
    write,
)
from corridor.export.deck.map import draw_map, draw_still
from corridor.export.deck.slides.page import BODY, GAP, MARGIN, SlideDeck
from corridor.export.deck.strip import draw_strip, strip_pictures

_CARD_PAD = 18.0
_VALUE = Type(size=40, colour=INK, bold=True)
_VALUE_PX = 56.0
"""One line of the largest value."""
_CARDS_A_ROW = 5


def overview(deck: SlideDeck) -> None:
    """The map with its legend, and by name what it cannot show."""
    slide = deck.slide(deck.say("map"))
    picture = draw_map(slide, deck.corridor, deck.lang, Box(x=MARGIN, y=104, width=820, height=556))
    _key(deck, slide, picture, Box(x=900, y=104, width=WIDTH - 900 - MARGIN, height=556))


def _key(deck: SlideDeck, slide: Slide, picture: StaticMap, frame: Box) -> None:
    y = frame.y
    for entry in legend(deck.corridor, picture, deck.lang):
        sample, kind = entry.sample.frame, Type(size=16, anchor="middle")
        room = frame.width - sample.width - 10
        height = max(26.0, lines_of(entry.text, kind, room) * kind.size * leading(entry.text))
        draw_still(slide, entry.sample, frame.x, y + (height - sample.height) / 2)
        write(slide, Box(x=frame.x + sample.width + 10, y=y, width=room, height=height), entry.text, kind)
        y += height + 6
    unplaced = [node for node in deck.corridor.nodes if not node.is_placed]
    if unplaced:
        write(
            slide,
            Box(x=frame.x, y=y + 14, width=frame.width, height=26),
            deck.say("unplaced"),
            Type(size=16, colour=MUTED, bold=True),
        )
        names = "\n".join(node.name[deck.lang] for node in unplaced)
        write(
            slide,
            Box(x=frame.x, y=y + 44, width=frame.width, height=frame.y + frame.height - y - 44),
            names,
            Type(size=18),
        )


def headlines(deck: SlideDeck) -> None:
    """The ribbon's figures on cards; no slide where there are none."""
    groups = [(group.caption[deck.lang], tiles(deck.corridor, group, deck.lang)) for group in deck.corridor.ribbon]
    shown = [(caption, cards) for caption, cards in groups if cards]
    if not shown:
        return
    slide = deck.slide(deck.say("headlines"))
    height = BODY.height / len(shown)
    for place, (caption, cards) in enumerate(shown):
        top = BODY.y + place * height
        write(
            slide, Box(x=BODY.x, y=top, width=BODY.width, height=28), caption, Type(size=18, colour=ACCENT, bold=True)
        )
        said = [replace(card.said, label=card.label) for card in cards]
        growths = [card.growth for card in cards if card.growth]
        _cards(deck, slide, [*said, *growths], Box(x=BODY.x, y=top + 36, width=BODY.width, height=height - 48))


def _cards(deck: SlideDeck, slide: Slide, cards: Sequence[Statement], frame: Box) -> None:
    rows = [cards[start : start + _CARDS_A_ROW] for start in range(0, len(cards), _CARDS_A_ROW)]
    height = (frame.height - GAP * (len(rows) - 1)) / len(rows)
    for row, portion in enumerate(rows):
        width = (frame.width - GAP * (len(portion) - 1)) / len(portion)
        room = width - 2 * _CARD_PAD
        # One size for a row, or the shortest value would look like the most important.
        value = Type(
            size=min(fitted(card.value, _VALUE, room, _VALUE_PX)[1].size for card in portion), colour=INK, bold=True
        )
        for column, card in enumerate(portion):
            x, y = frame.x + column * (width + GAP), frame.y + row * (height + GAP)
            _card(deck, slide, card, Box(x=x, y=y, width=width, height=height), value)


def _card(deck: SlideDeck, slide: Slide, card: Statement, frame: Box, value: Type) -> None:
    rectangle(slide, frame, MIST)
    rectangle(slide, Box(x=frame.x, y=frame.y, width=4, height=frame.height), ACCENT)
    inner = frame.inset(_CARD_PAD, 10)
    write(slide, Box(x=inner.x, y=inner.y, width=inner.width, height=42), card.label, Type(size=16, colour=MUTED))
    middle = Box(x=inner.x, y=inner.y + 44, width=inner.width, height=_VALUE_PX)
    write(slide, middle, card.value, replace(value, anchor="middle"))
    said = " · ".join(part for part in (card.period, card.status_label, card.scope) if part)
    used = 44 + _VALUE_PX + 2
    below = Box(x=inner.x, y=inner.y + used, width=inner.width, height=max(20, inner.height - used))
    write(slide, below, f"{said}\n{deck.cited(card.sources)}", Type(size=13, colour=MUTED))


def diagram(deck: SlideDeck) -> None:
    """The strip diagram, in letters that can be read from a chair."""
    title, frame = deck.say("strip"), Box(x=40, y=90, width=WIDTH - 80, height=568)
    for place, picture in enumerate(strip_pictures(deck.corridor, deck.lang, frame)):
        draw_strip(deck.slide(title if place == 0 else deck.say("continued", title=title)), picture, frame)
