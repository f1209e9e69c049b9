"""A figure of an upload: its value in its unit, and what becomes of an absence that gets one."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from corridor.intake.cells.amounts import read_number, read_unit
from corridor.intake.cells.parse_cell import calculated, is_unstated
from corridor.intake.cells.values import (
    NOTES,
    Stated,
    is_gap_of_years,
    lacking,
    lacks_source,
    read_value,
    stale_notes,
)
from corridor.intake.open.grid import Found, Sort
from corridor.intake.rows.context import Context
from corridor.intake.rows.measured import Measures
from corridor.intake.rows.parse_row import ParsedRow
from corridor.intake.rows.raw_rows import RawRow
from corridor.intake.terms.sheets import UNIT
from corridor.model.figure import Release, Status
from corridor.model.problem import CellError, ColumnName, Problems, UploadCellError

_OF_UNITS = ("unit", "unit-unknown", "currency-shared")
"""Why a value was not understood, where it was for its unit."""

KnownCells = Mapping[str, str]
"""The cells of the same figure in the state that the upload was made from; none where it is new."""


def read_figure(raw_row: RawRow, key: str, row: ParsedRow, context: Context, measures: Measures) -> None:
    """Add the value to a figure's cells, or tell what it still needs."""
    known = context.known_cells("figures", key)
    if "value" in raw_row.found and not row.broken.intersection(("value", UNIT.name)):
        _read_value(raw_row, row, known, measures, context.problems)
        if not raw_row.is_measured:
            # Told once of the whole column; a number without a known unit is none.
            row.unsay("value")
    if known.get("value", "").strip():
        return
    if not raw_row.text("value"):
        if known and not context.is_pack_file and "release" in row.cells:
            # The template leaves it empty for the number to come; an absence keeps what it is.
            row.say(raw_row.schema.column("release"), row.cells["release"] or known.get("release", "").strip())
        return
    if not context.is_pack_file:
        _ask_for_more(raw_row, row, known, context.problems)
    if known:
        _check_inherited(raw_row, row, known, context)


def _read_value(raw_row: RawRow, row: ParsedRow, known: KnownCells, measures: Measures, problems: Problems) -> None:
    indicator = measures.indicators.get(row.cells.get("indicator_id") or known.get("indicator_id", ""))
    stated = Stated(cell=raw_row.text(UNIT.name), header=raw_row.hints.get("value", ""), above=raw_row.units)
    column = raw_row.schema.column("value")
    try:
        if _is_as_known(raw_row.found["value"], known.get("value", "")):
            # A whole column may have been given a format, and most of its rows were left as they are.
            row.say(column, known["value"].strip())
            return
        value = calculated(column, raw_row.found["value"])
        if not value.text:
            row.say(column, "")
        elif indicator is None:
            row.broken.add("value")
            read_number(value.text)
            _check_unit(raw_row, indicator, measures, problems)
        else:
            row.say(column, read_value(value, stated, indicator, known.get("value", "")))
    except CellError as error:
        is_unit = error.code in _OF_UNITS and str(error.values["found"]) in raw_row.text(UNIT.name)
        problems.cell(error, raw_row.place(UNIT.name if is_unit else "value"))
        if not is_unit:
            _check_unit(raw_row, indicator, measures, problems)
        row.broken.add("value")


def _is_as_known(found: Found, known: str) -> bool:
    """Whether a number that its format shows as another one is the one that stood there before."""
    try:
        return found.sort is Sort.OTHER and Decimal(found.text) == Decimal(known.strip())
    except InvalidOperation:
        return False


def _check_unit(raw_row: RawRow, indicator: Mapping[str, str] | None, measures: Measures, problems: Problems) -> None:
    """Tell also of a bad unit beside a bad value or indicator."""
    text, place = raw_row.text(UNIT.name), raw_row.place(UNIT.name)
    if text and indicator is None and not measures.is_unit(text):
        problems.error("unit-unknown", place, found=text)
    elif indicator is not None:
        try:
            read_unit(text, indicator)
        except UploadCellError as error:
            problems.cell(error, place)


def _ask_for_more(raw_row: RawRow, row: ParsedRow, known: KnownCells, problems: Problems) -> None:
    """What a value needs to mean anything, and its row does not say."""
    cells, broken = row.cells, row.broken
    unstated = {name for name, found in raw_row.found.items() if is_unstated(raw_row.schema.column(name), found.text)}
    found = raw_row.text("value")
    if {**known, **cells}.get("status") == Status.NOT_PUBLISHED and "status" not in broken:
        problems.error("value-unpublished", raw_row.place("status"), found=found)
        broken.add("status")
    for name in lacking(cells, known, frozenset(unstated)):
        if name not in broken:
            problems.error("value-needs", raw_row.place(name), column=ColumnName(name), found=found)
            broken.add(name)
    # The checks of a whole figure do not see one whose value or status could not be read.
    if broken & {"value", "status"} and "source_id" not in broken and lacks_source({**known, **cells}):
        problems.error("value-source", raw_row.place("source_id"), found=found)
        broken.add("source_id")
    period = known.get("period", "").strip()
    if "period" not in broken | unstated and cells.get("period", period) == period and is_gap_of_years(period):
        problems.error("period-of-gap", raw_row.place("period"), found=period, value=found)
        broken.add("period")


def _check_inherited(raw_row: RawRow, row: ParsedRow, known: KnownCells, context: Context) -> None:
    """What was said of an absence does not hold of its number without being asked for: who may see it, and why."""
    cells, found, problems = row.cells, raw_row.text("value"), context.problems
    was_public = known.get("release", "").strip() == Release.PUBLIC
    if "release" not in row.broken and not cells.get("release") and not context.is_pack_file:
        row.say(raw_row.schema.column("release"), Release.INTERNAL.value)
        if was_public:
            problems.warning("value-internal", raw_row.place("release"), found=found)
    elif was_public and cells.get("release", Release.PUBLIC) == Release.PUBLIC and context.is_prefilled:
        problems.warning("value-public", raw_row.place("release"), found=found)
    stale = stale_notes(cells, known)
    if stale and len(stale) == sum(bool(known.get(name, "").strip()) for name in NOTES) and not context.is_pack_file:
        for name in stale:
            row.say(raw_row.schema.column(name), "")  # as the difference shows
    elif stale and not row.broken.intersection(stale):
        problems.warning("note-stale", raw_row.place(stale[0]), note=known[stale[0]].strip())
