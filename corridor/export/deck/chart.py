"""Native charts with their data inside: one lane a chart, so that only what may be compared stands side by side.

Values stand on a true time axis, as on the screen, each on a stem from zero; what is no result is drawn hollow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.chart.series import XySeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from corridor.analysis.series import Lane
from corridor.draw.layout.box import Box
from corridor.draw.layout.palette import INK, LINE, MUTED, StatusLook, status_look
from corridor.draw.layout.text_metrics import width_px
from corridor.draw.words.wording import figure_value, status_text, when_text
from corridor.export.deck.canvas import colour, describe, emu, leading, set_faces, speak
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Status
from corridor.model.text import Lang

_EPOCH = date(1899, 12, 30)
"""Day zero of a workbook, in which the reader edits the dates."""
_YEAR_DAYS = 365.25
_MOST_YEARS = 12
_HEADROOM = 1.3
"""The value axis reaches so far above the largest value: room for its label."""
_PLOT = (0.03, 0.02, 0.94, 0.8)
"""Left, upper edge, width and height of the plot within the chart; below it stand years and legend."""
_VALUE_PX, _PERIOD_PX = 23.0, 17.0
_MARKER_PT = 15
_MARKER_PX = _MARKER_PT / 0.75
_STEM_PX = 4.0
_CLEAR, _CLEAR_PX = "\u2002", 12.0
"""A space as wide as half its size; no program trims it at the edge of a label."""
_MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "square": XL_MARKER_STYLE.SQUARE,
}
_SIDES = (XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.RIGHT, XL_LABEL_POSITION.LEFT, XL_LABEL_POSITION.BELOW)


def is_mixed(lane: Lane) -> bool:
    """Whether a lane holds statements of more than one kind."""
    return len({figure.status for figure in lane.figures}) > 1


def draw_chart(slide: Slide, corridor: Corridor, lane: Lane, lang: Lang, frame: Box) -> None:
    """Values by date, a series and an entry of the legend for each status, each labelled as the screen words it."""
    groups = _by_status(lane.figures)
    data = XyChartData(number_format="yyyy-mm-dd")
    for status, figures in groups:
        series = data.add_series(_series_text(corridor, lane, status, lang), number_format="General")
        for figure in figures:
            series.add_data_point(_serial(figure), float(figure.value or 0))
    place = (emu(frame.x), emu(frame.y), emu(frame.width), emu(frame.height))
    shape = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, data)
    describe(shape, "chart", _spoken(corridor, lane, lang))
    chart = shape.chart
    axes = _Axes.of(lane.figures)
    _style(chart, axes)
    sides = _sides(corridor, lane.figures, axes, frame, lang)
    for series, (status, figures) in zip(chart.plots[0].series, groups, strict=True):
        _draw_series(series, status_look(status))
        for number, figure in enumerate(figures):
            lines = _lines(corridor, figure, lang)
            _label(series, number, _spaced(lines, sides[figure.id]), sides[figure.id])
    speak(chart._chartSpace, lang)  # noqa: SLF001 - python-pptx has no way to it
    for properties in chart._chartSpace.iter(qn("a:defRPr")):  # noqa: SLF001 - python-pptx has no way to these faces
        set_faces(properties)


def _spoken(corridor: Corridor, lane: Lane, lang: Lang) -> str:
    """What a chart shows, value by value."""
    values = (f"{value} ({when})" for value, when in (_lines(corridor, figure, lang) for figure in lane.figures))
    indicator = corridor.indicator_by_id[lane.figures[0].indicator_id].name[lang]
    return f"{indicator}: {word('figure.list-join', lang).join(values)}"


def _by_status(figures: Sequence[Figure]) -> list[tuple[Status, list[Figure]]]:
    order = tuple(Status).index
    ordered = sorted(figures, key=lambda figure: order(figure.status))
    return [(status, list(group)) for status, group in groupby(ordered, key=lambda figure: figure.status)]


def _series_text(corridor: Corridor, lane: Lane, status: Status, lang: Lang) -> str:
    """What a series counts and what kind of statement it is."""
    scope = corridor.scope_by_id[lane.scope_id].name[lang] if lane.scope_id else word("figure.scope-unstated", lang)
    return f"{scope} · {status_text(status, lang)}"


def _lines(corridor: Corridor, figure: Figure, lang: Lang) -> tuple[str, str]:
    """Value and period; whatever is no public result is called what it is."""
    return figure_value(corridor, figure, lang), when_text(figure, lang)


def _serial(figure: Figure) -> int:
    """The middle day of a figure's period, as a workbook counts days."""
    return int(figure.period.middle or _EPOCH.toordinal()) - _EPOCH.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axes:
    """The span of days and values that a chart shows."""

    start: int
    end: int
    step_years: int
    low: float
    high: float

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> "_Axes":
        """Whole years about the figures, and values from zero."""
        days = [_EPOCH.toordinal() + _serial(figure) for figure in figures]
        first, last = date.fromordinal(min(days)).year, date.fromordinal(max(days)).year + 1
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if last - first <= step * _MOST_YEARS)
        values = [float(figure.value or 0) for figure in figures]
        # Years differ in length and steps do not: from 2 January no step falls into the year before.
        start, end = (date(year, 1, 2).toordinal() - _EPOCH.toordinal() for year in (first, last))
        return cls(
            start=start,
            end=end,
            step_years=step,
            low=min(0.0, *values) * _HEADROOM,
            high=max(*values, 0.0) * _HEADROOM or 1.0,
        )

    def pixel(self, figure: Figure, frame: Box) -> tuple[float, float]:
        """Where a figure stands on the slide."""
        left, top, width, height = _PLOT
        across = (_serial(figure) - self.start) / (self.end - self.start)
        up = (float(figure.value or 0) - self.low) / (self.high - self.low)
        return frame.x + (left + across * width) * frame.width, frame.y + (top + (1 - up) * height) * frame.height

    def zero(self, frame: Box) -> float:
        """How far down zero lies."""
        _, top, _, height = _PLOT
        return frame.y + (top + self.high / (self.high - self.low) * height) * frame.height


