"""What is possible but deserves a second look, in changed rows only."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from corridor.intake.compare.changes import Change
from corridor.intake.plausibility.beside import (
    by_series,
    doubts_beside_others,
    doubts_beside_past,
    doubts_beside_wholes,
)
from corridor.intake.plausibility.doubt import Doubt, Doubted, Locate, told
from corridor.intake.plausibility.figures import doubts_of_period, doubts_of_value
from corridor.intake.plausibility.former import doubts_of_changes, is_restated
from corridor.intake.plausibility.identity import (
    doubts_of_ids,
    doubts_of_mixed,
    doubts_of_removed,
    doubts_of_subjects,
)
from corridor.model.corridor import Corridor
from corridor.model.problem import Problems

_SAYING = ("subject_id", "indicator_id", "period", "scope_id", "value", "status")
"""Columns by which one number contradicts another."""


def check_plausible(
    changes: Iterable[Change], before: Doubted, after: Doubted, *, today: date, where: Locate
) -> Problems:
    """What a difference does to figures that deserves a second look, and tables that it empties or mixes up.

    Rows that are not understood, in a state with errors, are not doubted.

    Args:
        changes: what an upload does.
        before: the corridor now.
        after: the corridor as it would make it.
        today: when it is sent.
        where: where in the upload a cell stands.
    """
    meant = [one for one in changes if not is_restated(one, before, after)]
    return told(_doubts(meant, before, after, today, where), where)


def _doubts(changes: Sequence[Change], before: Doubted, after: Doubted, today: date, where: Locate) -> Iterator[Doubt]:
    yield from doubts_of_removed(changes, before)
    yield from doubts_of_ids(changes, before.corridor, after.corridor)
    mixed = tuple(doubts_of_mixed(changes, before.corridor))
    yield from mixed
    # Where every number now stands in another row, what each of them looks like there says nothing.
    if mixed or after.corridor is None:
        return
    yield from _doubts_of_numbers(changes, after.corridor, today, where)
    yield from doubts_of_subjects(changes, before, after)
    yield from doubts_of_changes(changes, before, after)


def _doubts_of_numbers(changes: Iterable[Change], corridor: Corridor, today: date, where: Locate) -> Iterator[Doubt]:
    own = [change for change in changes if change.table == "figures"]
    touched = [one for key in dict.fromkeys(change.id for change in own) if (one := corridor.figure_by_id.get(key))]
    earlier = by_series(corridor.figures)
    beyond = {figure.id: tuple(doubts_beside_past(figure, corridor, earlier)) for figure in touched}
    for figure in touched:
        yield from doubts_of_period(figure, corridor, today)
        yield from beyond[figure.id]
        yield from doubts_of_value(figure, corridor)
    # What is asked about beside its own past needs no second question.
    yield from doubts_beside_wholes((figure for figure in touched if not beyond[figure.id]), corridor)
    yield from doubts_beside_others(corridor, {change.id for change in own if change.column in _SAYING}, where)
