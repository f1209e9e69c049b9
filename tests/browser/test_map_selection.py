"""The map in its frame: it answers a click at once, stays while selections come and go, and can be read offline."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import Dashboard, Screen, Serve
from playwright.sync_api import Page, expect

from corridor.model.corridor import Corridor
from corridor.model.place import PositionKind
from corridor.model.text import Lang

PICK_AND_LOOK = """node_id => {
    const node = document.querySelector(`.node-${node_id}`);
    const names = [...document.querySelectorAll(".node-label, .name")];
    const where = () => JSON.stringify(names.map((name) => name.getBoundingClientRect()));
    const before = where();
    node.querySelector("svg").dispatchEvent(new MouseEvent("click", { bubbles: true }));
    const label = node.querySelector(".node-label");
    return { marked: node.classList.contains("selected"), words: label.innerText, shown: label.checkVisibility(),
        moved: before !== where() };
}"""
WHERE_NAMES_STAND = """async () => {
    for (let frames = 0; frames < 2; frames += 1) await new Promise((then) => requestAnimationFrame(then));
    return [...document.querySelectorAll(".node-label, .name")].map((name) => {
        const { x, y, width, height } = name.getBoundingClientRect();
        return [name.textContent, getComputedStyle(name).visibility, ...[x, y, width, height].map(Math.round)];
    });
}"""
WHOLE_AXIS = "() => window.map.getBounds().contains(window.map.corridor.sketch.view)"
AWAY = "() => window.map.setView(window.map.corridor.sketch.view[0], 18, { animate: false })"


@pytest.fixture
def opened(screen: Screen, corridor: Corridor, spoken: Lang) -> Screen:
    """The map view of each corridor in its language, with its map drawn."""
    screen.open(corridor=corridor.id, lang=spoken)
    expect(screen.drawn(points(corridor)[0])).to_be_visible()
    return screen


def points(corridor: Corridor) -> list[str]:
    """Ids of the nodes that are drawn at a point."""
    return [node.id for node in corridor.nodes if node.position.kind is PositionKind.POINT]


def test_a_click_is_answered_before_the_server_is(opened: Screen, corridor: Corridor, spoken: Lang) -> None:
    """The node is marked where it stands, with its name, in the same breath as the click; no name moves for it."""
    for node_id in points(corridor):
        seen = opened.map_document.evaluate(PICK_AND_LOOK, node_id)
        assert seen["marked"]
        assert seen["shown"]
        assert not seen["moved"]
        assert "".join(corridor.node_by_id[node_id].name[spoken].split()) in "".join(seen["words"].split())


def test_a_filter_moves_no_name(opened: Screen, corridor: Corridor, spoken: Lang) -> None:
    """What a search drops is paler on the map, and every name stands where it stood."""
    before = opened.map_document.evaluate(WHERE_NAMES_STAND)
    opened.page.locator(".st-key-finder .st-key-search input").fill(corridor.nodes[-1].name[spoken])
    expect(opened.map.locator(f".node-{points(corridor)[0]}.dimmed")).to_be_visible()
    assert opened.map_document.evaluate(WHERE_NAMES_STAND) == before


def test_a_node_stays_chosen_till_another_is_and_can_be_chosen_again(opened: Screen, corridor: Corridor) -> None:
    """Left for another in the list and clicked again it is selected again.

    A click beside every node, as happens when the map is dragged, takes nothing away.
    """
    node_id, other = points(corridor)[:2]
    for _ in range(2):
        opened.listed(other).click()
        expect(opened.panel_of(other)).to_be_visible()
        opened.click_on_map(node_id)
        expect(opened.panel_of(node_id)).to_be_visible()
    opened.map_document.evaluate("() => window.map.fire('click', { latlng: window.map.getCenter() })")
    opened.settle()
    expect(opened.map.locator(f".node-{node_id}.selected")).to_be_visible()
    opened.expect_query(node=node_id)


def test_what_is_out_of_sight_comes_into_view(opened: Screen, corridor: Corridor) -> None:
    """What the list selects can be seen on the map; from anywhere, one button brings the whole axis back."""
    opened.map_document.evaluate(AWAY)
    assert not opened.map_document.evaluate(WHOLE_AXIS)
    for node_id in points(corridor):
        opened.listed(node_id).click()
        expect(opened.drawn(node_id)).to_be_in_viewport()
        seen = "id => window.map.getBounds().contains(window.map.corridor.nodes.get(id).marker.getLatLng())"
        opened.map_document.wait_for_function(seen, arg=node_id)
    opened.map_document.evaluate(AWAY)
    opened.map.locator(".fit a").click()
    opened.map_document.wait_for_function(WHOLE_AXIS)


def test_the_legend_switches_layers(opened: Screen, corridor: Corridor) -> None:
    """A layer goes with its tick, and the address keeps the choice."""
    first, *rest = [layer.id for layer in corridor.layers if layer.visible]
    legend = opened.map.locator(".legend")
    if not legend.evaluate("box => box.open"):
        legend.locator("summary").click()
    legend.locator(f"[data-layer={first}]").uncheck()
    opened.expect_query(layers=",".join(rest))
    expect(legend.locator(f"[data-layer={first}]")).not_to_be_checked()


def test_a_node_can_be_chosen_by_keyboard(opened: Screen, corridor: Corridor) -> None:
    """A node on the map takes the focus and Enter selects it."""
    node_id = points(corridor)[0]
    opened.drawn(node_id).focus()
    opened.page.keyboard.press("Enter")
    expect(opened.panel_of(node_id)).to_be_visible()


def test_another_language_is_another_map(opened: Screen, corridor: Corridor, spoken: Lang) -> None:
    """The names on the map follow the language of the page."""
    other: Lang = "en" if spoken == "zh" else "zh"
    opened.open(corridor=corridor.id, lang=other)
    for node_id in points(corridor):
        expect(opened.map.locator(f".node-{node_id} .node-label b")).to_have_text(
            corridor.node_by_id[node_id].name[other]
        )


@pytest.fixture(scope="module")
def changing(serve: Serve, gather: Callable[[], Path]) -> Iterator[Dashboard]:
    """A dashboard over copies of the corridors, each of which one test may change."""
    with serve(gather()) as running:
        yield running


def test_changed_data_are_a_changed_map(page: Page, changing: Dashboard, corridor: Corridor, pack: Path) -> None:
    """A name that changes while the page is open changes on the map with the next act, without a reload."""
    one, other = points(corridor)[:2]
    screen = Screen(page, changing)
    screen.open(corridor=corridor.id, lang="zh")
    expect(screen.drawn(one)).to_be_visible()
    file = changing.data / pack.name / "nodes.geojson"
    nodes = json.loads(file.read_text(encoding="utf-8"))
    next(node for node in nodes["features"] if node["id"] == one)["properties"]["name_zh"] = "改名之后"
    file.write_text(json.dumps(nodes, ensure_ascii=False), encoding="utf-8")
    screen.listed(other).click()
    expect(screen.map.locator(f".node-{one} .node-label b")).to_have_text("改名之后")


def test_compared_nodes_are_marked(screen: Screen, corridor: Corridor) -> None:
    """Who has put nodes side by side sees on the map which they are, and nobody else is marked."""
    placed = [node.id for node in corridor.nodes if node.position.kind is PositionKind.POINT][:2]
    screen.open(corridor=corridor.id, compare=",".join(placed))
    for node_id in placed:
        expect(screen.drawn(node_id)).to_have_class(re.compile(r"\bcompared\b"))
    expect(screen.map.locator(".node.compared")).to_have_count(len(placed))
