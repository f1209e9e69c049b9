"""The corridor as a folium map that needs nothing from outside: a base that stays, and an overlay for the selection.

The base is a frame and one call that draws the map's payload, which is in a file the browser fetches once. The overlay
only says what is selected, dimmed and switched on, so a click costs the same however large the base map is.
"""

from collections.abc import Collection

import folium
from branca.element import MacroElement
from folium.template import Template

from corridor.draw.web import escape
from corridor.draw.web.map.firms import FirmLayer
from corridor.draw.web.markup import template_text
from corridor.geo import LatLon
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection

MAX_FIRMS = 200
"""Firms of the selected node are drawn one by one up to here; beyond it none are."""


class SketchMap(folium.Map):
    """A Leaflet map with one file of our own instead of folium's seventy addresses."""

    def __init__(self, location: LatLon, bundle_url: str) -> None:
        super().__init__(
            location=location,
            zoom_start=14,
            tiles=None,
            zoom_control=False,
            attribution_control=False,
            min_zoom=10,
            max_zoom=19,
            zoom_snap=0.1,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=120,
            scroll_wheel_zoom=False,
            box_zoom=False,
        )
        self.default_js = [("map", bundle_url)]
        self.default_css = []


class _Draw(MacroElement):
    """Draw the payload on the map it is added to."""

    _template = Template(template_text("map_draw.js.j2"))


class _Show(MacroElement):
    """Show a state on the map that holds the feature group it is added to."""

    _template = Template(template_text("map_show.js.j2"))

    def __init__(self, state: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.state = state


def base(corridor: Corridor, bundle_url: str) -> SketchMap:
    """The part of the map that no selection changes, as a map of its own that must not be kept between runs.

    Language and content are those of the `map_script.bundle` at ``bundle_url``, an address relative to the frame.
    """
    centre = corridor.axis.line.interpolate(0.5, normalized=True)
    built = SketchMap(LatLon(round(centre.y, 6), round(centre.x, 6)), bundle_url)
    built.add_child(_Draw())  # type: ignore[no-untyped-call]
    return built


def overlay(
    corridor: Corridor,
    selection: Selection,
    matching: Collection[str] | None = None,
    ledger: FirmLayer | None = None,
) -> folium.FeatureGroup:
    """The part of the map that a selection changes: what is marked, dimmed and switched on.

    Args:
        corridor: what is drawn.
        selection: what is looked at.
        matching: ids of the nodes that the reader's filters keep; ``None`` where nothing is filtered.
        ledger: the layer of the ledger's firms; ``None`` for everybody but an editor, who then is not offered it.
    """
    kept = frozenset(corridor.node_by_id if matching is None else matching)
    state = {
        "node": selection.node_id,
        "compared": list(selection.compared),
        "dimmed": [node.id for node in corridor.nodes if node.id not in kept],
        "layers": _layer_ids(corridor, selection),
        "firms": _firms(corridor, selection),
        **({} if ledger is None else {"ledger": ledger}),
    }
    group = folium.FeatureGroup(name="selection")
    group.add_child(_Show(escape.script(state)))
    return group


def _layer_ids(corridor: Corridor, selection: Selection) -> list[str]:
    if selection.layer_ids is not None:
        return list(selection.layer_ids)
    return [layer.id for layer in corridor.layers if layer.visible]


def _firms(corridor: Corridor, selection: Selection) -> list[tuple[float, float, str]]:
    if selection.node_id is None:
        return []
    placed = [
        (firm.point.y, firm.point.x, firm.name[selection.lang])
        for firm in corridor.enterprises_by_node.get(selection.node_id, ())
        if firm.point is not None
    ]
    return placed if len(placed) < MAX_FIRMS else []
