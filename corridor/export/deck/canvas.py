"""A slide as a sheet of pixels: 1280 x 720 at 96 to the inch, the origin at the upper left.

Every run of text carries a Latin and an East Asian face, since python-pptx sets only the former and PowerPoint would
choose some other font for Chinese.
"""

import io
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.picture import Picture
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.palette import INK, MUTED, PAPER
from corridor.draw.layout.text_metrics import ELLIPSIS, wrapped
from corridor.model.place import Role
from corridor.model.text import Lang

WIDTH, HEIGHT = 1280, 720
LATIN_FACE, CHINESE_FACE = "Arial", "Microsoft YaHei"
_EMU = 9525
_LEADING, _CHINESE_LEADING = 1.34, 1.46
"""Height of a line of text by its size; which Chinese face a machine has is unknown, and the tallest is taken."""
BODY_PX = 64 / 3
"""16 points: the least that a hall reads."""
APPENDIX_PX = 14.0
"""10.5 points, for what is read from a desk..."""
NOTE_PX = 12.0
"""...and 9 for sources and notices."""
_TITLE_ONLY = "Title Only"
"""The layout of python-pptx's own template that has a title and nothing else."""

_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""Any one that is always the same."""

LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-US"}
_ALIGN = {"left": PP_ALIGN.LEFT, "centre": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
_SHAPES = {
    Role.CORE: MSO_SHAPE.STAR_5_POINT,
    Role.BACKBONE: MSO_SHAPE.OVAL,
    Role.HEADQUARTERS: MSO_SHAPE.RECTANGLE,
    Role.SERVICE: MSO_SHAPE.ISOSCELES_TRIANGLE,
    Role.CARRIER: MSO_SHAPE.DIAMOND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How text is set."""

    size: float
    """Pixels; smaller where the text would not fit, but not below the least."""
    colour: str = INK
    bold: bool = False
    align: str = "left"
    anchor: str = "top"
    least: float = APPENDIX_PX


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """How a line is drawn."""

    colour: str
    width: float
    dashed: bool = False


def emu(pixels: float) -> Emu:
    """Pixels in the file's own unit."""
    return Emu(round(pixels * _EMU))


def add_slide(deck: Presentation, frame: Box, title: str, kind: Type) -> Slide:
    """A slide at the end, empty but for its title: the one that outlines and screen readers know it by."""
    slide = deck.slides.add_slide(deck.slide_layouts.get_by_name(_TITLE_ONLY))
    shown, fitting = fitted(title, kind, frame.width, frame.height)
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = map(emu, (frame.x, frame.y, frame.width, frame.height))
    set_text(shape.text_frame, shown, fitting)
    return slide


def describe(shape: BaseShape, name: str, said: str) -> None:
    """Name a shape, and say what it shows to those who do not see it."""
    shape.name = name
    shape._element.xpath(".//p:cNvPr")[0].set("descr", said)  # noqa: SLF001 - python-pptx has no way to it


@contextmanager
def grouped(slide: Slide, name: str, said: str) -> Iterator[None]:
    """Let what is drawn meanwhile be one thing, moved and read as one, with what it shows in words.

    It is put together at the end: python-pptx measures a group anew with each thing that is added to it.
    """
    before = len(slide.shapes)
    yield
    describe(slide.shapes.add_group_shape(list(slide.shapes)[before:]), name, said)


def picture(slide: Slide, frame: Box, data: bytes, name: str, said: str) -> Picture:
    """A picture in the middle of a frame, as large as the frame allows in its own proportions."""
    shape = slide.shapes.add_picture(io.BytesIO(data), 0, 0)
    scale = min(emu(frame.width) / shape.width, emu(frame.height) / shape.height)
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
    shape.left = round(emu(frame.x + frame.width / 2) - shape.width / 2)
    shape.top = round(emu(frame.y + frame.height / 2) - shape.height / 2)
    describe(shape, name, said)
    return shape


def crop(shape: Picture, frame: Box) -> None:
    """Let a picture fill a frame, cutting off evenly what is beyond it."""
    shown, wanted = shape.width / shape.height, frame.width / frame.height
    lost = (1 - min(shown, wanted) / max(shown, wanted)) / 2
    if shown > wanted:
        shape.crop_left = shape.crop_right = lost
    else:
        shape.crop_top = shape.crop_bottom = lost
    shape.left, shape.top, shape.width, shape.height = map(emu, (frame.x, frame.y, frame.width, frame.height))


