"""The list of all figures with its filters, and nodes side by side."""

import streamlit as st

from corridor.analysis.catalogue import Filter, catalogue
from corridor.analysis.compare import MOST, compare_nodes
from corridor.draw.markup import render
from corridor.draw.table import comparison_refusals, comparison_table, figures_table
from corridor.draw.wording import status_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Absence, Figure, Status
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui.state import change, follow, forget, hold, index_of, lasting, take

_FILTERS = ("search", "subject", "indicator", "status")


def figure_list(corridor: Corridor, selection: Selection) -> None:
    """Draw the comparison that the address asks for, then every figure that passes the filters."""
    lang = selection.lang
    st.html(render("figures_lead.html.j2", lang, text=word("figures.intro", lang)))
    _comparison(corridor, selection)
    chosen = _filters(corridor, lang)
    table, count, everything = _table(corridor.id, corridor.profile, corridor.version, lang, chosen, corridor)
    if not count:
        st.write(word("figures.none", lang))
        st.button(
            word("figures.show-all", lang),
            key="figures-show-all",
            on_click=forget,
            args=[_name(corridor, field) for field in _FILTERS],
        )
        return
    key = "figures.count" if count == everything else "figures.count-part"
    st.caption(word(key, lang, n=count, all=everything))
    with st.container(key="figures-table"):
        st.html(table)


def seek(corridor: Corridor, lang: Lang, figure: Figure) -> None:
    """Set the filters to one figure's subject and indicator, before the list is shown."""
    wanted = {"search": "", "subject": figure.subject_id, "indicator": figure.indicator_id, "status": None}
    for field, value in wanted.items():
        hold(_name(corridor, field), lang, value)


def _comparison(corridor: Corridor, selection: Selection) -> None:
    lang = selection.lang
    key = f"compared-{corridor.id}-{lang}"
    with st.container(key="compare"):
        st.multiselect(
            word("figures.compare", lang),
            tuple(corridor.compared_by_id),
            format_func=lambda node_id: corridor.compared_by_id[node_id].name[lang],
            default=list(selection.compared),
            key=follow(key, list(selection.compared)),
            on_change=take,
            args=("compare", key),
            max_selections=MOST,
            placeholder=word("figures.compare-hint", lang),
            select_all=False,
        )
        side = compare_nodes(corridor, selection.compared)
        if side is None:
            if selection.compared:
                st.caption(word("figures.compare-one", lang))
            return
        if refused := comparison_refusals(corridor, side, lang):
            with st.container(key="refusal"):
                st.html(refused)
        st.html(comparison_table(corridor, side, lang))
        st.button(word("figures.compare-clear", lang), key="compare-clear", on_click=change, kwargs={"compare": None})


def _filters(corridor: Corridor, lang: Lang) -> Filter:
    subjects, indicators, statuses = _offered(corridor.id, corridor.profile, corridor.version, corridor)
    with st.container(key="toolbar", horizontal=True, vertical_alignment="center"):
        with st.container(key="search"):
            typed = lasting(_name(corridor, "search"), lang, "")
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
    return Filter(subject_id, indicator_id, _status(status), text or "")


def _status(chosen: str | None) -> Status | Absence | None:
    if not chosen:
        return None
    return Absence(chosen) if chosen in set(Absence) else Status(chosen)


def _choice(corridor: Corridor, field: str, names: dict[str, str], lang: Lang) -> str | None:
    every = {"subject": "figures.all-subjects", "indicator": "figures.all-indicators", "status": "figures.all-statuses"}
    held = lasting(_name(corridor, field), lang, None, names)
    return st.selectbox(
        word(f"figures.{field}", lang),
        tuple(names),
        index=index_of(held.value, names),
        format_func=names.__getitem__,
        key=held.key,
        placeholder=word(every[field], lang),
        label_visibility="collapsed",
        persist_state="session",
    )


def _name(corridor: Corridor, field: str) -> str:
    return f"figure-{field}-{corridor.id}"


@st.cache_data(max_entries=16, show_spinner=False)
def _offered(
    corridor_id: str, profile: str, version: str, _corridor: Corridor
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Subjects, indicators and statuses that occur, each in its order."""
    del corridor_id, profile, version
    entries = catalogue(_corridor)
    indicators = {entry.indicator_id for entry in entries}
    ordered = sorted(_corridor.indicators, key=lambda indicator: indicator.order)
    return (
        tuple(dict.fromkeys(entry.subject_id for entry in entries)),
        tuple(indicator.id for indicator in ordered if indicator.id in indicators),
        tuple(status for status in (*Status, Absence.NO_ENTRY) if any(entry.status == status for entry in entries)),
    )


@st.cache_data(max_entries=128, show_spinner=False)
def _table(
    corridor_id: str, profile: str, version: str, lang: Lang, chosen: Filter, _corridor: Corridor
) -> tuple[str, int, int]:
    del corridor_id, profile, version
    entries = catalogue(_corridor, chosen)
    return figures_table(_corridor, entries, lang), len(entries), len(catalogue(_corridor))
