"""The panel beside the map: a node, or the corridor while none is selected."""

import altair as alt
import streamlit as st

from corridor.analysis.series import drawable
from corridor.draw.chart import series_chart
from corridor.draw.markup import render
from corridor.draw.panel import corridor_head, corridor_more, node_head, node_more
from corridor.draw.picture import svg
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui.assets import publish
from corridor.ui.state import change

CHART_PX = 380
"""Width of a chart on the panel; it grows with the panel, letters and all."""


def panel(corridor: Corridor, selection: Selection) -> None:
    """Draw what is selected."""
    key = (corridor.id, corridor.profile, corridor.version, selection.lang, selection.node_id)
    head, more = _html(*key, corridor)
    with st.container(key="node-panel"):
        if selection.node_id:
            _back(selection.lang)
        with st.container(key="panel-head"):
            st.html(head)
            if charts := _charts(*key, corridor):
                st.html(charts)
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
def _charts(corridor_id: str, profile: str, version: str, lang: Lang, node_id: str | None, _corridor: Corridor) -> str:
    """The charts that a node's own figures bear, as pictures fetched once; empty without any.

    A picture is a fifth of what the same chart weighs as a specification, and needs no chart library in the browser.
    """
    del corridor_id, profile, version
    if node_id is None or not _corridor.node_by_id[node_id].has_economy:
        return ""
    pairs = (pair for pair in drawable(_corridor) if pair[0] == node_id)
    drawn = (series_chart(_corridor, *pair, lang) for pair in pairs)
    charts = [(_address(chart), chart.description) for chart in drawn if chart is not None]
    return render("charts.html.j2", lang, charts=charts) if charts else ""


def _address(chart: alt.LayerChart) -> str:
    """Where the page finds a chart: `publish` tells it from inside a frame, one folder deeper."""
    return f"component/{publish('chart.svg', svg(chart.properties(width=CHART_PX)))}".replace("/../", "/")
