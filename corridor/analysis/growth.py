"""Growth from one published figure to a later one."""

from decimal import ROUND_HALF_UP, Decimal

from corridor.analysis.derived import Derived, combined, derive, opposite
from corridor.model.comparison import Objection, Refusal, Use, objections
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Qualifier
from corridor.model.unit import UNITS

EXACT_DECIMALS = 2
"""Decimals of a growth in percent between two exact figures; one that is not exact leaves whole percents."""


def growth(corridor: Corridor, one: Figure, other: Figure) -> Derived | Refusal:
    """Growth in percent from the earlier of two figures of one subject, indicator and scope to the later."""
    if found := objections(corridor, (one, other), Use.GROWTH):
        return Refusal(Use.GROWTH, found)
    base, later = sorted((one, other), key=lambda figure: figure.period.sort_key)
    if base.value is None or later.value is None or base.value <= 0:
        return Refusal(Use.GROWTH, (Objection(code="no-base", figure_ids=(base.id,)),))
    qualifier = combined((later.qualifier, opposite(base.qualifier)))
    percent = (later.value - base.value) / base.value * 100
    return derive(Use.GROWTH, (base, later), _rounded(percent, qualifier), UNITS["percent"], qualifier)


def _rounded(percent: Decimal, qualifier: Qualifier) -> Decimal:
    decimals = EXACT_DECIMALS if qualifier is Qualifier.EXACT else 0
    return percent.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
