"""What is said of each cell of the table of what is known and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from corridor.analysis.gaps import GapCell, Matrix
from corridor.draw.words.statement import Statement, missing_statement, statement
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Absence
from corridor.model.text import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class GapMark:
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
class MarkCount:
    """How many cells bear one mark."""

    kind: str
    number: int


def mark_counts(found: Matrix) -> tuple[MarkCount, ...]:
    """How many cells are known, and how many are missing for each reason."""
    absent = (MarkCount(one.value, found.missing(one)) for one in Absence)
    return (MarkCount("known", found.known), *absent)


def gaps_sum(found: Matrix, lang: Lang) -> str:
    """How many cells are filled, and how many are to be, in a sentence."""
    missing = sum(bool(cell.gaps) for line in found.lines for cell in line.cells)
    return word("figures.gaps-sum", lang, known=found.known, missing=missing)


def gap_mark(corridor: Corridor, cell: GapCell, lang: Lang, *, editing: bool) -> GapMark:
    """A cell in words; while ``editing`` every one of them can be picked."""
    return GapMark(
        gap=cell.name,
        status=cell.absence or "",
        known=len(cell.figures),
        told=_told(corridor, cell, lang, editing=editing),
        opens=editing or bool(cell.figures),
    )


def gap_statements(corridor: Corridor, missing: Iterable[GapCell], lang: Lang) -> dict[str, list[Statement]]:
    """What is said of each gap, by the name of its subject."""
    told: dict[str, list[Statement]] = {}
    for cell in missing:
        name = corridor.name_of(cell.subject_id)[lang]
        told.setdefault(name, []).extend(missing_statement(corridor, gap, lang) for gap in cell.gaps)
    return told


def _told(corridor: Corridor, cell: GapCell, lang: Lang, *, editing: bool) -> str:
    """Whose number it is, what is known or missing, and what is said of that."""
    about = f"{corridor.name_of(cell.subject_id)[lang]} · {corridor.indicator_by_id[cell.indicator_id].name[lang]}"
    lines = [missing_statement(corridor, gap, lang) for gap in cell.gaps]
    lines += [statement(corridor, figure, lang) for figure in cell.figures[:1]]
    said = [" ".join(part for part in (one.value, one.period, one.note) if part) for one in lines]
    if not lines and editing:
        said = [word("figures.gap-open", lang)]
    return "\n".join((about, *said))
