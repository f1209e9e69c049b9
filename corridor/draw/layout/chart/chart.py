"""Charts that carry their unit, scope, status and source in the picture, and join nothing that must not be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

import altair as alt

from corridor.analysis.ranking import Ranking
from corridor.analysis.series import Lane, Series, lanes
from corridor.draw.layout.chart.canvas import Align, Canvas, Row
from corridor.draw.layout.chart.labels import LINE_PX, SIZE_PX, Label, Spot, labels
from corridor.draw.layout.palette import ACCENT, INK, LINE, MUTED, status_look
from corridor.draw.layout.text_metrics import wrapped
from corridor.draw.words.wording import figure_value, scope_text, source_text, stated_text, status_text, when_text
from corridor.i18n import word
from corridor.model.comparison import status_class
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure
from corridor.model.text import Lang

NARROWEST_PX = 320
"""Texts are broken and labels kept apart for a chart of this width; a wider one only has more air."""

_TITLE_PX, _NOTE_PX = 14, 11
_TITLE_LINE_PX, _NOTE_LINE_PX = 19, 15
_RISE_PX = 110
"""Height between zero and the largest value of a lane."""
_HEAD_PX, _FOOT_PX, _AXIS_PX, _BREAK_PX = 24, 12, 22, 10
_SCOPE_PX = 150
"""Width of the name of a scope beside a value that stands alone."""
_MARGIN = 0.1
"""Share of the width left free at both ends of the time axis."""
_MOST_YEARS = 6
_DASH = (5, 4)
_ROW_PX, _BAR_PX = 64, 12
ALIGNMENTS: tuple[Align, ...] = ("left", "center", "right")


def series_chart(
    corridor: Corridor, subject_id: str, indicator_id: str, lang: Lang, *, noted: bool = True
) -> alt.LayerChart | None:
    """All dated values of one subject and indicator on one time axis, a row for whatever counts alike.

    A line runs only within one scope, length of period and status class; plans and projections are hollow and dashed.
    Values that stand alone share the last row, each with what it counts. Without notes, whoever shows the picture
    says `series_notes` beside it.

    Returns:
        The chart, or ``None`` where no two values can be joined: a point alone is no chart.
    """
    found = lanes(corridor, subject_id, indicator_id)
    if not any(lane.joined for lane in found):
        return None
    foot = _lines(series_notes(corridor, subject_id, indicator_id, lang)) if noted else ()
    return _draw(corridor, found, foot, lang)


def series_notes(corridor: Corridor, subject_id: str, indicator_id: str, lang: Lang) -> tuple[str, ...]:
    """What must be said with the picture of a series: what its rows are, what is not drawn, and the sources."""
    found = lanes(corridor, subject_id, indicator_id)
    undated = [
        figure
        for figure in corridor.figures_by_subject[subject_id]
        if figure.indicator_id == indicator_id and figure.value is not None and not figure.period.stated
    ]
    notes = [word("figures.chart-rows", lang)] if len(found) > 1 else []
    notes += [word("figures.chart-undated", lang, n=len(undated))] if undated else []
    return (*notes, _sources(corridor, (figure for lane in found for figure in lane.figures), lang))


def joined_chart(corridor: Corridor, joined: Series, lang: Lang) -> alt.LayerChart:
    """One line through the figures of a series."""
    first = joined.figures[0]
    lane = Lane(first.scope_id, first.period.months or 0, status_class(first.status), joined.figures, joined=True)
    return _draw(corridor, (lane,), _source_lines(corridor, joined.figures, lang), lang)


def _draw(corridor: Corridor, found: Sequence[Lane], foot: tuple[str, ...], lang: Lang) -> alt.LayerChart:
    figures = [figure for lane in found for figure in lane.figures]
    indicator = corridor.indicator_by_id[figures[0].indicator_id]
    title = f"{corridor.name_of(figures[0].subject_id)[lang]} · {indicator.name[lang]}"
    time = _TimeAxis(figures)
    strips = _strips(corridor, found, time, lang)
    head = _block(title, _TITLE_PX, 3)
    tops = list(accumulate((strip.height for strip in strips), initial=len(head) * _TITLE_LINE_PX + _BREAK_PX))
    canvas = Canvas(tops[-1] + _AXIS_PX + (_BREAK_PX + len(foot) * _NOTE_LINE_PX if foot else 0))
    _write_title(canvas, head)
    time.draw(canvas, tops[0], tops[-1])
    for strip, top in zip(strips, tops, strict=False):
        strip.draw(canvas, top)
    _write_notes(canvas, foot, tops[-1] + _AXIS_PX + _BREAK_PX)
    return canvas.chart(title)


def ranking_chart(corridor: Corridor, ranked: Ranking, lang: Lang) -> alt.LayerChart:
    """Bars from zero, the largest first, each with its place, value, period and status."""
    first = ranked.figures[0]
    title = f"{corridor.indicator_by_id[first.indicator_id].name[lang]} · {scope_text(corridor, first, lang)}"
    head, foot = _block(title, _TITLE_PX, 3), _source_lines(corridor, ranked.figures, lang)
    top = len(head) * _TITLE_LINE_PX + _BREAK_PX
    end = top + len(ranked.figures) * _ROW_PX
    canvas = Canvas(end + len(foot) * _NOTE_LINE_PX)
    _write_title(canvas, head)
    lengths = _shares(ranked.figures)
    zero = min(0.0, *lengths)
    for row, (figure, place) in enumerate(zip(ranked.figures, ranked.places, strict=True)):
        y = top + row * _ROW_PX
        name = f"{place}  {corridor.name_of(figure.subject_id)[lang]}"
        canvas.text([{"x": 0, "y": y, "text": wrapped(name, SIZE_PX, NARROWEST_PX, lines=1)[0]}], SIZE_PX, bold=True)
        told = _told(corridor, figure, lang)
        stated = " · ".join((figure_value(corridor, figure, lang), stated_text(figure, lang)))
        canvas.text([{"x": 0, "y": y + LINE_PX + 2, "text": stated}], _NOTE_PX, colour=MUTED)
        bar: Row = {"x": -zero, "x2": lengths[row] - zero, "y": y + 2 * LINE_PX + _BAR_PX / 2 + 4, "told": told}
        look = status_look(figure.status)
        canvas.bars([bar], look.fill, look.stroke, height=_BAR_PX, dash=_DASH if look.dashed else ())
    _write_notes(canvas, foot, end)
    return canvas.chart(title)


class _TimeAxis:
    """Days as shares of the width."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._days = [_middle(figure) for figure in figures]
        self._first, self._span = min(self._days), max(max(self._days) - min(self._days), 1)

    def share(self, day: float) -> float:
        """Where a day lies between the left and the right edge."""
        return _MARGIN + (day - self._first) / self._span * (1 - 2 * _MARGIN)

    def draw(self, canvas: Canvas, top: float, bottom: float) -> None:
        """Name the years, each in its middle, with a fine line where it begins."""
        years = [year for year in range(self._year(-1), self._year(1) + 1) if 0 <= self._start(year, 7) <= 1]
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if len(years) <= step * _MOST_YEARS)
        named = [year for year in years if year % step == 0]
        begins: list[Row] = [
            {"x": x, "x2": x, "y": top, "y2": bottom} for year in named if 0 <= (x := self._start(year, 1)) <= 1
        ]
        canvas.rule(begins, LINE, dash=(2, 3))
        canvas.rule([{"x": 0, "x2": 1, "y": bottom, "y2": bottom}], MUTED)
        rows: list[Row] = [{"x": self._start(year, 7), "y": bottom + 5, "text": str(year)} for year in named]
        canvas.text(rows, _NOTE_PX, colour=MUTED, align="center")

    def _start(self, year: int, month: int) -> float:
        return self.share(date(year, month, 1).toordinal())

    def _year(self, end: int) -> int:
        return date.fromordinal(round(min(self._days) if end < 0 else max(self._days))).year + end


