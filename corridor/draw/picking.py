"""The map on which an editor picks a place: the sketch, a click that names a point, and the points it can mean."""

from collections.abc import Sequence
from pathlib import Path

import folium
from branca.element import MacroElement
from folium.template import Template
from shapely import Point

from corridor.draw import escape
from corridor.draw.map import AssetUrls, SketchMap, base, overlay
from corridor.draw.palette import PAPER, SELECTED
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection

_TEMPLATE = Path(__file__).parent / "templates" / "map_pick.js.j2"


class _Pick(MacroElement):
    """Tell the page where the map it is added to is clicked, in WGS-84."""

    _template = Template(_TEMPLATE.read_text(encoding="utf-8"))


def pick_map(corridor: Corridor, assets: AssetUrls) -> SketchMap:
    """The map, which must not be kept between runs."""
    built = base(corridor, assets)
    built.add_child(_Pick())  # type: ignore[no-untyped-call]
    return built


def picked_points(
    corridor: Corridor, selection: Selection, points: Sequence[tuple[str, Point, float | None]]
) -> folium.FeatureGroup:
    """The points that a pick can mean, each with its label and circle of doubt in metres."""
    group = overlay(corridor, selection)
    for label, point, accuracy_m in points:
        at = (point.y, point.x)
        if accuracy_m:
            folium.Circle(at, radius=accuracy_m, color=SELECTED, weight=1, fill_opacity=0.08, dash_array="4 4").add_to(
                group
            )
        marker = folium.CircleMarker(
            at, radius=8, color=PAPER, weight=2, fill=True, fill_color=SELECTED, fill_opacity=1
        )
        folium.Tooltip(escape.html(label), permanent=True).add_to(marker)
        marker.add_to(group)
    return group