def number_slide(slide: Slide, frame: Box, kind: Type) -> None:
    """The slide's own number, which follows it wherever it is moved to."""
    box = write(slide, frame, "0", kind)
    run = box.text_frame.paragraphs[0].runs[0]._r  # noqa: SLF001 - python-pptx knows no fields
    field = etree.Element(qn("a:fld"), id=_NUMBER_FIELD, type="slidenum")
    field.extend(list(run))
    run.getparent().replace(run, field)
    box.name = "number"
    place = box._element.xpath(".//p:nvPr")[0]  # noqa: SLF001 - nor how to add such a placeholder
    etree.SubElement(place, qn("p:ph"), type="sldNum", sz="quarter", idx="12")


def fitted(text: str, kind: Type, width: float, height: float) -> tuple[str, Type]:
    """The text and the largest size, not above the wanted one, at which it fits a box; cut off only at the smallest."""
    size, least = kind.size, min(kind.size, kind.least)
    while not _fits(text, replace(kind, size=size), width, height) and size > least:
        size = max(least, size - 1)
    fitting = replace(kind, size=size)
    if _fits(text, fitting, width, height):
        return text, fitting
    room = bisect_left(range(len(text)), x=True, key=lambda end: not _fits(_cut(text, end), fitting, width, height))
    return _cut(text, max(room - 1, 0)), fitting


def lines_of(text: str, kind: Type, width: float) -> int:
    """Lines a text takes in a box of a width; each of its paragraphs begins a line of its own."""
    return sum(max(1, len(wrapped(part, kind.size, width, lines=99, bold=kind.bold))) for part in text.split("\n"))


def height_of(text: str, kind: Type, width: float) -> float:
    """Pixels that a text takes in a box of a width; none if there is none."""
    return lines_of(text, kind, width) * kind.size * leading(text) if text else 0.0


def leading(text: str) -> float:
    """Height of the lines of a text, by their size."""
    return _CHINESE_LEADING if any(unicodedata.east_asian_width(sign) in "WF" for sign in text) else _LEADING


def _fits(text: str, kind: Type, width: float, height: float) -> bool:
    return lines_of(text, kind, width) * kind.size * leading(text) <= height


def _cut(text: str, end: int) -> str:
    return text[:end].rstrip() + ELLIPSIS


def write(slide: Slide, frame: Box, text: str, kind: Type) -> Shape:
    """A text box whose text fits it."""
    shown, fitting = fitted(text, kind, frame.width, frame.height)
    box = slide.shapes.add_textbox(emu(frame.x), emu(frame.y), emu(frame.width), emu(frame.height))
    set_text(box.text_frame, shown, fitting)
    return box


def write_whole(slide: Slide, frame: Box, paragraphs: Sequence[str], kind: Type) -> None:
    """A text box of as many of the paragraphs as fit it whole, an empty line between them; none if none fits."""
    for count in range(len(paragraphs), 0, -1):
        text = "\n\n".join(paragraphs[:count])
        for size in range(round(kind.size), round(kind.least) - 1, -1):
            sized = replace(kind, size=float(size))
            if _fits(text, sized, frame.width, frame.height):
                write(slide, frame, text, sized)
                return


def add_notes(slide: Slide, text: str) -> None:
    """What the speaker sees and the audience does not."""
    frame = slide.notes_slide.notes_text_frame
    frame.text = text
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            set_faces(run._r.get_or_add_rPr())  # noqa: SLF001 - python-pptx has no public way to an East Asian face


def set_text(frame: TextFrame, text: str, kind: Type) -> None:
    """Fill a text frame without margins, a paragraph for each line of the text."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = _ANCHOR[kind.anchor]
    for place, part in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGN[kind.align]
        if not part:
            # Without a run the paragraph would be as tall as the default text and push table rows off the slide.
            paragraph._p.get_or_add_endParaRPr().set("sz", str(round(kind.size * 75)))  # noqa: SLF001
            continue
        run = paragraph.add_run()
        run.text = part
        run.font.size = Pt(kind.size * 0.75)
        run.font.bold = kind.bold
        run.font.color.rgb = colour(kind.colour)
        set_faces(run._r.get_or_add_rPr())  # noqa: SLF001 - python-pptx has no public way to an East Asian face


def speak(element: etree._Element, lang: Lang) -> None:
    """Say of all text below an element which language it is in: what checks spelling and what reads aloud go by it."""
    for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for properties in element.iter(qn(tag)):
            properties.set("lang", LANGUAGES[lang])


def set_faces(properties: etree._Element) -> None:
    """Give run properties a Latin, an East Asian and a complex-script face."""
    for tag, face in (("a:latin", LATIN_FACE), ("a:ea", CHINESE_FACE), ("a:cs", LATIN_FACE)):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        etree.SubElement(properties, qn(tag)).set("typeface", face)


def colour(code: str) -> RGBColor:
    """``#rrggbb`` as the file holds it."""
    return RGBColor.from_string(code.lstrip("#").upper())


