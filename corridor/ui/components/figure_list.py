"""The list of all figures with its filters and its order."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from corridor.analysis.catalogue import Filter, Order, catalogue, measures, ordered
from corridor.draw.web.markup import render
from corridor.draw.web.table import figures_table, order_refusal
from corridor.draw.words.wording import status_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Absence, Status
from corridor.model.text import Lang
from corridor.ui import session
from corridor.ui.caching import BY_KEY
from corridor.ui.components.focus import move_focus
from corridor.ui.components.picks import hear_picks
from corridor.ui.components.select import select
from corridor.ui.context import PageContext
from corridor.ui.interruption import uninterrupted
from corridor.ui.update.filling import ask
from corridor.ui.url import change


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """The list as it is drawn."""

    html: str
    refused: str
    """Why it does not go by what was asked for; empty where it does."""
    count: int
    all: int


_FILTERS = ("search", "subject", "indicator", "status")
_SOUGHT = "figure-sought"
"""Under which name the session remembers the figure that the reader came for."""


def figure_list(context: PageContext) -> None:
    """Draw every figure that passes the filters; an editor goes from a row to its form."""
    corridor, lang, editing = context.corridor, context.lang, bool(context.viewer.editor)
    with st.container(key="toolbar", horizontal=True, vertical_alignment="center"):
        chosen, by = _filters(corridor, lang), _order(corridor, lang)
        sought = _sought(corridor, chosen)
        shown = _table(corridor, lang, chosen=chosen, by=by, editing=editing, sought=sought)
        key = "figures.count" if shown.count == shown.all else "figures.count-part"
        st.caption(word(key, lang, n=shown.count, all=shown.all), width="content")
    if not shown.count:
        st.write(word("figures.none", lang))
        st.button(
            word("figures.show-all", lang),
            key="figures-show-all",
            on_click=session.reset,
            args=[_name(corridor, field) for field in _FILTERS],
        )
        return
    if shown.refused:
        with st.container(key="refusal"):
            st.html(shown.refused)
    with st.container(key="figures-table"):
        st.html(shown.html)
        if editing:
            hear_picks("figures-table", partial(_correct, context.published, lang))
        if sought:
            move_focus("figures-table", sought)
    st.html(render("figures_lead.html.j2", lang, text=word("figures.intro", lang)))


def _correct(live: Corridor, lang: Lang, picked: str) -> None:
    """Go to the form of a figure, or of the number that a row says is missing."""
    figure = live.figure_by_id.get(picked)
    subject_id, _, indicator_id = picked.partition(":")
    if figure is not None:
        ask(lang, figure.subject_id, figure.indicator_id, figure.id)
    elif indicator_id in live.indicator_by_id and subject_id in (live.id, *live.subject_by_id):
        ask(lang, subject_id, indicator_id)


@uninterrupted
def list_only(corridor: Corridor, lang: Lang, subject_id: str, indicator_id: str, figure_id: str | None = None) -> None:
    """Go to the list with the figures of one subject and indicator, one of them marked if named, as a callback."""
    session.set(_SOUGHT, figure_id)
    session.reset(*(_name(corridor, field) for field in _FILTERS))
    session.set_sticky(_name(corridor, "subject"), lang, subject_id)
    session.set_sticky(_name(corridor, "indicator"), lang, indicator_id)
    change(view="figures", part="all", compare=None)


def _sought(corridor: Corridor, chosen: Filter) -> str | None:
    """The figure that the reader came for, as long as the list is the one they were brought to."""
    figure = corridor.figure_by_id.get(session.get(_SOUGHT, str) or "")
    if figure is None or (figure.subject_id, figure.indicator_id) != (chosen.subject_id, chosen.indicator_id):
        return None
    return figure.id


def _filters(corridor: Corridor, lang: Lang) -> Filter:
    subjects, indicators, statuses = _offered(corridor)
    with st.container(key="finding", horizontal=True, vertical_alignment="center"):
        with st.container(key="search"):
            typed = session.sticky(_name(corridor, "search"), lang, "")
            text = st.text_input(
                word("figures.search", lang),
                value=typed.value,
                key=typed.key,
                placeholder=word("figures.search-hint", lang),
                label_visibility="collapsed",
                type="search",
                live=True,
                persist_state="session",
            )
        with st.container(key="filters", horizontal=True):
            subject_id = _choice(corridor, "subject", {key: corridor.name_of(key)[lang] for key in subjects}, lang)
            indicator_id = _choice(
                corridor, "indicator", {key: corridor.indicator_by_id[key].name[lang] for key in indicators}, lang
            )
            status = _choice(corridor, "status", {key: status_text(key, lang) for key in statuses}, lang)
    return Filter(subject_id=subject_id, indicator_id=indicator_id, status=_status(status), text=text or "")


def _order(corridor: Corridor, lang: Lang) -> Order:
    held = session.sticky(_name(corridor, "order"), lang, Order.SUBJECT, tuple(Order))
    chosen = st.selectbox(
        word("figures.order", lang),
        tuple(Order),
        index=session.index_of(held.value, tuple(Order)),
        format_func=lambda one: word(f"figures.order-{one}", lang),
        key=held.key,
        label_visibility="collapsed",
        width=190,
        persist_state="session",
    )
    return chosen or Order.SUBJECT


def _status(chosen: str | None) -> Status | Absence | None:
    if not chosen:
        return None
    return Absence(chosen) if chosen in set(Absence) else Status(chosen)


def _choice(corridor: Corridor, field: str, names: dict[str, str], lang: Lang) -> str | None:
    every = {"subject": "figures.all-subjects", "indicator": "figures.all-indicators", "status": "figures.all-statuses"}
    held: session.Sticky[str | None] = session.sticky(_name(corridor, field), lang, None, names)
    return select(word(f"figures.{field}", lang), names, held, word(every[field], lang), "collapsed")


def _name(corridor: Corridor, field: str) -> str:
    return f"figure-{field}-{corridor.id}"


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=BY_KEY)
def _offered(corridor: Corridor) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Subjects, indicators and statuses that occur, each in its order."""
    entries = catalogue(corridor)
    indicators = {entry.indicator_id for entry in entries}
    ordered = sorted(corridor.indicators, key=lambda indicator: indicator.order)
    return (
        tuple(dict.fromkeys(entry.subject_id for entry in entries)),
        tuple(indicator.id for indicator in ordered if indicator.id in indicators),
        tuple(status for status in (*Status, Absence.NO_ENTRY) if any(entry.status == status for entry in entries)),
    )


@st.cache_data(max_entries=128, show_spinner=False, hash_funcs=BY_KEY)
def _table(  # noqa: PLR0913 - all that the list is drawn by
    corridor: Corridor, lang: Lang, *, chosen: Filter, by: Order, editing: bool, sought: str | None
) -> _Shown:
    """The list; where it cannot go by what was asked for, why not, and by subject instead."""
    entries = catalogue(corridor, chosen)
    is_refused = by is Order.VALUE and len(measures(corridor, entries)) > 1
    refused = order_refusal(corridor, entries, lang) if is_refused else ""
    by = Order.SUBJECT if is_refused else by
    folding = by in (Order.SUBJECT, Order.INDICATOR) and not (chosen.text or chosen.indicator_id or chosen.status)
    html = figures_table(
        corridor, ordered(corridor, entries, by), lang, by=by, folding=folding, editing=editing, sought=sought
    )
    return _Shown(html=html, refused=refused, count=len(entries), all=len(catalogue(corridor)))
