"""What only figures have in an upload: a unit beside the value, and what a value needs to mean anything."""

from collections.abc import Mapping
from decimal import Decimal

from corridor.model.period import parse_period
from corridor.model.unit import UNITS
from corridor.store.cells import parse
from corridor.store.schema import BY_NAME
from corridor.store.workbook.amounts import convert, read_number, read_unit
from corridor.store.workbook.grid import Found
from corridor.store.workbook.labels import Unclear

NEEDED = ("status", "period", "scope_id")
"""What a value needs where none was published."""

_NOTES = ("note_zh", "note_en")
_YEAR = 12
"""Months."""

PREPARED = ("subject_id", "indicator_id", "unit")
"""What stands in a row that waits for its value."""


def read_value(value: Found, unit: str, indicator: Mapping[str, str]) -> str:
    """A value in its indicator's unit, as a file of the pack would hold it.

    The unit may stand beside the value or behind it, not in both places differently.

    Raises:
        Unclear: there is no number, or its unit is not clear.
        CellError: the number has more digits than a value may have.
    """
    digits, behind = read_number(value.text)
    typed = read_unit(behind or unit, indicator)
    if behind and unit and read_unit(unit, indicator) != typed:
        raise Unclear("unit-twice", found=value.text, unit=unit)
    read = convert(f"{Decimal(digits):f}", typed, UNITS[indicator["unit"]])
    parse(BY_NAME["figures"].column("value"), read)
    return read


def is_gap_of_years(period: str) -> bool:
    """Whether a period is the span of years for which nothing was found, and hardly that of one number."""
    try:
        months = parse_period(period.strip()).months
    except ValueError:
        return False
    return months is not None and months > _YEAR


def stale_note(cells: Mapping[str, str], known: Mapping[str, str]) -> str:
    """The column of a note that was written of an absence and left as it was; empty where there is none."""
    kept = (name for name in _NOTES if known.get(name, "").strip() and cells.get(name, known[name]) == known[name])
    return next(kept, "")


def lacking(cells: Mapping[str, str], known: Mapping[str, str], unstated: frozenset[str]) -> list[str]:
    """What a value still needs; a cell that says it is unstated has said enough."""
    merged = {**known, **cells}
    return [name for name in NEEDED if not merged.get(name) and name not in unstated]
