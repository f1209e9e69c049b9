"""Figures of one subject along time: which of them one line may join."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corridor.model.comparison import Refusal, Use, objections, status_class
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Status


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that one line may join, oldest first."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Figures of one subject and indicator that count the same thing over one length of time, oldest first."""

    scope_id: str | None
    months: int
    status: Status
    """`status_class` of its figures."""
    figures: tuple[Figure, ...]
    joined: bool
    """Whether a line may run through them; without a stated scope it may not."""


def series(corridor: Corridor, figures: Sequence[Figure]) -> Series | Refusal:
    """Put figures in order of time where one line may join them."""
    if found := objections(corridor, figures, Use.SERIES):
        return Refusal(Use.SERIES, found)
    return Series(_chronological(figures))


def lanes(corridor: Corridor, subject_id: str, indicator_id: str) -> tuple[Lane, ...]:
    """All dated values of a subject and indicator, apart wherever they must not be compared."""
    grouped: dict[tuple[str | None, int, Status], list[Figure]] = defaultdict(list)
    for figure in corridor.figures_by_subject.get(subject_id, ()):
        if figure.indicator_id == indicator_id and figure.value is not None and figure.period.months is not None:
            grouped[figure.scope_id, figure.period.months, status_class(figure.status)].append(figure)
    found = (
        Lane(
            scope_id=scope_id,
            months=months,
            status=status,
            figures=_chronological(group),
            joined=not objections(corridor, group, Use.SERIES),
        )
        for (scope_id, months, status), group in grouped.items()
    )
    return tuple(sorted(found, key=_lane_order))


def drawable(corridor: Corridor) -> tuple[tuple[str, str], ...]:
    """Subjects and indicators of which a lane can be drawn, in the order of the figures."""
    firsts = (lane.figures[0] for lane in drawable_lanes(corridor))
    return tuple(dict.fromkeys((first.subject_id, first.indicator_id) for first in firsts))


def drawable_lanes(corridor: Corridor) -> tuple[Lane, ...]:
    """Lanes of which a chart says more than a table: two values or more that a line may join."""
    pairs = dict.fromkeys((figure.subject_id, figure.indicator_id) for figure in corridor.figures)
    return tuple(lane for pair in pairs for lane in lanes(corridor, *pair) if lane.joined)


def _lane_order(lane: Lane) -> tuple[int, int, int, tuple[date, date]]:
    """What happened before what is expected, years before months, the fullest lane first, then by time."""
    return (tuple(Status).index(lane.status), -lane.months, -len(lane.figures), lane.figures[0].period.sort_key)


def _chronological(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(figures, key=lambda figure: (figure.period.sort_key, figure.id)))
