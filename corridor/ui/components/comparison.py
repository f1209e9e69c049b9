"""Nodes side by side."""

import streamlit as st

from corridor.analysis.compare import MOST, compare_nodes
from corridor.draw.web.table import comparison_refusals, comparison_table
from corridor.i18n import word
from corridor.ui import session
from corridor.ui.context import PageContext
from corridor.ui.url import change, write_param


def comparison(context: PageContext) -> None:
    """Draw the comparison that the address asks for, and what to choose for it."""
    corridor, selection, lang = context.corridor, context.selection, context.lang
    key = f"compared-{corridor.id}-{lang}"
    with st.container(key="compare"):
        st.multiselect(
            word("figures.compare", lang),
            tuple(corridor.compared_by_id),
            format_func=lambda node_id: corridor.compared_by_id[node_id].name[lang],
            default=list(selection.compared),
            key=session.bind(key, list(selection.compared)),
            on_change=write_param,
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
