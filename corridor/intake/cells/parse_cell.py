"""What a cell of an upload means, written as the data folder writes it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from corridor.i18n import word
from corridor.i18n.spelling import folded
from corridor.intake.cells.amounts import read_measure, read_number
from corridor.intake.cells.periods import read_period
from corridor.intake.open.grid import Found, Sort
from corridor.intake.template.formula_escaping import bare
from corridor.intake.terms.choices import NONE, read_choice
from corridor.intake.terms.labels import split_list
from corridor.intake.terms.names import Names
from corridor.model.problem import CellError, UploadCellError
from corridor.model.text import LANGS
from corridor.pack.cells import LONGEST, parse
from corridor.pack.rows import LON_LAT
from corridor.pack.schema import Cell, Column

_NUMBERS = (Cell.DECIMAL, Cell.NUMBER, Cell.INTEGER, Cell.PERIOD)
_WORDS = (Cell.TEXT, Cell.REFERENCE)
_LONGEST_SAID = 500
"""Characters of a number, a period or a choice, with all that people write around it."""
_SPACES = " \t\r\n\u00a0\u3000\u200b\u200c\u200d\ufeff"


@dataclass(frozen=True, kw_only=True, slots=True)
class CellParser:
    """Understands the cells of one table, but for values: their unit stands in another cell."""

    table: str
    names: Names
    _understood: dict[tuple[str, Found], tuple[str, object]] = field(default_factory=dict, compare=False, repr=False)
    """Each distinct cell of a column, however many rows repeat it."""

    def read(self, column: Column, found: Found) -> tuple[str, object]:
        """A cell's text as a file of the pack would hold it, and what that means.

        Raises:
            UploadCellError: the cell cannot be understood.
            CellError: it could, but is not what its column declares.
        """
        at = column.name, found
        if at not in self._understood:
            text = self._written(column, found)
            self._understood[at] = text, parse(column, text)
        return self._understood[at]

    def _written(self, column: Column, found: Found) -> str:
        said = calculated(column, found)
        if not said.text or is_unstated(column, said.text):
            return ""
        return _READERS.get(column.cell, _text)(self, column, said)

    def reference(self, column: Column, found: Found) -> str:
        """The ids that a cell names."""
        if not column.many:
            return self.names.find(column.target, found.text)
        return ";".join(self.names.find_all(column.target, found.text))


def calculated(column: Column, found: Found) -> Found:
    """A cell's text without what surrounds it unseen.

    Raises:
        UploadCellError: it holds a formula without its result, or a number that is shown as another one.
        CellError: it is longer than what its column holds can be.
    """
    most = LONGEST if column.cell in _WORDS else _LONGEST_SAID
    if len(found.text) > most:
        raise CellError("cell-too-long", found=found.text, length=len(found.text), most=most)
    if found.sort is Sort.UNCALCULATED:
        raise UploadCellError("formula", found=found.text)
    if found.sort is Sort.ERROR:
        raise UploadCellError("formula-error", found=found.text)
    if found.sort is Sort.YEAR:
        raise UploadCellError("number-as-date", found=found.text)
    if found.raised and column.cell is not Cell.TEXT:
        raise UploadCellError("footnote", found=found.text, mark=found.raised)
    if found.sort is Sort.OTHER and column.cell in _NUMBERS:
        raise UploadCellError("number-shown", found=found.text)
    if found.sort is Sort.ENDLESS and column.cell in _NUMBERS:
        raise UploadCellError("formula-endless", found=found.text)
    text = bare(found.text)
    if column.cell is Cell.TEXT:
        return Found(text=text.strip(), sort=found.sort)
    # An apostrophe typed to keep the zeros of a number stands in the file of some programs.
    return Found(text=text.strip(_SPACES).removeprefix("'"), sort=found.sort)


def is_unstated(column: Column, text: str) -> bool:
    """Whether a cell says that its source does not say: then it is empty on purpose."""
    if column.name not in ("period", "scope_id"):
        return False
    return folded(text) in {folded(word("template.unstated", lang)) for lang in LANGS}


def _text(_: CellParser, column: Column, found: Found) -> str:
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    return ";".join(split_list(text)) if column.many else text


def _id(_: CellParser, __: Column, found: Found) -> str:
    return found.text


def _reference(reader: CellParser, column: Column, found: Found) -> str:
    return reader.reference(column, found)


def _choice(reader: CellParser, column: Column, found: Found) -> str:
    own = reader.names.listed(column.own_words) if column.own_words else NONE
    return read_choice(reader.table, column, found.text, own)


def _number(_: CellParser, column: Column, found: Found) -> str:
    try:
        return read_measure(found.text)
    except UploadCellError as unclear:
        # Only figures have columns for what stands beside a number.
        kind = "degrees" if column.name in LON_LAT else "metres" if column.name.endswith("_m") else ""
        if kind and unclear.code == "number":
            raise UploadCellError(f"number-{kind}", **unclear.values) from unclear
        raise


def _integer(_: CellParser, __: Column, found: Found) -> str:
    try:
        digits, rest = read_number(found.text)
    except UploadCellError as unclear:
        raise CellError("cell-integer", found=found.text) from unclear
    if rest or digits.partition(".")[2].strip("0"):
        raise CellError("cell-integer", found=found.text)
    return digits.partition(".")[0]


def _period(_: CellParser, __: Column, found: Found) -> str:
    return read_period(found.text, is_number=found.sort is Sort.NUMBER)


def _date(_: CellParser, __: Column, found: Found) -> str:
    return read_period(found.text)


_READERS: dict[Cell, Callable[[CellParser, Column, Found], str]] = {
    Cell.ID: _id,
    Cell.REFERENCE: _reference,
    Cell.TEXT: _text,
    Cell.DECIMAL: _number,
    Cell.NUMBER: _number,
    Cell.INTEGER: _integer,
    Cell.BOOLEAN: _choice,
    Cell.CHOICE: _choice,
    Cell.PERIOD: _period,
    Cell.DATE: _date,
}
