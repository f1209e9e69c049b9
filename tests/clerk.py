"""A template in a clerk's hands: cells found by the row's id and the column's name, changed, and saved."""

import io
import pickle
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from corridor.intake.template.write import template
from corridor.intake.terms.sheets import sheet_title
from corridor.model.figure import Release
from corridor.model.text import Lang
from corridor.pack.files import read_files

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NAMES_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3
KEPT_BLANK = 3


class Clerk:
    """One workbook, open for changes."""

    def __init__(self, data: bytes) -> None:
        self.book: Workbook = pickle.loads(_opened(data))  # noqa: S301 - we pickled it ourselves

    def sheet(self, table: str = "figures") -> Worksheet:
        """The sheet of a table, in whichever language."""
        titles = (sheet_title(table, "zh"), sheet_title(table, "en"))
        return next(self.book[title] for title in titles if title in self.book.sheetnames)

    def column(self, name: str, table: str = "figures") -> int:
        """The number of a column."""
        return [cell.value for cell in self.sheet(table)[NAMES_ROW]].index(name) + 1

    def row(self, key: str, table: str = "figures") -> int:
        """The number of a row by its id."""
        column = self.column("id", table)
        return next(row for row in range(FIRST_ROW, 500) if self.sheet(table).cell(row, column).value == key)

    def blank(self, table: str = "figures") -> int:
        """The number of the first blank row."""
        sheet = self.sheet(table)
        return next(row for row in range(FIRST_ROW, 500) if not any(cell.value for cell in sheet[row]))

    def prepared(self, subject: str, indicator: str) -> int:
        """The number of the row that waits for a figure."""
        sheet = self.sheet()
        about = [self.column(name) for name in ("id", "subject_id", "indicator_id")]
        for row in range(FIRST_ROW, 500):
            own_id, *named = (str(sheet.cell(row, column).value or "") for column in about)
            if not own_id and [f"[{subject}]" in named[0], f"[{indicator}]" in named[1]] == [True, True]:
                return row
        raise LookupError(subject, indicator)

    def put(self, key: str | int, column: str, value: object, table: str = "figures", *, shown_as: str = "") -> str:
        """Type a value into a cell, by the row's id or number; the cell's name is returned."""
        row = key if isinstance(key, int) else self.row(key, table)
        cell = self.sheet(table).cell(row, self.column(column, table))
        cell.value = value  # type: ignore[assignment]
        if shown_as:
            cell.number_format = shown_as
        return f"{get_column_letter(cell.column)}{row}"

    def fill(self, row: int, cells: Mapping[str, object], table: str = "figures") -> str:
        """Fill a row; the name of the last cell is returned."""
        return [self.put(row, column, value, table) for column, value in cells.items()][-1]

    def add(self, table: str = "figures", **cells: object) -> str:
        """Fill the first blank row; the name of the last cell is returned."""
        return self.fill(self.blank(table), cells, table)

    @property
    def data(self) -> bytes:
        """The workbook as it is saved."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


Deed = Callable[[Clerk], str | None]
"""One change to a workbook; it may return the cell it was made in."""


@lru_cache(maxsize=16)
def _opened(data: bytes) -> bytes:
    """A workbook as it was opened once: most cases begin with the same one, and a copy costs a third of reading it."""
    return pickle.dumps(load_workbook(io.BytesIO(data)))


Content = tuple[tuple[str, bytes], ...]
"""The files of a pack by their names."""


def whole_template(pack: Path, lang: Lang = "zh", profile: Release = Release.INTERNAL) -> bytes:
    """The template of a pack, made once for all that hold the same files."""
    return _whole(tuple(read_files(pack).items()), lang, profile)


def small_template(pack: Path) -> bytes:
    """The template of a pack with few blank rows and without the sheets that no case needs, to be quick."""
    return _small(tuple(read_files(pack).items()))


@cache
def _whole(content: Content, lang: Lang, profile: Release) -> bytes:
    return template(dict(content), lang=lang, profile=profile)


@cache
def _small(content: Content) -> bytes:
    clerk = Clerk(_whole(content, "zh", Release.INTERNAL))
    kept = {sheet_title(table, "zh") for table in ("figures", "nodes", "enterprises", "sources", "node_industries")}
    for sheet in clerk.book.worksheets:
        if sheet.title not in kept and not sheet.title.startswith("_"):
            clerk.book.remove(sheet)
        elif sheet.title in kept:
            last = max(row for row in range(1, sheet.max_row + 1) if any(cell.value for cell in sheet[row]))
            sheet.delete_rows(last + KEPT_BLANK + 1, sheet.max_row)
            for row in [row for row in sheet.row_dimensions if row > last + KEPT_BLANK]:
                del sheet.row_dimensions[row]
    return clerk.data


def with_results(data: bytes, results: Mapping[str, str]) -> bytes:
    """The workbook as a spreadsheet program saves it: with the results of its formulas."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                for formula, result in results.items():
                    found = (
                        re.escape(f"<f>{formula}</f>".encode())
                        + rb"<v\s*/>|"
                        + re.escape(f"<f>{formula}</f><v></v>".encode())
                    )
                    text = re.sub(found, f"<f>{formula}</f><v>{result}</v>".encode(), text)
            new.writestr(entry, text)
    return out.getvalue()


def without_ledger(pack: Path, to: Path) -> Path:
    """A copy of a pack without its books: who moves a node of theirs has their sums decided anew."""
    return Path(shutil.copytree(pack, to, ignore=shutil.ignore_patterns("ledger.*", ".history")))


def files_under(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, also hidden ones."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
