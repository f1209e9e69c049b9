"""A map on the page that hears where it is clicked."""

from collections.abc import Callable, Sequence

from shapely import Point
from streamlit_folium import st_folium

from corridor.draw.web.map.picking import pick_map, picked_points
from corridor.geo import LonLat
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.ui import session
from corridor.ui.components.map import bundle_address
from corridor.ui.interruption import uninterrupted

HEIGHT_PX = 600
_PAIR = 2


def picking_map(
    corridor: Corridor,
    selection: Selection,
    points: Sequence[tuple[str, Point, float | None]],
    on_pick: Callable[[LonLat], None],
) -> None:
    """Show the map.

    Args:
        corridor: what is drawn.
        selection: the language, and what is marked besides.
        points: what the pick can mean: label, WGS-84 point, circle of doubt in metres.
        on_pick: called with the WGS-84 longitude and latitude of a click, before the run that it causes.
    """
    key = f"pick-{corridor.id}-{selection.lang}-{corridor.version}"

    @uninterrupted
    def picked() -> None:
        pick = session.event(key, "pick")
        if isinstance(pick, list) and len(pick) == _PAIR and all(isinstance(part, int | float) for part in pick):
            on_pick(LonLat(float(pick[0]), float(pick[1])))

    st_folium(
        pick_map(corridor, bundle_address(corridor, selection.lang)),
        key=key,
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=picked_points(corridor, selection, points),
        on_change=picked,
    )
