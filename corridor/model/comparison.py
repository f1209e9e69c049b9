"""What may be compared with what: the rules under which figures can be added, ranked or joined by a line.

The rules answer with objections, which are codes and ids. The sentences that a reader sees are made from them in
`corridor.draw.words.refusal`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from corridor.model.containment import ADMINISTRATIVE, lineage, overlaps
from corridor.model.corridor import Corridor, Enterprise, Subject, SubjectKind
from corridor.model.figure import OBSERVED, Figure, Kind, Status
from corridor.model.place import Node

T = TypeVar("T")

PAIR = 2
"""The fewest figures that can be brought together."""


class Use(StrEnum):
    """What figures are brought together for."""

    SUM = "sum"
    RANKING = "ranking"
    SERIES = "series"
    GROWTH = "growth"


ALONG_TIME = (Use.SERIES, Use.GROWTH)
"""Uses that follow one subject through time."""


class Relation(StrEnum):
    """How two subjects of figures stand to each other."""

    SAME = "same"
    PART = "part"
    """One contains the other, at whatever depth."""
    OVERLAP = "overlap"
    APART = "apart"
    """Known to share nothing."""
    UNSTATED = "unstated"
    """Nobody says; that is not the same as apart."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Objection:
    """One reason why figures cannot be brought together."""

    code: str
    """Stable, kebab-case: ``scope``, ``period-length``, ``part`` …"""
    figure_ids: tuple[str, ...]
    """The figures that stand in the way, in the order given."""
    about: tuple[str, ...] = ()
    """What differs: ids of scopes, indicators or subjects, statuses, dimensions or period texts, as the code says."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer to a question that the figures cannot bear.

    Raises:
        ValueError: there is no objection, hence nothing to refuse.
    """

    use: Use
    objections: tuple[Objection, ...]
    """All reasons, the plainest first."""

    def __post_init__(self) -> None:
        if not self.objections:
            raise ValueError("a refusal needs a reason")

    @property
    def code(self) -> str:
        """The first reason."""
        return self.objections[0].code

    @property
    def codes(self) -> tuple[str, ...]:
        """All reasons by code."""
        return tuple(objection.code for objection in self.objections)


def relation(corridor: Corridor, one: str, other: str) -> Relation:
    """How two subjects stand to each other, by ``part_of`` at any depth and ``overlaps`` declared on either side."""
    if one == other:
        return Relation.SAME
    above_one, above_other = lineage(corridor, one), lineage(corridor, other)
    if one in above_other or other in above_one:
        return Relation.PART
    if _overlap(corridor, one, other):
        return Relation.OVERLAP
    divided = any(_divisions(corridor, high, low) for high in above_one for low in above_other)
    return Relation.APART if divided else Relation.UNSTATED


def _overlap(corridor: Corridor, one: str, other: str) -> bool:
    """Whether a declared overlap of these two, or of parts of them, makes them share something."""
    for pair in overlaps(corridor):
        left, right = (lineage(corridor, declared) for declared in pair)
        if (one in left and other in right) or (other in left and one in right):
            return True
    return False


def _divisions(corridor: Corridor, one: str, other: str) -> bool:
    """Whether these are two administrative divisions of one level, which share no ground by definition."""
    if one == other or _level(corridor, one) not in ADMINISTRATIVE:
        return False
    return _level(corridor, one) == _level(corridor, other) and not _overlap(corridor, one, other)


def _level(corridor: Corridor, subject_id: str) -> str:
    """What sort of thing a subject is; a park that is no node ranks with the nodes."""
    match corridor.subject_by_id.get(subject_id):
        case Enterprise():
            return "enterprise"
        case Node():
            return SubjectKind.PARK
        case Subject(kind=kind):
            return kind
        case _:
            return "corridor"


def objections(corridor: Corridor, figures: Sequence[Figure], use: Use) -> tuple[Objection, ...]:
    """Every reason why these figures cannot be used together; empty when they can.

    The order of the figures decides the order of the ids in the answer and nothing else.
    """
    found = (*_of_each(figures), *_of_definition(corridor, figures), *_of_time(figures, use))
    return (*found, *_of_kind(corridor, figures, use), *_of_subjects(corridor, figures, use))


def status_class(status: Status) -> Status:
    """The class within which statuses combine: actual, claimed and estimated are one, any other stands alone."""
    return Status.ACTUAL if status in OBSERVED else status


def weakest(figures: Sequence[Figure]) -> Status:
    """The status of anything derived from these figures, which must be of one class."""
    return max((figure.status for figure in figures), key=tuple(Status).index)


