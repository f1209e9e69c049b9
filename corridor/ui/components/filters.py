"""The head of the list: search, filters and downloads."""

import streamlit as st

from corridor.draw.wording import role_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import Role
from corridor.model.selection import Selection
from corridor.ui.components.downloads import downloads_menu
from corridor.ui.state import change, follow, index_of, take


def finder(corridor: Corridor, selection: Selection) -> None:
    """Draw the search field and the filters: what the list, the map and the strip show, and what to take away."""
    with st.container(key="finder"):
        _search(selection)
        _filters(corridor, selection)
        with st.container(key="tools", horizontal=True):
            downloads_menu(corridor, selection)


def reset_filters() -> None:
    """Show all nodes again."""
    change(q=None, industry=None, role=None)


def _search(selection: Selection) -> None:
    with st.container(key="search"):
        st.text_input(
            word("app.search", selection.lang),
            value=selection.query,
            key=follow("search-text", selection.query),
            on_change=take,
            args=("q", "search-text"),
            type="search",
            placeholder=word("app.search-hint", selection.lang),
            label_visibility="collapsed",
            live=True,
        )


def _filters(corridor: Corridor, selection: Selection) -> None:
    lang = selection.lang
    labels = f"{corridor.id}-{lang}"
    roles = _with_chosen(
        tuple(role for role in Role if any(node.role is role for node in corridor.nodes)), selection.role
    )
    tied = {tie.industry_id for tie in corridor.node_industries}
    industries = _with_chosen(
        tuple(industry.id for industry in corridor.industries if industry.id in tied), selection.industry_id
    )
    with st.container(key="filters", horizontal=True):
        if industries:
            st.selectbox(
                word("app.industry", lang),
                industries,
                index=index_of(selection.industry_id, industries),
                format_func=lambda key: corridor.industry_by_id[key].name[lang],
                key=follow(f"industry-choice-{labels}", selection.industry_id),
                on_change=take,
                args=("industry", f"industry-choice-{labels}"),
                placeholder=word("app.all-industries", lang),
                label_visibility="collapsed",
                filter_mode=None,
            )
        st.selectbox(
            word("app.role", lang),
            roles,
            index=index_of(selection.role, roles),
            format_func=lambda role: role_text(role, lang),
            key=follow(f"role-choice-{labels}", selection.role),
            on_change=take,
            args=("role", f"role-choice-{labels}"),
            placeholder=word("app.all-roles", lang),
            label_visibility="collapsed",
            filter_mode=None,
        )


def _with_chosen(offered: tuple[str, ...], chosen: str | None) -> tuple[str, ...]:
    """What is offered, and what an address may have chosen besides."""
    return offered if chosen is None or chosen in offered else (*offered, chosen)
