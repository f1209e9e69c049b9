"""A chapter of the tour: its words with its map and its figures, then its pictures and what it shows beside them."""

from collections.abc import Sequence
from dataclasses import replace

from corridor.draw.layout.box import Box
from corridor.draw.layout.map.static_map import chapter_map
from corridor.draw.layout.palette import MUTED
from corridor.draw.layout.photo import photo
from corridor.draw.words.statement import statement
from corridor.draw.words.wording import fill_placeholders
from corridor.export.deck.canvas import BODY_PX, NOTE_PX, Type, add_notes, height_of, picture, write
from corridor.export.deck.map import draw_map
from corridor.export.deck.slides.cards import SlideCard, draw_cards, row_height, rows_of_cards
from corridor.export.deck.slides.page import BODY, GAP, SlideDeck
from corridor.export.deck.slides.panels import draw_panel
from corridor.model.corridor import Chapter, Medium

_TEXT_WIDTH, _WIDE_TEXT = 440.0, 520.0
_LEAST_MAP_PX = 270.0
"""Below it a map shows nothing to a hall."""
_TEXT_SIZES = (28, 26, 24, 22)
_PHOTO_PX = (1920, 1080)


def chapter_slides(deck: SlideDeck, chapter: Chapter) -> None:
    """As many slides as it needs, each with its note: whoever turns back must not be left without it."""
    title = _said(deck, chapter.title[deck.lang])
    first = len(deck.presentation.slides)
    rows = rows_of_cards(_cards(deck, chapter))
    alone = _opening(deck, chapter, title, rows)
    if not alone:
        _figures(deck, deck.say("continued", title=title), rows)
    for medium in deck.corridor.media_of_chapter(chapter.id):
        _photo(deck, deck.say("continued", title=title), medium)
    if chapter.show is not None:
        draw_panel(deck, chapter, deck.say("continued", title=title))
    if note := _said(deck, chapter.speaker_note[deck.lang]):
        for slide in list(deck.presentation.slides)[first:]:
            add_notes(slide, note)


def _said(deck: SlideDeck, text: str) -> str:
    return fill_placeholders(deck.corridor, text, deck.lang)


def _cards(deck: SlideDeck, chapter: Chapter) -> list[SlideCard]:
    """The figures of a chapter that have a value; what is missing is in the appendix."""
    known = deck.corridor.figure_by_id
    figures = (known[key] for key in chapter.figure_ids if key in known)
    told = ((figure, statement(deck.corridor, figure, deck.lang)) for figure in figures if figure.value is not None)
    return [
        SlideCard(label=f"{deck.corridor.name_of(figure.subject_id)[deck.lang]} · {said.label}", said=said)
        for figure, said in told
    ]


def _opening(deck: SlideDeck, chapter: Chapter, title: str, rows: Sequence[Sequence[SlideCard]]) -> bool:
    """The words beside the map; whether the figures found their place below them."""
    text = _said(deck, chapter.text[deck.lang])
    below = sum(row_height(deck, row, BODY.width) + GAP for row in rows)
    room = BODY.height - below
    fits = room >= _LEAST_MAP_PX and _height(text, _TEXT_WIDTH) <= room
    if not fits:
        below, room = 0.0, BODY.height
    slide = deck.slide(title)
    width = _TEXT_WIDTH if _height(text, _TEXT_WIDTH) <= room else _WIDE_TEXT
    words = Box(x=BODY.x, y=BODY.y, width=width, height=room)
    write(slide, words, text, Type(size=_size(text, words), least=BODY_PX))
    frame = Box(x=words.right + 24, y=BODY.y, width=BODY.right - words.right - 24, height=room)
    still = chapter_map(deck.corridor, deck.lang, frame, chapter)
    named = (deck.corridor.node_by_id[key].name[deck.lang] for key in chapter.node_ids)
    draw_map(slide, still, deck.sentence(deck.say("map"), title, *named))
    y = BODY.y + room + GAP
    for row in rows if fits else ():
        height = row_height(deck, row, BODY.width)
        draw_cards(deck, slide, row, replace(BODY, y=y, height=height))
        y += height + GAP
    return fits


def _height(text: str, width: float) -> float:
    """What a text takes at the least size that a hall reads."""
    return height_of(text, Type(size=BODY_PX), width)


def _size(text: str, frame: Box) -> float:
    """The largest of some sizes at which a text fits a frame."""
    fitting = (size for size in _TEXT_SIZES if height_of(text, Type(size=size), frame.width) <= frame.height)
    return float(next(fitting, BODY_PX))


def _figures(deck: SlideDeck, title: str, rows: Sequence[Sequence[SlideCard]]) -> None:
    """Rows of figures on slides of their own."""
    slide, y = None, BODY.y
    for row in rows:
        height = row_height(deck, row, BODY.width)
        if slide is None or y + height > BODY.bottom:
            slide, y = deck.slide(title), BODY.y
        draw_cards(deck, slide, row, replace(BODY, y=y, height=height))
        y += height + GAP


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
