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
    slide = add_slide(
        deck.presentation,
        Box(x=110, y=220, width=1060, height=130),
        name,
        Type(size=58, colour=INK, bold=True, anchor="bottom"),
    )
    rectangle(slide, Box(x=0, y=0, width=28, height=HEIGHT), ACCENT)
    write(slide, Box(x=110, y=370, width=1060, height=90), subtitle, Type(size=26, colour=MUTED))
    write(
        slide,
        Box(x=110, y=590, width=1060, height=30),
        dated_text(deck.corridor, deck.lang),
        Type(size=18, colour=ACCENT, bold=True),
    )
    write(slide, Box(x=110, y=626, width=1060, height=56), deck.corridor.notice[deck.lang], MUTED_NOTE)
    if deck.warning():
        write(
            slide, Box(x=110, y=100, width=1060, height=36), deck.warning(), Type(size=22, colour=SELECTED, bold=True)
        )


def closing(deck: SlideDeck) -> None:
    """What the deck is, of when, for whom, and how to get to the page."""
    slide = deck.slide(deck.say("about"))
    # Files keep the date as machines write it; a slide is read by people.
    dated = {word("export.data_date", deck.lang): data_date_text(deck.corridor, deck.lang)}
    lines = (f"{label}  {dated.get(label, value)}" for label, value in about(deck.corridor, deck.lang) if value)
    text = "\n".join(lines)
    write(slide, Box(x=BODY.x, y=120, width=780, height=500), text, Type(size=22))
    address = public_address(deck.corridor)
    if address:
        _code(slide, address)


def _code(slide: Slide, address: str) -> None:
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="png", scale=10, border=2)
    picture.seek(0)
    slide.shapes.add_picture(picture, emu(WIDTH - MARGIN - _QR_PX), emu(130), emu(_QR_PX), emu(_QR_PX))
    write(
        slide,
        Box(x=WIDTH - MARGIN - 320, y=290, width=320, height=60),
        address,
        Type(size=14, colour=MUTED, align="right"),
    )
