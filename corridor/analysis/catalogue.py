"""The list of all figures, missing ones included, and its filters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from corridor.analysis.search import normalised
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps
from corridor.model.figure import Absence, Figure, Status
from corridor.model.text import Text
from corridor.model.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list."""

    subject_id: str
    indicator_id: str
    status: Status | Absence
    figure: Figure | None
    """``None`` where an expected figure is missing and no row says more."""

    @property
    def is_known(self) -> bool:
        """Whether it has a value."""
        return self.figure is not None and self.figure.value is not None


class Order(StrEnum):
    """What a list goes by."""

    SUBJECT = "subject"
    INDICATOR = "indicator"
    PERIOD = "period"
    """The newest first, those without a period last."""
    VALUE = "value"
    """The largest first, those without a value last; only within one unit, see `measures`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which lines to show; ``None`` and an empty text let everything pass."""

    subject_id: str | None = None
    indicator_id: str | None = None
    status: Status | Absence | None = None
    text: str = ""


def catalogue(corridor: Corridor, chosen: Filter | None = None) -> tuple[Entry, ...]:
    """Figures and gaps that pass the filter, by subject (nodes first, in display order), indicator and period."""
    places = {subject_id: place for place, subject_id in enumerate((*corridor.subject_by_id, corridor.id))}
    entries = sorted(
        (*_published(corridor), *_missing(corridor)),
        key=lambda entry: (places[entry.subject_id], corridor.indicator_by_id[entry.indicator_id].order),
    )
    return tuple(entry for entry in entries if _passes(corridor, entry, chosen or Filter()))


def ordered(corridor: Corridor, entries: Sequence[Entry], by: Order) -> tuple[Entry, ...]:
    """Entries of the catalogue, which go by subject, in another order; what is equal there stays as it is.

    Raises:
        ValueError: values of several units have no order.
    """
    match by:
        case Order.SUBJECT:
            return tuple(entries)
        case Order.INDICATOR:
            return tuple(sorted(entries, key=lambda entry: corridor.indicator_by_id[entry.indicator_id].order))
        case Order.PERIOD:
            return tuple(sorted(entries, key=_last_day, reverse=True))
        case Order.VALUE:
            if len(measures(corridor, entries)) > 1:
                raise ValueError("several units")
            return tuple(sorted(entries, key=_value, reverse=True))


def measures(corridor: Corridor, entries: Sequence[Entry]) -> tuple[tuple[Unit, Text], ...]:
    """The units of values, each with the counted thing where it counts: firms and buildings are two."""
    indicators = (corridor.indicator_by_id[entry.indicator_id] for entry in entries if entry.is_known)
    return tuple(dict.fromkeys((one.unit, one.unit_name) for one in indicators))


def _last_day(entry: Entry) -> date:
    last = entry.figure.period.last if entry.figure and entry.is_known else None
    return last or date.min


def _value(entry: Entry) -> tuple[bool, Decimal]:
    value = entry.figure.value if entry.figure else None
    return (False, Decimal(0)) if value is None else (True, value)


def _published(corridor: Corridor) -> Iterator[Entry]:
    for figure in corridor.published:
        yield Entry(subject_id=figure.subject_id, indicator_id=figure.indicator_id, status=figure.status, figure=figure)


def _missing(corridor: Corridor) -> Iterator[Entry]:
    for gap in gaps(corridor):
        yield Entry(subject_id=gap.subject_id, indicator_id=gap.indicator_id, status=gap.absence, figure=gap.figure)


def _passes(corridor: Corridor, entry: Entry, chosen: Filter) -> bool:
    return (
        chosen.subject_id in (None, entry.subject_id)
        and chosen.indicator_id in (None, entry.indicator_id)
        and chosen.status in (None, entry.status)
        and all(term in _haystack(corridor, entry) for term in map(normalised, chosen.text.split()))
    )


def _haystack(corridor: Corridor, entry: Entry) -> str:
    texts = [corridor.name_of(entry.subject_id), corridor.indicator_by_id[entry.indicator_id].name]
    if entry.figure:
        texts += [entry.figure.note, *(corridor.source_by_id[key].title for key in entry.figure.source_ids)]
        texts += [Text(str(entry.figure.value), entry.figure.period.text)]
        texts += [corridor.scope_by_id[entry.figure.scope_id].name] if entry.figure.scope_id else []
    return "\n".join(normalised(words) for text in texts for words in (text.zh, text.en))
