"""The first slide and the last."""

import io

import segno
from pptx.slide import Slide

from corridor.draw.layout.box import Box
from corridor.draw.layout.palette import ACCENT, INK, MUTED, SELECTED
from corridor.draw.words.wording import data_date_text, dated_text
from corridor.export.address import public_address
from corridor.export.deck.canvas import (
    HEIGHT,
    MUTED_NOTE,
    WIDTH,
    Type,
    add_slide,
    emu,
    rectangle,
    write,
)
from corridor.export.deck.slides.page import BODY, MARGIN, SlideDeck
from corridor.export.records import about
from corridor.i18n import word

_QR_PX = 150.0


def cover(deck: SlideDeck) -> None:
    """The name of the corridor, and whom the deck is not for."""
    name, subtitle = deck.corridor.name[deck.lang], deck.corridor.subtitle[deck.lang]
    slide = add_slide(deck.presentation, Box(110, 220, 1060, 130), name, Type(58, INK, bold=True, anchor="bottom"))
    rectangle(slide, Box(0, 0, 28, HEIGHT), ACCENT)
    write(slide, Box(110, 370, 1060, 90), subtitle, Type(26, MUTED))
    write(slide, Box(110, 590, 1060, 30), dated_text(deck.corridor, deck.lang), Type(18, ACCENT, bold=True))
    write(slide, Box(110, 626, 1060, 56), deck.corridor.notice[deck.lang], MUTED_NOTE)
    if deck.warning():
        write(slide, Box(110, 100, 1060, 36), deck.warning(), Type(22, SELECTED, bold=True))


def closing(deck: SlideDeck) -> None:
    """What the deck is, of when, for whom, and how to get to the page."""
    slide = deck.slide(deck.say("about"))
    # Files keep the date as machines write it; a slide is read by people.
    dated = {word("export.data_date", deck.lang): data_date_text(deck.corridor, deck.lang)}
    lines = (f"{label}  {dated.get(label, value)}" for label, value in about(deck.corridor, deck.lang) if value)
    text = "\n".join(lines)
    write(slide, Box(BODY.x, 120, 780, 500), text, Type(22))
    address = public_address(deck.corridor)
    if address:
        _code(slide, address)


def _code(slide: Slide, address: str) -> None:
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="png", scale=10, border=2)
    picture.seek(0)
    slide.shapes.add_picture(picture, emu(WIDTH - MARGIN - _QR_PX), emu(130), emu(_QR_PX), emu(_QR_PX))
    write(slide, Box(WIDTH - MARGIN - 320, 290, 320, 60), address, Type(14, MUTED, align="right"))
