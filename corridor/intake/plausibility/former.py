"""A number beside its own former self: another amount, another scope."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from corridor.intake.compare.changes import Change, ChangeKind
from corridor.intake.compare.describe import describe_cell, known_row
from corridor.intake.plausibility.beside import is_beyond
from corridor.intake.plausibility.doubt import Doubt, Doubted

UNIT_SLIP = 100
"""A value this many times its own former self looks like one typed in another unit."""


def is_restated(change: Change, before: Doubted, after: Doubted) -> bool:
    """Whether a value only follows its indicator into another unit."""
    if (change.table, change.column, change.kind) != ("figures", "value", ChangeKind.CHANGED):
        return False
    old, new = _amount(change.id, before), _amount(change.id, after)
    return old is not None and old == new and before.figures[change.id].value != after.figures[change.id].value


def doubts_of_changes(changes: Iterable[Change], before: Doubted, after: Doubted) -> Iterator[Doubt]:
    """Another scope of a number, and a number that became many times what it was."""
    for change in changes:
        if code := _doubted(change, before, after):
            was, now = (known_row(state.rows, change.table, change.id) for state in (before, after))
            old = describe_cell(was, change.column, change.old, change.was)
            new = describe_cell(now, change.column, change.new, change.becomes)
            yield Doubt(code=code, at=change.at, values={"old": old, "new": new})


def _doubted(change: Change, before: Doubted, after: Doubted) -> str:
    match change.table, change.column, change.kind:
        case "figures", "scope_id", ChangeKind.CHANGED if change.old:
            return "scope-changed"
        case "figures", "value", ChangeKind.CHANGED if _has_jumped(change.id, before, after):
            return "value-jump"
    return ""


def _has_jumped(key: str, before: Doubted, after: Doubted) -> bool:
    """Whether an amount is many times what it was; only numbers of one indicator can be compared."""
    old, new = _amount(key, before), _amount(key, after)
    if old is None or new is None or before.figures[key].indicator_id != after.figures[key].indicator_id:
        return False
    return is_beyond(new, old, UNIT_SLIP)


def _amount(key: str, state: Doubted) -> Fraction | None:
    """A value in the smallest unit of its kind: the same amount in another unit has not changed."""
    figure = state.figures.get(key)
    if figure is None or figure.value is None or state.corridor is None:
        return None
    return Fraction(figure.value) * state.corridor.indicator_by_id[figure.indicator_id].unit.factor
