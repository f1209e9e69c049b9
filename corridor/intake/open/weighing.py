"""What an upload holds: a workbook before anything is built of it, a table while its rows are read."""

from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers.expat import ParserCreate

from openpyxl.worksheet.cell_range import CellRange

from corridor.intake.open.grid import MOST_COLUMNS, MOST_ROWS

MOST_CELLS = 1_600_000
"""Rows, cells and shared texts of all sheets together; a hundred thousand firms have a million."""
MOST_OTHERS = 250_000
"""Elements that are neither of cells nor of texts: styles, conditional formats, drawings."""
MOST_MERGED = 200_000
"""Cells under merged areas, which a program that edits the workbook makes one by one."""
MOST_REPEATED = 10_000_000
"""Characters of formulas that a sheet writes once for many cells, counted for each of these cells."""
LONGEST_FORMAT = 255
"""Characters of a number format; Excel takes no longer one."""
_MOST_IN_ROW = 16_384
"""Columns of a sheet."""
_PARTS = 4
"""Elements for each cell or text: itself, its value, its formula and a run of its text."""
_DEEPEST = 200


class TooMuchError(ValueError):
    """An upload holds more than may be opened; `code` says what, `values` how much there may be."""

    def __init__(self, code: str, **values: int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Growth:
    """A table while its rows are read, each filled up with blanks to its last cell that says anything."""

    def __init__(self) -> None:
        self._rows = self._cells = 0

    def add(self, last: int) -> None:
        """Count one more row by the number of its last column that says anything; 0 where none does.

        Raises:
            TooMuchError: the table is larger than may be opened.
        """
        self._rows += last > 0
        self._cells += last
        # Few words far out: a table of such rows would be all blanks.
        _hold("upload-cells", self._cells, MOST_CELLS)
        if self._rows > MOST_ROWS or last > MOST_COLUMNS:
            raise TooMuchError("sheet-too-large", rows=MOST_ROWS, columns=MOST_COLUMNS)


class Weighing:
    """The parts of one workbook, weighed together."""

    def __init__(self) -> None:
        self._cells = self._parts = self._others = self._merged = self._repeated = 0
        self._begin()

    def _begin(self) -> None:
        self._depth = 0
        self._inside = 0
        """Depth of the cells or texts that are being read; 0 outside of them."""
        self._row = self._parts
        """Elements before the row or text that is being read."""
        self._formulas: dict[str, int] = {}
        self._open: str | None = None

    def add(self, part: IO[bytes]) -> None:
        """Weigh one more part, as far as it can be read.

        Raises:
            TooMuchError: with it the workbook holds too much.
            ValueError: what it holds is in no workbook, such as a document type, which could unfold without end.
            xml.parsers.expat.ExpatError: it is no XML.
        """
        self._begin()
        parser = ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        parser.StartDoctypeDeclHandler = _refuse
        parser.ParseFile(part)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("nested too deeply")
        if self._inside:
            self._parts += 1
        else:
            self._others += 1
            _hold("upload-extras", self._others, MOST_OTHERS)
        # Whatever letters a file gives to its namespaces.
        if look := _LOOKS.get(name.rpartition(":")[2]):
            look(self, attributes)
        if self._parts - self._row > _MOST_IN_ROW * _PARTS:
            raise ValueError("a row without end")

    def _end(self, _: str) -> None:
        self._open = None
        if self._depth == self._inside:
            self._inside = 0
        self._depth -= 1

    def _said(self, text: str) -> None:
        if self._open is not None:
            self._formulas[self._open] += len(text)

    def _many(self, _: Mapping[str, str]) -> None:
        self._inside = self._inside or self._depth
        self._row = self._parts

    def _line(self, attributes: Mapping[str, str]) -> None:
        self._row = self._parts
        self._cell(attributes)

    def _cell(self, _: Mapping[str, str]) -> None:
        self._cells += 1
        _hold("upload-cells", max(self._cells, self._parts // _PARTS), MOST_CELLS)

    def _area(self, attributes: Mapping[str, str]) -> None:
        size = CellRange(attributes.get("ref", "")).size
        self._merged += size["rows"] * size["columns"]
        _hold("upload-merged", self._merged, MOST_MERGED)

    def _formula(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("t") == "shared":
            self._open = attributes.get("si", "")
            self._repeated += self._formulas.setdefault(self._open, 0)
            _hold("upload-formulas", self._repeated, MOST_REPEATED)

    def _format(self, attributes: Mapping[str, str]) -> None:
        if len(attributes.get("formatCode", "")) > LONGEST_FORMAT:
            raise ValueError("a number format without end")


_LOOKS: Mapping[str, Callable[[Weighing, Mapping[str, str]], None]] = {
    "sheetData": Weighing._many,  # noqa: SLF001 - the table of its own methods
    "sst": Weighing._many,  # noqa: SLF001
    "row": Weighing._line,  # noqa: SLF001
    "si": Weighing._line,  # noqa: SLF001
    "c": Weighing._cell,  # noqa: SLF001
    "f": Weighing._formula,  # noqa: SLF001
    "mergeCell": Weighing._area,  # noqa: SLF001
    "numFmt": Weighing._format,  # noqa: SLF001
}


def _refuse(*_: object) -> None:
    raise ValueError("a document type")


def _hold(code: str, found: int, most: int) -> None:
    if found > most:
        raise TooMuchError(code, most=most)