def rectangle(slide: Slide, frame: Box, fill: str, *, rounded: bool = False) -> Shape:
    """A plain area."""
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if rounded else MSO_SHAPE.RECTANGLE
    return _plain(slide.shapes.add_shape(kind, emu(frame.x), emu(frame.y), emu(frame.width), emu(frame.height)), fill)


def symbol(  # noqa: PLR0913 - a symbol has a role, a place, a size and a look
    slide: Slide, role: Role, centre: Point, size: float, fill: str, *, hollow: bool = False
) -> Shape:
    """The symbol of a role about its centre, with a white edge; hollow where it marks no place of its own."""
    x, y = centre[0] - size / 2, centre[1] - size / 2
    shape = _plain(
        slide.shapes.add_shape(_SHAPES[role], emu(x), emu(y), emu(size), emu(size)), PAPER if hollow else fill
    )
    _draw(shape, Pen(colour=fill, width=2, dashed=True) if hollow else Pen(colour=PAPER, width=1.5))
    return shape


def ring(slide: Slide, centre: Point, size: float, pen: Pen, fill: str = PAPER) -> Shape:
    """A circle: a station."""
    x, y = centre[0] - size / 2, centre[1] - size / 2
    shape = _plain(slide.shapes.add_shape(MSO_SHAPE.OVAL, emu(x), emu(y), emu(size), emu(size)), fill)
    _draw(shape, pen)
    return shape


def line(slide: Slide, start: Point, end: Point, pen: Pen) -> None:
    """A straight line."""
    connector = slide.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT, emu(start[0]), emu(start[1]), emu(end[0]), emu(end[1])
    )
    _unstyled(connector)
    _draw(connector, pen)


def outline(slide: Slide, points: Sequence[Point], pen: Pen) -> Shape:
    """An open line through points, editable point by point."""
    shape = _freeform(slide, points, closed=False)
    shape.fill.background()
    _draw(shape, pen)
    return shape


def area(slide: Slide, points: Sequence[Point], fill: str, pen: Pen | None = None, *, hatched: bool = False) -> Shape:
    """A closed area; hatched where it says where something may be, not where it is."""
    shape = _freeform(slide, points, closed=True)
    if hatched:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb = colour(fill)
        shape.fill.back_color.rgb = colour(PAPER)
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
    if pen:
        _draw(shape, pen)
    else:
        shape.line.fill.background()
    return shape


def set_transparency(shape: Shape, share: float) -> None:
    """Let what lies below shine through a filled shape: 0 hides it, 1 hides the shape."""
    for fill in shape._element.spPr.iter(qn("a:srgbClr")):  # noqa: SLF001 - python-pptx knows no transparency
        if not fill.findall(qn("a:alpha")) and fill.getparent().tag in (
            qn("a:solidFill"),
            qn("a:fgClr"),
            qn("a:bgClr"),
        ):
            etree.SubElement(fill, qn("a:alpha")).set("val", str(round((1 - share) * 100000)))


def _freeform(slide: Slide, points: Sequence[Point], *, closed: bool) -> Shape:
    pairs = [(emu(x), emu(y)) for x, y in points]
    builder = slide.shapes.build_freeform(*pairs[0], scale=1.0)
    builder.add_line_segments(pairs[1:], close=closed)
    return _unstyled(builder.convert_to_shape())


def _plain(shape: Shape, fill: str) -> Shape:
    _unstyled(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill)
    shape.line.fill.background()
    return shape


def _unstyled(shape: Shape) -> Shape:
    """Without the theme's style: its shadow and its outline are not ours."""
    for style in shape._element.findall(qn("p:style")):  # noqa: SLF001 - python-pptx has no switch for it
        shape._element.remove(style)  # noqa: SLF001
    return shape


def _draw(shape: Shape, pen: Pen) -> None:
    shape.line.color.rgb = colour(pen.colour)
    shape.line.width = emu(pen.width)
    if pen.dashed:
        shape.line.dash_style = MSO_LINE.DASH


MUTED_NOTE = Type(size=13, colour=MUTED)
"""Small print."""
