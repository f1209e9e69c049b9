"""What only figures have in an upload: a unit beside the value, and what a value needs to mean anything."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from corridor.intake.cells.amounts import convert, read_number, read_unit, units_of
from corridor.intake.open.grid import Found, Sort
from corridor.intake.terms.units import is_like_unit
from corridor.model.figure import Status, needs_source
from corridor.model.period import parse_period
from corridor.model.problem import UploadCellError
from corridor.model.unit import UNITS, Unit

NEEDED = ("status", "period", "scope_id")
"""What a value needs where none was published."""

NOTES = ("note_zh", "note_en")
_YEAR = 12
"""Months."""

_SEVERAL = "、"
_BRACKETED = re.compile(r"[(\[【](.*?)[)\]】]")
_MARKS = re.compile(r"[^\w\s]+$")
"""Signs behind a value or its unit, such as a star."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """Where the unit of a value is stated besides in its own cell."""

    cell: str = ""
    """In the row."""
    header: str = ""
    above: Sequence[str] = ()
    """Above the table, for all its values; each for what it measures."""


def read_value(value: Found, stated: Stated, indicator: Mapping[str, str], known: str) -> str:
    """A value in its indicator's unit, as a file of the pack would hold it.

    The unit may stand behind the value, in its row, in its header or above the table, not in two of them differently.
    Where a row still says what is known, a header that says otherwise was not meant for it.

    Raises:
        UploadCellError: there is no number, or its unit is not clear.
    """
    own = UNITS[indicator["unit"]]
    digits, behind = read_number(value.text)
    if value.sort is Sort.NUMBER and behind and stated.cell:
        beside = read_unit(stated.cell, indicator)
        # A whole column may have been given a format, and most of its rows were left as they are.
        behind = "" if _is_known(convert(digits, beside, own), known) else behind
    if words := _mere_words(behind):
        raise UploadCellError("value-words", found=value.text, words=words)
    typed = read_unit(behind or stated.cell, indicator) if behind or stated.cell else None
    if behind and stated.cell and read_unit(stated.cell, indicator) != typed:
        raise UploadCellError("unit-twice", found=value.text, unit=stated.cell)
    said = [(header, _fitting([header], indicator)) for header in (stated.header,) if header]
    said += [(_SEVERAL.join(stated.above), _fitting(stated.above, indicator))] if stated.above else []
    for text, fitting in said:
        if typed is None and len(fitting) != 1:
            raise UploadCellError("unit", found=text, units=units_of(indicator))
        typed = typed or fitting[0]
    read = convert(f"{Decimal(digits):f}", typed or own, own)
    for text, fitting in said:
        if fitting and typed not in fitting and not _is_known(read, known):
            said_first = behind or stated.cell or stated.header
            raise UploadCellError("unit-contradicts", found=value.text, unit=said_first, other=text)
    return read


def _fitting(texts: Iterable[str], indicator: Mapping[str, str]) -> list[Unit]:
    """The units among some words that measure what an indicator does."""
    found: list[Unit] = []
    for text in texts:
        with suppress(UploadCellError):
            found.append(read_unit(text, indicator))
    return list(dict.fromkeys(found))


def _mere_words(behind: str) -> str:
    """What stands in brackets or as a mere sign behind a value, and is no unit."""
    if is_like_unit(behind):
        return ""
    if bracketed := _BRACKETED.search(behind):
        return "" if is_like_unit(bracketed[1]) else bracketed[0]
    marks = _MARKS.search(behind)
    return marks[0] if marks else ""


def _is_known(read: str, known: str) -> bool:
    try:
        return Decimal(read) == Decimal(known.strip())
    except InvalidOperation:
        return False


def is_gap_of_years(period: str) -> bool:
    """Whether a period is the span of years for which nothing was found, and hardly that of one number."""
    try:
        months = parse_period(period.strip()).months
    except ValueError:
        return False
    return months is not None and months > _YEAR


def stale_notes(cells: Mapping[str, str], known: Mapping[str, str]) -> tuple[str, ...]:
    """The columns of a note that was written of an absence and left as it was."""
    written = [name for name in NOTES if known.get(name, "").strip()]
    return tuple(name for name in written if cells.get(name, known[name]) == known[name])


def lacks_source(cells: Mapping[str, str]) -> bool:
    """Whether a value must name a source and does not; as long as nobody says what it is, it may be a fact."""
    status = cells.get("status", "")
    said = Status.ACTUAL if status in ("", Status.NOT_PUBLISHED) else status
    return not cells.get("source_id") and needs_source(said, cells.get("release", ""))


def lacking(cells: Mapping[str, str], known: Mapping[str, str], unstated: frozenset[str]) -> list[str]:
    """What a value still needs; a cell that says it is unstated has said enough."""
    merged = {**known, **cells}
    return [name for name in NEEDED if not merged.get(name) and name not in unstated]
