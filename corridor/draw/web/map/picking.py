"""The map on which an editor picks a place: the map itself, a click that names a point, and the points it can mean."""

from collections.abc import Sequence

import folium
from branca.element import MacroElement
from folium.template import Template
from shapely import Point

from corridor.draw.web import escape
from corridor.draw.web.map.folium_map import SketchMap, base, overlay
from corridor.draw.web.markup import template_text
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection


class _Pick(MacroElement):
    """Tell the page where the map it is added to is clicked, in WGS-84."""

    _template = Template(template_text("map_pick.js.j2"))


class _Points(MacroElement):
    """Draw points on the map that holds the feature group it is added to, instead of those before."""

    _template = Template(template_text("map_points.js.j2"))

    def __init__(self, points: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.points = points


def pick_map(corridor: Corridor, bundle_url: str) -> SketchMap:
    """The map, which must not be kept between runs."""
    built = base(corridor, bundle_url)
    built.add_child(_Pick())  # type: ignore[no-untyped-call]
    return built


def picked_points(
    corridor: Corridor, selection: Selection, points: Sequence[tuple[str, Point, float | None]]
) -> folium.FeatureGroup:
    """The points that a pick can mean, each with its label and circle of doubt in metres."""
    told = [(point.y, point.x, accuracy_m or 0, label) for label, point, accuracy_m in points]
    group = overlay(corridor, selection)
    group.add_child(_Points(escape.script(told)))
    return group
