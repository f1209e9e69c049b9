"""An invented city about the invented corridor, in the formats in which others hand a base map in.

Nothing here exists. Streets, buildings and parks are laid out by a seed; what has a name in the corridor has it here,
at a place of its own, so that an import has something to match, to move and to report.
"""

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import osmium
from geopandas import GeoDataFrame
from invented_ledger import AXIS
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from corridor.geo import from_wgs84

SEED = 8123
WEST, SOUTH, EAST, NORTH = 104.398, 30.368, 104.444, 30.412
BLOCK = 0.0016
"""Degrees of longitude from street to street; of latitude a fifth less."""
WORDS = ("杉", "槐", "枫", "桐", "柏", "榆", "柳", "竹", "梅", "兰", "桂", "荷")
LATIN = ("Fir", "Locust", "Maple", "Tung", "Cypress", "Elm", "Willow", "Bamboo", "Plum", "Orchid", "Laurel", "Lotus")


@dataclass(frozen=True, kw_only=True)
class Thing:
    """A tagged shape in WGS-84."""

    tags: dict[str, str]
    shape: BaseGeometry


def named(chinese: str, english: str) -> dict[str, str]:
    """Both names, as OpenStreetMap has them in a Chinese city, and that they are invented."""
    return {"name": f"{chinese}（虚构）", "name:zh": f"{chinese}（虚构）", "name:en": f"{english} (invented)"}


def things() -> Iterator[Thing]:
    """Everything in the city."""
    yield from streets(Random(SEED))  # noqa: S311 - laid out, not encrypted
    yield from blocks(Random(SEED))  # noqa: S311 - the same
    yield from corridor_things()


def streets(random: Random) -> Iterator[Thing]:
    """A grid that nobody drew with a ruler: every sixth street an avenue with a name."""
    columns, rows = round((EAST - WEST) / BLOCK), round((NORTH - SOUTH) / (0.8 * BLOCK))
    for number in range(columns + 1):
        x = WEST + number * BLOCK
        line = [(x + random.gauss(0, 0.00008), SOUTH + step * 0.8 * BLOCK) for step in range(rows + 1)]
        yield Thing(tags=street_tags(number, "街", "Street"), shape=LineString(line))
    for number in range(rows + 1):
        y = SOUTH + number * 0.8 * BLOCK
        line = [(WEST + step * BLOCK, y + random.gauss(0, 0.00008)) for step in range(columns + 1)]
        yield Thing(tags=street_tags(number, "路", "Road"), shape=LineString(line))


