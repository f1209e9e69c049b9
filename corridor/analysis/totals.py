"""Sums of figures, where they can be added."""

from collections.abc import Sequence
from decimal import Decimal

from corridor.analysis.derived import Derived, combined, derive
from corridor.model.comparison import Refusal, Use, objections
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure


def total(corridor: Corridor, figures: Sequence[Figure]) -> Derived | Refusal:
    """Add figures of one indicator, scope and period whose subjects are known to share nothing.

    The sum keeps the digits that were published and depends on the order of the figures in nothing.
    """
    if found := objections(corridor, figures, Use.SUM):
        return Refusal(Use.SUM, found)
    parts = sorted(figures, key=lambda figure: figure.id)
    value = sum((figure.value for figure in parts if figure.value is not None), Decimal(0))
    unit = corridor.indicator_by_id[parts[0].indicator_id].unit
    return derive(Use.SUM, parts, value, unit, combined(figure.qualifier for figure in parts))