@dataclass(frozen=True, slots=True)
class _Point:
    """A figure placed in its row, in pixels below the row's upper edge."""

    figure: Figure
    share: float
    y: float
    label: Label
    lines: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class _Strip:
    """A row of the chart: figures that count the same thing over one length of time."""

    head: tuple[str, ...]
    lane: Lane
    points: tuple[_Point, ...]
    base: float
    height: float

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draw the row below ``top``."""
        canvas.text(_stacked(self.head, top + 4, _NOTE_LINE_PX), _NOTE_PX, colour=ACCENT, bold=True)
        look = status_look(self.lane.status)
        if self.lane.joined:
            canvas.rule([{"x": 0, "x2": 1, "y": top + self.base, "y2": top + self.base}], MUTED)
            canvas.text([{"x": 0, "y": top + self.base - _NOTE_LINE_PX, "text": "0"}], _NOTE_PX, colour=MUTED)
            through: list[Row] = [{"x": p.share, "y": top + p.y} for p in self.points]
            canvas.line(through, look.stroke, dash=_DASH if look.dashed else ())
        canvas.rule([self._leader(point, top) for point in self.points], LINE)
        for point in self.points:
            own = status_look(point.figure.status)
            row: Row = {"x": point.share, "y": top + point.y, "told": point.told}
            canvas.points([row], own.fill, own.stroke, shape=own.shape)
        for align in ALIGNMENTS:
            self._write(canvas, top, align)

    def _write(self, canvas: Canvas, top: float, align: Align) -> None:
        dx = {"left": -5, "center": 0, "right": 5}[align]
        chosen = [point for point in self.points if point.label.align == align]
        for number, (size, colour) in enumerate(((SIZE_PX, INK), (_NOTE_PX, MUTED), (_NOTE_PX, MUTED))):
            rows: list[Row] = [
                {"x": point.share, "y": top + point.label.top + number * LINE_PX, "text": point.lines[number]}
                for point in chosen
                if number < len(point.lines)
            ]
            canvas.text(rows, size, colour=colour, bold=number == 0, align=align, dx=dx)

    def _leader(self, point: _Point, top: float) -> Row:
        above = point.label.bottom <= point.y
        end = point.label.bottom if above else point.label.top
        return {"x": point.share, "x2": point.share, "y": top + point.y, "y2": top + end}


def _strips(corridor: Corridor, found: Sequence[Lane], time: _TimeAxis, lang: Lang) -> list[_Strip]:
    """A row for each lane; values that stand alone in theirs share one, where there are several."""
    alone = [lane for lane in found if len(lane.figures) == 1]
    if len(alone) == 1:
        alone = []
    strips = [_strip(corridor, lane, time, lang) for lane in found if lane not in alone]
    if alone:
        figures = tuple(lane.figures[0] for lane in alone)
        together = Lane(None, 0, alone[0].status, figures, joined=False)
        strips.append(_strip(corridor, together, time, lang, title=word("figures.chart-alone", lang)))
    return strips


def _strip(corridor: Corridor, lane: Lane, time: _TimeAxis, lang: Lang, *, title: str = "") -> _Strip:
    """A row; one with a title of its own holds what counts differently, and each value says what it counts."""
    head = _block(title or _lane_name(corridor, lane, lang), _NOTE_PX, 2)
    shares = _shares(lane.figures)
    spots = [
        Spot(
            time.share(_middle(figure)) * NARROWEST_PX,
            -share * _RISE_PX if lane.joined else 0.0,
            (
                figure_value(corridor, figure, lang),
                when_text(figure, lang),
                *([_scope(corridor, figure, lang)] if title else []),
            ),
        )
        for figure, share in zip(lane.figures, shares, strict=True)
    ]
    boxes = labels(spots, NARROWEST_PX)
    upper = min(*(box.top for box in boxes), *(spot.y for spot in spots))
    lower = max(0.0, *(box.bottom for box in boxes), *(spot.y for spot in spots))
    shift = len(head) * _NOTE_LINE_PX + _HEAD_PX - _NOTE_LINE_PX - upper
    points = tuple(
        _Point(
            figure,
            spot.x / NARROWEST_PX,
            spot.y + shift,
            Label(box.left, box.right, box.top + shift, box.bottom + shift, box.align),
            spot.lines,
            _told(corridor, figure, lang),
        )
        for figure, spot, box in zip(lane.figures, spots, boxes, strict=True)
    )
    return _Strip(head, lane, points, shift, lower + shift + _FOOT_PX)


def _lane_name(corridor: Corridor, lane: Lane, lang: Lang) -> str:
    scope = scope_text(corridor, lane.figures[0], lang)
    named = word("figure.scope", lang, name=scope) if lane.scope_id else scope
    return f"{named} · {status_text(lane.status, lang)}"


def _told(corridor: Corridor, figure: Figure, lang: Lang) -> str:
    return " · ".join(
        (figure_value(corridor, figure, lang), stated_text(figure, lang), scope_text(corridor, figure, lang))
    )


def _middle(figure: Figure) -> float:
    """The middle day of a dated figure's period, as an ordinal."""
    return figure.period.middle or 0.0


