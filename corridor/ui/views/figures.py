"""The figures view: everything known in numbers, what it may be used for, where it comes from and what is missing."""

from collections.abc import Callable

import streamlit as st

from corridor.draw.markup import style_element
from corridor.draw.table import gaps_table, sources_table
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.ui.components.downloads import PICTURES, TABLES, downloads
from corridor.ui.components.figure_list import figure_list
from corridor.ui.components.figure_work import figure_work
from corridor.ui.components.parts import part_switch

Part = Callable[[Corridor, Selection], None]


def show(corridor: Corridor, selection: Selection) -> None:
    """Draw the view."""
    st.html(style_element("figures"))
    with st.container(key="figures"):
        PARTS[part_switch(selection, PARTS)](corridor, selection)
        _downloads(corridor, selection)


def _sources(corridor: Corridor, selection: Selection) -> None:
    with st.container(key="sources"):
        st.html(sources_table(corridor, selection.lang))


def _gaps(corridor: Corridor, selection: Selection) -> None:
    with st.container(key="gaps"):
        st.html(gaps_table(corridor, selection.lang))


def _downloads(corridor: Corridor, selection: Selection) -> None:
    with st.container(key="downloads", horizontal=True, vertical_alignment="center"):
        st.caption(word("figures.downloads", selection.lang), width="content")
        downloads(corridor, selection, TABLES + PICTURES)


PARTS: dict[str, Part] = {"all": figure_list, "work": figure_work, "sources": _sources, "gaps": _gaps}
"""Parts of the view in their order, of which one is drawn; named by the words ``figures.part-<name>``."""
