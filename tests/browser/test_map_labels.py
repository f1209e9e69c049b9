"""Names on the map can be read: measured where the browser has put them, on every size of screen."""

import pytest
from browsing import Screen
from playwright.sync_api import Frame, expect

from corridor.model.corridor import Corridor
from corridor.model.place import PositionKind
from corridor.model.text import Lang

SIZES = {"phone": (390, 844), "laptop": (1366, 768), "desktop": (1920, 1080), "wall": (3840, 1080)}
STILL = """async () => {
    const look = () => [...document.querySelectorAll(".node-label, .name")].map((name) =>
        [name.classList.contains("unplaced"), ...Object.values(name.getBoundingClientRect().toJSON())]).join();
    const before = look();
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
    return before === look();
}"""
MEASURE = """() => {
    const box = (element) => element.getBoundingClientRect();
    const seen = (e) => e.checkVisibility({ visibilityProperty: true });
    const shown = (selector) => [...document.querySelectorAll(selector)].filter(seen);
    const level = (e) => !parseFloat(e.style.getPropertyValue("--turn") || "0");
    const pieces = [
        ...shown(".node-label").map((e) => [e.innerText, box(e)]),
        ...shown(".name").filter((e) => level(e) && !e.classList.contains("stacked")).map((e) => [e.innerText, box(e)]),
        ...shown(".leaflet-control").map((e) => [e.className, box(e)]),
    ];
    const cut = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
    const collisions = [];
    pieces.forEach(([text, one], index) => pieces.slice(index + 1).forEach(([other, two]) => {
        if (cut(one, two) && !(text.startsWith("leaflet") || text.startsWith("legend"))) collisions.push([text, other]);
    }));
    const cutOff = ([, one]) => one.left < 0 || one.top < 0 || one.right > innerWidth || one.bottom > innerHeight;
    const named = shown(".node-label").map((e) => e.closest(".node").className.match(/node-([a-z][a-z0-9-]*)/)[1]);
    return { collisions, outside: pieces.filter(cutOff).map(([text]) => text), named };
}"""

IN_VIEW = """() => [...window.map.corridor.nodes].filter(([, node]) => {
    const { x, y } = window.map.latLngToContainerPoint(node.marker.getLatLng());
    const size = window.map.getSize();
    return x > 0 && y > 0 && x < size.x && y < size.y;
}).map(([id]) => id)"""

PLACE_WHILE_HIDDEN = """() => {
    const { corridor } = window.map;
    window.frameElement.style.display = "none";
    window.corridorMap.remeasure(corridor);
    window.corridorMap.placeEverything(corridor);
    window.frameElement.style.display = "";
    window.corridorMap.placeEverything(corridor);
}"""


@pytest.fixture(params=SIZES, ids=str)
def size(request: pytest.FixtureRequest) -> str:
    """Each size of screen in turn, by name."""
    chosen: str = request.param
    return chosen


@pytest.fixture
def sized(size: str, screen: Screen, corridor: Corridor, lang: Lang) -> Frame:
    """The map of each corridor in each language on each size of screen, once it stands still."""
    width, height = SIZES[size]
    screen.page.set_viewport_size({"width": width, "height": height})
    screen.open(corridor=corridor.id, lang=lang)
    expect(screen.drawn(corridor.nodes[0].id)).to_be_visible()
    frame = screen.page.locator(".st-key-map iframe").first.element_handle().content_frame()
    assert frame is not None
    screen.settle()
    frame.wait_for_function("document.fonts.status === 'loaded'")
    frame.wait_for_function(STILL)
    return frame


def test_no_name_lies_on_another(sized: Frame) -> None:
    """Names of nodes, stations and crossings touch neither each other nor a button nor the legend."""
    assert sized.evaluate(MEASURE)["collisions"] == []


def test_every_name_lies_in_the_frame(sized: Frame) -> None:
    """No name is cut by the edge of the map."""
    assert sized.evaluate(MEASURE)["outside"] == []


def test_the_nodes_in_view_have_their_names(sized: Frame, size: str, corridor: Corridor) -> None:
    """A name is left out only where its node is out of view, or where a phone has no room for all."""
    measured = sized.evaluate(MEASURE)
    in_view = sized.evaluate(IN_VIEW)
    placed = {node.id for node in corridor.nodes if node.position.kind is not PositionKind.UNKNOWN}
    assert set(measured["named"]) <= set(in_view) <= placed
    if size != "phone":
        assert sorted(measured["named"]) == sorted(in_view)
    assert len(measured["named"]) > len(in_view) / 2


def test_a_frame_that_is_taken_away_while_its_names_are_placed_comes_back_as_it_was(sized: Frame) -> None:
    """Names that measure nothing have no end of places to try: the page once ran out of memory over them."""
    before = sized.evaluate(MEASURE)
    sized.evaluate(PLACE_WHILE_HIDDEN)
    sized.wait_for_function(STILL)
    assert sized.evaluate(MEASURE) == before
