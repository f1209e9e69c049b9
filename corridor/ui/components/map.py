"""The map on the page: drawn once, told what is selected, and heard when a node is clicked."""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit_folium import st_folium

from corridor.draw.web.map.firms import FirmLayer, firm_layer, firms_file
from corridor.draw.web.map.folium_map import base, overlay
from corridor.draw.web.map.script import bundle
from corridor.export.leaflet import leaflet
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.pack.load import load_firms
from corridor.ui import session
from corridor.ui.assets import serve_text
from corridor.ui.caching import BY_KEY
from corridor.ui.handouts import offer, withdraw
from corridor.ui.interruption import uninterrupted
from corridor.ui.url import change

_FIRMS = "firms-layer"
"""Under which the session remembers whether the layer of the ledger's firms is open."""


def corridor_map(  # noqa: PLR0913 - what is looked at, by whom, and who is told
    corridor: Corridor,
    selection: Selection,
    height: int,
    *,
    matching: Collection[str] | None = None,
    on_pick: Callable[[str], None] | None = None,
    pack: Path | None = None,
) -> None:
    """Show the map.

    Args:
        corridor: what is drawn; another version of it is another map.
        selection: what is marked, in which language, with which layers.
        height: of the frame, in pixels; a style sheet may stretch the frame and the map follows.
        matching: ids of the nodes that the reader's filters keep; see `corridor.draw.web.map.folium_map.overlay`.
        pack: folder of a ledger whose firms the reader may see one by one; ``None`` for everybody but an editor.
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
        if isinstance(firms := session.event(key, "firms"), bool):
            session.set(_FIRMS, firms)

    st_folium(
        base(corridor, bundle_address(corridor, selection.lang)),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=overlay(corridor, selection, matching, _ledger(corridor, selection, pack)),
        on_change=picked,
    )


def _ledger(corridor: Corridor, selection: Selection, pack: Path | None) -> FirmLayer | None:
    """The layer of the ledger's firms; its file is made when the browser fetches it, never for a run of the page."""
    if pack is None:
        withdraw()
        return None
    lang = selection.lang
    name = f"firms-{corridor.id}-{corridor.version}-{lang}"
    is_open = bool(session.get(_FIRMS, bool))
    address = offer(name, partial(_firms, corridor, pack, lang)) if is_open else None
    return firm_layer(corridor, selection, address)


def _firms(corridor: Corridor, pack: Path, lang: Lang) -> bytes:
    return firms_file(corridor, load_firms(pack), lang)


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
