"""What only figures have in an upload: a unit beside the value, and what a value needs to mean anything."""

from collections.abc import Mapping
from decimal import Decimal

from corridor.model.unit import UNITS
from corridor.store.cells import parse
from corridor.store.schema import BY_NAME
from corridor.store.workbook.amounts import convert, read_number, read_unit
from corridor.store.workbook.grid import Found
from corridor.store.workbook.labels import Unclear

NEEDED = ("status", "period", "scope_id")
"""What a value needs where none was published."""

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


def lacking(cells: Mapping[str, str], known: Mapping[str, str], unstated: frozenset[str]) -> list[str]:
    """What a value still needs; a cell that says it is unstated has said enough."""
    merged = {**known, **cells}
    return [name for name in NEEDED if not merged.get(name) and name not in unstated]
