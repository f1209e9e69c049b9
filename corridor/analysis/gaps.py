"""What is known and what is missing as one table: subjects, and what can be measured of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from corridor.model.corridor import Corridor
from corridor.model.expectation import Gap, gaps
from corridor.model.figure import Absence, Figure, Indicator

About = tuple[str, str]
"""A subject and an indicator, by their ids."""

T = TypeVar("T", Figure, Gap)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapCell:
    """What is known of one subject under one indicator."""

    subject_id: str
    indicator_id: str
    figures: tuple[Figure, ...]
    """Those that have a value, newest first."""
    gaps: tuple[Gap, ...]
    """What is missing, which may be so of a time beside which others are known."""

    @property
    def name(self) -> str:
        """What it is called in a page: ``<subject>:<indicator>``."""
        return f"{self.subject_id}:{self.indicator_id}"

    @property
    def is_filled(self) -> bool:
        """Whether there is a number, and none is missing."""
        return bool(self.figures) and not self.gaps

    @property
    def absence(self) -> Absence | None:
        """Why a number is missing; ``None`` where none is, or nobody expects one."""
        return self.gaps[0].absence if self.gaps else None


@dataclass(frozen=True, slots=True)
class GapLine:
    """One subject."""

    subject_id: str
    cells: tuple[GapCell, ...]
    """One for each indicator of the matrix."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Nodes with an economy, then other subjects that lack something; and the indicators that are known or missing."""

    indicators: tuple[Indicator, ...]
    lines: tuple[GapLine, ...]

    @property
    def known(self) -> int:
        """Cells that hold a number and lack none."""
        return sum(cell.is_filled for line in self.lines for cell in line.cells)

    def missing(self, absence: Absence) -> int:
        """Cells that lack a number for a reason."""
        return sum(cell.absence is absence for line in self.lines for cell in line.cells)


def matrix(corridor: Corridor) -> Matrix:
    """The matrix of a corridor: what every node should have first, then by the order of indicators.

    What only other subjects have, such as the town, is no column: nobody misses it of a node.
    """
    known, missing = _by_about(corridor.published), _by_about(gaps(corridor))
    subjects = _subjects(corridor, missing)
    of_nodes = {indicator_id for subject_id, indicator_id in known if subject_id in corridor.node_by_id}
    occurring = of_nodes | {indicator_id for _, indicator_id in missing}
    shown = [one for one in corridor.indicators if one.expected or one.id in occurring]
    indicators = tuple(sorted(shown, key=lambda one: (not one.expected, one.order)))

    def cell(subject_id: str, indicator_id: str) -> GapCell:
        about = subject_id, indicator_id
        return GapCell(
            subject_id=subject_id, indicator_id=indicator_id, figures=known.get(about, ()), gaps=missing.get(about, ())
        )

    def line(subject_id: str) -> GapLine:
        return GapLine(subject_id, tuple(cell(subject_id, one.id) for one in indicators))

    return Matrix(indicators, tuple(map(line, subjects)))


def cell_named(found: Matrix, name: str) -> GapCell | None:
    """The cell of a name; ``None`` where there is none such."""
    return next((cell for line in found.lines for cell in line.cells if cell.name == name), None)


def _subjects(corridor: Corridor, missing: Iterable[About]) -> dict[str, None]:
    nodes = (node.id for node in corridor.nodes if node.has_economy)
    return dict.fromkeys((*nodes, *(subject_id for subject_id, _ in missing)))


def _by_about(found: Iterable[T]) -> Mapping[About, tuple[T, ...]]:
    grouped: dict[About, list[T]] = {}
    for one in found:
        grouped.setdefault((one.subject_id, one.indicator_id), []).append(one)
    return {about: tuple(ones) for about, ones in grouped.items()}
