"""Adding, ranking, joining and growing any figures the reader picks, or the reason why not; and charts ready made."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from corridor.analysis.derived import Derived
from corridor.analysis.growth import growth
from corridor.analysis.ranking import Ranking, ranking
from corridor.analysis.series import Series, drawable, series
from corridor.analysis.totals import total
from corridor.draw.layout.chart.chart import series_chart
from corridor.draw.web.chart import chart_svg, joined_figure, ranking_figure, series_figure
from corridor.draw.web.markup import render
from corridor.draw.web.picture import svg_png
from corridor.draw.web.table import derived_card, picked_table, refusal_card
from corridor.draw.words.charted import series_notes
from corridor.draw.words.wording import figure_value, period_text
from corridor.i18n import word
from corridor.model.comparison import PAIR, Refusal, Use
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure
from corridor.model.text import Lang
from corridor.ui import session
from corridor.ui.caching import BY_KEY
from corridor.ui.components.chart import show_chart
from corridor.ui.components.select import select
from corridor.ui.context import PageContext

MOST_OFFERED = 2000
"""Figures that one list to choose from may hold."""

PICTURE_PX = 640
"""Width of a chart that is taken away; its picture has twice as many dots."""

Answer = Derived | Ranking | Series | Refusal


def calculator(context: PageContext) -> None:
    """Draw the charts that the data bear, then the picker with its answer."""
    corridor, lang = context.corridor, context.lang
    _ready(corridor, lang)
    st.html(render("part_title.html.j2", lang, text=word("figures.own", lang)))
    st.html(render("figures_lead.html.j2", lang, text=word("figures.work-intro", lang)))
    figures = _picked(corridor, lang)
    use = _use(lang)
    if figures:
        st.html(picked_table(corridor, figures, lang))
    _answer(corridor, figures, use, lang)
    if figures:
        st.button(
            word("figures.clear", lang), key="figures-clear", on_click=session.reset, args=(_name_of_picks(corridor),)
        )


def _picked(corridor: Corridor, lang: Lang) -> tuple[Figure, ...]:
    offered = _offered(corridor, lang)
    nothing: list[str] = []
    held = session.sticky(_name_of_picks(corridor), lang, nothing, offered)
    picked: list[str] = st.multiselect(
        word("figures.pick", lang),
        offered,
        format_func=lambda key: _name(corridor, corridor.figure_by_id[key], lang),
        default=held.value,
        key=held.key,
        placeholder=word("figures.pick-hint", lang),
        select_all=False,
        persist_state="session",
    )
    return tuple(corridor.figure_by_id[key] for key in picked)


def _offered(corridor: Corridor, lang: Lang) -> list[str]:
    """Ids of the published figures; of one indicator only where a list of all would be too long to send."""
    listed = list(corridor.published)
    if len(listed) > MOST_OFFERED:
        names = {one.id: one.name[lang] for one in sorted(corridor.indicators, key=lambda one: one.order)}
        held = session.sticky(f"figure-of-{corridor.id}", lang, next(iter(names)), names)
        indicator_id = select(word("figures.indicator", lang), names, held)
        listed = [figure for figure in listed if figure.indicator_id == indicator_id][:MOST_OFFERED]
    return [figure.id for figure in listed]


def _name_of_picks(corridor: Corridor) -> str:
    return f"figure-picks-{corridor.id}"


def _name(corridor: Corridor, figure: Figure, lang: Lang) -> str:
    subject = corridor.name_of(figure.subject_id)[lang]
    indicator = corridor.indicator_by_id[figure.indicator_id].name[lang]
    return " · ".join((subject, indicator, period_text(figure.period, lang), figure_value(corridor, figure, lang)))


def _use(lang: Lang) -> Use:
    held = session.sticky("figure-use", lang, Use.SUM)
    use = st.segmented_control(
        word("figures.use", lang),
        tuple(Use),
        format_func=lambda choice: word(f"figures.use-{choice}", lang),
        default=held.value,
        key=held.key,
        required=True,
        persist_state="session",
    )
    return use or Use.SUM


def _answer(corridor: Corridor, figures: Sequence[Figure], use: Use, lang: Lang) -> None:
    if len(figures) < PAIR:
        st.caption(word("figures.waiting-growth" if use is Use.GROWTH else "figures.waiting", lang))
        return
    if use is Use.GROWTH and len(figures) > PAIR:
        st.caption(word("figures.growth-two", lang, n=len(figures)))
        return
    match _worked_out(corridor, figures, use):
        case Refusal() as refusal:
            with st.container(key="refusal"):
                st.html(refusal_card(corridor, refusal, lang))
        case Derived() as derived:
            st.html(derived_card(corridor, derived, lang))
        case Series() as joined:
            show_chart(joined_figure(corridor, joined, lang), "answer")
        case Ranking() as ranked:
            _show_ranking(corridor, ranked, lang)


def _worked_out(corridor: Corridor, figures: Sequence[Figure], use: Use) -> Answer:
    match use:
        case Use.SUM:
            return total(corridor, figures)
        case Use.RANKING:
            return ranking(corridor, figures)
        case Use.SERIES:
            return series(corridor, figures)
        case Use.GROWTH:
            return growth(corridor, figures[0], figures[1])


def _show_ranking(corridor: Corridor, ranked: Ranking, lang: Lang) -> None:
    show_chart(ranking_figure(corridor, ranked, lang), "answer")
    if ranked.approximate:
        st.caption(word("figures.ranking-approximate", lang))
    if ranked.several_periods:
        st.caption(word("figures.ranking-periods", lang))


def _ready(corridor: Corridor, lang: Lang) -> None:
    offered = _drawable(corridor)
    if not offered:
        return
    held = session.sticky(f"figure-chart-{corridor.id}", lang, offered[0], offered)
    subject_id, indicator_id = st.selectbox(
        word("figures.ready", lang),
        offered,
        index=offered.index(held.value),
        format_func=lambda pair: f"{corridor.name_of(pair[0])[lang]} · {corridor.indicator_by_id[pair[1]].name[lang]}",
        key=held.key,
        help=word("figures.ready-hint", lang),
        persist_state="session",
    )
    chart = series_figure(corridor, subject_id, indicator_id, lang)
    if chart:
        show_chart(chart, "ready")
        notes = series_notes(corridor, subject_id, indicator_id, lang)
        st.html(render("chart_notes.html.j2", lang, notes=notes))
        st.download_button(
            word("figures.chart-download", lang),
            data=partial(_picture, corridor, subject_id, indicator_id, lang),
            file_name=f"{corridor.id}-{subject_id}-{indicator_id}-{lang}.png",
            key="download-chart",
            on_click="ignore",
        )


def _picture(corridor: Corridor, subject_id: str, indicator_id: str, lang: Lang) -> bytes:
    """The chart with all that must be said with it, to stand alone in somebody's paper."""
    chart = series_chart(corridor, subject_id, indicator_id, lang, PICTURE_PX)
    return svg_png(chart_svg(chart, lang)) if chart else b""


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=BY_KEY)
def _drawable(corridor: Corridor) -> tuple[tuple[str, str], ...]:
    return drawable(corridor)