def street_tags(number: int, chinese: str, english: str) -> dict[str, str]:
    """An avenue, a street, or a lane without a name."""
    if number % 6 == 0:
        word = number // 6 % len(WORDS)
        return {"highway": "primary", **named(WORDS[word] + "大" + chinese, LATIN[word] + " Grand " + english)}
    if number % 3 == 0:
        word = (number // 3 + 5) % len(WORDS)
        return {"highway": "tertiary", "name": f"{WORDS[word]}{chinese}（虚构）"}
    return {"highway": "residential"}


def blocks(random: Random) -> Iterator[Thing]:
    """Buildings between the streets, here and there a park."""
    for column in range(round((EAST - WEST) / BLOCK)):
        for row in range(round((NORTH - SOUTH) / (0.8 * BLOCK))):
            x, y = WEST + column * BLOCK, SOUTH + row * 0.8 * BLOCK
            inside = Polygon(square(x + 0.12 * BLOCK, y + 0.1 * BLOCK, 0.76 * BLOCK, 0.6 * BLOCK))
            kind = random.random()
            if kind < 0.06:
                yield Thing(tags={"leisure": "park"}, shape=inside)
                continue
            landuse = "industrial" if kind > 0.8 else "residential"
            yield Thing(tags={"landuse": landuse}, shape=inside.buffer(0.0001))
            for place in range(6):
                left, up = x + (0.16 + 0.24 * (place % 3)) * BLOCK, y + (0.14 + 0.28 * (place // 3)) * BLOCK
                width, depth = random.uniform(0.1, 0.2) * BLOCK, random.uniform(0.08, 0.2) * BLOCK
                if random.random() < 0.8:
                    yield Thing(tags={"building": "yes"}, shape=Polygon(square(left, up, width, depth)))


def square(x: float, y: float, width: float, depth: float) -> list[tuple[float, float]]:
    """The corners of a rectangle."""
    return [(x, y), (x + width, y), (x + width, y + depth), (x, y + depth)]


def corridor_things() -> Iterator[Thing]:
    """What the corridor knows, where a survey would have it."""
    kite = [(104.400, 30.3868), (104.414561, 30.38786), (104.4263, 30.3889), (104.440, 30.3899)]
    yield Thing(tags={"highway": "secondary", **named("纸鸢路", "Kite Road")}, shape=LineString(kite))
    silk = [(104.4228, 30.400), (104.4221, 30.3908), (104.4215, 30.380)]
    yield Thing(tags={"highway": "secondary", **named("丝雨路", "Silkrain Road")}, shape=LineString(silk))
    ring = [(104.398, 30.3745), (104.4116, 30.3748), (104.444, 30.3722)]
    elevated = {"highway": "motorway", "ref": "S9", **named("外环高架", "Outer Ring Expressway")}
    yield Thing(tags=elevated, shape=LineString(ring))
    for offset in (-0.00006, 0.00014):
        tags = {"highway": "unclassified", **named("灯影运河", "Lantern Canal")}
        yield Thing(tags=tags, shape=LineString([(x + offset, y + offset / 2) for x, y in AXIS]))
    freight = [(104.4189, 30.3978), (104.4263, 30.3914), (104.4330, 30.3857)]
    yield Thing(tags={"railway": "rail", **named("彗星货运线", "Comet freight line")}, shape=LineString(freight))
    siding = [(104.4189, 30.3980), (104.4263, 30.3916)]
    yield Thing(tags={"railway": "rail", "service": "siding"}, shape=LineString(siding))
    light = {"railway": "light_rail", "ref": "Q", "colour": "#B3541E", **named("轻轨Q线", "Light rail line Q")}
    yield Thing(tags=light, shape=LineString([(104.4026, 30.3846), (104.413418, 30.382909), (104.4226, 30.3815)]))
    yield Thing(tags={"railway": "station", **named("芦荡", "Reedmarsh")}, shape=Point(104.41350, 30.38297))
    yield Thing(tags={"railway": "station", **named("三号桥", "Bridge No. 3")}, shape=Point(104.4290, 30.3990))
    yield Thing(tags={"railway": "station", "name": "杉林（虚构）"}, shape=Point(104.4226, 30.3815))
    river = LineString([(104.4278, 30.3946), (104.4337, 30.3952), (104.444, 30.3960)]).buffer(0.0003)
    yield Thing(tags={"natural": "water", **named("柳河", "Willow River")}, shape=river)
    brook = [(104.400, 30.380), (104.408, 30.379), (104.4118, 30.3788)]
    yield Thing(tags={"waterway": "stream"}, shape=LineString(brook))


def shifted(thing: Thing) -> Thing:
    """The same thing where GCJ-02 has it."""
    return Thing(tags=thing.tags, shape=from_wgs84(thing.shape, "gcj02"))


def write_pbf(path: Path, *, moved: Callable[[Thing], Thing] = lambda thing: thing) -> Path:
    """The city as a file of OpenStreetMap's, ``.osm.pbf`` or ``.osm`` by the name."""
    nodes: list[tuple[int, tuple[float, float], dict[str, str]]] = []
    ways: list[tuple[int, list[int], dict[str, str]]] = []

    def node(place: tuple[float, float], tags: dict[str, str] | None = None) -> int:
        nodes.append((len(nodes) + 1, place, tags or {}))
        return len(nodes)

    for thing in map(moved, things()):
        if isinstance(thing.shape, Point):
            node((thing.shape.x, thing.shape.y), thing.tags)
            continue
        line = thing.shape.exterior if isinstance(thing.shape, Polygon) else thing.shape
        refs = [node((x, y)) for x, y in list(line.coords)[: -1 if line.is_ring else None]]
        ways.append((len(ways) + 1, [*refs, refs[0]] if line.is_ring else refs, thing.tags))
    writer = osmium.SimpleWriter(str(path))
    for number, place, tags in nodes:
        writer.add_node(osmium.osm.mutable.Node(id=number, location=place, tags=tags))
    for number, refs, tags in ways:
        writer.add_way(osmium.osm.mutable.Way(id=number, nodes=refs, tags=tags))
    writer.close()
    return path


def write_overpass(path: Path) -> Path:
    """The city as an Overpass server answers ``out geom``."""
    elements: list[dict[str, object]] = []
    for number, thing in enumerate(things(), start=1):
        if isinstance(thing.shape, Point):
            place = {"lon": thing.shape.x, "lat": thing.shape.y}
            elements.append({"type": "node", "id": number, **place, "tags": thing.tags})
            continue
        line = thing.shape.exterior if isinstance(thing.shape, Polygon) else thing.shape
        geometry = [{"lon": x, "lat": y} for x, y in line.coords]
        elements.append({"type": "way", "id": number, "geometry": geometry, "tags": thing.tags})
    path.write_text(json.dumps({"version": 0.6, "elements": elements}, ensure_ascii=False), encoding="utf-8")
    return path


def frame() -> GeoDataFrame:
    """The city as a geographic information system holds it: a tag a column."""
    every = list(things())
    return GeoDataFrame([thing.tags for thing in every], geometry=[thing.shape for thing in every], crs="EPSG:4326")


def write_shapefiles(path: Path) -> Path:
    """Its roads and waters as the zipped Shapefiles that are sold as extracts: one column of classes."""
    city = frame()
    parts = {
        "roads": city[city["highway"].notna()].assign(fclass=lambda rows: rows["highway"]),
        "water_a": city[city["natural"].notna()].assign(fclass="water"),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in parts.items():
            file = path.with_name(f"{name}.shp")
            rows[["fclass", "name", "geometry"]].to_file(file, encoding="utf-8")
            for part in path.parent.glob(f"{name}.*"):
                archive.write(part, part.name)
    return path
