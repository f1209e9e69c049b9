"""What is possible but deserves a second look, in changed rows only."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import takewhile
from operator import itemgetter

from corridor.intake.compare.changes import Change, Kind
from corridor.intake.compare.describe import describe_cell, describe_row, describe_value, known_row, row_name
from corridor.intake.plausibility.wholes import wholes_of
from corridor.intake.terms.names import Names
from corridor.intake.terms.sheets import sheet_title
from corridor.model.figure import OBSERVED, Status
from corridor.model.figure import Kind as IndicatorKind
from corridor.model.period import Period, parse_period
from corridor.model.problem import CellError, ColumnName, Place, Problems, Topic, quoted
from corridor.model.text import LANGS, Text
from corridor.model.unit import UNITS
from corridor.pack.cells import parse
from corridor.pack.rows import Rows
from corridor.pack.schema import BY_NAME

TENFOLD = 10
"""A value this many times the previous period's, or this part of it, is asked about."""
UNIT_SLIP = 100
"""A value this many times its own former self looks like one typed in another unit."""
_MOST_NAMED = 12
"""Removed rows of a table that are named; the rest are counted."""
_FEWEST_MIXED, _MIXED_SHARE = 6, 3
"""So many rows that became others, and more than one in so many of those changed: sorted apart from their ids."""
_NAMING = ("subject_id", "indicator_id", "period")
"""What makes a figure this one and not another."""
_ABOUT = ("subject_id", "indicator_id", "period", "scope_id")
"""What two numbers about the same thing have in common."""

_Series = tuple[str | int | None, ...]
"""What numbers have in common that can follow each other: what they are about, and the length of their period."""
_Dated = tuple[tuple[date, date], Decimal, str]
"""When, how much, and the period as it is written."""

Where = Callable[[str, str, str], Place]
"""Where in the upload a table's row and column stand."""


def suspect(changes: Iterable[Change], before: Rows, after: Rows, *, today: date, where: Where) -> Problems:
    """What a difference does to figures that deserves a second look, and tables that it empties or mixes up."""
    changes = tuple(change for change in changes if not _is_restated(change, before, after))
    problems = Problems(Topic.INTAKE)
    _check_removed(changes, before, problems, where)
    _check_ids(changes, before, after, problems, where)
    if _check_mixed(changes, before, problems, where):
        # Every number now stands in another row: what each of them looks like there says nothing.
        return problems
    figures = {key: row.cells for key, row in after.get("figures", {}).items()}
    earlier = _by_series(figures)
    touched = dict.fromkeys(change.id for change in changes if change.table == "figures")
    for key in touched:
        if key in figures:
            _check_period(key, figures[key], today, problems, where)
            _check_length(key, figures[key], after, problems, where)
            _check_previous(key, figures[key], earlier, after=after, problems=problems, where=where)
            _check_sign(key, figures[key], after, problems, where)
            _check_count(key, figures[key], after, problems, where)
    _check_wholes([key for key in touched if key in figures], after, problems, where)
    _check_others(changes, figures, after, problems, where)
    _check_identities(changes, before, after, problems, where)
    _check_changes(changes, (before, after), problems, where)
    return problems


def _check_period(key: str, cells: Mapping[str, str], today: date, problems: Problems, where: Where) -> None:
    period = _period(cells)
    if cells.get("status") == Status.ACTUAL and period and period.last and period.last > today:
        found = period.text
        problems.warning("actual-in-future", where("figures", key, "period"), found=found, today=today.isoformat())


def _check_length(key: str, cells: Mapping[str, str], after: Rows, problems: Problems, where: Where) -> None:
    """What flows is counted over months and years; the last day of a year is where a spreadsheet's date cell ends."""
    period, indicator = _period(cells), after.get("indicators", {}).get(cells.get("indicator_id", ""))
    if period and period.months == 0 and indicator and indicator.cells.get("kind") == IndicatorKind.FLOW:
        problems.warning("flow-of-a-day", where("figures", key, "period"), found=period.text)


def _check_sign(key: str, cells: Mapping[str, str], after: Rows, problems: Problems, where: Where) -> None:
    """A rate may fall below zero; an amount of money, ground or firms hardly does."""
    value, indicator = _value(cells.get("value", "")), after.get("indicators", {}).get(cells.get("indicator_id", ""))
    if value is not None and value < 0 and indicator and indicator.cells.get("kind") != IndicatorKind.RATE:
        problems.warning("value-negative", where("figures", key, "value"), found=f"{value:f}")


