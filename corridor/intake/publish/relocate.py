"""The checker's findings as the author of an upload finds them: by sheet, row and column of what was sent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corridor.intake.rows.records import Intake, Record
from corridor.intake.terms.choices import choice_word
from corridor.model.place import PositionKind
from corridor.model.problem import Problem, Severity
from corridor.model.text import LANGS, Text
from corridor.pack.rows import Rows
from corridor.pack.schema import BY_NAME

RowKey = tuple[str, str]
"""Table and key of a row."""

_FOLLOWS = {"value-not-published": "status", "value-missing": "status"}
"""Findings that only repeat that another cell of the row was not understood."""


_SHAPES = ("geometry-kind", "geometry-missing")
"""Findings about what only a file of shapes calls a geometry."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a pack with the row it is about; ``at`` is None where it is about no row of a table."""

    problem: Problem
    at: RowKey | None

    @property
    def what(self) -> tuple[object, ...]:
        """What makes it the same finding in another state, where rows may have moved."""
        return (self.problem.code, self.at, self.problem.column, self.problem.values)


def findings_of(problems: Iterable[Problem], rows: Rows) -> tuple[Finding, ...]:
    """Problems of a state with the rows they are about."""
    labels = {(row.file, row.label): (table, key) for table, found in rows.items() for key, row in found.items()}
    return tuple(Finding(problem, labels.get((problem.file, problem.row))) for problem in problems)


def relocate(
    before: Iterable[Finding], after: Iterable[Finding], changed: Iterable[RowKey], intake: Intake
) -> Iterator[Problem]:
    """What is wrong after a change, told in terms of the upload.

    Errors are told wherever they are. Warnings are told of changed rows only, and not when they were there before.
    """
    known = {finding.what for finding in before}
    touched = set(changed)
    named: dict[tuple[str, str, str], bool] = {}
    # How many more there are is told last: it says nothing where all that are named are told otherwise.
    for finding in sorted(after, key=lambda one: not one.problem.row):
        problem = finding.problem
        if problem.severity is Severity.WARNING and (finding.at not in touched or finding.what in known):
            continue
        table, key = finding.at or ("", "")
        record = intake.records.get(table, {}).get(key)
        kind = problem.code, problem.file, problem.column
        if record is None:
            if problem.row or named.get(kind, True):
                yield problem
            continue
        is_told = _is_told(problem, record)
        named[kind] = named.get(kind, False) or not is_told
        if not is_told:
            yield _in_upload(problem, record)


def _is_told(problem: Problem, record: Record) -> bool:
    return problem.column in record.broken or _FOLLOWS.get(problem.code) in record.broken


def _in_upload(problem: Problem, record: Record) -> Problem:
    placed = replace(problem, place=record.place(problem.column or BY_NAME[record.table].key[0]))
    if problem.code in _SHAPES and record.cells.get("position") and "lon" in record.columns:
        return _of_position(placed, record.cells["position"])
    return placed


def _of_position(problem: Problem, kind: str) -> Problem:
    """What does not go together in a row that has cells for a point, and none for an outline."""
    said = Text(*(choice_word("nodes", "position", kind, lang) for lang in LANGS))
    if kind == PositionKind.POINT:
        words = "position-no-point" if problem.code == "geometry-missing" else "position-outlined"
    elif kind in (PositionKind.STRETCH, PositionKind.UNKNOWN):
        words = "position-nowhere"
    else:
        words = "position-no-outline"
    return replace(problem, words=f"intake.{words}", values=(("kind", said),))