def _sides(
    corridor: Corridor, figures: Sequence[Figure], axes: _Axes, frame: Box, lang: Lang
) -> dict[str, XL_LABEL_POSITION]:
    """The side of its point on which each label covers no other label, point or stem."""
    spots = {figure.id: axes.pixel(figure, frame) for figure in figures}
    marks = [mark for spot in spots.values() for mark in _marks(spot, axes.zero(frame))]
    taken: list[Box] = []
    chosen: dict[str, XL_LABEL_POSITION] = {}
    for figure in figures:
        boxes = [(side, _box(spots[figure.id], _lines(corridor, figure, lang), side)) for side in _SIDES]
        free = [
            (side, box)
            for side, box in boxes
            if frame.holds(box) and not any(box.overlaps(other) for other in (*marks, *taken))
        ]
        side, box = free[0] if free else boxes[0]
        chosen[figure.id] = side
        taken.append(box)
    return chosen


def _spaced(lines: tuple[str, str], side: XL_LABEL_POSITION) -> tuple[str, str]:
    """A label beside its point kept clear of the marker, which programs measure it from the middle of."""
    value, period = lines
    if side is XL_LABEL_POSITION.RIGHT:
        return _CLEAR + value, _CLEAR + period
    if side is XL_LABEL_POSITION.LEFT:
        return value + _CLEAR, period + _CLEAR
    return lines


def _marks(spot: tuple[float, float], zero: float) -> Iterator[Box]:
    x, y = spot
    half = _MARKER_PX / 2
    yield Box(x=x - half, y=y - half, width=_MARKER_PX, height=_MARKER_PX)
    yield Box(x=x - _STEM_PX / 2, y=min(y, zero), width=_STEM_PX, height=abs(zero - y))


def _box(spot: tuple[float, float], lines: tuple[str, str], side: XL_LABEL_POSITION) -> Box:
    x, y = spot
    value, period = lines
    width = max(width_px(value, _VALUE_PX, bold=True), width_px(period, _PERIOD_PX)) + 8
    height = _VALUE_PX * leading(value) + _PERIOD_PX * leading(period) + 6
    beside = side in (XL_LABEL_POSITION.LEFT, XL_LABEL_POSITION.RIGHT)
    away = _MARKER_PX / 2 + (_CLEAR_PX if beside else 1)
    left, top = {
        XL_LABEL_POSITION.ABOVE: (x - width / 2, y - away - height),
        XL_LABEL_POSITION.BELOW: (x - width / 2, y + away),
        XL_LABEL_POSITION.RIGHT: (x + away, y - height / 2),
        XL_LABEL_POSITION.LEFT: (x - away - width, y - height / 2),
    }[side]
    return Box(x=left, y=top, width=width, height=height)


