"""A file of shapes that others surveyed, as one frame with tags in columns; only what lies within a box is read.

GDAL, which comes with pyogrio, reads all formats but the answer of an Overpass server.
"""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from geopandas import GeoDataFrame
from pyogrio.errors import DataLayerError, DataSourceError

from corridor.geo import WGS84
from corridor.pack.basemap.overpass import NotOverpassError, read_overpass
from corridor.pack.basemap.tags import KEYS, RULES

DegreeBox = tuple[float, float, float, float]
"""West, south, east and north in WGS-84 degrees."""
TellLayer = Callable[[str], None]
"""Told the name of each layer as its reading begins."""

NAMES = ("name", "name:zh", "name:zh-Hans", "name:en")
TAGS = (*KEYS, *NAMES, "ref", "colour", "service", "admin_level", "accuracy_m", "inferred", "status")
"""What is asked of a shape: a column each, of text, empty where it says nothing."""
SUFFIXES = (".pbf", ".osm", ".json", ".geojson", ".gpkg", ".zip", ".shp")

_OSM_LAYERS = ("points", "lines", "multilinestrings", "multipolygons")
"""Layers of GDAL's driver for OpenStreetMap; the second kind of lines are relations, such as routes."""
_FCLASS = {value: rule.key for rule in reversed(RULES) for value in rule.accepted} | {"building": "building"}
"""The tag that a class of Geofabrik's shapefiles stands for."""


class SourceError(ValueError):
    """A file is no source of a base map; `code` names the sentence that says why, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """What a file holds of a place."""

    name: str
    """Of the file."""
    shapes: GeoDataFrame
    """WGS-84, with `TAGS` as columns."""
    is_osm: bool
    """Whether it is OpenStreetMap's, so that its licence and its makers are known."""
    dated: date
    """When the file was last written: not later than that is what it shows."""


def read_source(path: Path, box: DegreeBox, tell: TellLayer) -> Survey:
    """Read what of a file lies in a box.

    Raises:
        SourceError: it is no such file, is broken or empty, or has nothing there.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        is_empty = not file.read(64).strip()
    if is_empty:
        raise SourceError("basemap-empty")
    if not path.name.lower().endswith(SUFFIXES):
        raise SourceError("basemap-type", known=", ".join(SUFFIXES))
    shapes, is_osm = _read(path, box, tell)
    shapes = _in_box(shapes, box)  # a filter of a file lets more through: bounds, in whatever projection it has
    if shapes.empty:
        raise SourceError("basemap-elsewhere")
    dated = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date()
    return Survey(name=path.name, shapes=shapes, is_osm=is_osm, dated=dated)


def joined(sources: Sequence[Survey]) -> Survey:
    """Several files as one; at least one."""
    return Survey(
        name=", ".join(source.name for source in sources),
        shapes=GeoDataFrame(pd.concat([source.shapes for source in sources], ignore_index=True), crs=WGS84),
        is_osm=any(source.is_osm for source in sources),
        dated=max(source.dated for source in sources),
    )


def _read(path: Path, box: DegreeBox, tell: TellLayer) -> tuple[GeoDataFrame, bool]:
    name = path.name.lower()
    if name.endswith(".json"):
        tell(path.name)
        with suppress(NotOverpassError):
            return _tagged(read_overpass(path)), True
    try:
        layers = _osm_layers(path, box, tell) if name.endswith((".pbf", ".osm")) else _layers(path, box, tell)
        frames = [frame for frame in layers if not frame.empty]
    except (DataSourceError, DataLayerError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise SourceError("basemap-broken", reason=str(error).split("\n", maxsplit=1)[0]) from error
    if not frames:
        return _tagged(GeoDataFrame(geometry=[], crs=WGS84)), False
    is_osm = any({"osm_id", "other_tags", "osm_way_id"} & set(frame.columns) for frame in frames)
    return GeoDataFrame(pd.concat([_tagged(frame) for frame in frames], ignore_index=True), crs=WGS84), is_osm


def _osm_layers(path: Path, box: DegreeBox, tell: TellLayer) -> Iterator[GeoDataFrame]:
    for layer in _OSM_LAYERS:
        tell(layer)
        yield pyogrio.read_dataframe(path, layer=layer, bbox=box, TAGS_FORMAT="JSON")


def _layers(path: Path, box: DegreeBox, tell: TellLayer) -> Iterator[GeoDataFrame]:
    source = _vsi(path)
    for layer, kind in pyogrio.list_layers(source):
        if kind is None:
            continue
        tell(str(layer))
        crs = pyogrio.read_info(source, layer=layer)["crs"]
        if crs is None:
            raise SourceError("basemap-crs", layer=layer)
        mask = gpd.GeoSeries.from_wkt([_box_text(box)], crs=WGS84).to_crs(crs)
        yield pyogrio.read_dataframe(source, layer=layer, bbox=tuple(mask.total_bounds)).to_crs(WGS84)


def _vsi(path: Path) -> str | Path:
    return f"/vsizip/{path.as_posix()}" if path.suffix.lower() == ".zip" else path


def _box_text(box: DegreeBox) -> str:
    west, south, east, north = box
    return f"POLYGON (({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"


def _in_box(shapes: GeoDataFrame, box: DegreeBox) -> GeoDataFrame:
    west, south, east, north = box
    return shapes.cx[west:east, south:north]


def _tagged(frame: GeoDataFrame) -> GeoDataFrame:
    """The same shapes with `TAGS` and nothing else, whichever way their file has tags."""
    known = {column: frame[column] for column in frame.columns if column in TAGS}
    if "other_tags" in frame:
        others = frame["other_tags"].map(_parsed)
        for tag in TAGS:
            inside = others.map(lambda tags, tag=tag: tags.get(tag))
            known[tag] = known[tag].where(known[tag].notna(), inside) if tag in known else inside
    if "fclass" in frame:
        for tag in KEYS:
            known[tag] = frame["fclass"].where(frame["fclass"].map(_FCLASS) == tag)
    columns = {tag: known[tag].map(_text) if tag in known else "" for tag in TAGS}
    shapes = GeoDataFrame(columns, geometry=frame.geometry.force_2d(), index=frame.index, crs=frame.crs)
    return shapes[shapes.geometry.notna() & ~shapes.geometry.is_empty]


def _parsed(tags: object) -> Mapping[str, object]:
    """Tags beyond GDAL's columns: JSON, which some versions of pyogrio have parsed already."""
    if isinstance(tags, str):
        tags = json.loads(tags)
    return tags if isinstance(tags, dict) else {}


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 - the one that differs is NaN
