"""A figure is never a bare number: value, unit, period, qualifier, status, scope, release and source together."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from corridor.model.period import Period
from corridor.model.text import Text
from corridor.model.unit import Unit


class Qualifier(StrEnum):
    """How the published value stands to the true one."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Status(StrEnum):
    """What kind of statement a figure is."""

    ACTUAL = "actual"
    CLAIMED = "claimed"
    ESTIMATED = "estimated"
    PLANNED = "planned"
    PROJECTED = "projected"
    NOT_PUBLISHED = "not_published"


class Absence(StrEnum):
    """Why there is no number; none of them means zero."""

    NOT_PUBLISHED = "not_published"
    """Somebody searched and says so; also the status of the row that says it."""
    NO_ENTRY = "no_entry"
    """Nobody has filled it yet, and nobody says that it was searched for."""


OBSERVED = (Status.ACTUAL, Status.CLAIMED, Status.ESTIMATED)
"""Statuses that combine with each other, strongest first; a combination takes the weakest."""
STATED = (Status.ACTUAL, Status.CLAIMED)
"""Statuses of what somebody says is so."""


class Release(StrEnum):
    """Who may see a figure. As a profile, ``INTERNAL`` sees everything."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Kind(StrEnum):
    """How an indicator behaves in time: over a period, at a moment, or as a ratio."""

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"


class SourceWeight(StrEnum):
    """How much a source's statement can carry, the most first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where a statement comes from."""

    id: str
    title: Text
    publisher: Text
    url: str
    """Address as recorded; shown as a link only when `link` is true."""
    published: Period
    weight: SourceWeight
    link: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """A 口径: the definition behind a number."""

    id: str
    name: Text
    definition: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """What is measured."""

    id: str
    name: Text
    unit: Unit
    unit_name: Text
    """The counted thing (家 / firms) when the unit is ``count``; otherwise empty."""
    kind: Kind
    decimals: int
    """Decimals of values derived from this indicator; published values keep their own."""
    expected: bool
    """Whether every node that has an economy should have it, so that its absence is shown."""
    order: int
    growth_of: str | None = None
    """The indicator whose growth on the same time of the year before it states; ``None`` for any other."""


def needs_source(status: str, release: str) -> bool:
    """Whether a value must name its source: one that is said to be so, or is said to everybody."""
    return status in STATED or release == Release.PUBLIC


def is_ahead(status: str, period: Period, day: date) -> bool:
    """Whether something is said to be so of a time that only begins after a day."""
    return status in STATED and period.first is not None and period.first > day


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One published number, or the statement that none was found.

    Raises:
        ValueError: a value is present although not published, or absent although published.
    """

    id: str
    subject_id: str
    indicator_id: str
    period: Period
    value: Decimal | None
    """In the indicator's unit with the published digits; ``None`` only when the status is ``NOT_PUBLISHED``."""
    qualifier: Qualifier
    status: Status
    scope_id: str | None
    """``None`` when the source does not say what the number counts: it then compares with nothing."""
    release: Release
    source_ids: tuple[str, ...]
    note: Text

    def __post_init__(self) -> None:
        if (self.value is None) != (self.status is Status.NOT_PUBLISHED):
            raise ValueError(f"figure {self.id!r}: a value is missing exactly when it is not published")

    @property
    def is_plain(self) -> bool:
        """Whether it is a public result: anything else is called what it is wherever its value stands."""
        return self.status is Status.ACTUAL and self.release is Release.PUBLIC