def _shares(figures: Sequence[Figure]) -> list[float]:
    """Each value as a share of the largest, zero at zero."""
    values = [float(figure.value or 0) for figure in figures]
    largest = max(*map(abs, values), 0.0) or 1.0
    return [value / largest for value in values]


def _scope(corridor: Corridor, figure: Figure, lang: Lang) -> str:
    return wrapped(scope_text(corridor, figure, lang), _NOTE_PX, _SCOPE_PX, lines=1)[0]


def _lines(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for note in notes for line in _block(note, _NOTE_PX, 8))


def _sources(corridor: Corridor, figures: Iterable[Figure], lang: Lang) -> str:
    ids = dict.fromkeys(source_id for figure in figures for source_id in figure.source_ids)
    return source_text(corridor, tuple(ids), lang)


def _source_lines(corridor: Corridor, figures: Iterable[Figure], lang: Lang) -> tuple[str, ...]:
    return _lines((_sources(corridor, figures, lang),))


def _block(text: str, size: float, lines: int) -> tuple[str, ...]:
    return wrapped(text, size, NARROWEST_PX, lines=lines)


def _write_title(canvas: Canvas, lines: Sequence[str]) -> None:
    canvas.text(_stacked(lines, 0, _TITLE_LINE_PX), _TITLE_PX, bold=True)


def _write_notes(canvas: Canvas, lines: Sequence[str], top: float) -> None:
    canvas.text(_stacked(lines, top, _NOTE_LINE_PX), _NOTE_PX, colour=MUTED)


def _stacked(lines: Sequence[str], top: float, step: float) -> list[Row]:
    return [{"x": 0, "y": top + number * step, "text": line} for number, line in enumerate(lines)]