def _check_count(key: str, cells: Mapping[str, str], after: Rows, problems: Problems, where: Where) -> None:
    """Firms and buildings come whole."""
    value, indicator = _value(cells.get("value", "")), after.get("indicators", {}).get(cells.get("indicator_id", ""))
    if value is not None and value % 1 and indicator and indicator.cells.get("unit") == "count":
        problems.warning("count-fraction", where("figures", key, "value"), found=f"{value:f}")


def _check_wholes(keys: Iterable[str], after: Rows, problems: Problems, where: Where) -> None:
    """A part that is larger than the whole it belongs to was hardly typed in the unit that its row says."""
    known: dict[tuple[str, str], list[tuple[Period, Decimal]]] = {}
    for row in after.get("figures", {}).values():
        period, value = _period(row.cells), _value(row.cells.get("value", ""))
        if period and period.months and value is not None and row.cells.get("status") in OBSERVED:
            about = (row.cells["subject_id"].strip(), row.cells["indicator_id"].strip())
            known.setdefault(about, []).append((period, value))

    @cache
    def latest_of(whole: str, indicator_id: str, least: int) -> _Dated | None:
        """What is known last; what flowed in half a year is no measure for what flowed in a whole one."""
        alike = known.get((whole, indicator_id), ())
        return max(
            ((one.sort_key, amount, one.text) for one, amount in alike if (one.months or 0) >= least), default=None
        )

    names = Names(after)
    # What is asked about beside its own past needs no second question.
    asked = {(one.file, one.row) for one in problems.found if one.code == "value-tenfold"}
    for key in keys:
        place = where("figures", key, "value")
        cells = {} if (quoted(place.file), quoted(place.row)) in asked else after["figures"][key].cells
        indicator = after.get("indicators", {}).get(cells.get("indicator_id", ""))
        value, period = _value(cells.get("value", "")), _period(cells)
        if value is None or indicator is None or indicator.cells.get("kind") == IndicatorKind.RATE:
            continue
        least = (period.months or 0) if period and indicator.cells.get("kind") == IndicatorKind.FLOW else 0
        for whole in wholes_of(after, cells.get("subject_id", "")):
            latest = latest_of(whole, cells["indicator_id"].strip(), least)
            if latest and value > latest[1]:
                called = names.listed("subject").get(whole, {})
                shown = {"found": f"{value:f}", "other": f"{latest[1]:f}", "period": latest[2]}
                named = Text(*(called.get(lang, whole) for lang in LANGS))
                problems.warning("value-above-whole", place, **shown, whole=named)
                break


def _check_previous(  # noqa: PLR0913 - a number, those before it, and what it takes to tell of it
    key: str,
    cells: Mapping[str, str],
    earlier: Mapping[_Series, Sequence[_Dated]],
    *,
    after: Rows,
    problems: Problems,
    where: Where,
) -> None:
    period, value = _period(cells), _value(cells.get("value", ""))
    if value is None or period is None or not period.stated:
        return
    if value == 0:
        problems.warning("value-zero", where("figures", key, "value"))
    known = earlier.get(_series(cells, period), ())
    before = bisect_left(known, period.sort_key, key=itemgetter(0))
    if before:
        _, amount, text = known[before - 1]
        if _is_beyond(value, amount, TENFOLD):
            row = known_row(after, "figures", key)
            shown = {"found": describe_value(row, value), "previous": describe_value(row, amount), "period": text}
            problems.warning("value-tenfold", where("figures", key, "value"), **shown)


