"""The list of all figures, missing ones included, and its filters."""

from collections.abc import Iterator
from dataclasses import dataclass

from corridor.analysis.search import normalised
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps
from corridor.model.figure import Absence, Figure, Status
from corridor.model.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    subject_id: str
    indicator_id: str
    status: Status | Absence
    figure: Figure | None
    """``None`` where an expected figure is missing and no row says more."""


@dataclass(frozen=True, slots=True)
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


def _published(corridor: Corridor) -> Iterator[Entry]:
    for figures in corridor.figures_by_subject.values():
        for figure in figures:
            if figure.value is not None:
                yield Entry(figure.subject_id, figure.indicator_id, figure.status, figure)


def _missing(corridor: Corridor) -> Iterator[Entry]:
    for gap in gaps(corridor):
        yield Entry(gap.subject_id, gap.indicator_id, gap.absence, gap.figure)


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
