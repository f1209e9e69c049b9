"""Rankings of subjects by one indicator."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corridor.model.comparison import Refusal, Use, objections
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Qualifier


@dataclass(frozen=True, slots=True)
class Ranking:
    """Figures from the largest to the smallest."""

    figures: tuple[Figure, ...]
    places: tuple[int, ...]
    """Place of each figure, from 1; equal values share a place."""

    @property
    def approximate(self) -> bool:
        """Whether a value is not exact, so that a place may be wrong."""
        return any(figure.qualifier is not Qualifier.EXACT for figure in self.figures)

    @property
    def several_periods(self) -> bool:
        """Whether the figures are of different times, though of one length."""
        return len({figure.period.text for figure in self.figures}) > 1


def ranking(corridor: Corridor, figures: Sequence[Figure]) -> Ranking | Refusal:
    """Rank figures of one indicator, scope and length of period, never a part beside its whole."""
    if found := objections(corridor, figures, Use.RANKING):
        return Refusal(Use.RANKING, found)
    ordered = sorted(figures, key=lambda figure: (-_value(figure), figure.id))
    values = [_value(figure) for figure in ordered]
    return Ranking(tuple(ordered), tuple(values.index(value) + 1 for value in values))


def _value(figure: Figure) -> Decimal:
    return figure.value or Decimal(0)
