"""The map view: headline figures, map, list, panel and strip, all showing one selection."""

from functools import partial

import streamlit as st

from corridor.analysis.search import selected_nodes
from corridor.draw.markup import render
from corridor.draw.ribbon import ribbon
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui.components.figure_list import seek
from corridor.ui.components.filters import finder
from corridor.ui.components.map import corridor_map
from corridor.ui.components.panel import panel
from corridor.ui.components.places import places
from corridor.ui.components.strip import strip_diagram
from corridor.ui.state import change

MAP_HEIGHT = 560
"""Pixels before a style sheet stretches the map to its place."""


def show(corridor: Corridor, selection: Selection) -> None:
    """Draw the view."""
    matching = selected_nodes(corridor, selection)
    if corridor.ribbon:
        with st.container(key="kpi-ribbon"):
            st.html(ribbon(corridor, selection.lang))
    with st.container(key="workspace"):
        with st.container(key="list"):
            finder(corridor, selection)
            places(corridor, selection, matching)
        with st.container(key="map"):
            st.html(render("map_waiting.html.j2", selection.lang))
            corridor_map(corridor, selection, MAP_HEIGHT, matching=matching, on_pick=_pick)
        panel(corridor, selection, matching, partial(_seek, corridor, selection.lang))
    strip_diagram(corridor, selection, matching, _pick)


def _pick(node_id: str) -> None:
    change(node=node_id)


def _seek(corridor: Corridor, lang: Lang, figure_id: str) -> None:
    seek(corridor, lang, corridor.figure_by_id[figure_id])
    change(view="figures", part=None)
