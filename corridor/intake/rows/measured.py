"""In which units the figures of an upload are measured."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from corridor.intake.cells.amounts import counted
from corridor.intake.rows.raw_rows import RawTable
from corridor.intake.terms.sheets import UNIT
from corridor.intake.terms.units import is_like_unit, unit_key, units_called
from corridor.model.problem import Place, Problems
from corridor.model.unit import UNITS

CellTexts = Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Measures:
    """The indicators of an upload's figures, and what the units of any of them are called."""

    indicators: Mapping[str, CellTexts]
    dimensions: frozenset[str]
    things: frozenset[str]

    def is_unit(self, text: str) -> bool:
        """Whether some indicator can be measured in a word."""
        dimensions = {UNITS[unit].dimension for unit in units_called(text)}
        return unit_key(text) in self.things or not self.dimensions.isdisjoint(dimensions)


def measures(known: Iterable[tuple[str, CellTexts]], said: Iterable[tuple[str, CellTexts]]) -> Measures:
    """The indicators of a state, with what an upload itself says of them; one without a unit measures nothing."""
    indicators = dict(known)
    for key, cells in said:
        indicators[key] = {**indicators.get(key, {}), **cells}
    measuring = {key: cells for key, cells in indicators.items() if cells.get("unit")}
    dimensions = {UNITS[cells["unit"]].dimension for cells in measuring.values() if cells["unit"] in UNITS}
    things = {name for cells in measuring.values() for name in counted(cells)}
    return Measures(indicators=measuring, dimensions=frozenset(dimensions), things=frozenset(things))


def with_stated_units(part: RawTable, known: Measures, problems: Problems) -> RawTable:
    """A table whose rows know what is said of the unit of all values; what is no unit is told once, not in each row."""
    if part.header is None:
        return part

    refused: list[str] = []

    def is_unit(text: str, place: Place) -> bool:
        if known.is_unit(text):
            return True
        refused.append(text)
        problems.error("unit-unknown" if is_like_unit(text) else "unit-none", place, found=text)
        return False

    # A table may state its unit in a hundred places: each unit counts once, and all rows share the list.
    above = list({unit_key(unit): unit for unit, place in part.units if is_unit(unit, place)}.values())
    hints = {
        name: [
            hint for hint in {raw_row.hints.get(name, "") for raw_row in part.raw_rows} - {""} if is_unit(hint, place)
        ]
        for name in ("value", UNIT.name)
        for place in (part.header(name),)
    }
    # 单位（万元） says of all values what a line above the table would.
    above += hints[UNIT.name]
    left_out = () if hints["value"] else ("value",)
    raw_rows = [
        replace(
            raw_row,
            units=above,
            hints={key: hint for key, hint in raw_row.hints.items() if key not in left_out},
            is_measured=raw_row.is_measured and not refused,
        )
        for raw_row in part.raw_rows
    ]
    return replace(part, raw_rows=raw_rows)
