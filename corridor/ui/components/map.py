"""The map on the page: drawn once, told what is selected, and heard when a node is clicked."""

from collections.abc import Callable, Collection

import streamlit as st
from streamlit_folium import st_folium

from corridor.draw.web.map.folium_map import base, overlay
from corridor.draw.web.map.script import bundle
from corridor.export.leaflet import leaflet
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui import session
from corridor.ui.assets import serve_text
from corridor.ui.caching import BY_KEY
from corridor.ui.interruption import uninterrupted
from corridor.ui.url import change


def corridor_map(
    corridor: Corridor,
    selection: Selection,
    height: int,
    *,
    matching: Collection[str] | None = None,
    on_pick: Callable[[str], None] | None = None,
) -> None:
    """Show the map.

    Args:
        corridor: what is drawn; another version of it is another map.
        selection: what is marked, in which language, with which layers.
        height: of the frame, in pixels; a style sheet may stretch the frame and the map follows.
        matching: ids of the nodes that the reader's filters keep; see `corridor.draw.web.map.folium_map.overlay`.
        on_pick: called with the node's id before the run that a click causes, so that this run already shows it.
    """
    key = f"map-{corridor.id}-{selection.lang}-{corridor.version}"

    @uninterrupted
    def picked() -> None:
        node_id = session.event_id(key, "node")
        if on_pick is not None and node_id in corridor.node_by_id:
            on_pick(node_id)
        layers = session.event(key, "layers")
        if isinstance(layers, list):
            change(layers=_chosen(corridor, layers))

    st_folium(
        base(corridor, bundle_address(corridor, selection.lang)),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=overlay(corridor, selection, matching),
        on_change=picked,
    )


def _chosen(corridor: Corridor, layers: Collection[object]) -> list[str] | None:
    """The ids of layers in the corridor's order; ``None`` where they are those that it shows anyway."""
    own = [layer.id for layer in corridor.layers if layer.visible]
    chosen = [layer.id for layer in corridor.layers if layer.id in layers]
    return None if chosen == own else chosen


def bundle_address(corridor: Corridor, lang: Lang) -> str:
    """Where the frame of a map finds all that it needs to draw a corridor."""
    return serve_text("map.js", _bundle(corridor, lang))


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=BY_KEY)
def _bundle(corridor: Corridor, lang: Lang) -> str:
    return bundle(corridor, lang, leaflet())
