"""Charts that carry their unit, scope, status and source in the picture, and join nothing that must not be compared.

Everything is in pixels of a chart of a given width; how wide it is decides what is named and where labels stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MINYEAR, date
from decimal import Decimal
from itertools import pairwise

from corridor.analysis.ranking import Ranking
from corridor.analysis.series import Lane, Series, lanes
from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.chart.labels import LINE_PX, NOTE_PX, VALUE_PX, Spot, labels
from corridor.draw.layout.chart.parts import HEAD_COLOUR, NOTE_COLOUR, Chart, ChartLabel, ChartText, Join, Rule, Value
from corridor.draw.layout.chart.scales import TimeScale, middle_day, misses_years, ticks
from corridor.draw.layout.palette import INK, status_look
from corridor.draw.layout.text_metrics import width_px, wrapped
from corridor.draw.words.charted import (
    chart_description,
    chart_title,
    lane_name,
    ranking_title,
    series_notes,
    sources_note,
    told,
)
from corridor.draw.words.wording import figure_value, scope_text, stated_text, when_text
from corridor.i18n import word
from corridor.i18n.numbers import amount
from corridor.model.comparison import status_class
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure
from corridor.model.text import Lang

_TITLE_PX, _TITLE_LINE_PX, _NOTE_LINE_PX = 15.0, 20.0, 17.0
_RISE_PX = 120.0
"""Height between zero and the value of a row that is farthest from it."""
_HEAD_PX, _FOOT_PX, _AXIS_PX, _BREAK_PX = 8.0, 14.0, 24.0, 10.0
_LABEL_PX = 190.0
"""Words at a value are broken to this width."""
_TICKED_PX = 480.0
"""From this width on there is room for round numbers beside the rows."""
_GUTTER_PX = 16.0
"""Least room left of the plot, where zero is written."""
_ROW_PX, _BAR_PX = 66.0, 14.0


def series_chart(  # noqa: PLR0913 - what is drawn, how wide, and with what
    corridor: Corridor, subject_id: str, indicator_id: str, lang: Lang, width: float, *, noted: bool = True
) -> Chart | None:
    """All dated values of one subject and indicator on one time axis, a row for whatever counts alike.

    A line runs only within one scope, length of period and status class; plans and projections are hollow and dashed.
    Values that stand alone share the last row, each with what it counts. Without notes, whoever shows the picture
    says `series_notes` beside it.

    Returns:
        The chart, ``width`` pixels wide, or ``None`` where no two values can be joined: a point alone is no chart.
    """
    found = lanes(corridor, subject_id, indicator_id)
    if not any(lane.joined for lane in found):
        return None
    notes = series_notes(corridor, subject_id, indicator_id, lang) if noted else ()
    return _TimeChart(corridor=corridor, lang=lang, width=width).drawn(found, notes)


def joined_chart(corridor: Corridor, joined: Series, lang: Lang, width: float) -> Chart:
    """One line through the figures of a series, in a chart ``width`` pixels wide."""
    first = joined.figures[0]
    lane = Lane(
        scope_id=first.scope_id,
        months=first.period.months or 0,
        status=status_class(first.status),
        figures=joined.figures,
        joined=True,
    )
    return _TimeChart(corridor=corridor, lang=lang, width=width).drawn(
        (lane,), (sources_note(corridor, joined.figures, lang),)
    )


def ranking_chart(corridor: Corridor, ranked: Ranking, lang: Lang, width: float) -> Chart:
    """Bars from zero, the largest first, each with its place, value, period and status; ``width`` pixels wide."""
    chart = Chart(
        title=ranking_title(corridor, ranked, lang),
        description=chart_description(corridor, ranked.figures, lang),
        width=width,
    )
    top = _titled(chart)
    end = top + len(ranked.figures) * _ROW_PX
    values = [float(figure.value or 0) for figure in ranked.figures]
    low = min(0.0, *values)
    step = (width - 1) / ((max(0.0, *values) - low) or 1.0)
    for row, (figure, place, value) in enumerate(zip(ranked.figures, ranked.places, values, strict=True)):
        y = top + row * _ROW_PX
        name = f"{place}  {corridor.name_of(figure.subject_id)[lang]}"
        y = chart.block(wrapped(name, VALUE_PX, width, lines=1, bold=True), y, VALUE_PX, LINE_PX + 1, bold=True)
        stated = " · ".join((figure_value(corridor, figure, lang), stated_text(figure, lang)))
        y = chart.block(wrapped(stated, NOTE_PX, width, lines=1), y, NOTE_PX, LINE_PX, colour=NOTE_COLOUR) + 4
        ends = sorted(((0.0 - low) * step, (value - low) * step))
        bar = Box(x=ends[0], y=y, width=max(ends[1] - ends[0], 1.0), height=_BAR_PX)
        at = ((value - low) * step, y + _BAR_PX / 2)
        chart.rule(Rule.ZERO, (-low * step, y - 3), (-low * step, y + _BAR_PX + 3))
        chart.values.append(
            Value(figure=figure, at=at, look=status_look(figure.status), told=told(corridor, figure, lang), bar=bar)
        )
    return _noted(chart, (sources_note(corridor, ranked.figures, lang),), end)


@dataclass(frozen=True, slots=True, kw_only=True)
class _TimeChart:
    """A chart along time that is being made."""

    corridor: Corridor
    lang: Lang
    width: float

    def drawn(self, found: Sequence[Lane], notes: Sequence[str]) -> Chart:
        """The rows below each other, then the years and the notes."""
        figures = [figure for lane in found for figure in lane.figures]
        title = chart_title(self.corridor, figures[0].subject_id, figures[0].indicator_id, self.lang)
        chart = Chart(title=title, description=chart_description(self.corridor, figures, self.lang), width=self.width)
        time = TimeScale.of(figures, self.gutter(found), self.width)
        foot = top = _titled(chart)
        for lane, head in _rows(self.corridor, found, self.lang):
            foot = self.draw_row(chart, lane, head, time, foot, alone=lane not in found)
        _draw_years(chart, time, figures, top, foot)
        missed = any(join.gap for join in chart.joins)
        gaps = (word("figures.chart-gaps", self.lang),) if missed else ()
        return _noted(chart, (*gaps, *notes), foot + _AXIS_PX + _BREAK_PX)

    def gutter(self, found: Sequence[Lane]) -> float:
        """Room left of the plot for the numbers that are written there."""
        named = [text for lane in found for _, text in self.ticks(lane)]
        return max(_GUTTER_PX, *(width_px(text, NOTE_PX) + 8 for text in named)) if named else _GUTTER_PX

    def ticks(self, lane: Lane) -> list[tuple[Decimal, str]]:
        """The round numbers of a row and how they are written; of one without a scale, or in a narrow chart, none."""
        if not lane.joined or self.width < _TICKED_PX:
            return []
        indicator = self.corridor.indicator_by_id[lane.figures[0].indicator_id]
        found = ticks([figure.value or Decimal(0) for figure in lane.figures], indicator.decimals)
        return [(number, amount(number, indicator.unit, self.lang)) for number in found]

    def draw_row(  # noqa: PLR0913 - a row, and where it goes
        self, chart: Chart, lane: Lane, head: str, time: TimeScale, top: float, *, alone: bool
    ) -> float:
        """Draw a row below ``top``; returns its foot."""
        title = wrapped(head, NOTE_PX, self.width, lines=3, bold=True)
        top = chart.block(title, top + 4, NOTE_PX, _NOTE_LINE_PX, colour=HEAD_COLOUR, bold=True) + _HEAD_PX
        rise = _rise(lane)
        flat = [(time.x(middle_day(one)), -float(one.value or 0) * rise) for one in lane.figures]
        spots = [self.spot(figure, at, time, alone=alone) for figure, at in zip(lane.figures, flat, strict=True)]
        lines = [*pairwise(flat), ((time.left, 0.0), (time.right, 0.0))] if lane.joined else []
        boxes = labels(spots, time.left, time.right, lines)
        named = [(-float(number) * rise, text) for number, text in self.ticks(lane)]
        highest = min(0.0, *(box.y for box in boxes), *(spot.shape.y for spot in spots), *(y for y, _ in named))
        zero = top - highest
        if lane.joined:
            self.draw_scale(chart, time, zero, named)
        points = [(x, y + zero) for x, y in flat]
        _draw_line(chart, lane, points)
        for figure, at, spot, box in zip(lane.figures, points, spots, boxes, strict=True):
            _draw_value(chart, figure, at, told(self.corridor, figure, self.lang))
            _draw_label(chart, figure, at, spot, box.moved(0, zero))
        lowest = max(0.0, *(box.bottom for box in boxes), *(spot.shape.bottom for spot in spots))
        return zero + lowest + _FOOT_PX

    def spot(self, figure: Figure, at: Point, time: TimeScale, *, alone: bool) -> Spot:
        """A point with its value; when and what it is, and for a value that stands alone what it counts."""
        room = time.right - time.left - 8
        value = wrapped(figure_value(self.corridor, figure, self.lang), VALUE_PX, room, lines=3, bold=True)
        rest = [when_text(figure, self.lang), *([scope_text(self.corridor, figure, self.lang)] if alone else [])]
        lines = (line for text in rest for line in wrapped(text, NOTE_PX, min(room, _LABEL_PX), lines=2))
        return Spot(at=at, value=value, rest=tuple(lines))

    def draw_scale(self, chart: Chart, time: TimeScale, zero: float, named: Sequence[tuple[float, str]]) -> None:
        """Draw zero and the round numbers, each written beside its line."""
        for y, text in ((0.0, "0"), *named):
            kind = Rule.TICK if y else Rule.ZERO
            chart.rule(kind, (time.left, zero + y), (time.right, zero + y))
            chart.texts.append(
                ChartText(x=time.left - 6, y=zero + y + 4, text=text, size=NOTE_PX, colour=NOTE_COLOUR, anchor="end"),
            )


def _rows(corridor: Corridor, found: Sequence[Lane], lang: Lang) -> list[tuple[Lane, str]]:
    """A row for each lane, with its name; values that stand alone in theirs share one, where there are several."""
    alone = [lane for lane in found if len(lane.figures) == 1]
    if len(alone) == 1:
        alone = []
    rows = [(lane, lane_name(corridor, lane, lang)) for lane in found if lane not in alone]
    if alone:
        together = Lane(
            scope_id=None,
            months=0,
            status=alone[0].status,
            figures=tuple(lane.figures[0] for lane in alone),
            joined=False,
        )
        rows.append((together, word("figures.chart-alone", lang)))
    return rows


def _rise(lane: Lane) -> float:
    """Pixels of one unit; none in a row whose values must not be compared."""
    farthest = max(abs(float(figure.value or 0)) for figure in lane.figures)
    return _RISE_PX / farthest if lane.joined and farthest else 0.0


def _draw_line(chart: Chart, lane: Lane, points: Sequence[Point]) -> None:
    if lane.joined:
        look = status_look(lane.status)
        chart.joins += [
            Join(start=start, end=end, look=look, gap=misses_years(earlier, later))
            for (start, end), (earlier, later) in zip(pairwise(points), pairwise(lane.figures), strict=True)
        ]


def _draw_value(chart: Chart, figure: Figure, at: Point, said: str) -> None:
    chart.values.append(Value(figure=figure, at=at, look=status_look(figure.status), told=said))


def _draw_label(chart: Chart, figure: Figure, at: Point, spot: Spot, box: Box) -> None:
    middle = box.x + box.width / 2
    written = [*((text, VALUE_PX, INK, True) for text in spot.value)]
    written += [(text, NOTE_PX, NOTE_COLOUR, False) for text in spot.rest]
    lines = tuple(
        ChartText(
            x=middle, y=box.y + number * LINE_PX + 12.5, text=text, size=size, colour=colour, bold=bold, anchor="middle"
        )
        for number, (text, size, colour, bold) in enumerate(written)
    )
    chart.rule(Rule.LEADER, at, (at[0], box.bottom if box.bottom < at[1] else box.y))
    chart.labels.append(ChartLabel(figure=figure, box=box, lines=lines))


def _draw_years(chart: Chart, time: TimeScale, figures: Sequence[Figure], top: float, bottom: float) -> None:
    """Name the years, each in its middle, with a fine line where it begins; those without a value are paler."""
    known = {date.fromordinal(int(middle_day(figure))).year for figure in figures}
    for year in time.years():
        begins = time.x(date(max(year, MINYEAR), 1, 1).toordinal())
        if time.holds(begins):
            chart.rule(Rule.YEAR, (begins, top), (begins, bottom))
        colour = INK if year in known else NOTE_COLOUR
        x = time.x(date(year, 7, 1).toordinal())
        chart.texts.append(
            ChartText(
                x=x, y=bottom + 18, text=str(year), size=NOTE_PX, colour=colour, bold=year in known, anchor="middle"
            )
        )
    chart.rule(Rule.AXIS, (time.left, bottom), (time.right, bottom))


def _titled(chart: Chart) -> float:
    """Write the title; returns where the picture begins."""
    lines = wrapped(chart.title, _TITLE_PX, chart.width, lines=3, bold=True)
    return chart.block(lines, 0.0, _TITLE_PX, _TITLE_LINE_PX, bold=True) + _BREAK_PX


def _noted(chart: Chart, notes: Sequence[str], top: float) -> Chart:
    """Write the notes, which end the chart."""
    for note in notes:
        lines = wrapped(note, NOTE_PX, chart.width, lines=12)
        top = chart.block(lines, top, NOTE_PX, _NOTE_LINE_PX, colour=NOTE_COLOUR)
    chart.height = top + 4
    return chart
