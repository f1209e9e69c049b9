"""The address as a selection and back."""

from pathlib import Path

import pytest

from corridor.analysis.compare import MOST
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.selection import Selection
from corridor.pack.load import load
from corridor.ui.url import Unknown, compose, language, parse

VIEWS = ("map", "figures")
PARTS = ("all", "gaps")


@pytest.fixture(scope="module")
def corridors(invented: Path) -> dict[str, Corridor]:
    """The invented corridor by its id."""
    corridor = load(invented, Release.PUBLIC)
    return {corridor.id: corridor}


def test_an_empty_address_is_the_first_corridor_on_the_map(corridors: dict[str, Corridor]) -> None:
    """Nothing asked is nothing wrong."""
    reading = parse({}, corridors, VIEWS)
    assert reading.selection == Selection(corridor_id="lantern-canal")
    assert reading.unknown == ()


def test_every_part_of_the_address_reaches_the_selection(corridors: dict[str, Corridor]) -> None:
    """The contract's parameters are all read."""
    corridor = corridors["lantern-canal"]
    first, second = (node.id for node in corridor.nodes[:2])
    query = {
        "view": "figures",
        "part": "gaps",
        "corridor": corridor.id,
        "node": first,
        "compare": f"{second},{first}",
        "industry": corridor.industries[0].id,
        "role": "core",
        "lang": "en",
        "q": "a, b",
        "layers": corridor.layers[0].id,
        "audience": "investors",
        "chapters": f"{corridor.chapters[1].id},{corridor.chapters[0].id}",
    }
    assert parse(query, corridors, VIEWS, PARTS).selection == Selection(
        view="figures",
        part="gaps",
        corridor_id=corridor.id,
        lang="en",
        node_id=first,
        compared=(second, first),
        query="a, b",
        industry_id=corridor.industries[0].id,
        role="core",
        layer_ids=(corridor.layers[0].id,),
        audience_id="investors",
        chapter_ids=(corridor.chapters[1].id, corridor.chapters[0].id),
    )


@pytest.mark.parametrize(
    "parameter", ["view", "part", "corridor", "node", "compare", "industry", "role", "lang", "layers"]
)
@pytest.mark.parametrize("value", ["nowhere", "<script>alert(1)</script>", "骨干节点", "../../etc", "None"])
def test_an_unknown_value_falls_back_and_is_named(corridors: dict[str, Corridor], parameter: str, value: str) -> None:
    """Whatever stands there, the page is the one without it."""
    reading = parse({parameter: value}, corridors, VIEWS, PARTS)
    assert reading.selection == parse({}, corridors, VIEWS, PARTS).selection
    assert reading.unknown == (Unknown(parameter=parameter, value=value),)


def test_a_list_keeps_its_known_parts(corridors: dict[str, Corridor]) -> None:
    """One wrong node does not lose the others, and a repeated one counts once."""
    nodes = [node.id for node in corridors["lantern-canal"].nodes]
    reading = parse({"compare": f"{nodes[0]},nobody,{nodes[1]},{nodes[0]}"}, corridors, VIEWS)
    assert reading.selection.compared == (nodes[0], nodes[1])
    assert reading.unknown == (Unknown(parameter="compare", value="nobody"),)


def test_no_more_nodes_are_compared_than_fit(corridors: dict[str, Corridor]) -> None:
    """A fifth column is left out, and the reader is told which."""
    nodes = [node for node in corridors["lantern-canal"].nodes if node.has_economy]
    reading = parse({"compare": ",".join(node.id for node in nodes)}, corridors, VIEWS)
    assert reading.selection.compared == tuple(node.id for node in nodes[:MOST])
    left = nodes[MOST:]
    assert reading.unknown == tuple(
        Unknown(parameter="compare", value=node.id, why="too-many", name=node.name) for node in left
    )


def test_a_node_without_an_economy_is_not_compared(corridors: dict[str, Corridor]) -> None:
    """A link that asks for it shows the others, and says what was left out."""
    reading = parse({"compare": "moth-institute,kite-tower"}, corridors, VIEWS)
    assert reading.selection.compared == ("kite-tower",)
    name = corridors["lantern-canal"].node_by_id["moth-institute"].name
    assert reading.unknown == (Unknown(parameter="compare", value="moth-institute", why="no-economy", name=name),)


def test_no_layer_is_not_the_default_layers(corridors: dict[str, Corridor]) -> None:
    """Switching the last layer off stays off after a reload."""
    written = compose(layers=())
    assert parse({"layers": written["layers"] or ""}, corridors, VIEWS).selection.layer_ids == ()
    assert parse({}, corridors, VIEWS).selection.layer_ids is None


def test_an_empty_field_leaves_the_address() -> None:
    """Links stay short."""
    assert compose(node=None, q="", compare=()) == {"node": None, "q": None, "compare": None}


@pytest.mark.parametrize(("asked", "spoken"), [("en", "en"), ("zh", "zh"), ("fr", "zh"), ("", "zh")])
def test_the_language_is_known_without_a_corridor(asked: str, spoken: str) -> None:
    """Chinese is the first language."""
    assert language({"lang": asked}) == spoken
