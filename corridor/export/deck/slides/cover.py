"""The first slide and the last of the talk, and what the deck is, for the end of the appendix."""

from dataclasses import replace

from pptx.slide import Slide

from corridor.draw.layout.box import Box
from corridor.draw.layout.palette import ACCENT, INK, MUTED, SELECTED
from corridor.draw.layout.photo import photo
from corridor.draw.words.wording import data_date_text, dated_text
from corridor.export.address import public_address
from corridor.export.deck.canvas import (
    BODY_PX,
    HEIGHT,
    NOTE_PX,
    WIDTH,
    Type,
    add_slide,
    crop,
    grouped,
    height_of,
    picture,
    rectangle,
    write,
)
from corridor.export.deck.slides.code import draw_code
from corridor.export.deck.slides.page import BODY, GAP, MARGIN, SlideDeck
from corridor.export.records import about
from corridor.i18n import word
from corridor.model.corridor import Contact
from corridor.model.figure import Release

_LEFT = 110.0
_PHOTO = Box(x=760, y=0, width=WIDTH - 760, height=HEIGHT)
_LOGO_PX = 96.0
_CODE_PX = 168.0
_MOST_PX = (1600, 1600)


def cover(deck: SlideDeck) -> None:
    """What the talk is about, who gives it and of when it is, and whom it is not for."""
    corridor, shown = deck.corridor, deck.corridor.cover
    width = (_PHOTO.x if shown else WIDTH) - _LEFT - 40
    title = Box(x=_LEFT, y=170, width=width, height=180)
    slide = add_slide(
        deck.presentation,
        title,
        corridor.name[deck.lang],
        Type(size=58, colour=INK, bold=True, anchor="bottom", least=BODY_PX),
    )
    rectangle(slide, Box(x=0, y=0, width=28, height=HEIGHT), ACCENT).name = "edge"
    subtitle = Type(size=26, colour=MUTED, least=BODY_PX)
    write(slide, Box(x=_LEFT, y=366, width=width, height=80), corridor.subtitle[deck.lang], subtitle)
    _host(deck, slide, Box(x=_LEFT, y=466, width=width, height=_LOGO_PX))
    dated = Type(size=BODY_PX, colour=ACCENT, bold=True, least=BODY_PX)
    write(slide, Box(x=_LEFT, y=584, width=width, height=34), dated_text(corridor, deck.lang), dated)
    notes = [corridor.notice[deck.lang], deck.credit(shown) if shown else ""]
    small = Type(size=NOTE_PX, colour=MUTED)
    write(slide, Box(x=_LEFT, y=628, width=width, height=72), "\n".join(filter(None, notes)), small)
    if deck.warning():
        warning = Type(size=22, colour=SELECTED, bold=True, least=BODY_PX)
        write(slide, Box(x=_LEFT, y=100, width=width, height=36), deck.warning(), warning)
    if shown:
        made = photo(shown, *_MOST_PX)
        crop(picture(slide, _PHOTO, made.data, shown.id, shown.alt[deck.lang]), _PHOTO)


def _host(deck: SlideDeck, slide: Slide, frame: Box) -> None:
    host, logo = deck.corridor.host, deck.corridor.logo
    if host is None:
        return
    if logo:
        sign = replace(frame, width=_LOGO_PX)
        picture(slide, sign, photo(logo, *_MOST_PX).data, logo.id, logo.alt[deck.lang])
        frame = Box(x=sign.right + 20, y=frame.y, width=frame.width - _LOGO_PX - 20, height=frame.height)
    write(slide, frame, host.name[deck.lang], Type(size=28, bold=True, anchor="middle", least=BODY_PX))


