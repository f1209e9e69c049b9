"""The panel beside the map: a node, or the corridor while none is selected."""

import streamlit as st

from corridor.analysis.series import drawable
from corridor.draw.chart import series_chart
from corridor.draw.panel import corridor_head, corridor_more, node_head, node_more
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui.state import change


def panel(corridor: Corridor, selection: Selection) -> None:
    """Draw what is selected."""
    key = (corridor.id, corridor.profile, corridor.version, selection.lang, selection.node_id)
    head, more = _html(*key, corridor)
    with st.container(key="node-panel"):
        if selection.node_id:
            _back(selection.lang)
        with st.container(key="panel-head"):
            st.html(head)
            for spec in _charts(*key, corridor):
                st.vega_lite_chart(spec, theme=None)
        with st.container(key="panel-more"):
            st.html(more)


def _back(lang: Lang) -> None:
    label = word("app.back-to-corridor", lang)
    st.button(label, key="back-to-corridor", type="tertiary", on_click=change, kwargs={"node": None})


# The first arguments of both are the key; the corridor itself is too large to hash.


@st.cache_data(max_entries=1024, show_spinner=False)
def _html(
    corridor_id: str, profile: str, version: str, lang: Lang, node_id: str | None, _corridor: Corridor
) -> tuple[str, str]:
    """Both halves of a panel."""
    del corridor_id, profile, version
    if node_id is None:
        return corridor_head(_corridor, lang), corridor_more(_corridor, lang)
    node = _corridor.node_by_id[node_id]
    return node_head(_corridor, node, lang), node_more(_corridor, node, lang)


@st.cache_data(max_entries=1024, show_spinner=False)
def _charts(
    corridor_id: str, profile: str, version: str, lang: Lang, node_id: str | None, _corridor: Corridor
) -> tuple[dict[str, object], ...]:
    """Specifications of the charts that a node's own figures bear; of a node without economy none."""
    del corridor_id, profile, version
    if node_id is None or not _corridor.node_by_id[node_id].has_economy:
        return ()
    pairs = (pair for pair in drawable(_corridor) if pair[0] == node_id)
    charts = (series_chart(_corridor, subject_id, indicator_id, lang) for subject_id, indicator_id in pairs)
    return tuple(chart.to_dict() for chart in charts if chart is not None)
