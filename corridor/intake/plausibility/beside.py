"""A number beside others: the one before it, that of the whole it belongs to, another one about the same thing."""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from itertools import takewhile
from operator import itemgetter
from typing import TypeVar

from corridor.i18n.numbers import amount
from corridor.intake.plausibility.doubt import Doubt, Locate
from corridor.model.comparison import status_class
from corridor.model.containment import wholes_of
from corridor.model.corridor import Corridor
from corridor.model.figure import OBSERVED, Figure, Kind
from corridor.model.text import LANGS, Text

Amount = TypeVar("Amount", Decimal, Fraction)

TENFOLD = 10
"""A value this many times the previous period's, or this part of it, is asked about."""

SeriesKey = tuple[str, str, str | None, int | None]
"""What numbers have in common that can follow each other: what they are about, and the length of their period."""
Dated = tuple[tuple[date, date], Decimal, str]
"""When, how much, and the period as it is written."""
Likeness = tuple[object, ...]
"""What two numbers about the same thing have in common; plans and facts are not the same."""


def by_series(figures: Iterable[Figure]) -> Mapping[SeriesKey, Sequence[Dated]]:
    """The numbers that can follow each other, in the order of time."""
    found: dict[SeriesKey, list[Dated]] = {}
    for figure in figures:
        if figure.value is not None and figure.period.stated:
            found.setdefault(_series(figure), []).append(_dated(figure, figure.value))
    return {series: sorted(dated) for series, dated in found.items()}


def doubts_beside_past(
    figure: Figure, corridor: Corridor, earlier: Mapping[SeriesKey, Sequence[Dated]]
) -> Iterator[Doubt]:
    """A number that is many times the one before it, or a small part of that."""
    value, known = figure.value, earlier.get(_series(figure), ())
    before = bisect_left(known, figure.period.sort_key, key=itemgetter(0))
    if value is None or not figure.period.stated or not before:
        return
    _, previous, text = known[before - 1]
    if is_beyond(value, previous, TENFOLD):
        shown = {"found": _said(value, figure, corridor), "previous": _said(previous, figure, corridor)}
        yield Doubt(code="value-tenfold", at=("figures", figure.id, "value"), values={**shown, "period": text})


def doubts_beside_wholes(figures: Iterable[Figure], corridor: Corridor) -> Iterator[Doubt]:
    """A part that is larger than the whole it belongs to was hardly typed in the unit that its row says."""
    latest, wholes = _latest(corridor), cache(partial(wholes_of, corridor))
    for figure in figures:
        value, kind = figure.value, corridor.indicator_by_id[figure.indicator_id].kind
        if value is None or kind is Kind.RATE:
            continue
        # What flowed in half a year is no measure for what flowed in a whole one.
        least = (figure.period.months or 0) if kind is Kind.FLOW else 0
        held = ((whole, latest(whole, figure.indicator_id, least)) for whole in wholes(figure.subject_id))
        for whole, (_, other, period) in ((whole, known) for whole, known in held if known and known[1] < value):
            shown = {"found": f"{value:f}", "other": f"{other:f}", "period": period, "whole": corridor.name_of(whole)}
            yield Doubt(code="value-above-whole", at=("figures", figure.id, "value"), values=shown)
            break


def _latest(corridor: Corridor) -> Callable[[str, str, int], Dated | None]:
    """What was observed last over so many months at least, by subject and indicator."""
    observed: dict[tuple[str, str], list[tuple[int, Dated]]] = {}
    for figure in corridor.figures:
        if figure.value is not None and figure.period.months and figure.status in OBSERVED:
            dated = (figure.period.months, _dated(figure, figure.value))
            observed.setdefault((figure.subject_id, figure.indicator_id), []).append(dated)

    @cache
    def latest_of(subject_id: str, indicator_id: str, least: int) -> Dated | None:
        known = observed.get((subject_id, indicator_id), ())
        return max((dated for months, dated in known if months >= least), default=None)

    return latest_of


def doubts_beside_others(corridor: Corridor, touched: Container[str], where: Locate) -> Iterator[Doubt]:
    """A number beside another one about the same thing, but not of unstated times."""
    figures = corridor.figure_by_id
    values = {key: figure.value for key, figure in figures.items() if figure.value is not None}
    order = {key: number for number, key in enumerate(values)}
    said: dict[Likeness, tuple[dict[Decimal, str], dict[Decimal, str]]] = {}
    for key, value in values.items():
        # Of rows that say the same the first one will do.
        said.setdefault(_about(figures[key]), ({}, {}))[key in touched].setdefault(value, key)
    for key, value in values.items():
        if key not in touched or not figures[key].period.stated:
            continue
        as_before, changed = said[_about(figures[key])]
        # Of two changed rows the later one is told of the earlier one.
        earlier = takewhile(lambda one: order[one] < order[key], changed.values())  # noqa: B023 - used up below
        apart = (next((one for one in keys if values[one] != value), "") for keys in (as_before.values(), earlier))
        if other := min(filter(None, apart), key=order.__getitem__, default=""):
            at = where("figures", other, "value")
            amounts = {"found": (key, value), "other": (other, values[other])}
            shown = {name: _said(amount, figures[one], corridor) for name, (one, amount) in amounts.items()}
            first = f"{at.file} {at.cell or at.row}"
            yield Doubt(code="value-other", at=("figures", key, "value"), values={**shown, "first": first})


def is_beyond(value: Amount, other: Amount, times: int) -> bool:
    """Whether one value is so many times the other, either way round; zero says nothing."""
    low, high = sorted((abs(value), abs(other)))
    return low > 0 and high >= low * times


def _series(figure: Figure) -> SeriesKey:
    return (figure.subject_id, figure.indicator_id, figure.scope_id, figure.period.months)


def _dated(figure: Figure, value: Decimal) -> Dated:
    return (figure.period.sort_key, value, figure.period.text)


def _about(figure: Figure) -> Likeness:
    side = status_class(figure.status)
    return (figure.subject_id, figure.indicator_id, figure.period, figure.scope_id, side)


def _said(value: Decimal, figure: Figure, corridor: Corridor) -> Text:
    """A value with the unit of its indicator."""
    indicator = corridor.indicator_by_id[figure.indicator_id]
    return Text(*(amount(value, indicator.unit, lang, indicator.unit_name) for lang in LANGS))
