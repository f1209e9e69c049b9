"""Bringing a difference into a state that others have changed since, and what stands in its way."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corridor.intake.compare.changes import Change, ChangeKind
from corridor.intake.compare.describe import describe_cell, known_row
from corridor.intake.rows.records import Intake, where_in
from corridor.model.problem import ColumnName, Problems
from corridor.pack.rows import Rows

Conflict = tuple[Change, Change]
"""Mine, and theirs that it contradicts."""


def merge(mine: Iterable[Change], theirs: Iterable[Change]) -> tuple[tuple[Change, ...], tuple[Conflict, ...]]:
    """Bring a difference into a state that another difference has changed since.

    Returns:
        What remains to be done there, and the pairs that say different things of the same cell, or of a row that
        the other removed.
    """
    there = {change.at: change for change in theirs}
    rows = {(change.table, change.id): change for change in there.values()}
    remaining: list[Change] = []
    conflicts: list[tuple[Change, Change]] = []
    for change in mine:
        same, row = there.get(change.at), rows.get((change.table, change.id))
        is_gone = ChangeKind.REMOVED in {change.kind, row.kind} if row else False
        if same and same.new == change.new and same.kind is change.kind:
            continue
        if row and (same or is_gone) and not (change.kind is row.kind is ChangeKind.REMOVED):
            conflicts.append((change, same or row))
        elif row and row.kind is ChangeKind.NEW:
            remaining.append(replace(change, kind=ChangeKind.CHANGED))
        else:
            remaining.append(change)
    return tuple(remaining), tuple(conflicts)


def merged(  # noqa: PLR0913 - two differences, whose rows they are about, and what is wrong with them
    mine: Iterable[Change], theirs: Iterable[Change], *, said: Intake, rows: Rows, all_rows: Rows, problems: Problems
) -> tuple[Change, ...]:
    """What remains of an upload's difference in the current state; conflicts become problems.

    Args:
        mine: what the upload changes in the state it was made from.
        theirs: what others changed in that state since.
        said: the upload.
        rows: those of the current state that its author may see.
        all_rows: those that anybody may see.
        problems: collects what stands in the way.
    """
    changes, conflicts = merge(mine, theirs)
    for one, other in _told_once(conflicts):
        _report_conflict(one, other, said, rows, problems)
    return tuple(_without_hidden(changes, said, all_rows, problems))


def _told_once(conflicts: Iterable[Conflict]) -> Iterable[Conflict]:
    """Of a row that the upload removes the first cell: none of its cells is about anything but the row."""
    firsts: dict[tuple[str, ...], Conflict] = {}
    for mine, theirs in conflicts:
        firsts.setdefault(mine.at[:2] if mine.kind is ChangeKind.REMOVED else mine.at, (mine, theirs))
    return firsts.values()


def _report_conflict(mine: Change, theirs: Change, said: Intake, rows: Rows, problems: Problems) -> None:
    if mine.kind is ChangeKind.REMOVED:
        problems.error("conflict-changed", where_in(said, rows, mine.table, mine.id, ""))
        return
    row = known_row(rows, mine.table, mine.id)
    values = {
        "old": describe_cell(row, mine.column, theirs.old, theirs.was),
        "theirs": describe_cell(row, mine.column, theirs.new, theirs.becomes),
        "mine": describe_cell(row, mine.column, mine.new, mine.becomes),
    }
    code = "conflict-removed" if theirs.kind is ChangeKind.REMOVED else "conflict"
    problems.error(code, where_in(said, rows, *mine.at), column=ColumnName(mine.column), **values)


def _without_hidden(changes: Iterable[Change], said: Intake, all_rows: Rows, problems: Problems) -> Iterator[Change]:
    """A new row must not take the id of one that its author cannot see."""
    hidden = set()
    for change in changes:
        at = (change.table, change.id)
        if change.kind is not ChangeKind.NEW or change.id not in all_rows.get(change.table, {}):
            yield change
        elif at not in hidden:
            hidden.add(at)
            problems.error("id-taken", where_in(said, all_rows, *at, "id"), found=change.id)
