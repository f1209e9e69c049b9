"""A number by itself: a time that is not over, and a value that hardly anything has."""

from collections.abc import Iterator
from datetime import date

from corridor.intake.plausibility.doubt import Doubt
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Kind, Status, is_ahead


def doubts_of_period(figure: Figure, corridor: Corridor, today: date) -> Iterator[Doubt]:
    """A fact of a time that is not over, and a day for what flows."""
    at, period = ("figures", figure.id, "period"), figure.period
    # What begins after the corridor's own date is told by the checks of the pack.
    is_told = is_ahead(figure.status, period, corridor.data_date)
    if figure.status is Status.ACTUAL and period.last and period.last > today and not is_told:
        yield Doubt(code="actual-in-future", at=at, values={"found": period.text, "today": today.isoformat()})
    # What flows is counted over months and years; the last day of a year is where a spreadsheet's date cell ends.
    if period.months == 0 and corridor.indicator_by_id[figure.indicator_id].kind is Kind.FLOW:
        yield Doubt(code="flow-of-a-day", at=at, values={"found": period.text})


def doubts_of_value(figure: Figure, corridor: Corridor) -> Iterator[Doubt]:
    """Nothing where nothing may have been published, less than nothing, and a part of what comes whole."""
    at, value, indicator = ("figures", figure.id, "value"), figure.value, corridor.indicator_by_id[figure.indicator_id]
    if value is None:
        return
    if value == 0 and figure.period.stated:
        yield Doubt(code="value-zero", at=at)
    # A rate may fall below zero; an amount of money, ground or firms hardly does.
    if value < 0 and indicator.kind is not Kind.RATE:
        yield Doubt(code="value-negative", at=at, values={"found": f"{value:f}"})
    if value % 1 and indicator.unit.id == "count":
        yield Doubt(code="count-fraction", at=at, values={"found": f"{value:f}"})