def _draw_series(series: XySeries, look: StatusLook) -> None:
    series.format.line.fill.background()  # only stems: nothing is said about the time between
    series.marker.style = _MARKERS[look.shape]
    series.marker.size = _MARKER_PT
    if look.fill == look.stroke:
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour(look.fill)
    else:
        # Some programs draw no outline: a pale fill would vanish, and without one they take the outline's colour.
        series.marker.format.fill.background()
    series.marker.format.line.color.rgb = colour(look.stroke)
    series.marker.format.line.width = emu(2)
    _add_stems(series, look)


def _add_stems(series: XySeries, look: StatusLook) -> None:
    """A line from each point down to zero, as error bars of the whole value: they follow an edited number."""
    bars = etree.Element(qn("c:errBars"))
    for tag, value in (("errDir", "y"), ("errBarType", "minus"), ("errValType", "percentage"), ("noEndCap", "1")):
        etree.SubElement(bars, qn(f"c:{tag}")).set("val", value)
    etree.SubElement(bars, qn("c:val")).set("val", "100")
    line = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"))
    line.set("w", str(emu(2 if look.dashed else _STEM_PX)))
    fill = etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"))
    fill.set("val", str(colour(look.stroke)))
    if look.dashed:
        etree.SubElement(line, qn("a:prstDash")).set("val", "dash")
    element = series._element  # noqa: SLF001 - python-pptx knows no error bars
    element.find(qn("c:xVal")).addprevious(bars)


def _label(series: XySeries, number: int, lines: tuple[str, str], side: XL_LABEL_POSITION) -> None:
    label = series.points[number].data_label
    frame = label.text_frame
    frame.word_wrap = False
    kinds = ((_VALUE_PX, INK, True), (_PERIOD_PX, MUTED, False))
    for place, (text, (size, ink, bold)) in enumerate(zip(lines, kinds, strict=True)):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size = Pt(size * 0.75)
        run.font.bold = bold
        run.font.color.rgb = colour(ink)
        set_faces(run._r.get_or_add_rPr())  # noqa: SLF001 - python-pptx has no public way to an East Asian face
    label.position = side


def _style(chart: Chart, axes: _Axes) -> None:
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.font.size = Pt(14)
    chart.font.color.rgb = colour(MUTED)
    values, days = chart.value_axis, chart.category_axis
    values.has_major_gridlines = False
    values.visible = False
    values.minimum_scale, values.maximum_scale = axes.low, axes.high
    days.minimum_scale, days.maximum_scale = axes.start, axes.end
    days.major_unit = axes.step_years * _YEAR_DAYS
    days.has_major_gridlines = True
    days.major_gridlines.format.line.color.rgb = colour(LINE)
    days.major_gridlines.format.line.dash_style = MSO_LINE.DASH
    days.tick_labels.number_format, days.tick_labels.number_format_is_linked = "yyyy", False
    days.format.line.color.rgb = colour(MUTED)
    _fix_plot(chart)
    _keep_white(chart)


def _fix_plot(chart: Chart) -> None:
    """Lay the plot where the labels were measured, instead of wherever a program would put it."""
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001 - python-pptx has no switch for it
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    settings = (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), *zip("xywh", _PLOT, strict=True))
    for tag, value in settings:
        etree.SubElement(manual, qn(f"c:{tag}")).set("val", str(value))
    area.insert(0, layout)


def _keep_white(chart: Chart) -> None:
    """Say that the chart is not rounded, which PowerPoint otherwise assumes."""
    space = chart._chartSpace  # noqa: SLF001 - python-pptx has no switch for it
    if space.find(qn("c:roundedCorners")) is None:
        corners = etree.Element(qn("c:roundedCorners"))
        corners.set("val", "0")
        space.insert(1 if space.find(qn("c:date1904")) is not None else 0, corners)
