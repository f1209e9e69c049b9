"""Reading a workbook's cells as a person sees them: results of formulas, dates as shown, numbers as typed."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange

from corridor.model.problem import Place, Problems
from corridor.store.workbook.gate import MOST_CELLS, WORKBOOK
from corridor.store.workbook.grid import NOTHING, Found, Grid, Sort
from corridor.store.workbook.shown import shown

MOST_ROWS = 250_000
MOST_COLUMNS = 300
_SIGNIFICANT = 15
"""Digits of a number that a spreadsheet shows at most; what lies beyond is noise of its arithmetic."""
_LONGEST_NUMBER = Decimal("1e30")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
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

Cells = Sequence[ReadOnlyCell | EmptyCell]


def read_book(name: str, data: bytes, problems: Problems) -> list[Grid]:
    """Every sheet of a workbook that holds anything; none when it cannot be read.

    It is read twice, because a cell gives either its formula or its result.
    """
    try:
        values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(data), read_only=True)
        if len(values.sheetnames) < _sheets_declared(data):
            # A sheet whose part is missing would be passed over in silence, and what was typed into it lost.
            raise KeyError("a sheet is missing")
        return [
            grid
            for one, other in zip(values.worksheets, formulas.worksheets, strict=True)
            for grid in _grid(one.title, zip(_rows(one), _rows(other), strict=False), _hidden(one), problems)
        ]
    except BROKEN:
        problems.error("upload-broken", Place(name))
        return []


def _sheets_declared(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return len(_SHEET.findall(archive.read(WORKBOOK)))


def _rows(sheet: object) -> Iterator[Cells]:
    # What a file says of its own extent is not to be trusted.
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    return sheet.iter_rows()  # type: ignore[attr-defined, no-any-return]


def _hidden(sheet: object) -> Mapping[int, Mapping[int, str]]:
    """By row and place, the merged range that a cell is hidden by: a reader by rows does not see merging.

    Raises:
        ValueError: more is merged than a workbook may hold.
    """
    hidden: dict[int, dict[int, str]] = {}
    left = MOST_CELLS
    for match in _MERGED.finditer(_part(sheet)):
        merged = CellRange(match[1].decode())
        left -= merged.size["rows"] * merged.size["columns"]
        if left < 0:
            raise ValueError(merged.coord)
        for row in range(merged.min_row, merged.max_row + 1):
            places = range(merged.min_col - (row > merged.min_row), merged.max_col)
            hidden.setdefault(row, {}).update(dict.fromkeys(places, merged.coord))
    return hidden


def _part(sheet: object) -> bytes:
    with sheet._get_source() as source:  # type: ignore[attr-defined]  # noqa: SLF001 - nothing else tells its part
        return source.read()  # type: ignore[no-any-return]


def _grid(
    title: str, lines: Iterable[tuple[Cells, Cells]], hidden: Mapping[int, Mapping[int, str]], problems: Problems
) -> Iterator[Grid]:
    rows: list[tuple[int, Sequence[Found]]] = []
    for number, (values, formulas) in enumerate(lines, start=1):
        cells = [_found(one, other) for one, other in zip(values, formulas, strict=True)]
        for place, merged in hidden.get(number, {}).items():
            # The file may leave a hidden cell out, also at the end of its row.
            cells += [NOTHING] * (place + 1 - len(cells))
            cells[place] = Found("", within=merged)
        while cells and not cells[-1].text.strip() and not cells[-1].within:
            cells.pop()
        if cells:
            rows.append((number, cells))
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            problems.error("sheet-too-large", Place(title), rows=MOST_ROWS, columns=MOST_COLUMNS)
            return
    if rows:
        yield Grid(title, rows)


def _found(cell: ReadOnlyCell | EmptyCell, written: ReadOnlyCell | EmptyCell) -> Found:
    value = cell.value
    if value is None:
        is_formula = isinstance(written, ReadOnlyCell) and written.data_type == "f"
        return Found(str(written.value), Sort.UNCALCULATED) if is_formula else NOTHING
    if isinstance(value, bool):
        return Found("true" if value else "false")
    if isinstance(value, int | float):
        return _chinese_date(cell, value) or _number(value, _format(cell))
    if isinstance(value, date):
        return Found(_date(value, str(cell.number_format or "")), Sort.DATE)
    if cell.data_type == "e":
        return Found(str(value), Sort.ERROR)
    return Found(str(value).replace("_x000D_", "").replace("\r\n", "\n"))


def _number(value: float, shown_as: str) -> Found:
    exact = Decimal(f"{value:.{_SIGNIFICANT}g}")
    if not exact.is_finite() or abs(exact) >= _LONGEST_NUMBER:
        return Found(str(value))
    seen = shown(shown_as, value)
    if seen.is_other:
        return Found(_plain(exact), Sort.OTHER)
    text = f"{_plain(exact * 100)}%" if seen.is_percent else _plain(exact)
    return Found(f"{seen.before}{text}{seen.after}", Sort.NUMBER)


def _format(cell: ReadOnlyCell | EmptyCell) -> str:
    number_format = str(cell.number_format or "")
    is_built_in = isinstance(cell, ReadOnlyCell) and cell.style_array.numFmtId < BUILTIN_FORMATS_MAX_SIZE
    # What a file refers to by number alone shows the currency of the country.
    return number_format.replace("$", "¥") if is_built_in else number_format


def _plain(value: Decimal) -> str:
    return f"{int(value)}" if value == value.to_integral_value() else f"{value.normalize():f}"


def _chinese_date(cell: ReadOnlyCell | EmptyCell, value: float) -> Found | None:
    """What 2023年5月 becomes when it is typed into a Chinese Excel: a day's number in a format that only it knows."""
    number_format = cell.style_array.numFmtId if isinstance(cell, ReadOnlyCell) else 0
    shown_as = _CHINESE_FORMATS.get(number_format)
    day = from_excel(value) if shown_as else None
    return Found(_date(day, shown_as), Sort.DATE) if shown_as and isinstance(day, date) else None


def _date(value: date, shown_as: str) -> str:
    """A date as far as its format shows it: somebody who typed 2023-5 meant the month."""
    pattern = _NOT_SHOWN.sub("", shown_as.lower())
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.isoformat(" ")
    if "y" in pattern and "d" not in pattern:
        return f"{value:%Y-%m}" if "m" in pattern else f"{value:%Y}"
    return f"{value:%Y-%m-%d}"