def closing(deck: SlideDeck) -> None:
    """Whom to call; where nobody is named, an editor is told where to put them."""
    contacts, address = deck.corridor.contacts, public_address(deck.corridor)
    # Nobody is asked to get in touch with nobody.
    title = deck.say("closing" if contacts or address else "thanks")
    slide = deck.slide(title)
    _host(deck, slide, Box(x=BODY.x, y=BODY.y, width=BODY.width, height=_LOGO_PX))
    y = BODY.y + (_LOGO_PX + GAP if deck.corridor.host else 0.0)
    for contact in contacts:
        height = _contact_height(deck, contact)
        if y + height > BODY.bottom:
            slide, y = deck.slide(title), BODY.y
        _contact(deck, slide, contact, Box(x=BODY.x, y=y, width=BODY.width - 300, height=height))
        y += height + GAP
    if not contacts:
        name = Box(x=BODY.x, y=y + 60, width=BODY.width - 300, height=130)
        write(slide, name, deck.corridor.name[deck.lang], Type(size=48, bold=True, anchor="bottom", least=BODY_PX))
        below = replace(name, y=name.bottom + 8, height=76)
        write(slide, below, deck.corridor.subtitle[deck.lang], Type(size=26, colour=MUTED, least=BODY_PX))
        if deck.corridor.profile is Release.INTERNAL:
            hint = Box(x=BODY.x, y=y + 300, width=BODY.width - 300, height=150)
            write(slide, hint, deck.say("no-contacts"), Type(size=BODY_PX, colour=SELECTED, least=BODY_PX))
    if address:
        frame = Box(x=BODY.right - 220, y=BODY.y, width=220, height=220)
        draw_code(slide, frame, address)
        said = Box(x=BODY.right - 280, y=frame.bottom + 8, width=280, height=90)
        write(slide, said, f"{word('player.scan', deck.lang)}\n{address}", Type(size=16, colour=MUTED, align="right"))


def _lines(deck: SlideDeck, contact: Contact) -> str:
    told = {
        "phone": contact.phone,
        "email": contact.email,
        "wechat": contact.wechat,
        "place": contact.address[deck.lang],
    }
    return "\n".join(f"{deck.say(f'contact-{key}')}  {text}" for key, text in told.items() if text)


_NAME, _LINE = Type(size=28, bold=True, least=BODY_PX), Type(size=24, least=BODY_PX)


def _contact_height(deck: SlideDeck, contact: Contact) -> float:
    width = BODY.width - 300 - (_CODE_PX + GAP if contact.qr_id else 0.0)
    text = height_of(contact.name[deck.lang], _NAME, width) + height_of(_lines(deck, contact), _LINE, width) + 8
    return max(text, _CODE_PX if contact.qr_id else 0.0)


def _contact(deck: SlideDeck, slide: Slide, contact: Contact, frame: Box) -> None:
    name, lines = contact.name[deck.lang], _lines(deck, contact)
    with grouped(slide, name, deck.sentence(name, *lines.split("\n"))):
        medium = deck.corridor.medium_by_id.get(contact.qr_id or "")
        x = frame.x
        if medium:
            code = replace(frame, width=_CODE_PX, height=_CODE_PX)
            picture(slide, code, photo(medium, *_MOST_PX).data, medium.id, medium.alt[deck.lang])
            x += _CODE_PX + GAP
        width = frame.right - x
        top = height_of(name, _NAME, width)
        write(slide, Box(x=x, y=frame.y, width=width, height=top + 1), name, _NAME)
        if lines:
            height = height_of(lines, _LINE, width) + 1
            write(slide, Box(x=x, y=frame.y + top + 8, width=width, height=height), lines, _LINE)


def imprint(deck: SlideDeck) -> None:
    """What the deck is, of when, for whom, and under which notice."""
    slide = deck.slide(deck.say("about"))
    # Files keep the date as machines write it; a slide is read by people.
    dated = {word("export.data_date", deck.lang): data_date_text(deck.corridor, deck.lang)}
    lines = [f"{label}  {dated.get(label, value)}" for label, value in about(deck.corridor, deck.lang) if value]
    lines += [f"{medium.id}  {deck.credit(medium)}" for medium in deck.corridor.media]
    write(slide, Box(x=BODY.x, y=120, width=WIDTH - 2 * MARGIN, height=530), "\n".join(lines), Type(size=22))
