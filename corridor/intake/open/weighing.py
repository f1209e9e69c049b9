"""What an upload holds: a workbook before anything is built of it, a table while its rows are read."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import IO
from xml.parsers.expat import ParserCreate, XMLParserType

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
_SHORTEST = 4_096
"""Bytes of blank rows that are worth passing over; there are the fewer such stretches the longer each is."""

Blanks = Sequence[tuple[int, int]]
"""Where in a part's bytes many blank rows begin and end, one stretch after another."""


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
        self._begin(ParserCreate())

    def _begin(self, parser: XMLParserType) -> None:
        self._parser = parser
        self._depth = 0
        self._inside = 0
        """Depth of the cells or texts that are being read; 0 outside of them."""
        self._most, self._most_parts = sys.maxsize, 0
        """Cells, and elements that are none, that there may be with the row or text that is being read."""
        self._formulas: dict[str, int] = {}
        self._open: str | None = None
        self._is_blank = False
        """Whether a row is being read that says nothing so far."""
        self._blanks_begin = self._blanks_end = 0
        """The blank rows before it; where there are none, it begins there."""
        self._blanks: list[tuple[int, int]] = []
        self._is_plain = True
        """Whether every row stands where it should, and says its number."""

    def add(self, part: IO[bytes]) -> Blanks:
        """Weigh one more part, as far as it can be read.

        Returns:
            Where it holds many blank rows and nothing else, formatted or not. Without them it means the same.

        Raises:
            TooMuchError: with it the workbook holds too much.
            ValueError: what it holds is in no workbook, such as a document type, which could unfold without end.
            xml.parsers.expat.ExpatError: it is no XML.
        """
        parser = ParserCreate()
        self._begin(parser)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuse
        parser.ParseFile(part)
        self._hold_cells()
        return self._blanks if self._is_plain else ()

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if name == "c" and self._inside:
            # Nearly all that a large workbook holds are cells, and most of those may be blank.
            self._cells += 1
        else:
            self._look(name, attributes)
        if self._depth > _DEEPEST or self._cells > self._most:
            raise ValueError("nested too deeply, or a row without end")

    def _look(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._inside:
            self._parts += 1
        else:
            self._others += 1
            _hold("upload-extras", self._others, MOST_OTHERS)
        # Whatever letters a file gives to its namespaces.
        own = name.rpartition(":")[2]
        if own != "row":
            self._is_blank = False
        if look := _LOOKS.get(own):
            look(self, attributes)
        if self._inside and self._parts > self._most_parts:
            raise ValueError("a row without end")

    def _end(self, _: str) -> None:
        if self._open is not None:
            self._open = self._parser.CharacterDataHandler = None
        if self._depth == self._inside:
            self._inside, self._most = 0, sys.maxsize
            self._next()
            self._note_blanks()
            self._is_blank, self._blanks_begin = False, self._blanks_end
        self._depth -= 1

    def _said(self, text: str) -> None:
        if self._open is not None:
            self._formulas[self._open] += len(text)

    def _many(self, _: Mapping[str, str]) -> None:
        self._inside = self._inside or self._depth
        self._begin_row()

    def _begin_row(self) -> None:
        self._most = self._cells + _MOST_IN_ROW
        self._most_parts = self._parts + _MOST_IN_ROW * _PARTS

    def _row(self, attributes: Mapping[str, str]) -> None:
        self._line(attributes)
        self._is_plain &= "r" in attributes and self._depth == self._inside + 1
        self._next()
        self._is_blank = True

    def _next(self) -> None:
        """Take note of where the row that was read ends."""
        here = self._parser.CurrentByteIndex
        if self._is_blank:
            self._blanks_end = here
        else:
            self._note_blanks()
            self._blanks_begin = self._blanks_end = here

    def _note_blanks(self) -> None:
        if self._blanks_end - self._blanks_begin >= _SHORTEST:
            self._blanks.append((self._blanks_begin, self._blanks_end))

    def _line(self, attributes: Mapping[str, str]) -> None:
        self._cell(attributes)
        self._begin_row()

    def _cell(self, _: Mapping[str, str]) -> None:
        self._cells += 1
        self._hold_cells()

    def _hold_cells(self) -> None:
        _hold("upload-cells", max(self._cells, (self._cells + self._parts) // _PARTS), MOST_CELLS)

    def _area(self, attributes: Mapping[str, str]) -> None:
        size = CellRange(attributes.get("ref", "")).size
        self._merged += size["rows"] * size["columns"]
        _hold("upload-merged", self._merged, MOST_MERGED)

    def _formula(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("t") == "shared":
            self._open = attributes.get("si", "")
            self._parser.CharacterDataHandler = self._said
            self._repeated += self._formulas.setdefault(self._open, 0)
            _hold("upload-formulas", self._repeated, MOST_REPEATED)

    def _format(self, attributes: Mapping[str, str]) -> None:
        if len(attributes.get("formatCode", "")) > LONGEST_FORMAT:
            raise ValueError("a number format without end")


_LOOKS: Mapping[str, Callable[[Weighing, Mapping[str, str]], None]] = {
    "sheetData": Weighing._many,  # noqa: SLF001 - the table of its own methods
    "sst": Weighing._many,  # noqa: SLF001
    "row": Weighing._row,  # noqa: SLF001
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
