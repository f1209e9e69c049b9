"""Surveyed data made the base map, from the command line: what it draws, moves, reports and refuses."""

import json
import shutil
from pathlib import Path

import invented_city
import pandas as pd
import pytest
from geopandas import GeoDataFrame
from shapely import box

from corridor.__main__ import main
from corridor.geo import ruler_of
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.place import LayerStyle
from corridor.pack import history
from corridor.pack.basemap.generalise import MOST_POINTS, count_points, generalise
from corridor.pack.basemap.source import Survey, read_source
from corridor.pack.basemap.tags import RULES, classified
from corridor.pack.files import read_files
from corridor.pack.load import load

REACH = ("--reach", "400")
FRAME = (104.408, 30.376, 104.430, 30.405)
"""About the invented corridor."""


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented city as OpenStreetMap's own library writes it."""
    return invented_city.write_pbf(tmp_path_factory.mktemp("city") / "city.osm.pbf")


@pytest.fixture
def own(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented corridor."""
    return copied(invented, tmp_path / "pack")


def copied(invented: Path, home: Path) -> Path:
    """A copy without the ledger: publishing has no sums to decide."""
    shutil.copytree(invented, home, ignore=shutil.ignore_patterns("ledger.parquet", ".history"))
    return home


@pytest.fixture(scope="module")
def drawn(invented: Path, extract: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with the city as its base map, for what is only read."""
    home = copied(invented, tmp_path_factory.mktemp("drawn") / "pack")
    assert main(["basemap", str(home), str(extract), "--by", "测绘", *REACH]) == 0
    return home


def reported(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, list[dict[str, object]]]]:
    """A preview's exit code, and what it printed for programs."""
    code = main(["basemap", *map(str, arguments), *REACH, "--dry-run", "--json"])
    return code, json.loads(capsys.readouterr().out)


def styles(source: Survey) -> dict[str, int]:
    """How many shapes of each style there are."""
    found = classified(source.shapes)["rule"].map(lambda number: str(RULES[number].style))
    return {str(style): int(n) for style, n in found.value_counts().items()}


def of_style(corridor: Corridor, style: LayerStyle) -> dict[str, str]:
    """Names of the features of the layers of a style, by id."""
    layers = {layer.id for layer in corridor.layers if layer.style is style}
    return {feature.id: feature.name["zh"] for feature in corridor.context if feature.layer_id in layers}


def test_every_format_holds_the_same(extract: Path, tmp_path: Path) -> None:
    """What OpenStreetMap's, Overpass's and geographic information systems' files hold is the same to the map."""
    frame = invented_city.frame()
    frame.to_file(tmp_path / "city.gpkg")
    frame.to_crs(frame.estimate_utm_crs()).to_file(tmp_path / "metres.gpkg")
    frame.to_file(tmp_path / "city.geojson")
    files = [
        invented_city.write_pbf(tmp_path / "city.osm"),
        invented_city.write_overpass(tmp_path / "city.json"),
        *(tmp_path / name for name in ("city.gpkg", "metres.gpkg", "city.geojson")),
    ]
    expected = styles(read_source(extract, FRAME, lambda _: None))
    assert expected["road"] == 40
    assert {path.name: styles(read_source(path, FRAME, lambda _: None)) for path in files} == {
        path.name: expected for path in files
    }


def test_classes_of_sold_shapefiles_are_tags(tmp_path: Path) -> None:
    """Several Shapefiles in one archive, which have a class and a name and no more."""
    source = read_source(invented_city.write_shapefiles(tmp_path / "city.zip"), FRAME, lambda _: None)
    assert styles(source).keys() == {"road", "water"}


def test_a_dense_city_stays_light(extract: Path, invented: Path) -> None:
    """However many buildings there are, the map that a browser is sent has so many corners and no more."""
    ruler = ruler_of(load(invented, Release.PUBLIC).axis.line)
    source = read_source(extract, (104, 30, 105, 31), lambda _: None)
    shapes = source.shapes.to_crs(ruler.crs)
    dense = [shapes.set_geometry(shapes.translate(east, north)) for east in (0, 77, 131) for north in (0, 59, 101)]
    drawn = generalise(GeoDataFrame(pd.concat(dense, ignore_index=True)), box(*ruler.metric.bounds))
    assert 1000 < count_points(drawn) <= MOST_POINTS


def test_a_base_map_is_a_publishing(drawn: Path, extract: Path, invented: Path, tmp_path: Path) -> None:
    """With its author; the same data again make no version, the axis laid along its road another; all is undone.

    The axis then lies in the middle of its two carriageways, a few metres from where it was.
    """
    own = tmp_path / "pack"
    shutil.copytree(drawn, own)
    assert [version.by for version in history.versions(own)] == ["", "测绘"]
    assert main(["basemap", str(own), str(extract), *REACH]) == 0
    assert len(history.versions(own)) == 2
    assert main(["basemap", str(own), str(extract), "--axis", *REACH]) == 0
    ruler = ruler_of(load(invented, Release.INTERNAL).axis.line)
    moved = ruler.to_metres(load(own, Release.INTERNAL).axis.line)
    assert 2 < ruler.metric.hausdorff_distance(moved) < 25
    first = history.versions(own)[0].id
    assert main(["undo", str(own), "--to", first]) == 0
    assert history.current_files(own) == history.files_of(own, first)


