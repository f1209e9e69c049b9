"""The panel beside the map: a node, or the corridor while none is selected."""

import streamlit as st

from corridor.draw.panel import corridor_head, corridor_more, node_head, node_more
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui.state import change


def panel(corridor: Corridor, selection: Selection) -> None:
    """Draw what is selected."""
    head, more = _html(corridor.id, corridor.profile, corridor.version, selection.lang, selection.node_id, corridor)
    with st.container(key="node-panel"):
        if selection.node_id:
            _back(selection.lang)
        st.html(head)
        st.html(more)


def _back(lang: Lang) -> None:
    label = word("app.back-to-corridor", lang)
    st.button(label, key="back-to-corridor", type="tertiary", on_click=change, kwargs={"node": None})


@st.cache_data(max_entries=1024, show_spinner=False)
def _html(
    corridor_id: str, profile: str, version: str, lang: Lang, node_id: str | None, _corridor: Corridor
) -> tuple[str, str]:
    """Both halves of a panel."""
    del corridor_id, profile, version  # they are the key; the corridor itself is too large to hash
    if node_id is None:
        return corridor_head(_corridor, lang), corridor_more(_corridor, lang)
    node = _corridor.node_by_id[node_id]
    return node_head(_corridor, node, lang), node_more(_corridor, node, lang)
