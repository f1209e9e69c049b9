"""What a doubt is, and what doubts are about: two states of a corridor, as far as each is understood."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from corridor.model.corridor import Corridor
from corridor.model.figure import Figure
from corridor.model.problem import Place, Problems, Severity, Topic
from corridor.pack.rows import Rows

CellKey = tuple[str, str, str]
"""Table, key of the row, and column of a cell."""

Locate = Callable[[str, str, str], Place]
"""Where in the upload a table's row and column stand."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """One state of a pack."""

    corridor: Corridor | None
    """What is doubted; None where not even its axis is understood."""
    rows: Rows
    """What a doubt calls things by."""

    @property
    def figures(self) -> Mapping[str, Figure]:
        """What is understood of its numbers, by id."""
        return self.corridor.figure_by_id if self.corridor else {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """Something that deserves a second look."""

    code: str
    at: CellKey
    values: Mapping[str, object] = field(default_factory=dict)
    """What its sentence names."""
    severity: Severity = Severity.WARNING


def told(doubts: Iterable[Doubt], where: Locate) -> Problems:
    """Doubts as findings in the upload."""
    problems = Problems(Topic.INTAKE)
    for doubt in doubts:
        tell = problems.error if doubt.severity is Severity.ERROR else problems.warning
        tell(doubt.code, where(*doubt.at), **doubt.values)
    return problems
