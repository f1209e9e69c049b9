"""Native tables that stay on their slides: rows are measured first, and go on on the next slide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from pptx.oxml.ns import qn
from pptx.slide import Slide

from corridor.draw.layout.box import Box
from corridor.draw.layout.palette import ACCENT_SOFT, INK, LINE, PAPER
from corridor.export.deck.canvas import APPENDIX_PX, Type, colour, describe, emu, fitted, leading, lines_of, set_text

_PAD_X, _PAD_Y = 8.0, 5.0
_MOST_LINES = 22
_SHORT_LINES = 4
"""Up to so many lines a text breaks as measured; longer ones may need a line more on another machine."""
_LARGEST_PX = 18
_NO_STYLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""PowerPoint's "No Style, Table Grid"."""

SlideRow = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideTable:
    """A table's head and its columns."""

    head: SlideRow
    widths: tuple[float, ...]
    """Pixels."""
    size: float = APPENDIX_PX
    """Pixels; the smallest that is still read, `enlarged` finds a larger one."""


def enlarged(sheet: SlideTable, rows: Sequence[SlideRow], height: float, most: int = _LARGEST_PX) -> SlideTable:
    """The table set as large as it can be, up to ``most`` pixels, without needing more slides."""
    needed = _slides(sheet, rows, height)
    for size in range(most, round(sheet.size), -1):
        larger = replace(sheet, size=float(size))
        if _slides(larger, rows, height) <= needed:
            return larger
    return sheet


def widened(sheet: SlideTable, width: float) -> SlideTable:
    """The table over another width, its columns in proportion."""
    return replace(sheet, widths=tuple(column * width / sum(sheet.widths) for column in sheet.widths))


def height_px(sheet: SlideTable, rows: Sequence[SlideRow]) -> float:
    """Height of a table of rows under its head."""
    return sum(_height(sheet, row) for row in (sheet.head, *rows))


def _slides(sheet: SlideTable, rows: Sequence[SlideRow], height: float) -> int:
    return sum(1 for _ in pages(sheet, rows, height))


def pages(sheet: SlideTable, rows: Sequence[SlideRow], height: float) -> Iterator[tuple[SlideRow, ...]]:
    """Rows in portions that fit a height together with the head; at least one row each."""
    page: list[SlideRow] = []
    used = head = _height(sheet, sheet.head)
    for row in rows:
        tall = _height(sheet, row)
        if page and used + tall > height:
            yield tuple(page)
            page, used = [], head
        page.append(row)
        used += tall
    if page:
        yield tuple(page)


def draw_table(slide: Slide, frame: Box, sheet: SlideTable, rows: Sequence[SlideRow], said: str) -> None:
    """Draw a portion of rows under the head, with what they tell in words."""
    everything = (sheet.head, *rows)
    shape = slide.shapes.add_table(
        len(everything), len(sheet.widths), emu(frame.x), emu(frame.y), emu(sum(sheet.widths)), emu(frame.height)
    )
    describe(shape, "table", said)
    table = shape.table
    shape._element.graphic.graphicData.tbl.tblPr.find(  # noqa: SLF001 - python-pptx cannot choose a table style
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = _NO_STYLE
    for column, width in zip(table.columns, sheet.widths, strict=True):
        column.width = emu(width)
    for place, row in enumerate(everything):
        table.rows[place].height = emu(_height(sheet, row))
        for column, text in enumerate(row):
            _fill(table.cell(place, column), text, sheet, column, head=place == 0)


def _fill(cell: object, text: str, sheet: SlideTable, column: int, *, head: bool) -> None:
    room = sheet.widths[column] - 2 * _PAD_X
    shown, fitting = fitted(text, _kind(sheet, head=head), room, _MOST_LINES * sheet.size * leading(text))
    set_text(cell.text_frame, shown, fitting)  # type: ignore[attr-defined]
    cell.margin_left = cell.margin_right = emu(_PAD_X)  # type: ignore[attr-defined]
    cell.margin_top = cell.margin_bottom = emu(_PAD_Y)  # type: ignore[attr-defined]
    cell.fill.solid()  # type: ignore[attr-defined]
    cell.fill.fore_color.rgb = colour(ACCENT_SOFT if head else PAPER)  # type: ignore[attr-defined]
    _rule(cell)


def _rule(cell: object) -> None:
    """A quiet line below a cell, and none beside it."""
    properties = cell._tc.get_or_add_tcPr()  # type: ignore[attr-defined]  # noqa: SLF001 - python-pptx has no borders
    # The lines of a cell come before its fill, in this order.
    for place, (tag, width) in enumerate((("a:lnL", 0), ("a:lnR", 0), ("a:lnT", 0), ("a:lnB", 1))):
        line = etree.Element(qn(tag), w=str(emu(width)))
        if width:
            etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr")).set("val", LINE.lstrip("#"))
        else:
            etree.SubElement(line, qn("a:noFill"))
        properties.insert(place, line)


def _kind(sheet: SlideTable, *, head: bool) -> Type:
    return Type(size=sheet.size, colour=INK, bold=head)


def _height(sheet: SlideTable, row: SlideRow) -> float:
    kind = _kind(sheet, head=row is sheet.head)
    return max(_text_px(text, kind, width - 2 * _PAD_X) for text, width in zip(row, sheet.widths, strict=True))


def _text_px(text: str, kind: Type, width: float) -> float:
    lines = min(_MOST_LINES, lines_of(text, kind, width))
    return (lines + (lines > _SHORT_LINES)) * kind.size * leading(text) + 2 * _PAD_Y
