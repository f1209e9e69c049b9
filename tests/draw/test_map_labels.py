"""Names on the map never lie: held over corridors of every shape, by the script that the browser runs."""

from collections.abc import Callable
from itertools import combinations
from math import hypot
from typing import Any

import pytest
from engine import Engine
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, box

Json = dict[str, Any]
BESIDE = ("stop", "station")
HALF_LINE_PX = 3
"""Half the breadth of the axis as it is drawn, at its plain size."""


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The placing of names, and nothing else of the page."""
    return Engine("map/labels")


def placed(engine: Engine, scene: Json) -> Json:
    """What the script makes of a scene."""
    found: Json = engine.call("placeAll", scene)
    return found


@st.composite
def scenes(draw: st.DrawFn) -> Json:
    """A random corridor on a random frame: axis, nodes at points and in areas, crossings, stations, lines of metro."""
    width, height, unit = draw(st.integers(320, 1900)), draw(st.integers(300, 1080)), draw(st.floats(0.9, 1.7))

    def spot() -> Json:
        return {"x": draw(st.integers(0, width)), "y": draw(st.integers(0, height))}

    def size(least: int, most: int, lines: int) -> Json:
        return {"x": draw(st.integers(least, most)) * unit, "y": 17 * unit * draw(st.integers(1, lines))}

    spine = [spot() for _ in range(draw(st.integers(2, 6)))]
    metro = [[spot() for _ in range(draw(st.integers(2, 5)))] for _ in range(draw(st.integers(0, 2)))]
    nodes = [_node(draw, unit, spot, size(40, 150, 3), core=not index) for index in range(draw(st.integers(1, 12)))]
    stops = [_between(spine, draw(st.floats(0, 1))) for _ in range(draw(st.integers(0, 7)))]
    stations = [spot() for _ in range(draw(st.integers(0, 7)))]
    dots = [
        {**at, "r": 5.5 * unit, "style": style}
        for style, ats in zip(BESIDE, (stops, stations), strict=True)
        for at in ats
    ]
    return {
        "size": {"x": width, "y": height},
        "unit": unit,
        "upright": draw(st.booleans()),
        "spine": [spine],
        "busy": metro,
        "controls": [{"left": 8, "top": 8, "right": 44, "bottom": 110}],
        "nodes": nodes,
        "dots": dots,
        "names": [
            {"style": "axis", "size": size(60, 220, 1), "at": [], "along": [spine], "kept": None},
            *({"style": d["style"], "size": size(30, 130, 1), "at": [d], "along": [], "kept": None} for d in dots),
            *({"style": "metro", "size": size(30, 60, 1), "at": [], "along": [line], "kept": None} for line in metro),
        ],
    }


def _node(draw: st.DrawFn, unit: float, spot: Callable[[], Json], size: Json, *, core: bool) -> Json:
    fixed = draw(st.booleans())
    return {
        "core": core,
        "listed": False,
        "dimmed": False,
        "fixed": fixed,
        "rank": 0 if core else draw(st.integers(1, 4)),
        "edge": (30 if core else 22) * unit,
        "spots": [spot() for _ in range(1 if fixed else 5)],
        "size": size,
        "kept": {},
    }


def _between(path: list[Json], part: float) -> Json:
    at = LineString([(point["x"], point["y"]) for point in path]).interpolate(part, normalized=True)
    return {"x": at.x, "y": at.y}


def gap(mark: Json, name: Json) -> float:
    """From the rim of a round mark to the nearest box of a name."""
    return min(box(*_sides(part)).distance(Point(mark["x"], mark["y"])) for part in name["boxes"]) - mark["r"]


def _sides(part: Json) -> tuple[float, float, float, float]:
    return part["left"], part["top"], part["right"], part["bottom"]


def symbols(scene: Json, found: Json) -> list[Json]:
    """The symbols of the nodes as round marks, where they stand."""
    return [
        {"x": node["symbol"]["x"], "y": node["symbol"]["y"], "r": told["edge"] / 2}
        for told, node in zip(scene["nodes"], found["nodes"], strict=True)
    ]


def names(found: Json) -> list[Json]:
    """Every name that has a place."""
    return [name for name in (*(node["name"] for node in found["nodes"]), *found["names"]) if name]


many = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40, phases=[Phase.generate])


@many
@given(scene=scenes())
def test_a_nodes_name_is_nearest_to_its_own_symbol(engine: Engine, scene: Json) -> None:
    """A name beside another node's symbol is that node's name, whatever was meant."""
    found = placed(engine, scene)
    marks = symbols(scene, found)
    for index, node in enumerate(found["nodes"]):
        if node["name"]:
            others = [gap(mark, node["name"]) for place, mark in enumerate(marks) if place != index]
            assert all(gap(marks[index], node["name"]) < other for other in others)


@many
@given(scene=scenes())
def test_no_crossing_or_station_speaks_for_a_node_or_another(engine: Engine, scene: Json) -> None:
    """The name of a crossing is nearer to it than to any node and any other crossing; so with stations."""
    found = placed(engine, scene)
    for told, name in zip(scene["names"], found["names"], strict=True):
        if name and told["style"] in BESIDE:
            (mark,) = told["at"]
            rivals = [dot for dot in scene["dots"] if dot["style"] == told["style"] and _apart(dot, mark)]
            nearest = min((gap(rival, name) for rival in (*symbols(scene, found), *rivals)), default=float("inf"))
            assert gap(mark, name) < nearest


def _apart(one: Json, other: Json) -> bool:
    return hypot(one["x"] - other["x"], one["y"] - other["y"]) > 2  # nearer they are one dot


@pytest.mark.parametrize(("x", "is_named"), [(790, True), (806, False)])
def test_what_is_out_of_the_picture_is_not_named(engine: Engine, x: int, is_named: bool) -> None:  # noqa: FBT001
    """The name of a station beyond the edge would stand in the picture without the station."""
    at = {"x": x, "y": 300}
    found = placed(
        engine,
        {
            "size": {"x": 800, "y": 600},
            "unit": 1,
            "upright": False,
            "spine": [],
            "busy": [],
            "controls": [],
            "nodes": [],
            "dots": [{**at, "r": 5.5, "style": "station"}],
            "names": [{"style": "station", "size": {"x": 60, "y": 17}, "at": [at], "along": [], "kept": None}],
        },
    )
    assert bool(found["names"][0]) is is_named


@many
@given(scene=scenes())
def test_names_can_be_read(engine: Engine, scene: Json) -> None:
    """No name lies on another, on a control, across the axis or beyond the frame."""
    found = placed(engine, scene)
    drawn = names(found)
    frame = box(0, 0, scene["size"]["x"], scene["size"]["y"])
    spine = LineString([(point["x"], point["y"]) for point in scene["spine"][0]]).buffer(HALF_LINE_PX * scene["unit"])
    pieces = [[box(*_sides(part)) for part in name["boxes"]] for name in drawn]
    controls = [box(*_sides(control)) for control in scene["controls"]]
    assert not [
        one for one, other in combinations(pieces, 2) if any(a.intersection(b).area > 0 for a in one for b in other)
    ]
    assert not [
        parts for parts in pieces if any(part.intersection(control).area for part in parts for control in controls)
    ]
    assert not [parts for parts in pieces if any(part.intersects(spine) or not frame.contains(part) for part in parts)]


@many
@given(scene=scenes())
def test_no_other_name_takes_the_place_of_the_cores(engine: Engine, scene: Json) -> None:
    """What the corridor is about is named, be it a point or an area, wherever it would be named alone."""
    core, *others = scene["nodes"]
    alone = [{**node, "size": {"x": 0, "y": 0}} for node in others]
    expected = placed(engine, {**scene, "nodes": [core, *alone], "names": []})
    assert placed(engine, scene)["nodes"][0]["name"] == expected["nodes"][0]["name"]


@many
@given(scene=scenes(), across=st.integers(250, 450), down=st.integers(150, 410), slant=st.integers(-250, 250))
def test_the_core_is_named_on_any_screen(engine: Engine, scene: Json, across: int, down: int, slant: int) -> None:
    """Where no node stands upon it and the frame is no phone's, the core has its name."""
    core, *others = scene["nodes"]
    core["spots"] = [{"x": across, "y": down}] * len(core["spots"])
    far = [node for node in others if all(_clear(spot, core["spots"][0], scene["unit"]) for spot in node["spots"])]
    spine = [{"x": across + slant, "y": y} for y in (0, 560)]
    scene |= {"size": {"x": 700, "y": 560}, "spine": [spine], "nodes": [core, *far]}
    assert placed(engine, scene)["nodes"][0]["name"]


def _clear(spot: Json, at: Json, unit: float) -> bool:
    return hypot(spot["x"] - at["x"], spot["y"] - at["y"]) > 40 * unit
