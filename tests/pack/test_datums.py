"""Datums: declared ones are undone on reading, wrong ones are suspected where a node is known to be."""

import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from samples import LAT, LON, STEP, Change, Files, changed, collection, prop, sample, text, top
from shapely import Point
from shapely.geometry import mapping, shape

from corridor.geo import DATUMS, from_wgs84, ruler_of, to_wgs84
from corridor.i18n.problems import in_cell
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.problem import Problem, Severity
from corridor.pack.files import read_files
from corridor.pack.load import examine, load

SHIFTED = [datum for datum in DATUMS if datum != "wgs84"]
INLAND_LON, INLAND_LAT = st.floats(75, 130), st.floats(20, 50)


def moved(datum: str, file: str = "nodes.geojson") -> Change:
    """Write a file's coordinates as a map of another datum shows them."""

    def change(files: Files) -> None:
        content = json.loads(files[file])
        for feature in content["features"]:
            if feature["geometry"]:
                feature["geometry"] = mapping(from_wgs84(shape(feature["geometry"]), datum))
        files[file] = collection(*content["features"])

    return change


def declared(datum: str, file: str = "nodes.geojson") -> Change:
    """Declare a file's datum."""
    return text("corridor.toml", "[[ribbon]]", f'[file_datum]\n"{file}" = "{datum}"\n[[ribbon]]')


def errors(files: Files) -> list[Problem]:
    """What keeps the pack from being used."""
    return [problem for problem in examine(files)[1] if problem.severity is Severity.ERROR]


@pytest.mark.parametrize("datum", SHIFTED)
def test_every_pack_betrays_a_shift_of_all_its_nodes(pack: object, datum: str) -> None:
    """Nodes written in another datum than declared are an error that names the datum and both distances."""
    files = dict(read_files(pack))  # type: ignore[arg-type]
    if b"[file_datum]" in files["corridor.toml"]:
        files["corridor.toml"] = files["corridor.toml"].replace(b'"nodes.geojson"', b'"context/none.geojson"')
    found = errors(changed(moved(datum), files=files))
    assert {problem.code for problem in found} == {"datum-suspect"}
    name = {"gcj02": "GCJ-02", "bd09": "BD-09"}[datum]
    assert all(name in in_cell(problem).en and name in in_cell(problem).zh for problem in found)


@given(lon=INLAND_LON, lat=INLAND_LAT, datum=st.sampled_from(SHIFTED))
@settings(deadline=None, max_examples=25)
def test_a_shift_is_found_wherever_it_is_large(lon: float, lat: float, datum: str) -> None:
    """Anywhere in the country a shifted node is suspected of just its datum, and declared it is where it was."""
    there = Point(lon, lat + STEP / 2)
    ruler = ruler_of(load(sample(lon, lat), Release.PUBLIC).axis.line)
    assume(ruler.distance_m(there, from_wgs84(there, datum)) > 250)
    shifted = changed(moved(datum), files=sample(lon, lat))
    (problem,) = errors(shifted)
    assert (problem.code, problem.file, problem.row) == ("datum-suspect", "nodes.geojson", "n-point")
    assert {"gcj02": "GCJ-02", "bd09": "BD-09"}[datum] in in_cell(problem).en
    corridor = load(changed(declared(datum), files=shifted), Release.PUBLIC)
    assert ruler.distance_m(there, corridor.node_by_id["n-point"].position.geometry) < 0.2


@pytest.mark.parametrize("datum", SHIFTED)
def test_a_datum_declared_for_wgs84_data_is_suspected(datum: str) -> None:
    """A declaration that moves good coordinates away is named, with WGS-84 as the better reading."""
    (problem,) = errors(changed(declared(datum)))
    assert problem.code == "datum-suspect"
    assert "WGS-84" in in_cell(problem).en


@pytest.mark.parametrize("datum", SHIFTED)
def test_coordinates_converted_once_too_often_are_suspected(datum: str) -> None:
    """A shift in the opposite direction is what a needless conversion leaves."""
    there = to_wgs84(Point(LON, LAT + STEP / 2), datum)
    (problem,) = errors(changed(top("nodes.geojson", "n-point", geometry=mapping(there))))
    assert (problem.code, problem.row) == ("datum-undone", "n-point")


def test_a_wide_doubt_is_no_suspicion() -> None:
    """A node that may be anywhere within a kilometre says nothing about its datum."""
    assert errors(changed(moved("gcj02"), prop("nodes.geojson", "n-point", accuracy_m=1000))) == []


def test_the_datum_of_the_pack_holds_for_files_without_their_own() -> None:
    """One general datum, and single files that differ from it."""
    files = ["nodes.geojson", "axis.geojson", "context/stations.geojson"]
    whole = changed(
        *(moved("gcj02", file) for file in files[:2]),
        text("corridor.toml", "data_date", 'datum = "gcj02"\ndata_date'),
        declared("wgs84", files[2]),
    )
    before, after = load(sample(), Release.PUBLIC), load(whole, Release.PUBLIC)
    ruler = ruler_of(before.axis.line)
    assert ruler.distance_m(before.axis.crossings[0].point, after.axis.crossings[0].point) < 0.2
    assert after.context[0].geometry == before.context[0].geometry


def test_firms_are_converted_as_their_file_says() -> None:
    """Columns of longitude and latitude follow the datum of their table."""

    def firm(corridor: Corridor) -> Point:
        return corridor.enterprises[0].point

    before = load(sample(), Release.PUBLIC)
    shown = from_wgs84(firm(before), "bd09")
    files = changed(
        declared("bd09", "enterprises.csv"),
        text("enterprises.csv", f"{LON + 0.001},{LAT + 0.01}", f"{shown.x:.7f},{shown.y:.7f}"),
    )
    after = load(files, Release.PUBLIC)
    assert ruler_of(before.axis.line).distance_m(firm(before), firm(after)) < 0.2