def _of_each(figures: Sequence[Figure]) -> Iterator[Objection]:
    ids = _ids(figures)
    if len(figures) < PAIR:
        yield Objection(code="too-few", figure_ids=ids)
    if repeated := tuple(dict.fromkeys(key for key in ids if ids.count(key) > 1)):
        yield Objection(code="repeated", figure_ids=repeated)
    if missing := [figure for figure in figures if figure.value is None]:
        yield Objection(code="not-published", figure_ids=_ids(missing))
    classes = _distinct(status_class(figure.status) for figure in figures if figure.value is not None)
    if len(classes) > 1:
        yield Objection(
            code="status",
            figure_ids=ids,
            about=_distinct(figure.status for figure in figures if figure.value is not None),
        )


def _of_definition(corridor: Corridor, figures: Sequence[Figure]) -> Iterator[Objection]:
    ids = _ids(figures)
    indicators = _distinct(figure.indicator_id for figure in figures)
    if len(indicators) > 1:
        yield Objection(code="indicator", figure_ids=ids, about=indicators)
    dimensions = _distinct(corridor.indicator_by_id[indicator_id].unit.dimension for indicator_id in indicators)
    if len(dimensions) > 1:
        yield Objection(code="unit", figure_ids=ids, about=dimensions)
    if unstated := [figure for figure in figures if figure.value is not None and figure.scope_id is None]:
        yield Objection(code="scope-unstated", figure_ids=_ids(unstated))
    scopes = _distinct(figure.scope_id for figure in figures if figure.scope_id is not None)
    if len(scopes) > 1:
        yield Objection(code="scope", figure_ids=ids, about=scopes)


def _of_time(figures: Sequence[Figure], use: Use) -> Iterator[Objection]:
    ids = _ids(figures)
    if unstated := [figure for figure in figures if figure.value is not None and not figure.period.stated]:
        yield Objection(code="period-unstated", figure_ids=_ids(unstated))
    stated = [figure for figure in figures if figure.period.stated]
    texts = _distinct(figure.period.text for figure in stated)
    if len({figure.period.months for figure in stated}) > 1:
        yield Objection(code="period-length", figure_ids=ids, about=texts)
        return
    times = [(figure.period.first, figure.period.last) for figure in stated]
    if use is Use.SUM and (len(set(times)) > 1 or (len(texts) > 1 and "~" in "".join(texts))):
        yield Objection(code="period", figure_ids=ids, about=texts)
    claims = [(figure.subject_id, time) for figure, time in zip(stated, times, strict=True)]
    doubled = [figure for figure, claim in zip(stated, claims, strict=True) if claims.count(claim) > 1]
    if use in ALONG_TIME and doubled:
        yield Objection(
            code="same-period", figure_ids=_ids(doubled), about=_distinct(figure.period.text for figure in doubled)
        )


def _of_kind(corridor: Corridor, figures: Sequence[Figure], use: Use) -> Iterator[Objection]:
    indicators = corridor.indicator_by_id
    if use is Use.SUM and (rates := [one for one in figures if indicators[one.indicator_id].kind is Kind.RATE]):
        yield Objection(code="rate", figure_ids=_ids(rates))
    shares = [one for one in figures if indicators[one.indicator_id].unit.dimension == "share"]
    if use is Use.GROWTH and shares:
        yield Objection(code="share", figure_ids=_ids(shares))


def _of_subjects(corridor: Corridor, figures: Sequence[Figure], use: Use) -> Iterator[Objection]:
    if use in ALONG_TIME:
        subjects = _distinct(figure.subject_id for figure in figures)
        if len(subjects) > 1:
            yield Objection(code="subject", figure_ids=_ids(figures), about=subjects)
        return
    found: dict[str, tuple[Figure, Figure]] = {}
    for one, other in combinations(figures, PAIR):
        code = _relation_objection(corridor, one.subject_id, other.subject_id, use)
        if code and one.id != other.id:
            found.setdefault(code, (one, other))
    for code, pair in found.items():
        yield Objection(code=code, figure_ids=_ids(pair), about=_distinct(figure.subject_id for figure in pair))


def _relation_objection(corridor: Corridor, one: str, other: str, use: Use) -> str:
    match relation(corridor, one, other):
        case Relation.APART:
            return ""
        case Relation.UNSTATED if use is Use.RANKING and _level(corridor, one) == _level(corridor, other):
            return ""
        case Relation.UNSTATED:
            return "unstated-relation"
        case Relation.SAME:
            return "same-subject"
        case known:
            return known.value


def _ids(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(figure.id for figure in figures)


def _distinct(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
