"""What is wrong with what somebody handed us: data until somebody is told of it (see `corridor.i18n.problems`)."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, fields
from enum import StrEnum
from typing import ClassVar

MOST_ALIKE = 500
"""Findings of one code in one column of one file that are named singly; the rest are counted."""
_LONGEST = 80


class Severity(StrEnum):
    """An error keeps the data from being used; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


class Topic(StrEnum):
    """Whose words tell of a problem: one code may be told differently to who keeps a folder and who sent a file."""

    CHECK = "check"
    INTAKE = "intake"


class ColumnName(str):
    """A column by the pack's own name, among the values of a problem: its reader may call it otherwise."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    file: str = ""
    """File name inside the folder, with ``/`` as separator; of an upload the sheet, or the file's name."""
    _: KW_ONLY
    row: str = ""
    """The row a person sees in a spreadsheet (header is 1), a GeoJSON feature's id, or empty."""
    column: str = ""
    """By the pack's own name, with its section where a file has several; empty for a stranger."""
    cell: str = ""
    """Like ``C14``; empty where there are no cells."""
    header: str = ""
    """What the upload calls the column; empty for a file of the pack."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One finding."""

    severity: Severity
    code: str
    """Stable, kebab-case, the same in every language."""
    place: Place
    values: tuple[tuple[str, object], ...] = ()
    """What its sentence names: text, numbers, a `Text` in both languages, a `ColumnName`."""
    words: str = ""
    """Key of its sentence in the word tables."""
    count: int = 1
    """How many findings it tells of: those beyond the most that are named singly are told of at once."""

    @property
    def file(self) -> str:
        """Where it is: file or sheet."""
        return self.place.file

    @property
    def row(self) -> str:
        """Where it is: the row."""
        return self.place.row

    @property
    def column(self) -> str:
        """Where it is: the column as its file or sheet calls it."""
        return self.place.header or self.place.column


class CellError(ValueError):
    """A cell does not hold what its column expects; `code` and `values` are those of the problem that it becomes."""

    topic: ClassVar = Topic.CHECK

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class UploadCellError(CellError):
    """A cell of an upload does not say what its column expects."""

    topic = Topic.INTAKE


class PackError(Exception):
    """A data folder has errors; `problems` holds all findings, warnings included."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(summary(p) for p in problems if p.severity is Severity.ERROR))
        self.problems = problems


class Problems:
    """A growing list of findings, bounded when one mistake fills a whole column."""

    def __init__(self, topic: Topic, found: Iterable[Problem] = ()) -> None:
        self._topic = topic
        self._found = list(found)
        self._alike: Counter[tuple[Severity, str, str, Place]] = Counter()

    @property
    def found(self) -> tuple[Problem, ...]:
        """All findings in the order they were made, then how many more there are of the frequent ones."""
        rest = (
            Problem(
                severity=severity,
                code=code,
                place=place,
                values=(("n", n - MOST_ALIKE),),
                words="check.more-alike",
                count=n - MOST_ALIKE,
            )
            for (severity, code, _, place), n in self._alike.items()
            if n > MOST_ALIKE
        )
        return (*self._found, *rest)

    @property
    def has_errors(self) -> bool:
        """Whether anything found keeps the data from being used."""
        return any(problem.severity is Severity.ERROR for problem in self._found)

    def has_errors_in(self, file: str, codes: Container[str] | None = None) -> bool:
        """Whether anything found, or anything of certain codes, keeps a file from being used."""
        return any(
            p.severity is Severity.ERROR and p.file == quoted(file) and (codes is None or p.code in codes)
            for p in self._found
        )

    def error(self, code: str, place: Place, /, **values: object) -> None:
        """Add what keeps the data from being used; ``values`` fill the sentence."""
        self._add(Severity.ERROR, code, self._topic, place, values)

    def warning(self, code: str, place: Place, /, **values: object) -> None:
        """Add what deserves a second look; ``values`` fill the sentence."""
        self._add(Severity.WARNING, code, self._topic, place, values)

    def cell(self, error: CellError, place: Place) -> None:
        """Add a cell that could not be understood, or is not what its column declares."""
        self._add(Severity.ERROR, error.code, error.topic, place, error.values)

    def _add(self, severity: Severity, code: str, topic: Topic, place: Place, values: Mapping[str, object]) -> None:
        words = f"{topic}.{code}"
        shown = Place(**{field.name: quoted(getattr(place, field.name)) for field in fields(place)})
        # A file may have any number of columns that nobody knows.
        column = Place() if code == "column-unknown" else shown
        alike = severity, code, words, Place(shown.file, column=column.column, header=column.header)
        self._alike[alike] += 1
        if self._alike[alike] <= MOST_ALIKE:
            said = tuple((name, quoted(value) if type(value) is str else value) for name, value in values.items())
            self._found.append(Problem(severity=severity, code=code, place=shown, values=said, words=words))


def how_many(problems: Iterable[Problem]) -> int:
    """How many findings problems tell of, those included that are only counted."""
    return sum(problem.count for problem in problems)


def summary(problem: Problem) -> str:
    """A problem in the words of a log: where it is, and its code."""
    where = " ".join(part for part in (problem.file, problem.place.cell or problem.row, problem.column) if part)
    return f"{where} [{problem.code}]"


def quoted(text: str, longest: int = _LONGEST) -> str:
    """Text from a file as a message may show it: short, and without characters that a screen would obey."""
    short = text if len(text) <= longest else f"{text[:longest]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)
