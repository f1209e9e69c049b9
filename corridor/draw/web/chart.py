"""Charts as SVG, and on a page: the drawing that fits, and all its figures as a table under it."""

from collections.abc import Callable

from markupsafe import Markup

from corridor.analysis.ranking import Ranking
from corridor.analysis.series import Series, lanes
from corridor.draw.layout.chart.chart import joined_chart, ranking_chart, series_chart
from corridor.draw.layout.chart.parts import RULE_LOOKS, SHAPES, Chart
from corridor.draw.web.markup import dark_tokens, render, trusted_tokens
from corridor.draw.words.charted import ChartTable, ranking_table, series_table
from corridor.model.corridor import Corridor
from corridor.model.text import Lang

EDGE_PX = 8
"""Clear space around a chart."""
WIDTHS = (330, 450, 600, 800, 1000, 1250, 1600)
"""Pixels of the drawings that a page is handed; ``figures.css`` shows the widest that fits."""


def chart_svg(chart: Chart, lang: Lang) -> str:
    """The chart as a standalone SVG document, on dark where its reader prefers that."""
    return render(
        "chart.svg.j2",
        lang,
        chart=chart,
        edge=EDGE_PX,
        looks=RULE_LOOKS,
        shapes=SHAPES,
        tokens=trusted_tokens(),
        dark=dark_tokens(),
    )


def series_figure(corridor: Corridor, subject_id: str, indicator_id: str, lang: Lang) -> str:
    """The chart of a subject and indicator without its notes, for a page; empty where there is none to draw."""
    figures = [figure for lane in lanes(corridor, subject_id, indicator_id) for figure in lane.figures]
    table = series_table(corridor, figures, lang)
    return _figure(
        lambda width: series_chart(corridor, subject_id, indicator_id, lang, width, noted=False), table, lang
    )


def joined_figure(corridor: Corridor, joined: Series, lang: Lang) -> str:
    """The line through the figures of a series, for a page."""
    table = series_table(corridor, joined.figures, lang)
    return _figure(lambda width: joined_chart(corridor, joined, lang, width), table, lang)


def ranking_figure(corridor: Corridor, ranked: Ranking, lang: Lang) -> str:
    """The bars of a ranking, for a page."""
    return _figure(
        lambda width: ranking_chart(corridor, ranked, lang, width), ranking_table(corridor, ranked, lang), lang
    )


def _figure(draw: Callable[[float], Chart | None], table: ChartTable, lang: Lang) -> str:
    charts = [chart for chart in (draw(width - 2 * EDGE_PX) for width in WIDTHS) if chart is not None]
    if not charts:
        return ""
    drawings = {width: Markup(chart_svg(chart, lang)) for width, chart in zip(WIDTHS, charts, strict=True)}  # noqa: S704 - escaped by its own template
    return render("chart.html.j2", lang, drawings=drawings, title=charts[0].title, table=table)
