"""Days and values in pixels, and the round numbers and years that are written at the axes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal
from itertools import chain, count

from corridor.model.figure import Figure

_ENDS_PX = (26.0, 64.0)
"""The least and the most that is left free at both ends of the time axis."""
_ENDS = 0.08
"""Share of the plot's width left free there."""
_YEAR_PX = 46.0
"""What the name of a year takes."""
_LEAST_DAYS = 366.0
"""A shorter axis would name no year."""
_ROUND = (1, 2, 5)
_MOST_TICKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeScale:
    """Days from left to right, true to time."""

    first: float
    """The earliest day, as an ordinal; so is the last."""
    last: float
    left: float
    """Left and right edge of the plot, in pixels."""
    right: float

    @classmethod
    def of(cls, figures: Iterable[Figure], left: float, right: float) -> "TimeScale":
        """The scale on which all figures lie; each is at the middle of its period.

        Raises:
            ValueError: a figure has no period.
        """
        days = [middle_day(figure) for figure in figures]
        missing = max(_LEAST_DAYS - (max(days) - min(days)), 0.0)
        return cls(first=min(days) - missing / 2, last=max(days) + missing / 2, left=left, right=right)

    def x(self, day: float) -> float:
        """Where a day lies."""
        room = min(max((self.right - self.left) * _ENDS, _ENDS_PX[0]), _ENDS_PX[1])
        return self.left + room + (day - self.first) / (self.last - self.first) * (self.right - self.left - 2 * room)

    def years(self) -> list[int]:
        """The years to be named: all whose middle lies in the plot, or round ones where they are too many."""
        ends = (min(max(round(day), date.min.toordinal()), date.max.toordinal()) for day in (self.first, self.last))
        first, last = (date.fromordinal(day).year for day in ends)
        near = range(max(first - 1, MINYEAR), min(last + 1, MAXYEAR) + 1)
        shown = [year for year in near if self.holds(self.x(date(year, 7, 1).toordinal()))]
        most = max(2, int((self.right - self.left) // _YEAR_PX))
        step = next(step for step in _steps(Decimal(1)) if len(shown) <= step * most)
        return [year for year in shown if year % step == 0]

    def holds(self, x: float) -> bool:
        """Whether a place lies in the plot."""
        return self.left <= x <= self.right


def middle_day(figure: Figure) -> float:
    """The middle day of a dated figure as an ordinal.

    Raises:
        ValueError: the figure has no period.
    """
    if figure.period.middle is None:
        raise ValueError(figure.id)
    return figure.period.middle


def misses_years(earlier: Figure, later: Figure) -> bool:
    """Whether a whole calendar year lies between two figures."""
    ends, begins = earlier.period.last, later.period.first
    return ends is not None and begins is not None and begins.year - ends.year > 1


def ticks(values: Sequence[Decimal], decimals: int) -> list[Decimal]:
    """Round numbers between zero and the values, without zero: at most four, none finer than the decimals.

    Args:
        values: what is charted.
        decimals: how many the indicator has.
    """
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    if low == high:
        return []
    finest = Decimal(1).scaleb(min((high - low).adjusted() - 1, 0))
    step = next(
        step
        for step in _steps(max(finest, Decimal(1).scaleb(-decimals)))
        if int(high / step) + int(-low / step) <= _MOST_TICKS
    )
    numbers = chain(range(int(low / step), 0), range(1, int(high / step) + 1))
    return [Decimal(f"{(number * step).normalize():f}") for number in numbers]


def _steps(first: Decimal) -> Iterator[Decimal]:
    """1, 2, 5, 10, 20 … times the first."""
    return (first * digit * 10**power for power in count() for digit in _ROUND)
