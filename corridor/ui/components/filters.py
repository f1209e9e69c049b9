"""The head of the list: search, filters and downloads."""

from collections.abc import Mapping
from dataclasses import replace
from zlib import crc32

import streamlit as st

from corridor.analysis.search import find, passing, unplaced
from corridor.draw.web.scripts import module
from corridor.draw.words.wording import role_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui import session
from corridor.ui.components.downloads import downloads_menu
from corridor.ui.interruption import uninterrupted
from corridor.ui.url import change, write_param

_keys = st.components.v2.component("corridor_finder", js=module("page/finder"))


def finder(corridor: Corridor, selection: Selection) -> None:
    """Draw the search field and the filters: what the list, the map and the strip show, and what to take away."""
    with st.container(key="finder"):
        _search(selection)
        _hear_keys(corridor, selection)
        _filters(corridor, selection)
        with st.container(key="tools", horizontal=True):
            downloads_menu(corridor, selection)


def reset_filters() -> None:
    """Show all nodes again."""
    change(q=None, industry=None, role=None)


def industries_offered(corridor: Corridor, selection: Selection) -> dict[str, str]:
    """Labels of the industries to choose from, by id: those with a node or a firm, with how many."""
    labels = {industry.id: _industry_label(corridor, industry.id, selection) for industry in corridor.industries}
    return {key: label for key, label in labels.items() if label}


def _industry_label(corridor: Corridor, industry_id: str, selection: Selection) -> str:
    """Name and number of what choosing an industry would show; empty where it would show nothing."""
    lang = selection.lang
    name = corridor.industry_by_id[industry_id].name[lang]
    count = len(passing(corridor, replace(selection, industry_id=industry_id)))
    firms = () if count or selection.role else unplaced(corridor, industry_id)
    if firms:
        return word("app.option-firms", lang, name=name, n=len(firms))
    return word("app.option", lang, name=name, n=count) if count or industry_id == selection.industry_id else ""


def _roles_offered(corridor: Corridor, selection: Selection) -> dict[str, str]:
    counts = {role: len(passing(corridor, replace(selection, role=role))) for role in corridor.nodes_by_role}
    return {
        role: word("app.option", selection.lang, name=role_text(corridor, role, selection.lang), n=count)
        for role, count in counts.items()
        if count or role == selection.role
    }


def _search(selection: Selection) -> None:
    with st.container(key="search"):
        st.text_input(
            word("app.search", selection.lang),
            value=selection.query,
            key=session.bind("search-text", selection.query),
            on_change=write_param,
            args=("q", "search-text"),
            type="search",
            placeholder=word("app.search-hint", selection.lang),
            label_visibility="collapsed",
            live=True,
        )


def _hear_keys(corridor: Corridor, selection: Selection) -> None:
    key = f"finder-{corridor.id}"

    @uninterrupted
    def asked_to_open() -> None:
        request = session.event(key, "open")
        if isinstance(request, dict) and isinstance(text := request.get("text"), str):
            best = next(iter(find(corridor, replace(selection, query=text)).nodes), None)
            change(q=text, **({"node": best} if best else {}))

    with st.container(key="finder-keys"):
        _keys(key=key, on_open_change=asked_to_open)


def _filters(corridor: Corridor, selection: Selection) -> None:
    industries, roles = industries_offered(corridor, selection), _roles_offered(corridor, selection)
    with st.container(key="filters", horizontal=True):
        if industries:
            _filter(corridor, selection.lang, "industry", selection.industry_id, industries)
        _filter(corridor, selection.lang, "role", selection.role, roles)


def _filter(corridor: Corridor, lang: Lang, parameter: str, chosen: str | None, labels: Mapping[str, str]) -> None:
    options = tuple(labels)
    # The numbers in the labels change with the data and with the other filter, and the key with the labels.
    key = session.bind(f"{parameter}-choice-{corridor.id}-{lang}-{crc32(repr(labels).encode()):x}", chosen)
    label = word(f"app.{parameter}", lang)
    st.selectbox(
        label,
        options,
        index=session.index_of(chosen, options),
        format_func=labels.__getitem__,
        key=key,
        on_change=write_param,
        args=(parameter, key),
        placeholder=label,
        label_visibility="collapsed",
        filter_mode=None,
    )
