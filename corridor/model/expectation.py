"""What is not known: expected figures that a profile does not hold, and statements that none was found."""

from collections.abc import Iterator
from dataclasses import dataclass

from corridor.model.corridor import Corridor
from corridor.model.figure import OBSERVED, Absence, Figure, Status


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """A figure that is missing."""

    subject_id: str
    indicator_id: str
    figure: Figure | None
    """The row that says that none was found, with its period and note; ``None`` where nobody has filled it yet."""

    @property
    def absence(self) -> Absence:
        """Why there is no number."""
        return Absence.NO_ENTRY if self.figure is None else Absence.NOT_PUBLISHED


def gaps(corridor: Corridor) -> tuple[Gap, ...]:
    """Everything missing: nodes in display order, then other subjects; each by the order of indicators."""
    places = {subject_id: place for place, subject_id in enumerate((*corridor.subject_by_id, corridor.id))}
    found = (*_stated(corridor), *_expected(corridor))
    return tuple(
        sorted(found, key=lambda gap: (places[gap.subject_id], corridor.indicator_by_id[gap.indicator_id].order))
    )


def gaps_of(corridor: Corridor, subject_id: str) -> tuple[Gap, ...]:
    """What is missing of one subject, by the order of indicators."""
    return tuple(gap for gap in gaps(corridor) if gap.subject_id == subject_id)


def _stated(corridor: Corridor) -> Iterator[Gap]:
    for figure in corridor.figures:
        if figure.value is None and _shows_economy(corridor, figure.subject_id) and not _answered(corridor, figure):
            yield Gap(subject_id=figure.subject_id, indicator_id=figure.indicator_id, figure=figure)


def _expected(corridor: Corridor) -> Iterator[Gap]:
    expected = [indicator.id for indicator in corridor.indicators if indicator.expected]
    for node in corridor.nodes:
        if node.has_economy:
            known = {f.indicator_id for f in corridor.figures_by_subject.get(node.id, ()) if _settles(f)}
            yield from (
                Gap(subject_id=node.id, indicator_id=indicator_id, figure=None)
                for indicator_id in expected
                if indicator_id not in known
            )


def _shows_economy(corridor: Corridor, subject_id: str) -> bool:
    node = corridor.node_by_id.get(subject_id)
    return node is None or node.has_economy


def _settles(figure: Figure) -> bool:
    """Whether an expectation needs no line of its own: a plan is no result, and a row of absence speaks for itself."""
    return figure.status in OBSERVED or figure.status is Status.NOT_PUBLISHED


def _answered(corridor: Corridor, missing: Figure) -> bool:
    """Whether a published figure covers the time for which none was found."""
    until = missing.period.last
    return any(
        until is None or (figure.period.last is not None and figure.period.last >= until)
        for figure in corridor.figures_by_subject[missing.subject_id]
        if figure.indicator_id == missing.indicator_id and figure.status in OBSERVED
    )