def _check_others(
    changes: Iterable[Change],
    figures: Mapping[str, Mapping[str, str]],
    after: Rows,
    problems: Problems,
    where: Where,
) -> None:
    """A number beside another one about the same thing; plans and facts are not the same, nor are unstated times."""
    touched = {one.id for one in changes if one.table == "figures" and one.column in (*_ABOUT, "value", "status")}
    values = {key: value for key, cells in figures.items() if (value := _value(cells.get("value", ""))) is not None}
    order = {key: number for number, key in enumerate(values)}
    said: dict[tuple[str, ...], tuple[dict[Decimal, str], dict[Decimal, str]]] = {}
    for key, value in values.items():
        # Of rows that say the same the first one will do.
        said.setdefault(_about(figures[key]), ({}, {}))[key in touched].setdefault(value, key)
    for key, value in values.items():
        if key not in touched or not figures[key].get("period"):
            continue
        as_before, changed = said[_about(figures[key])]
        # Of two changed rows the later one is told of the earlier one.
        earlier = takewhile(lambda one: order[one] < order[key], changed.values())  # noqa: B023 - used up below
        apart = (next((one for one in keys if values[one] != value), "") for keys in (as_before.values(), earlier))
        if other := min(filter(None, apart), key=order.__getitem__, default=""):
            at = where("figures", other, "value")
            shown = {
                "found": describe_value(known_row(after, "figures", key), value),
                "other": describe_value(known_row(after, "figures", other), values[other]),
                "first": f"{at.file} {at.cell or at.row}",
            }
            problems.warning("value-other", where("figures", key, "value"), **shown)


def _about(cells: Mapping[str, str]) -> tuple[str, ...]:
    side = "observed" if cells.get("status") in OBSERVED else cells.get("status", "")
    return (*(cells.get(name, "").strip() for name in _ABOUT), side)


def _check_mixed(changes: Sequence[Change], before: Rows, problems: Problems, where: Where) -> bool:
    """Whether rows were sorted without the locked column of their ids: many of them are about something else now."""
    mixed = False
    for table in dict.fromkeys(change.table for change in changes):
        own = [change for change in changes if change.table == table and change.kind is Kind.CHANGED]
        known = {row.cells.get("name_zh", "").strip() for row in before.get(table, {}).values()}
        others = dict.fromkeys(
            change.id
            for change in own
            if (table == "figures" and change.column in _NAMING[:2])
            # A row that takes the name of another one of its table was not renamed.
            or (table != "figures" and change.column == "name_zh" and change.new in known)
        )
        if len(others) >= _FEWEST_MIXED and len(others) * _MIXED_SHARE > len({change.id for change in own}):
            first = where(table, next(iter(others)), _NAMING[0] if table == "figures" else "name_zh")
            problems.error("rows-mixed", first, n=len(others))
            mixed = True
    return mixed


def _check_identities(changes: Iterable[Change], before: Rows, after: Rows, problems: Problems, where: Where) -> None:
    """A row that says something of something else now, so that the number that it held is gone."""
    moved: dict[str, list[str]] = {}
    valued = set()
    for change in changes:
        if change.table == "figures" and change.kind is Kind.CHANGED:
            if change.column in _NAMING:
                moved.setdefault(change.id, []).append(change.column)
            elif change.column == "value":
                valued.add(change.id)
    for key, columns in moved.items():
        cells = before["figures"][key].cells
        is_filled = cells.get("status", "").strip() == Status.NOT_PUBLISHED
        is_dated = columns == ["period"] and not cells.get("period", "").strip() and key not in valued
        if is_filled or is_dated or key not in after.get("figures", {}):
            continue
        old, new = (row_name(known_row(state, "figures", key)) for state in (before, after))
        changed = tuple(ColumnName(column) for column in columns)
        problems.warning("row-about", where("figures", key, columns[0]), id=key, old=old, new=new, changed=changed)


def _check_changes(changes: Iterable[Change], states: tuple[Rows, Rows], problems: Problems, where: Where) -> None:
    for change in changes:
        if change.table != "figures" or change.kind is not Kind.CHANGED:
            continue
        if change.column == "scope_id" and change.old:
            _doubt_change("scope-changed", change, states, problems, where)
        if change.column == "value" and _indicator(change.id, states[0]) == _indicator(change.id, states[1]):
            old, new = (
                _amount(change.id, text, rows) for text, rows in zip((change.old, change.new), states, strict=True)
            )
            if old is not None and new is not None and _is_beyond(new, old, UNIT_SLIP):
                _doubt_change("value-jump", change, states, problems, where)


def _doubt_change(code: str, change: Change, states: tuple[Rows, Rows], problems: Problems, where: Where) -> None:
    old, new = (
        describe_cell(known_row(state, change.table, change.id), change.column, text)
        for state, text in zip(states, (change.old, change.new), strict=True)
    )
    problems.warning(code, where(*change.at), old=old, new=new)


