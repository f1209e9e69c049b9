"""What is known and what is missing as one table of subjects and indicators, and what is said of each gap."""

from dataclasses import dataclass

from corridor.analysis.gaps import Cell, Matrix, matrix
from corridor.draw.web.markup import render
from corridor.draw.words.statement import Statement, missing_statement, statement
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Absence
from corridor.model.text import Lang


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell of the matrix as it is drawn."""

    gap: str
    """``<subject>:<indicator>``."""
    status: str
    """Why a number is missing; empty where none is, or nobody expects one."""
    known: int
    """Numbers that there are."""
    told: str
    """What a reader is told who rests on it, or hears it read out."""
    opens: bool
    """Whether picking it leads anywhere."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many cells bear one mark."""

    kind: str
    number: int


def gaps_matrix(corridor: Corridor, lang: Lang, *, editing: bool) -> str:
    """The matrix with its counts and, folded, what is said of each gap; where ``editing`` every cell can be picked."""
    found = matrix(corridor)
    missing = [cell for line in found.lines for cell in line.cells if cell.gaps]
    return render(
        "gaps_matrix.html.j2",
        lang,
        indicators=[(one.name[lang], one.expected) for one in found.indicators],
        lines=[
            (
                corridor.name_of(line.subject_id)[lang],
                [_mark(corridor, cell, lang, editing=editing) for cell in line.cells],
            )
            for line in found.lines
        ],
        counts=_counts(found),
        missing=len(missing),
        editing=editing,
        statements=_statements(corridor, missing, lang),
    )


def _counts(found: Matrix) -> tuple[Count, ...]:
    absent = (Count(one.value, found.missing(one)) for one in Absence)
    return (Count("known", found.known), *absent)


def _mark(corridor: Corridor, cell: Cell, lang: Lang, *, editing: bool) -> Mark:
    return Mark(
        cell.name,
        cell.absence or "",
        len(cell.figures),
        _told(corridor, cell, lang, editing=editing),
        editing or bool(cell.figures),
    )


def _told(corridor: Corridor, cell: Cell, lang: Lang, *, editing: bool) -> str:
    """Whose number it is, what is known or missing, and what is said of that."""
    about = f"{corridor.name_of(cell.subject_id)[lang]} · {corridor.indicator_by_id[cell.indicator_id].name[lang]}"
    lines = [missing_statement(corridor, gap, lang) for gap in cell.gaps]
    lines += [statement(corridor, figure, lang) for figure in cell.figures[:1]]
    said = [" ".join(part for part in (one.value, one.period, one.note) if part) for one in lines]
    if not lines and editing:
        said = [word("figures.gap-open", lang)]
    return "\n".join((about, *said))


def _statements(corridor: Corridor, missing: list[Cell], lang: Lang) -> dict[str, list[Statement]]:
    """What is said of each gap, by the name of its subject."""
    told: dict[str, list[Statement]] = {}
    for cell in missing:
        name = corridor.name_of(cell.subject_id)[lang]
        told.setdefault(name, []).extend(missing_statement(corridor, gap, lang) for gap in cell.gaps)
    return told
