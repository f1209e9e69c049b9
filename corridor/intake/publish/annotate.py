"""The clerk's own workbook back, with every cell that needs a second look coloured and explained."""

import io
import re
from collections.abc import Container, Iterable, Mapping, Sequence

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from corridor.i18n import word
from corridor.i18n.problems import in_cell, sentence
from corridor.intake.open.book import BROKEN
from corridor.intake.open.grid import Grid
from corridor.intake.open.sniff import sniff
from corridor.intake.open.upload import open_upload
from corridor.intake.template.formula_escaping import put_text
from corridor.intake.template.style import DOUBTFUL, WRONG, cell_at
from corridor.intake.terms.sheets import is_said
from corridor.model.problem import Problem, Problems, Severity, Topic
from corridor.model.text import Lang

_COLUMNS = ("severity", "sheet", "row", "column", "message")
_WIDTHS = (10.0, 18.0, 10.0, 22.0, 110.0)
_COMMENT_SIZE = (360, 140)


def marked_up(name: str, data: bytes, problems: Sequence[Problem], lang: Lang) -> bytes:
    """A workbook with the problems of an upload in their cells, and all of them on a first sheet.

    An upload that is no workbook comes back as one, as far as it could be read.
    """
    book = _opened(name, data)
    for sheet in [sheet for sheet in book.worksheets if is_said(sheet.title)]:
        book.remove(sheet)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for (title, cell), found in _by_cell(problems).items():
        if title in sheets:
            _mark(sheets[title], cell, found, lang)
    _list(book.create_sheet(word("intake.sheet-problems", lang), 0), problems, sheets, lang)
    book.active = 0
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _opened(name: str, data: bytes) -> Workbook:
    found = sniff(name, data, Problems(Topic.INTAKE))
    if found is not None and found.is_workbook:
        try:
            return load_workbook(io.BytesIO(data))
        except BROKEN:
            return _empty()
    book = _empty()
    for grid in open_upload(name, data).grids:
        _copy(grid, book)
    return book


def _empty() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _copy(grid: Grid, book: Workbook) -> None:
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", "_", grid.name)[:31])
    for number, cells in grid.rows:
        for place, cell in enumerate(cells, start=1):
            put_text(cell_at(sheet, number, place), cell.text)


def _by_cell(problems: Iterable[Problem]) -> Mapping[tuple[str, str], list[Problem]]:
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.place.cell:
            found.setdefault((problem.file, problem.place.cell), []).append(problem)
    return found


def _mark(sheet: Worksheet, name: str, problems: Sequence[Problem], lang: Lang) -> None:
    cell = sheet.cell(*coordinate_to_tuple(name))
    if not isinstance(cell, Cell):
        return
    is_wrong = any(problem.severity is Severity.ERROR for problem in problems)
    cell.fill = WRONG if is_wrong else DOUBTFUL
    text = "\n".join(sentence(problem)[lang] for problem in problems)
    cell.comment = Comment(text, "corridor", width=_COMMENT_SIZE[0], height=_COMMENT_SIZE[1])


def _list(sheet: Worksheet, problems: Sequence[Problem], titles: Container[str], lang: Lang) -> None:
    for place, (name, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True), start=1):
        cell = cell_at(sheet, 1, place)
        put_text(cell, word(f"intake.problem-{name}", lang))
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for number, problem in enumerate(problems, start=2):
        severity = word(f"intake.severity-{problem.severity.value}", lang)
        said = (severity, problem.file, problem.row, problem.column, in_cell(problem)[lang])
        for place, text in enumerate(said, start=1):
            cell = cell_at(sheet, number, place)
            put_text(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if problem.place.cell and problem.file in titles:
            cell_at(sheet, number, 3).hyperlink = f"#'{problem.file}'!{problem.place.cell}"
    sheet.freeze_panes = "A2"
