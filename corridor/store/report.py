"""Collecting problems: every finding in both languages, sorted, and bounded when one mistake fills a whole column."""

from collections import Counter
from collections.abc import Container, Iterable

from corridor.i18n import both
from corridor.model.problem import Problem, Severity

MOST_ALIKE = 500
"""Findings of one code in one column of one file that are named singly; the rest are counted."""

_LONGEST = 80


class Report:
    """A growing list of problems."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems = list(problems)
        self._alike: Counter[tuple[Severity, str, str, str]] = Counter()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All findings in the order they were made, then how many more there are of the frequent ones."""
        return (*self._problems, *self._rest())

    @property
    def has_errors(self) -> bool:
        """Whether anything found keeps the data from being used."""
        return any(problem.severity is Severity.ERROR for problem in self._problems)

    def has_errors_in(self, file: str, codes: Container[str] | None = None) -> bool:
        """Whether anything found, or anything of certain codes, keeps a file from being used."""
        return any(
            p.severity is Severity.ERROR and p.file == quoted(file) and (codes is None or p.code in codes)
            for p in self._problems
        )

    def error(self, code: str, file: str, row: str = "", column: str = "", **values: object) -> None:
        """Add what keeps the data from being used; ``values`` fill the message."""
        self._add(Severity.ERROR, code, (file, row, column), values)

    def warning(self, code: str, file: str, row: str = "", column: str = "", **values: object) -> None:
        """Add what deserves a second look; ``values`` fill the message."""
        self._add(Severity.WARNING, code, (file, row, column), values)

    def _add(self, severity: Severity, code: str, where: tuple[str, str, str], values: dict[str, object]) -> None:
        file, row, column = where
        # A file may have any number of columns that nobody knows.
        alike = (severity, code, file, "" if code == "column-unknown" else column)
        self._alike[alike] += 1
        if self._alike[alike] > MOST_ALIKE:
            return
        shown = {name: quoted(value) if isinstance(value, str) else value for name, value in values.items()}
        message = both(f"check.{code}", file=quoted(file), column=quoted(column), **shown)
        self._problems.append(Problem(severity, code, quoted(file), quoted(row), quoted(column), message))

    def _rest(self) -> list[Problem]:
        return [
            Problem(severity, code, quoted(file), "", quoted(column), both("check.more-alike", n=n - MOST_ALIKE))
            for (severity, code, file, column), n in self._alike.items()
            if n > MOST_ALIKE
        ]


def quoted(text: str) -> str:
    """Text from a file as a message may show it: short, and without characters that a screen would obey."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)
