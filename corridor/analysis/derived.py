"""Values that are worked out from published ones: never stronger than the weakest of them, never without a source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from corridor.model.comparison import Use, weakest
from corridor.model.figure import Figure, Qualifier, Release, Status
from corridor.model.unit import Unit

_OPPOSITE = {Qualifier.OVER: Qualifier.UNDER, Qualifier.UNDER: Qualifier.OVER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A value that no source states, with everything it was made from."""

    use: Use
    value: Decimal
    unit: Unit
    qualifier: Qualifier
    status: Status
    """The weakest of the figures' statuses."""
    release: Release
    """Internal as soon as one figure is."""
    figures: tuple[Figure, ...]
    """What it was made from: by id for a sum, earlier then later for a growth."""

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Sources of all figures, each once."""
        return tuple(dict.fromkeys(source_id for figure in self.figures for source_id in figure.source_ids))


def derive(use: Use, figures: Sequence[Figure], value: Decimal, unit: Unit, qualifier: Qualifier) -> Derived:
    """A derived value that inherits the weakest status and the narrowest release of its figures."""
    internal = any(figure.release is Release.INTERNAL for figure in figures)
    return Derived(
        use=use,
        value=value,
        unit=unit,
        qualifier=qualifier,
        status=weakest(figures),
        release=Release.INTERNAL if internal else Release.PUBLIC,
        figures=tuple(figures),
    )


def combined(qualifiers: Iterable[Qualifier]) -> Qualifier:
    """The qualifier of a sum: exact gives way, two alike stay, ``over`` with ``under`` or any ``about`` is about."""
    return reduce(_combine, qualifiers, Qualifier.EXACT)


def opposite(qualifier: Qualifier) -> Qualifier:
    """The qualifier of a value's negative or reciprocal: over becomes under and the reverse."""
    return _OPPOSITE.get(qualifier, qualifier)


def _combine(one: Qualifier, other: Qualifier) -> Qualifier:
    if one is other or other is Qualifier.EXACT:
        return one
    return other if one is Qualifier.EXACT else Qualifier.ABOUT
