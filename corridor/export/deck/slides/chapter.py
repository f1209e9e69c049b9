"""A chapter of the tour: its words with its map and its figures, then its pictures and what it shows beside them."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.slide import Slide

from corridor.draw.layout.box import Box
from corridor.draw.layout.map.static_map import chapter_map
from corridor.draw.layout.palette import MUTED
from corridor.draw.layout.photo import photo
from corridor.draw.web.player.chapter_panels import chapter_gaps
from corridor.draw.words.statement import statement
from corridor.draw.words.wording import figures_named, fill_placeholders
from corridor.export.deck.canvas import BODY_PX, NOTE_PX, Type, add_notes, height_of, picture, write
from corridor.export.deck.map import draw_map
from corridor.export.deck.slides.cards import SlideCard, draw_cards, row_height, rows_of_cards
from corridor.export.deck.slides.page import BODY, GAP, SlideDeck
from corridor.export.deck.slides.panels import draw_panel
from corridor.i18n import word
from corridor.model.corridor import Chapter, Medium

_TEXT_WIDTH, _WIDE_TEXT = 440.0, 520.0
_LEAST_MAP_PX = 270.0
"""Below it a map shows nothing to a hall."""
_TEXT_SIZES = (32, 30, 28, 26, 24, 22)
_MOST_BESIDE, _A_ROW = 2, 2
"""Cards below the words, and in a row of a slide of their own."""
_PHOTO_PX = (1920, 1080)


def chapter_slides(deck: SlideDeck, chapter: Chapter) -> None:
    """As many slides as it needs, each with its note: whoever turns back must not be left without it."""
    title = _said(deck, chapter.title[deck.lang])
    first = len(deck.presentation.slides)
    cards = _cards(deck, chapter)
    if not _opening(deck, chapter, title, cards):
        _figures(deck, deck.say("continued", title=title), cards)
    for medium in deck.corridor.media_of_chapter(chapter.id):
        _photo(deck, deck.say("continued", title=title), medium)
    if chapter.show is not None:
        draw_panel(deck, chapter, deck.say("continued", title=title))
    notes = (_said(deck, chapter.speaker_note[deck.lang]), *chapter_gaps(deck.corridor, chapter, deck.lang))
    if note := "\n".join(filter(None, notes)):
        for slide in list(deck.presentation.slides)[first:]:
            add_notes(slide, note)


def _said(deck: SlideDeck, text: str) -> str:
    return fill_placeholders(deck.corridor, text, deck.lang)


def _cards(deck: SlideDeck, chapter: Chapter) -> list[SlideCard]:
    """The figures of a chapter and those that its words name, as far as they have a value; the notes tell the rest."""
    known = deck.corridor.figure_by_id
    named = figures_named((chapter.title[deck.lang], chapter.text[deck.lang]))
    figures = (known[key] for key in dict.fromkeys((*chapter.figure_ids, *named)) if key in known)
    told = ((figure, statement(deck.corridor, figure, deck.lang)) for figure in figures if figure.value is not None)
    return [
        SlideCard(label=f"{deck.corridor.name_of(figure.subject_id)[deck.lang]} · {said.label}", said=said)
        for figure, said in told
    ]


def _opening(deck: SlideDeck, chapter: Chapter, title: str, cards: Sequence[SlideCard]) -> bool:
    """The words beside the map; whether the figures found their place below the words or below both."""
    text = _said(deck, chapter.text[deck.lang]) + _unplaced(deck, chapter)
    slide = deck.slide(title)
    column = replace(BODY, width=_TEXT_WIDTH)
    beside, below = [[card] for card in cards], rows_of_cards(cards)
    room = BODY.height - _taken(deck, beside, column.width)
    if len(cards) <= _MOST_BESIDE and _height(text, column.width) <= room:
        end = _words(slide, text, replace(column, height=room))
        _map(deck, slide, chapter, replace(BODY, x=column.right + 24, width=BODY.width - column.width - 24))
        if beside:
            draw_cards(deck, slide, beside, replace(column, y=end + 2 * GAP, height=BODY.bottom - end - 2 * GAP))
        return True
    room = BODY.height - _taken(deck, below, BODY.width)
    fits = room >= _LEAST_MAP_PX and _height(text, column.width) <= room
    room = room if fits else BODY.height
    width = column.width if _height(text, column.width) <= room else _WIDE_TEXT
    _words(slide, text, replace(BODY, width=width, height=room))
    _map(deck, slide, chapter, replace(BODY, x=BODY.x + width + 24, width=BODY.width - width - 24, height=room))
    if fits:
        draw_cards(deck, slide, below, replace(BODY, y=BODY.y + room + GAP, height=BODY.height - room - GAP))
    return fits


def _taken(deck: SlideDeck, rows: Sequence[Sequence[SlideCard]], width: float) -> float:
    """Pixels that rows of cards need, with the room before each."""
    return sum(row_height(deck, row, width) + GAP for row in rows)


def _unplaced(deck: SlideDeck, chapter: Chapter) -> str:
    """The nodes of a chapter that its map cannot show, as a paragraph of its own."""
    nodes = (deck.corridor.node_by_id[key] for key in chapter.node_ids)
    names = [node.name[deck.lang] for node in nodes if not node.is_placed]
    said = word("figure.list-join", deck.lang).join(names)
    return f"\n\n{word('panel.means', deck.lang, term=deck.say('unplaced'), meaning=said)}" if names else ""


def _map(deck: SlideDeck, slide: Slide, chapter: Chapter, frame: Box) -> None:
    still = chapter_map(deck.corridor, deck.lang, frame, chapter)
    named = (deck.corridor.node_by_id[key].name[deck.lang] for key in chapter.node_ids)
    draw_map(slide, still, deck.sentence(deck.say("map"), _said(deck, chapter.title[deck.lang]), *named))


def _words(slide: Slide, text: str, frame: Box) -> float:
    """Write a text as large as a frame holds it; where it ends."""
    fitting = (size for size in _TEXT_SIZES if height_of(text, Type(size=size), frame.width) <= frame.height)
    size = float(next(fitting, BODY_PX))
    tall = height_of(text, Type(size=size), frame.width)
    write(slide, replace(frame, height=tall + 1), text, Type(size=size, least=BODY_PX))
    return frame.y + tall


def _height(text: str, width: float) -> float:
    """What a text takes at the least size that a hall reads."""
    return height_of(text, Type(size=BODY_PX), width)


def _figures(deck: SlideDeck, title: str, cards: Sequence[SlideCard]) -> None:
    """Figures on slides of their own, larger."""
    rows = rows_of_cards(cards, _A_ROW)
    while rows:
        count = 1
        while count < len(rows) and _taken(deck, rows[: count + 1], BODY.width) - GAP <= BODY.height:
            count += 1
        draw_cards(deck, deck.slide(title), rows[:count], BODY, stretched=True)
        rows = rows[count:]


def _photo(deck: SlideDeck, title: str, medium: Medium) -> None:
    """A picture as large as a slide holds it, with its credit."""
    slide = deck.slide(title)
    said = deck.credit(medium)
    kind = Type(size=NOTE_PX, colour=MUTED)
    tall = height_of(said, kind, BODY.width)
    shown = photo(medium, *_PHOTO_PX)
    frame = replace(BODY, height=BODY.height - tall - 6)
    picture(slide, frame, shown.data, medium.id, medium.alt[deck.lang])
    write(slide, Box(x=BODY.x, y=BODY.bottom - tall, width=BODY.width, height=tall + 1), said, kind)
