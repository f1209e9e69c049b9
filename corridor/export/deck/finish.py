"""What a finished deck says of itself: language, sections, properties, the faces of its theme."""

import uuid
from datetime import UTC, datetime, time

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from corridor.draw.layout.text_metrics import ELLIPSIS
from corridor.export.deck.canvas import CHINESE_FACE, LANGUAGES, LATIN_FACE, speak
from corridor.export.deck.slides.page import SlideDeck

_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""The extension in which PowerPoint keeps the sections of a deck, and its namespace."""
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_MOST_SIGNS = 255
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def finish(deck: SlideDeck) -> None:
    """Say it, of a deck that has all its slides."""
    for slide in deck.presentation.slides:
        speak(slide.element, deck.lang)
        if slide.has_notes_slide:
            speak(slide.notes_slide.element, deck.lang)
    _add_sections(deck)
    _name(deck)
    _set_theme(deck)


def _add_sections(deck: SlideDeck) -> None:
    ids = [slide.slide_id for slide in deck.presentation.slides]
    listed = etree.Element(f"{{{_P14}}}sectionLst", nsmap={"p14": _P14})
    ends = [start for _, start in deck.sections[1:]] + [len(ids)]
    for (name, start), end in zip(deck.sections, ends, strict=True):
        if start == end:
            continue
        own = f"{{{uuid.uuid5(uuid.NAMESPACE_OID, f'{deck.corridor.id}/{name}')}}}".upper()
        section = etree.SubElement(listed, f"{{{_P14}}}section", name=name, id=own)
        held = etree.SubElement(section, f"{{{_P14}}}sldIdLst")
        for slide_id in ids[start:end]:
            etree.SubElement(held, f"{{{_P14}}}sldId", id=str(slide_id))
    element = deck.presentation.element
    extensions = element.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(element, qn("p:extLst"))
    etree.SubElement(extensions, qn("p:ext"), uri=_SECTIONS).append(listed)


def _name(deck: SlideDeck) -> None:
    """The properties of the file; the same data give the same ones."""
    told, corridor = deck.presentation.core_properties, deck.corridor
    host = corridor.host.name if corridor.host else corridor.name
    told.title, told.subject = _short(corridor.name[deck.lang]), _short(corridor.subtitle[deck.lang])
    told.author = told.last_modified_by = _short(host[deck.lang])
    told.comments = _short(corridor.notice[deck.lang])
    told.language, told.keywords = LANGUAGES[deck.lang], corridor.id
    told.created = told.modified = datetime.combine(corridor.data_date, time(), UTC).replace(tzinfo=None)


def _short(text: str) -> str:
    """As much of a text as a property may hold."""
    return text if len(text) <= _MOST_SIGNS else text[: _MOST_SIGNS - 1] + ELLIPSIS


def _set_theme(deck: SlideDeck) -> None:
    """Let what somebody adds be set in the faces of the deck, and let none be named that a machine may lack."""
    for master in (deck.presentation.slide_master, deck.presentation.notes_master):
        part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme = etree.fromstring(part.blob)
        for fonts in theme.iter(f"{_DRAWING}majorFont", f"{_DRAWING}minorFont"):
            for tag, face in (("latin", LATIN_FACE), ("ea", CHINESE_FACE), ("cs", LATIN_FACE)):
                fonts.find(f"{_DRAWING}{tag}").set("typeface", face)
            for other in fonts.findall(f"{_DRAWING}font"):
                fonts.remove(other)
        part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001
