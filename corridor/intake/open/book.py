"""Reading a workbook's cells as a person sees them: results of formulas, dates as shown, numbers as typed."""

import io
import re
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import IO, cast
from xml.etree.ElementTree import Element, XMLPullParser, iterparse

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import from_excel, to_excel
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.xml.constants import SHEET_MAIN_NS

from corridor.i18n.spelling import UNSAID
from corridor.intake.open.grid import MOST_COLUMNS, NOTHING, Found, Grid, Sort
from corridor.intake.open.number_format import format_number
from corridor.intake.open.sniff import MOST_UNPACKED, workbook_part
from corridor.intake.open.weighing import Blanks, Growth, TooMuchError
from corridor.model.problem import Place, Problems

_SIGNIFICANT = 15
"""Digits of a number that a spreadsheet shows at most; what lies beyond is noise of its arithmetic."""
_GENERAL = 10
"""Digits of a broken number that a cell without a format shows at most."""
_EXACT = Context(prec=300)
"""Enough digits for the longest number in the longest format."""
_LONGEST_NUMBER = Decimal("1e30")
_PIECE = 64 * 1024
"""Bytes of a part that are parsed at a time."""
_YEARS = range(1900, 2100)
_BREAK = re.compile("\r\n?|\x0b")
_UPON, _BELOW = (
    dict(zip(map(ord, "0123456789+-=()"), signs, strict=True)) for signs in ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
)
_RAISED = {"superscript": _UPON, "subscript": _BELOW}
_NOT_SHOWN = re.compile(r'\[[^\]]*\]|"[^"]*"')
_CHINESE_FORMATS = {
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy-m"),
    **dict.fromkeys((28, 29, 30, 31, 51, 53, 54, 58), "y-m-d"),
}
"""Formats of a Chinese Excel that a file refers to by number without saying what they are."""

BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    OSError,
    SyntaxError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What a damaged workbook makes its reader raise; broken XML is a syntax error in every parser."""

_ROW, _CELL, _FORMULA, _AREA = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("row", "c", "f", "mergeCell"))

BookRow = dict[int, Found]
"""The cells of a row that say anything, by column, counted from 1."""


def read_book(name: str, data: bytes, blanks: Mapping[str, Blanks], problems: Problems) -> list[Grid]:
    """Every sheet of a workbook that holds anything; none when it cannot be read.

    The workbook must have passed `sniff`, which says where its parts hold nothing but blank rows: a format that was
    given to a whole sheet is read once, and not again.
    """
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True)
        if len(book.sheetnames) < _sheets_declared(data):
            # A sheet whose part is missing would be passed over in silence, and what was typed into it lost.
            raise KeyError("a sheet is missing")
        return list(_Reading(blanks, problems).grids(book))
    except TooMuchError as error:
        problems.error(error.code, Place(name), **error.values)
    except BROKEN:
        problems.error("upload-broken", Place(name))
    return []


def _sheets_declared(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(workbook_part(archive)) as part:
        parsed = iterparse(part)  # noqa: S314 - `sniff` lets no document type pass
        return sum(element.tag.rpartition("}")[2] == "sheet" for _, element in parsed)


class _Reading:
    """Reads sheets cell by cell: what it costs goes by what they hold, not by how far they are said to reach."""

    def __init__(self, blanks: Mapping[str, Blanks], problems: Problems) -> None:
        self._blanks = blanks
        self._problems = problems
        self._left = MOST_UNPACKED

    def grids(self, book: Workbook) -> Iterator[Grid]:
        """Every sheet that holds anything.

        Raises:
            TooMuchError: a text is repeated in so many cells that they hold more than may be opened.
            ValueError: rows are out of order, or a cell or its style is none.
        """
        for sheet in book.worksheets:
            lines = self._lines(cast("ReadOnlyWorksheet", sheet))
            if lines:
                rows = [(number, _dense(line)) for number, line in lines.items()]
                yield Grid(name=sheet.title, rows=rows, is_hidden=sheet.sheet_state != "visible")

    def _lines(self, sheet: ReadOnlyWorksheet) -> Mapping[int, BookRow]:
        """The rows that say anything, by number, with what merged areas hide of them."""
        parser = _parser(sheet)
        lines: dict[int, BookRow] = {}
        areas: list[CellRange] = []
        growth = Growth()
        for element in self._elements(sheet):
            if element.tag == _AREA:
                areas.append(CellRange(element.get("ref", "")))
                continue
            number = _number_of(element, parser.row_counter)
            line = self._line(element, number, parser, sheet)
            if line:
                lines[number] = line
            last = max(line, default=0)
            try:
                growth.add(last)
            except TooMuchError as error:
                at = Place(sheet.title, row=str(number), column="", cell=f"{get_column_letter(last)}{number}")
                self._problems.error(error.code, at, **error.values)
                return {}
        for area in areas:
            _hide(area, lines)
        return lines

    def _elements(self, sheet: ReadOnlyWorksheet) -> Iterator[Element]:
        part: str = sheet._worksheet_path  # type: ignore[attr-defined]  # noqa: SLF001 - nothing else tells its part
        with sheet.parent._archive.open(part) as source:  # type: ignore[attr-defined]  # noqa: SLF001
            yield from _elements(_without(self._blanks.get(part, ()), source))

    def _line(self, row: Element, number: int, parser: WorkSheetParser, sheet: ReadOnlyWorksheet) -> BookRow:
        parser.row_counter, parser.col_counter = number, 0
        line: BookRow = {}
        blank = ""
        for element in row.iter(_CELL):
            if element.get("r") and not len(element):
                blank = element.get("r", "")
                continue
            if blank and not element.get("r"):
                parser.col_counter = coordinate_to_tuple(blank)[1]
            cell = ReadOnlyCell(sheet, **parser.parse_cell(element))
            found = _found(cell, element)
            if found.text.strip():
                line[cell.column] = found
                self._left -= len(found.text)
        if self._left < 0:
            raise TooMuchError("upload-bomb", most=MOST_UNPACKED // 1024 // 1024)
        return line


def _parser(sheet: ReadOnlyWorksheet) -> WorkSheetParser:
    """What understands a cell by itself: openpyxl's own rows are filled up to their last cell, formatted or not."""
    book = sheet.parent
    return WorkSheetParser(
        io.BytesIO(),
        sheet._shared_strings,  # type: ignore[attr-defined]  # noqa: SLF001 - nobody else has them
        data_only=True,
        epoch=book.epoch,
        rich_text=True,
        date_formats=book._date_formats,  # type: ignore[attr-defined]  # noqa: SLF001
        timedelta_formats=book._timedelta_formats,  # type: ignore[attr-defined]  # noqa: SLF001
    )


