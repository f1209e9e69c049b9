"""The corridor as a whole: its map, its headline figures, its strip diagram."""

from collections.abc import Sequence

from pptx.slide import Slide

from corridor.draw.layout.box import Box
from corridor.draw.layout.map.legend import legend
from corridor.draw.layout.map.parts import StaticMap
from corridor.draw.layout.map.static_map import static_map
from corridor.draw.layout.palette import ACCENT, MUTED
from corridor.draw.words.ribbon import Tile, tiles
from corridor.export.deck.canvas import (
    WIDTH,
    Type,
    grouped,
    leading,
    lines_of,
    write,
)
from corridor.export.deck.map import draw_map, draw_still
from corridor.export.deck.slides.cards import SlideCard, draw_cards, row_height, rows_of_cards
from corridor.export.deck.slides.page import BODY, GAP, MARGIN, SlideDeck
from corridor.export.deck.strip import draw_strip, strip_pictures

_HEADING_PX = 38.0


def overview(deck: SlideDeck) -> None:
    """The map with its legend, and by name what it cannot show."""
    slide = deck.slide(deck.say("map"))
    picture = static_map(deck.corridor, deck.lang, Box(x=MARGIN, y=104, width=820, height=556))
    draw_map(slide, picture, deck.sentence(deck.say("map"), *(node.name[deck.lang] for node in deck.corridor.nodes)))
    _key(deck, slide, picture, Box(x=900, y=104, width=WIDTH - 900 - MARGIN, height=556))


def _key(deck: SlideDeck, slide: Slide, picture: StaticMap, frame: Box) -> None:
    y = frame.y
    for entry in legend(deck.corridor, picture, deck.lang):
        sample, kind = entry.sample.frame, Type(size=16, anchor="middle")
        room = frame.width - sample.width - 10
        height = max(26.0, lines_of(entry.text, kind, room) * kind.size * leading(entry.text))
        with grouped(slide, "key", entry.text):
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
    """The ribbon's figures on cards, as many to a slide as it holds; no slide where there are none."""
    rows = [
        (ribbon.caption[deck.lang], row)
        for ribbon in deck.corridor.ribbon
        for row in rows_of_cards(_cards(tiles(deck.corridor, ribbon, deck.lang)))
    ]
    slide, y, before = None, 0.0, ""
    for caption, row in rows:
        height = row_height(deck, row, BODY.width)
        heading = 0.0 if slide and caption == before else _HEADING_PX
        if slide is None or y + heading + height > BODY.bottom:
            title = deck.say("headlines")
            slide, y = deck.slide(title if slide is None else deck.say("continued", title=title)), BODY.y
            heading = _HEADING_PX
        if heading:
            frame = Box(x=BODY.x, y=y, width=BODY.width, height=heading - 6)
            write(slide, frame, caption, Type(size=20, colour=ACCENT, bold=True))
        draw_cards(deck, slide, [row], Box(x=BODY.x, y=y + heading, width=BODY.width, height=height))
        y, before = y + heading + height + GAP, caption


def _cards(shown: Sequence[Tile]) -> list[SlideCard]:
    """A card for each statement: an amount is followed by its own growth."""
    return [
        SlideCard(label=tile.label if said is tile.said else said.label, said=said)
        for tile in shown
        for said in tile.statements
    ]


def diagram(deck: SlideDeck) -> None:
    """The strip diagram, in letters that can be read from a chair."""
    title, frame = deck.say("strip"), Box(x=40, y=90, width=WIDTH - 80, height=568)
    for place, picture in enumerate(strip_pictures(deck.corridor, deck.lang, frame)):
        slide = deck.slide(title if place == 0 else deck.say("continued", title=title))
        with grouped(slide, "strip", deck.sentence(title, deck.corridor.name[deck.lang])):
            draw_strip(slide, picture, frame)
