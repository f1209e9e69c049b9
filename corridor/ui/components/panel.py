"""The panel beside the map: a node, or the corridor while none is selected."""

import altair as alt
import streamlit as st

from corridor.analysis.series import drawable
from corridor.draw.chart import series_chart
from corridor.draw.panel import Picture, corridor_sheet, node_sheet
from corridor.draw.picture import svg
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import Node
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui.assets import publish
from corridor.ui.components.sheet_handle import sheet_handle
from corridor.ui.state import change

CHART_PX = 380
"""Width of a chart on the panel; it grows with the panel, letters and all."""


def panel(corridor: Corridor, selection: Selection) -> None:
    """Draw what is selected."""
    lang = selection.lang
    with st.container(key="node-panel"):
        sheet_handle(selection)
        if selection.node_id:
            label = word("app.back-to-corridor", lang)
            st.button(label, key="back-to-corridor", type="tertiary", on_click=change, kwargs={"node": None})
        st.html(_sheet(corridor.id, corridor.profile, corridor.version, lang, selection.node_id, corridor))


@st.cache_data(max_entries=1024, show_spinner=False)
def _sheet(corridor_id: str, profile: str, version: str, lang: Lang, node_id: str | None, _corridor: Corridor) -> str:
    """The whole panel as one piece, so that a new node begins at its top however far the last one was scrolled."""
    del corridor_id, profile, version  # they are the key; the corridor itself is too large to hash
    if node_id is None:
        return corridor_sheet(_corridor, lang)
    node = _corridor.node_by_id[node_id]
    return node_sheet(_corridor, node, lang, _pictures(_corridor, node, lang))


def _pictures(corridor: Corridor, node: Node, lang: Lang) -> tuple[Picture, ...]:
    """The charts that a node's own figures bear, as files fetched once; of a node without economy none.

    A picture is a fifth of what the same chart weighs as a specification, and needs no chart library in the browser.
    """
    pairs = (pair for pair in drawable(corridor) if pair[0] == node.id and node.has_economy)
    drawn = (series_chart(corridor, *pair, lang) for pair in pairs)
    return tuple(Picture(_address(chart), str(chart.description)) for chart in drawn if chart is not None)


def _address(chart: alt.LayerChart) -> str:
    """Where the page finds a chart: `publish` tells it from inside a frame, one folder deeper."""
    return f"component/{publish('chart.svg', svg(chart.properties(width=CHART_PX)))}".replace("/../", "/")