def _without(blanks: Blanks, source: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a part, a piece at a time, but for stretches of it."""
    begin = 0
    for blank, end in (*blanks, (sys.maxsize, sys.maxsize)):
        source.seek(begin)
        left = blank - begin
        while left and (piece := source.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece
        begin = end


def _elements(pieces: Iterable[bytes]) -> Iterator[Element]:
    """The rows and merged areas of a sheet, one after another; nothing of what was read is kept."""
    path: list[Element] = []
    is_in_row = False
    for event, element in _events(pieces):
        if event == "start":
            path.append(element)
            is_in_row |= element.tag == _ROW
            continue
        path.pop()
        if element.tag in (_ROW, _AREA):
            is_in_row = False
            yield element
        if path and not is_in_row:
            path[-1].clear()


def _events(pieces: Iterable[bytes]) -> Iterator[tuple[str, Element]]:
    """What begins and ends, as far as it was fed; a part that breaks off is a syntax error."""
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    for piece in pieces:
        parser.feed(piece)
        yield from cast("Iterator[tuple[str, Element]]", parser.read_events())
    parser.close()


def _number_of(row: Element, before: int) -> int:
    """A row's number; one that does not say it follows the row before.

    Raises:
        ValueError: it is none, or not above that of the row before.
    """
    number = int(row.get("r") or before + 1)
    if number <= before:
        raise ValueError(number)
    return number


def _hide(area: CellRange, lines: Mapping[int, BookRow]) -> None:
    """Mark the cells of a merged area, but for its first, which is seen in their place."""
    hidden = Found(text="", within=area.coord)
    for number in range(area.min_row, area.max_row + 1):
        line = lines.get(number)
        if line is not None:
            first = area.min_col + (number == area.min_row)
            # The file may leave a hidden cell out, also at the end of its row.
            line |= dict.fromkeys(range(first, min(area.max_col, MOST_COLUMNS) + 1), hidden)


def _dense(line: BookRow) -> Sequence[Found]:
    return [line.get(column, NOTHING) for column in range(1, max(line) + 1)]


def _found(cell: ReadOnlyCell, element: Element) -> Found:
    found = _unstyled(cell, element)
    return replace(found, struck=found.text) if found.text and cell.font.strike else found


def _unstyled(cell: ReadOnlyCell, element: Element) -> Found:
    value = cell.value
    formula = element.find(_FORMULA)
    if value is None:
        # A formula that gives an empty text has a result: its cell is empty.
        is_open = formula is not None and element.get("t") != "str"
        return (
            Found(text=f"={formula.text or ''}", sort=Sort.UNCALCULATED) if formula is not None and is_open else NOTHING
        )
    if isinstance(value, bool):
        return Found(text="true" if value else "false")
    if isinstance(value, int | float):
        return _chinese_date(cell, value) or _number(value, _format(cell), is_formula=formula is not None)
    if isinstance(value, date):
        return _day(value, str(cell.number_format or ""), cell)
    if cell.data_type == "e":
        return Found(text=str(value), sort=Sort.ERROR)
    return _runs(value) if isinstance(value, CellRichText) else Found(text=_unescaped(str(value)))


def _runs(parts: CellRichText) -> Found:
    """A text of which parts have a look of their own; digits above or below the line become the signs that say so."""
    text, raised, struck = "", "", ""
    for part in parts:
        said, font = (part.text, part.font) if isinstance(part, TextBlock) else (part, InlineFont())
        if table := _RAISED.get(font.vertAlign or ""):
            raised += "".join(sign for sign in said if not sign.isspace() and ord(sign) not in table)
            said = said.translate(table)
        text += said
        struck += said if font.strike else ""
    return Found(text=_unescaped(text), raised=raised, struck=struck)


def _unescaped(text: str) -> str:
    """A text with its line breaks, however the program that wrote the file spelt them."""
    return _BREAK.sub("\n", unescape(text))


def _number(value: float, shown_as: str, *, is_formula: bool) -> Found:
    """A number as it is seen: a formula counts by what its format shows, a typed number must not be more than that."""
    exact = Decimal(f"{value:.{_SIGNIFICANT}g}")
    if not exact.is_finite() or abs(exact) >= _LONGEST_NUMBER:
        return Found(text=str(value))
    seen = format_number(shown_as, value)
    whole = exact * 100 if seen.is_percent else exact
    said = whole if seen.decimals is None else _rounded(whole, *seen.decimals)
    if seen.is_other or (said != whole and not is_formula):
        return Found(text=_plain(exact), sort=Sort.OTHER)
    if is_formula and seen.decimals is None and _decimals(exact) and len(exact.as_tuple().digits) > _GENERAL:
        return Found(text=_plain(exact), sort=Sort.ENDLESS)
    text = f"{said:f}" if is_formula and seen.decimals else _plain(said)
    return Found(text=f"{seen.before}{text}{'%' if seen.is_percent else ''}{seen.after}", sort=Sort.NUMBER)


def _rounded(value: Decimal, fewest: int, most: int) -> Decimal:
    """A number with the decimals that a format shows, rounded as a spreadsheet does."""
    said = value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP, _EXACT)
    return said.quantize(Decimal(1).scaleb(-max(fewest, _decimals(said))), context=_EXACT)


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize(_EXACT).as_tuple().exponent))


def _format(cell: ReadOnlyCell) -> str:
    number_format = str(cell.number_format or "")
    is_built_in = cell.style_array.numFmtId < BUILTIN_FORMATS_MAX_SIZE
    # What a file refers to by number alone shows another currency in every country.
    return f"{UNSAID}General" if is_built_in and "$" in number_format else number_format


def _plain(value: Decimal) -> str:
    return f"{int(value)}" if value == value.to_integral_value() else f"{value.normalize():f}"


def _chinese_date(cell: ReadOnlyCell, value: float) -> Found | None:
    """What 2023年5月 becomes when it is typed into a Chinese Excel: a day's number in a format that only it knows."""
    shown_as = _CHINESE_FORMATS.get(cell.style_array.numFmtId)
    day = from_excel(value, _epoch(cell)) if shown_as else None
    return _day(day, shown_as, cell) if shown_as and isinstance(day, date) else None


def _epoch(cell: ReadOnlyCell) -> datetime:
    """The day from which a workbook counts its days: there are two."""
    return cast("Workbook", cell.parent.parent).epoch


def _day(value: date, shown_as: str, cell: ReadOnlyCell) -> Found:
    """A date; a number that is a year, and that only the cell's format shows as a day of 1905, is none."""
    number = to_excel(value, _epoch(cell))  # type: ignore[no-untyped-call]
    if number in _YEARS:
        return Found(text=f"{int(number)}", sort=Sort.YEAR)
    return Found(text=_date(value, shown_as), sort=Sort.DATE)


def _date(value: date, shown_as: str) -> str:
    """A date as far as its format shows it: somebody who typed 2023-5 meant the month."""
    pattern = _NOT_SHOWN.sub("", shown_as.lower())
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.isoformat(" ")
    if "y" in pattern and "d" not in pattern:
        return f"{value:%Y-%m}" if "m" in pattern else f"{value:%Y}"
    return f"{value:%Y-%m-%d}"
