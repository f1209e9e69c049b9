"""How the workbook looks: quiet, with what to fill standing out."""

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 2
"""The visible header; the row above it is hidden and holds the pack's own names of the columns."""
FIRST_ROW = HEADER_ROW + 1

_INK, _QUIET, _LINE = "1F2D3D", "6B7785", "D9DEE4"
_HEAD, _HEAD_REQUIRED, _LOCKED, _MISSING, _WRONG, _DOUBTFUL = "3E6C7C", "1F4E5F", "EFF1F4", "FFF6D6", "F8C9C4", "FFE3A3"
_HEADER_HEIGHT = 30.0
_ROW_HEIGHT = 31.0
"""Two lines; what is longer is cut off on screen rather than spilling over its neighbours."""
_WIDTHS = {"narrow": 11.0, "medium": 18.0, "wide": 30.0, "broad": 44.0}
_SIZES = {
    "narrow": ("value", "unit", "qualifier", "order", "decimals", "link", "weight", "lon", "lat", "from_m", "to_m"),
    "wide": ("subject_id", "scope_id", "node_id", "area_figure_id", "address", "operator", "near_id", "publisher"),
    "broad": ("source_id", "note", "title", "known_for", "definition", "text", "name", "aliases", "notice", "url"),
}
_THIN = Side(style="thin", color=_LINE)
_BORDER = Border(bottom=_THIN, right=_THIN)
_TOP = Alignment(vertical="top", wrap_text=True)
_FACE = "Microsoft YaHei"
_BODY = Font(name=_FACE, size=10, color=_INK)
_BODY_LOCKED = Font(name=_FACE, size=10, color=_QUIET)
_HEADER = Font(name=_FACE, size=10, color="FFFFFF", bold=True)
_HEADER_ALIGNED = Alignment(vertical="center", horizontal="left", wrap_text=True)
_OPEN, _SHUT = Protection(locked=False), Protection(locked=True)
_FILLS = {colour: PatternFill("solid", fgColor=colour) for colour in (_HEAD, _HEAD_REQUIRED)}
PLAIN, LOCKED, MISSING = "corridor-plain", "corridor-locked", "corridor-missing"
_KINDS = {
    PLAIN: (_BODY, "", _OPEN),
    LOCKED: (_BODY_LOCKED, _LOCKED, _SHUT),
    MISSING: (_BODY, _MISSING, _OPEN),
}
WRONG = PatternFill("solid", fgColor=_WRONG)
DOUBTFUL = PatternFill("solid", fgColor=_DOUBTFUL)


def cell_at(sheet: Worksheet, row: int, place: int) -> Cell:
    """A cell that can be written to.

    Raises:
        TypeError: the cell is swallowed by a merged one.
    """
    cell = sheet.cell(row, place)
    if isinstance(cell, MergedCell):
        raise TypeError(f"{cell.coordinate} is merged")
    return cell


def dress_header(cell: Cell, *, required: bool) -> None:
    """A header cell; darker where every row must fill the column."""
    cell.font, cell.alignment = _HEADER, _HEADER_ALIGNED
    cell.fill = _FILLS[_HEAD_REQUIRED if required else _HEAD]


def register(book: Workbook) -> None:
    """Give a workbook the styles of its cells; one name a cell is quicker than its four parts."""
    for kind, (font, fill, protection) in _KINDS.items():
        style = NamedStyle(kind, font=font, border=_BORDER, alignment=_TOP, protection=protection)
        if fill:
            style.fill = PatternFill("solid", fgColor=fill)
        book.add_named_style(style)


def dress(cell: Cell, kind: str) -> None:
    """A cell of the body: ``LOCKED``, ``MISSING`` (waiting to be filled) or ``PLAIN``."""
    cell.style = kind


def width_of(column: str) -> float:
    """Width of a column in characters."""
    stem = column.removesuffix("_zh").removesuffix("_en")
    size = next((size for size, columns in _SIZES.items() if column in columns or stem in columns), "medium")
    return _WIDTHS[size]


def frame(sheet: Worksheet, *, last_row: int, last_column: str) -> None:
    """Freeze the header, offer filters, and protect what is locked, without a password."""
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[HEADER_ROW].height = _HEADER_HEIGHT
    for row in range(FIRST_ROW, last_row + 1):
        sheet.row_dimensions[row].height = _ROW_HEIGHT
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last_column}{last_row}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    protection = sheet.protection
    protection.sheet = True
    # In a file these flags say what stays forbidden.
    for allowed in ("autoFilter", "sort", "formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows"):
        setattr(protection, allowed, False)
