"""Hostile packs: whatever bytes the files hold, the answer is a corridor or a list of problems."""

import csv
import io
import json
from datetime import date

import pytest
from factories import contents
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import Files, cell, changed, sample

from corridor.i18n.problems import as_json, in_cell
from corridor.intake.compare.changes import compare_rows
from corridor.intake.plausibility.check_plausible import check_plausible
from corridor.intake.plausibility.doubt import Doubted
from corridor.model.figure import Release
from corridor.model.problem import Place, Severity
from corridor.pack.load import examine, load
from corridor.pack.rows import rows_of
from corridor.pack.sound import build_sound

NAMES = sorted(sample())
SPECIAL = [b"", b"\xef\xbb\xbf", b"\x00", b"NaN", b"1e999", b"-Infinity", b'"', b",", b"\n", b"{", b"[" * 5000, b"\xff", b"\xed\xa0\x80"]  # fmt: skip  # noqa: E501
FUZZ = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)

SOUND = examine(sample())[0]
SAMPLE = Doubted(build_sound(SOUND, Release.INTERNAL, {}), rows_of(SOUND))


def place(table: str, key: str, column: str) -> Place:
    """A cell by its table, key and column."""
    return Place(table, row=key, column=column)


def survives(files: Files) -> None:
    """Find problems that a program can print, or none and load; doubt what is understood of it either way."""
    tables, problems = examine(files)
    json.dumps([as_json(problem) for problem in problems], ensure_ascii=False).encode()
    sound = build_sound(tables, Release.INTERNAL, {})
    if not any(problem.severity is Severity.ERROR for problem in problems):
        assert sound is not None
        assert contents(sound) == contents(load(files, Release.INTERNAL))
        load(files, Release.PUBLIC)
    state = Doubted(sound, rows_of(tables))
    for old, new in ((SAMPLE, state), (state, SAMPLE)):
        changes = compare_rows(old.rows, new.rows)
        for problem in check_plausible(
            changes,
            old,
            new,
            today=date(2024, 1, 1),
            where=place,
        ).found:
            in_cell(problem)


@given(name=st.sampled_from(NAMES), content=st.binary(max_size=200))
@FUZZ
def test_any_bytes_in_any_file(name: str, content: bytes) -> None:
    """A file may hold anything."""
    survives({**sample(), name: content})


@given(
    name=st.sampled_from(NAMES),
    start=st.floats(0, 1),
    length=st.integers(0, 30),
    put=st.sampled_from(SPECIAL)
    | st.binary(max_size=6)
    | st.text(max_size=4).map(lambda t: t.encode("utf-8", "replace")),
)
@FUZZ
def test_any_damage_to_a_good_file(name: str, start: float, length: int, put: bytes) -> None:
    """A good file with a part replaced, cut out or grown."""
    content = sample()[name]
    place = int(start * len(content))
    survives({**sample(), name: content[:place] + put + content[place + length :]})


CELLS = [
    (name, row, column)
    for name in NAMES
    if name.endswith(".csv")
    for (header, *rows) in [[*csv.reader(io.StringIO(sample()[name].decode()))]]
    for row in range(2, len(rows) + 2)
    for column in header
]
TEXTS = ["", "0", "-1", "70", "1e5", "2030", "2023-12-31", "true", "actual", "not_published", "f-tax", "tax", "n-area"]


@given(
    deeds=st.lists(
        st.tuples(
            st.sampled_from(CELLS),
            st.sampled_from(TEXTS) | st.text(max_size=3),
        ),
        min_size=1,
        max_size=6,
    )
)
@FUZZ
def test_anything_in_any_cells(deeds: list[tuple[tuple[str, int, str], str]]) -> None:
    """Rows that are not understood are left out with what hangs on them, and the others are doubted."""
    survives(changed(*(cell(*at, text) for at, text in deeds)))


@given(name=st.sampled_from([name for name in NAMES if name.endswith(".geojson")]), value=VALUES, data=st.data())
@FUZZ
def test_any_value_in_any_part_of_a_feature(name: str, value: object, data: st.DataObject) -> None:
    """JSON of any shape where a member, a property or coordinates are expected."""
    content = json.loads(sample()[name])
    feature = data.draw(st.sampled_from(content["features"]))
    homes = [content, feature, feature["properties"], *([feature["geometry"]] if feature["geometry"] else [])]
    home = data.draw(st.sampled_from(homes))
    home[data.draw(st.sampled_from(sorted(home)))] = value
    survives({**sample(), name: json.dumps(content).encode()})


@given(
    coordinates=st.lists(st.tuples(st.floats(), st.floats()), min_size=1, max_size=6),
    kind=st.sampled_from(["Point", "LineString", "Polygon"]),
    name=st.sampled_from(["axis.geojson", "nodes.geojson"]),
)
@FUZZ
def test_any_coordinates(coordinates: list[tuple[float, float]], kind: str, name: str) -> None:
    """Numbers of any size, at the poles, in the sea, or all the same."""
    content = json.loads(sample()[name])
    shaped = {"Point": coordinates[0], "LineString": coordinates, "Polygon": [[*coordinates, coordinates[0]]]}[kind]
    content["features"][0]["geometry"] = {"type": kind, "coordinates": shaped}
    survives({**sample(), name: json.dumps(content).encode()})


@given(lon=st.floats(-180, 180), lat=st.floats(-90, 90), end=st.tuples(st.floats(-180, 180), st.floats(-90, 90)))
@FUZZ
def test_an_axis_anywhere(lon: float, lat: float, end: tuple[float, float]) -> None:
    """An axis in any place and of any length is measured or refused."""
    content = json.loads(sample()["axis.geojson"])
    content["features"][0]["geometry"]["coordinates"] = [[lon, lat], end]
    survives({**sample(), "axis.geojson": json.dumps(content).encode()})


@pytest.mark.parametrize("key", ["data_date", "layers", "ribbon", "strategy", "file_datum", "id", "datum"])
@pytest.mark.parametrize(
    "value", ["1", "1e999", "nan", "true", '""', "[]", "[1, [2]]", "{a = 1}", "[{a = {b = 1}}]", "2024-01-01T00:00:00Z", "12:00:00", '"\\u0000"']  # noqa: E501
)  # fmt: skip
def test_any_kind_of_setting(key: str, value: str) -> None:
    """TOML of any type where another is expected."""
    lines = [line for line in sample()["corridor.toml"].decode().split("[[")[0].splitlines() if f"{key} =" not in line]
    survives({**sample(), "corridor.toml": "\n".join([*lines, f"{key} = {value}"]).encode()})
