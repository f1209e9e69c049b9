"""What is said of a chart: its name, what its rows are, what stands at a value, its table and its notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corridor.analysis.ranking import Ranking
from corridor.analysis.series import Lane, lanes
from corridor.draw.words.wording import (
    figure_value,
    period_text,
    scope_text,
    source_text,
    stated_text,
    status_text,
    status_with_release,
)
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure
from corridor.model.text import Lang


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The figures of a chart as a table."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def chart_title(corridor: Corridor, subject_id: str, indicator_id: str, lang: Lang) -> str:
    """Whose figures they are, and of what."""
    return f"{corridor.name_of(subject_id)[lang]} · {corridor.indicator_by_id[indicator_id].name[lang]}"


def ranking_title(corridor: Corridor, ranked: Ranking, lang: Lang) -> str:
    """What is ranked, and by which definition."""
    first = ranked.figures[0]
    return f"{corridor.indicator_by_id[first.indicator_id].name[lang]} · {scope_text(corridor, first, lang)}"


def chart_description(corridor: Corridor, figures: Sequence[Figure], lang: Lang) -> str:
    """How many values, and all of them, for who hears the chart."""
    said = word("figure.list-join", lang).join(
        f"{period_text(figure.period, lang)} {figure_value(corridor, figure, lang)}" for figure in figures
    )
    return word("figures.chart-said", lang, n=len(figures), said=said)


def lane_name(corridor: Corridor, lane: Lane, lang: Lang) -> str:
    """What the values of a row count, and what kind of statement they are."""
    scope = scope_text(corridor, lane.figures[0], lang)
    named = word("figure.scope", lang, name=scope) if lane.scope_id else scope
    return f"{named} · {status_text(lane.status, lang)}"


def told(corridor: Corridor, figure: Figure, lang: Lang) -> str:
    """Value, period, status and scope in one line."""
    return " · ".join(
        (figure_value(corridor, figure, lang), stated_text(figure, lang), scope_text(corridor, figure, lang))
    )


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
    return (*notes, sources_note(corridor, (figure for lane in found for figure in lane.figures), lang))


def sources_note(corridor: Corridor, figures: Iterable[Figure], lang: Lang) -> str:
    """The sources of figures, each once."""
    ids = dict.fromkeys(source_id for figure in figures for source_id in figure.source_ids)
    return source_text(corridor, tuple(ids), lang)


def series_table(corridor: Corridor, figures: Iterable[Figure], lang: Lang) -> ChartTable:
    """A row for each value, in the order of the chart."""
    heads = tuple(word(f"figures.{name}", lang) for name in ("period", "value", "status", "scope"))
    return ChartTable(heads, tuple(_row(corridor, figure, lang) for figure in figures))


def ranking_table(corridor: Corridor, ranked: Ranking, lang: Lang) -> ChartTable:
    """The same, each with its place and whose it is."""
    names = ("rank", "subject", "period", "value", "status", "scope")
    rows = (
        (str(place), corridor.name_of(figure.subject_id)[lang], *_row(corridor, figure, lang))
        for place, figure in zip(ranked.places, ranked.figures, strict=True)
    )
    return ChartTable(tuple(word(f"figures.{name}", lang) for name in names), tuple(rows))


def _row(corridor: Corridor, figure: Figure, lang: Lang) -> tuple[str, ...]:
    return (
        period_text(figure.period, lang),
        figure_value(corridor, figure, lang),
        status_with_release(figure, lang),
        scope_text(corridor, figure, lang),
    )