def _indicator(key: str, rows: Rows) -> str:
    """What a figure measures: only numbers of one indicator can be compared."""
    figure = rows.get("figures", {}).get(key)
    return figure.cells["indicator_id"].strip() if figure else ""


def _check_removed(changes: Iterable[Change], before: Rows, problems: Problems, where: Where) -> None:
    removed: dict[str, dict[str, None]] = {}
    for change in changes:
        if change.kind is Kind.REMOVED:
            removed.setdefault(change.table, {})[change.id] = None
    for table, keys in removed.items():
        shown = [describe_row(known_row(before, table, key)) for key in list(keys)[:_MOST_NAMED]]
        rest = ["…"] if len(keys) > _MOST_NAMED else []
        named = Text("；".join([*(row.zh for row in shown), *rest]), "; ".join([*(row.en for row in shown), *rest]))
        shown_as = Text(sheet_title(table, "zh"), sheet_title(table, "en"))
        values = {"sheet": shown_as, "n": len(keys), "known": len(before[table]), "named": named}
        problems.warning("rows-removed", where(table, "", ""), **values)


def _check_ids(changes: Iterable[Change], before: Rows, after: Rows, problems: Problems, where: Where) -> None:
    """A row that went while the same came under another id: somebody typed over a locked cell."""
    gone = {
        (change.table, _said(change.table, row.cells)): change.id
        for change in changes
        if change.kind is Kind.REMOVED and (row := before.get(change.table, {}).get(change.id))
    }
    for table, key in dict.fromkeys((change.table, change.id) for change in changes if change.kind is Kind.NEW):
        row = after.get(table, {}).get(key)
        old = gone.get((table, _said(table, row.cells))) if row else None
        if old:
            problems.warning("id-changed", where(table, key, "id"), old=old, new=key)


def _said(table: str, cells: Mapping[str, str]) -> tuple[str, ...]:
    """All that a row says but its id; an empty cell says its column's default."""
    columns = [column for column in BY_NAME[table].columns if column.name != "id"]
    return tuple(cells.get(column.name, "").strip() or column.default for column in columns)


def _by_series(figures: Mapping[str, Mapping[str, str]]) -> dict[_Series, list[_Dated]]:
    found: dict[_Series, list[_Dated]] = {}
    for cells in figures.values():
        period, value = _period(cells), _value(cells.get("value", ""))
        if period and period.stated and value is not None:
            found.setdefault(_series(cells, period), []).append((period.sort_key, value, period.text))
    return {series: sorted(dated) for series, dated in found.items()}


def _series(cells: Mapping[str, str], period: Period) -> _Series:
    said = (cells.get(name, "").strip() for name in ("subject_id", "indicator_id", "scope_id"))
    return (*said, period.months)


def _period(cells: Mapping[str, str]) -> Period | None:
    try:
        return parse_period(cells.get("period", "").strip())
    except ValueError:
        return None


def _value(text: str) -> Decimal | None:
    try:
        value = parse(BY_NAME["figures"].column("value"), text)
    except CellError:
        return None
    return value if isinstance(value, Decimal) else None


def _amount(key: str, text: str, rows: Rows) -> Decimal | None:
    """A value in the smallest unit of its kind: the same amount in another unit has not changed."""
    value, figure = _value(text), rows.get("figures", {}).get(key)
    indicator = rows.get("indicators", {}).get(figure.cells["indicator_id"].strip()) if figure else None
    unit = UNITS.get(indicator.cells["unit"].strip()) if indicator else None
    return value * unit.factor if value is not None and unit else value


def _is_restated(change: Change, before: Rows, after: Rows) -> bool:
    """Whether a value only follows its indicator into another unit."""
    if (change.table, change.column, change.kind) != ("figures", "value", Kind.CHANGED):
        return False
    old, new = _amount(change.id, change.old, before), _amount(change.id, change.new, after)
    return old is not None and old == new and _value(change.old) != _value(change.new)


def _is_beyond(value: Decimal, other: Decimal, times: int) -> bool:
    """Whether one value is so many times the other, either way round; zero says nothing."""
    low, high = sorted((abs(value), abs(other)))
    return low > 0 and high >= low * times