def test_what_was_there_goes_on_under_its_id(drawn: Path) -> None:
    """A real road takes the place of the sketched one, so chapters that look at it still do; the rest stays."""
    corridor = load(drawn, Release.INTERNAL)
    roads = of_style(corridor, LayerStyle.ROAD)
    assert roads["road-kite"] == "纸鸢路（虚构）"
    assert list(roads.values()).count("纸鸢路（虚构）") == 1
    assert of_style(corridor, LayerStyle.GREEN)["heron-meadow"] == "鹭草甸（虚构）"
    order = [layer.style for layer in corridor.layers]
    assert order.index(LayerStyle.BLOCK) < order.index(LayerStyle.BUILDING) < order.index(LayerStyle.ROAD)


def test_names_are_those_of_the_source(drawn: Path) -> None:
    """A street that has no English name there has none here, and that is no error."""
    corridor = load(drawn, Release.INTERNAL)
    named = {feature.name["zh"]: feature.name["en"] for feature in corridor.context}
    assert named["丝雨路（虚构）"] == "Silkrain Road (invented)"
    assert "" in {english for chinese, english in named.items() if chinese.endswith("街（虚构）")}


def test_crossings_follow_the_roads(drawn: Path, invented: Path) -> None:
    """As far as their accuracy lets them; one that would have to go further stays."""
    before, after = load(invented, Release.INTERNAL).axis, load(drawn, Release.INTERNAL).axis
    moved = {
        one.id: ruler_of(before.line).distance_m(one.point, other.point)
        for one, other in zip(before.crossings, after.crossings, strict=True)
    }
    assert 0 < moved["x-kite-road"] <= 20
    assert moved["x-arcade-road"] == 0


def test_what_lies_too_far_off_is_told_and_left(own: Path, extract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A station and a crossing beyond their accuracy are named with the distance; nothing is written by a preview."""
    before = dict(read_files(own))
    code, told = reported(capsys, own, extract)
    assert code == 0
    assert {problem["code"]: problem["row"] for problem in told["problems"]} == {
        "basemap-station": "st-bridge-three",
        "basemap-crossing": "x-arcade-road",
    }
    assert dict(read_files(own)) == before


def test_makers_and_licence_come_along(drawn: Path) -> None:
    """OpenStreetMap is credited under the map, and named as a source of what is drawn."""
    corridor = load(drawn, Release.PUBLIC)
    assert "OpenStreetMap" in corridor.attribution["zh"]
    assert "OpenStreetMap" in corridor.attribution["en"]
    assert "ODbL" in corridor.source_by_id["basemap"].title["en"]


def test_a_shifted_city_is_refused(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Data in GCJ-02 are named as such, with what to do."""
    shifted = invented_city.write_pbf(tmp_path / "shifted.osm.pbf", moved=invented_city.shifted)
    code, told = reported(capsys, own, shifted)
    (problem,) = told["problems"]
    assert (code, problem["code"]) == (1, "basemap-datum")
    assert "GCJ-02" in str(problem["message_zh"])
    assert "EPSG:4326" in str(problem["message_en"])


def test_what_is_no_base_map_is_refused(
    own: Path, extract: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Each with one sentence; nothing is written."""
    before = dict(read_files(own))
    whole = extract.read_bytes()
    bad = {
        "empty.osm.pbf": (b"", "basemap-empty"),
        "cut.osm.pbf": (whole[: len(whole) // 3], "basemap-broken"),
        "page.osm": (b"<!doctype html><html></html>", "basemap-broken"),
        "table.xlsx": (b"PK", "basemap-type"),
        "other.json": (b'{"a": 1}', "basemap-broken"),
        "broken.zip": (b"PK\x03\x04 broken", "basemap-broken"),
    }
    found = {}
    for name, (data, _) in bad.items():
        (tmp_path / name).write_bytes(data)
        code, told = reported(capsys, own, tmp_path / name)
        found[name] = (code, [problem["code"] for problem in told["problems"]])
    assert found == {name: (1, [code]) for name, (_, code) in bad.items()}
    frame = invented_city.frame()
    frame.set_geometry(frame.translate(5, 5)).to_file(tmp_path / "elsewhere.gpkg")
    assert reported(capsys, own, tmp_path / "elsewhere.gpkg")[1]["problems"][0]["code"] == "basemap-elsewhere"
    assert dict(read_files(own)) == before


def test_a_file_that_is_not_there_is_wrong_use(own: Path, tmp_path: Path) -> None:
    """As with every command."""
    assert main(["basemap", str(own), str(tmp_path / "none.osm.pbf")]) == 2
    assert main(["basemap", str(own), str(tmp_path / "none.osm.pbf"), "--reach", "0"]) == 2
