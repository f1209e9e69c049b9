"""The figures view: everything known in numbers, what it may be used for, where it comes from and what is missing."""

from collections.abc import Callable

import streamlit as st

from corridor.analysis.gaps import cell_named, matrix
from corridor.draw.web.gaps import gaps_matrix
from corridor.draw.web.markup import style_element
from corridor.draw.web.table import sources_table
from corridor.model.corridor import Corridor
from corridor.model.selection import Part
from corridor.model.text import Lang
from corridor.ui.caching import BY_KEY
from corridor.ui.components.breakdown import breakdown
from corridor.ui.components.calculator import calculator
from corridor.ui.components.comparison import comparison
from corridor.ui.components.downloads import downloads_menu
from corridor.ui.components.figure_list import figure_list, list_only
from corridor.ui.components.parts import part_switch
from corridor.ui.components.picks import hear_picks
from corridor.ui.context import PageContext
from corridor.ui.update.filling import ask


def show(context: PageContext) -> None:
    """Draw the view."""
    selection = context.selection
    first = Part.COMPARE if selection.compared else Part.ALL
    with st.container(key="figures"):
        with st.container(key="figures-head", horizontal=True, vertical_alignment="center"):
            # Without a ledger nothing speaks of one.
            parts = [part for part in PARTS if part is not Part.LEDGER or context.corridor.breakdown]
            part = part_switch(selection, parts, first)
            downloads_menu(context.corridor, selection)
        PARTS[part](context)
        st.html(style_element("figures"))


def _sources(context: PageContext) -> None:
    with st.container(key="sources"):
        st.html(sources_table(context.corridor, context.lang))


def _gaps(context: PageContext) -> None:
    corridor, lang, editing = context.corridor, context.lang, bool(context.viewer.editor)

    def open_cell(said: str) -> None:
        cell = cell_named(matrix(corridor), said)
        if cell is not None and editing and not cell.is_filled:
            ask(lang, cell.subject_id, cell.indicator_id)
        elif cell is not None and cell.figures:
            list_only(corridor, lang, cell.subject_id, cell.indicator_id)

    with st.container(key="gaps"):
        st.html(_matrix(corridor, lang, editing=editing))
        hear_picks("gaps", open_cell)


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=BY_KEY)
def _matrix(corridor: Corridor, lang: Lang, *, editing: bool) -> str:
    return gaps_matrix(corridor, lang, editing=editing)


PARTS: dict[Part, Callable[[PageContext], None]] = {
    Part.ALL: figure_list,
    Part.COMPARE: comparison,
    Part.WORK: calculator,
    Part.SOURCES: _sources,
    Part.GAPS: _gaps,
    Part.LEDGER: breakdown,
}
"""Parts of the view in their order, of which one is drawn; named by the words ``figures.part-<name>``."""
