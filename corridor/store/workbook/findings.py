"""Collecting what an upload's author has to mend: each with sheet, row, column and cell, in both languages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from corridor.i18n import both
from corridor.model.problem import Problem, Severity
from corridor.model.text import Text
from corridor.store.cells import CellError
from corridor.store.report import MOST_ALIKE, quoted
from corridor.store.workbook.labels import Unclear


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an upload something stands."""

    sheet: str
    """Sheet of a workbook, or name of the file."""
    row: str = ""
    """As a spreadsheet numbers it, or the id of a feature."""
    header: str = ""
    """What the upload calls the column."""
    cell: str = ""
    """Like ``C14``; empty where the upload has no cells."""


class Findings:
    """A growing list of problems of an upload."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._alike: Counter[tuple[Severity, str, str, str]] = Counter()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All findings in the order they were made, then how many more there are of the frequent ones."""
        rest = [
            Problem(severity, code, quoted(sheet), "", quoted(header), both("check.more-alike", n=n - MOST_ALIKE))
            for (severity, code, sheet, header), n in self._alike.items()
            if n > MOST_ALIKE
        ]
        return (*self._problems, *rest)

    def error(self, code: str, place: Place, **values: object) -> None:
        """Add what keeps the upload from being used."""
        if self._is_told(Severity.ERROR, code, place):
            self._problems.append(problem_at(place, Severity.ERROR, code, both(f"intake.{code}", **_shown(values))))

    def warning(self, code: str, place: Place, **values: object) -> None:
        """Add what deserves a second look before it is used."""
        if self._is_told(Severity.WARNING, code, place):
            self._problems.append(problem_at(place, Severity.WARNING, code, both(f"intake.{code}", **_shown(values))))

    def cell(self, error: Unclear | CellError, place: Place) -> None:
        """Add a cell that could not be understood, or is not what its column declares."""
        if isinstance(error, Unclear):
            self.error(error.code, place, **error.values)
        elif self._is_told(Severity.ERROR, error.code, place):
            named = {"file": place.sheet, "column": place.header}
            message = both(f"check.{error.code}", **_shown({**named, **error.values}))
            self._problems.append(problem_at(place, Severity.ERROR, error.code, message))

    def _is_told(self, severity: Severity, code: str, place: Place) -> bool:
        alike = (severity, code, place.sheet, place.header)
        self._alike[alike] += 1
        return self._alike[alike] <= MOST_ALIKE


def _shown(values: Mapping[str, object]) -> dict[str, object]:
    return {name: quoted(value) if isinstance(value, str) else value for name, value in values.items()}


def problem_at(place: Place, severity: Severity, code: str, message: Text) -> Problem:
    """A problem as its author finds it: the cell stands before the message."""
    if place.cell:
        message = both("intake.in-cell", cell=place.cell, message=message)
    return Problem(severity, code, quoted(place.sheet), quoted(place.row), quoted(place.header), message)
