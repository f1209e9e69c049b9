"""A base map's features as edits to the layers of a pack, in place of what they replace."""

import hashlib
import json
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import shapely
from geopandas import GeoDataFrame
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corridor.geo import Ruler, from_wgs84
from corridor.i18n.spelling import plain
from corridor.intake.apply.edits import Edit
from corridor.model.place import ContextFeature, LayerStyle
from corridor.pack.basemap.generalise import COLUMNS, count_points
from corridor.pack.rows import GEOMETRY

SOURCE_ID = "basemap"
"""The source that every feature of an imported base map names."""
ORDER = (
    LayerStyle.BLOCK,
    LayerStyle.GREEN,
    LayerStyle.WATER,
    LayerStyle.BUILDING,
    LayerStyle.OUTLINE,
    LayerStyle.AREA,
    LayerStyle.RAIL,
    LayerStyle.ROAD,
    LayerStyle.EXPRESSWAY,
    LayerStyle.METRO,
    LayerStyle.STATION,
)
"""In which layers are drawn that a pack does not have yet, the first at the bottom."""

_DIGITS = 10
"""Of the ids that an import makes."""
_DECIMALS = 6
"""Of degrees: a tenth of a metre."""
_ROAD_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d{1,4}(?![A-Za-z0-9])")
_COVERED = 0.8
"""Of a line or an area that was only inferred, for the base map's to be what it stood for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LayerEdits:
    """What a base map does to the features of one layer."""

    edits: Mapping[str, Edit]
    drawn: int
    """Features that are the base map's."""
    points: int
    """Of all of those together."""
    gone: tuple[str, ...]
    """Features that gave way, their ids included that go on with what took their place."""
    kept: tuple[ContextFeature, ...]
    """Features for which the base map has nothing."""
    apart: tuple[tuple[ContextFeature, float], ...]
    """Stations that the base map has further off than they may be, and how far in metres: they stay where they are."""


def layer_edits(
    layer_id: str, known: Sequence[ContextFeature], drawn: GeoDataFrame, *, ruler: Ruler, datum: str
) -> LayerEdits:
    """Put a base map's features in place of a layer's.

    One that is called alike gives way, and one that was only inferred and runs along the base map's; its id goes on
    with what takes its place, so that chapters and nodes that name it still do. What only an earlier import brought
    gives way in any case.

    Args:
        layer_id: the layer.
        known: its features.
        drawn: those of the base map, as `corridor.pack.basemap.generalise` gives them, in metres of the axis's zone.
        ruler: of the axis.
        datum: what the coordinates of the layer's file are in.
    """
    brought = re.compile(rf"{layer_id}-[0-9a-f]{{{_DIGITS}}}(-\d+)?")
    old = [feature for feature in known if not brought.fullmatch(feature.id)]
    places = [ruler.to_metres(feature.geometry) for feature in old]
    taken: dict[int, ContextFeature] = {}
    gone: list[str] = []
    apart: list[tuple[ContextFeature, float]] = []
    for feature, place in zip(old, places, strict=True):
        number = _in_place_of(feature, place, drawn)
        if number is None:
            continue
        off_m = place.distance(drawn.geometry[number])
        if place.geom_type == "Point" and off_m > feature.accuracy_m:
            apart.append((feature, off_m))
            drawn = drawn.drop(index=number)
            continue
        gone.append(feature.id)
        taken.setdefault(number, feature)
    removed = [feature.id for feature in known if feature.id in gone or feature not in old]
    edits: dict[str, Edit] = {}
    shapes = ruler.to_degrees(drawn.geometry)
    for number, row in drawn.iterrows():
        former = taken.get(number)
        own_id = former.id if former else _new_id(layer_id, row, shapes[number].geom_type, edits)
        edits[own_id] = Edit({**_cells(row, former), GEOMETRY: geometry_text(shapes[number], datum)})
    return LayerEdits(
        edits={**{own_id: Edit({}, is_removed=True) for own_id in removed}, **edits},
        drawn=len(drawn),
        points=count_points(drawn),
        gone=tuple(gone),
        kept=tuple(feature for feature in old if feature.id not in gone),
        apart=tuple(apart),
    )


def _in_place_of(feature: ContextFeature, place: BaseGeometry, drawn: GeoDataFrame) -> int | None:
    """The feature of the base map that shows what one of the pack shows; None where there is none."""
    for column, name in _names(feature).items():
        alike = drawn[drawn[column].map(called) == called(name)] if called(name) else drawn.iloc[:0]
        if not alike.empty:
            return int(alike.distance(place).idxmin())
    if not feature.inferred or place.geom_type == "Point":
        return None
    # All nameless streets are one feature: it runs along everything and stands for nothing that has a name.
    named = drawn[(drawn["name_zh"] != "") | (drawn["name_en"] != "")] if any(_names(feature).values()) else drawn
    shared = named.geometry.buffer(feature.accuracy_m).intersection(place)
    size = shared.area if place.area else shared.length
    whole = place.area or place.length
    return int(size.idxmax()) if not size.empty and size.sum() >= _COVERED * whole else None


def called(name: str) -> str:
    """A name as it is compared: without the number of a road, which not every map writes with it."""
    return plain(_ROAD_NUMBER.sub("", name))


def _names(feature: ContextFeature) -> dict[str, str]:
    return {"name_zh": feature.name["zh"], "name_en": feature.name["en"]}


def _new_id(layer_id: str, row: Mapping[str, object], geom_type: str, taken: Container[str]) -> str:
    """The same for the same feature in every import of the same data."""
    said = json.dumps([str(row[name]) for name in COLUMNS if name != "accuracy_m"] + [geom_type])
    own_id = f"{layer_id}-{hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]}"
    return next(name for n in count(1) if (name := own_id if n == 1 else f"{own_id}-{n}") not in taken)


def _cells(row: Mapping[str, object], former: ContextFeature | None) -> dict[str, str]:
    """What is said of a feature; a name, class or colour that the pack had is better than none."""
    had = {**_names(former), "kind": former.kind, "colour": former.colour} if former else {}
    said = {name: str(had.get(name) or row[name]) for name in ("name_zh", "name_en", "kind", "colour")}
    return {
        **{name: text for name, text in said.items() if text or former},
        "accuracy_m": f"{row['accuracy_m']:g}",
        "inferred": str(bool(row["inferred"])).lower(),
        "from_zoom": str(row["from_zoom"]),
        "source_id": SOURCE_ID,
    }


def geometry_text(shape: BaseGeometry, datum: str) -> str:
    """A shape in WGS-84 as a file in some datum says it."""
    drawn = shapely.transform(from_wgs84(shape, datum), lambda places: np.round(places, _DECIMALS))
    return json.dumps(mapping(drawn))
