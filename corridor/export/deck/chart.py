"""Native charts with their data inside: one lane a chart, so that only what may be compared stands side by side."""

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from corridor.analysis.series import Lane, lanes
from corridor.draw.palette import ACCENT, MUTED
from corridor.draw.still import Frame
from corridor.draw.wording import figure_value, period_text, status_text
from corridor.export.deck.canvas import colour, emu, set_faces
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import OBSERVED, Figure
from corridor.model.text import Lang

_WIDEST_GAP = 400
"""Percent of a column's breadth."""


def charted(corridor: Corridor) -> list[Lane]:
    """Lanes of which a chart says more than a table: two points or more that may be compared."""
    pairs = dict.fromkeys((figure.subject_id, figure.indicator_id) for figure in corridor.figures)
    return [lane for pair in pairs for lane in lanes(corridor, *pair) if lane.joined and len(lane.figures) > 1]


def draw_chart(slide: Slide, corridor: Corridor, lane: Lane, lang: Lang, frame: Frame) -> None:
    """Columns by period, each labelled as the screen words it; hollow where nothing has happened yet."""
    data = CategoryChartData()
    data.categories = [_category(lane, figure, lang) for figure in lane.figures]
    data.add_series(lane_text(corridor, lane, lang), [float(figure.value or 0) for figure in lane.figures])
    place = (emu(frame.x), emu(frame.y), emu(frame.width), emu(frame.height))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data).chart
    series = chart.plots[0].series[0]
    if lane.status in OBSERVED:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour(ACCENT)
    else:
        series.format.fill.background()
    series.format.line.color.rgb = colour(ACCENT)
    for point, figure in enumerate(lane.figures):
        _label(series.points[point], figure_value(corridor, figure, lang))
    _style(chart, len(lane.figures))


def lane_text(corridor: Corridor, lane: Lane, lang: Lang) -> str:
    """What a lane counts and what kind of statement it is."""
    scope = corridor.scope_by_id[lane.scope_id].name[lang] if lane.scope_id else word("figure.scope-unstated", lang)
    return f"{scope} · {status_text(lane.status, lang)}"


def _category(lane: Lane, figure: Figure, lang: Lang) -> str:
    """The period, and the status where it is not the lane's own: a claim among results is called one."""
    period = period_text(figure.period, lang)
    return period if figure.status is lane.status else f"{period} · {status_text(figure.status, lang)}"


def _label(point: object, text: str) -> None:
    label = point.data_label  # type: ignore[attr-defined]
    frame = label.text_frame
    frame.text = text
    label.position = XL_LABEL_POSITION.OUTSIDE_END
    run = frame.paragraphs[0].runs[0]
    run.font.size = Pt(18)
    run.font.bold = True
    set_faces(run._r.get_or_add_rPr())  # noqa: SLF001 - python-pptx has no public way to an East Asian face


def _style(chart: Chart, columns: int) -> None:
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.font.size = Pt(14)
    chart.font.color.rgb = colour(MUTED)
    # Two columns alone would be as broad as walls.
    chart.plots[0].gap_width = min(_WIDEST_GAP, max(120, 900 // columns))
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.minimum_scale = 0
    for properties in chart._chartSpace.iter(qn("a:defRPr")):  # noqa: SLF001 - as above
        set_faces(properties)
    _keep_white(chart)


def _keep_white(chart: Chart) -> None:
    """Say that the chart is not rounded, which PowerPoint otherwise assumes."""
    space = chart._chartSpace  # noqa: SLF001 - python-pptx has no switch for it
    if space.find(qn("c:roundedCorners")) is None:
        corners = etree.Element(qn("c:roundedCorners"))
        corners.set("val", "0")
        space.insert(1 if space.find(qn("c:date1904")) is not None else 0, corners)
