"""Names on the map can be read: measured where the browser has put them, on every size of screen."""

from dataclasses import dataclass

import pytest
from browsing import Screen, stand_still
from playwright.sync_api import Frame, expect

from corridor.model.corridor import Corridor
from corridor.model.place import PositionKind, Role
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
    const { nodes, names, sketch } = window.map.corridor;
    const symbol = ([id, node]) => {
        const { x, y, width, height } = box(node.element);
        return { id, x: x + width / 2, y: y + height / 2, r: width / 2 };
    };
    const symbols = [...nodes].map(symbol);
    const dot = ({ at: [at], text, style }) => ({ id: text, style, ...window.map.latLngToContainerPoint(at), r: 5 });
    const beside = names.filter((name) => ["stop", "station"].includes(name.style));
    const dots = (style) => beside.filter((name) => name.style === style).map(dot);
    const beyond = (least, at, most) => Math.max(least - at, 0, at - most);
    const gap = (mark, one) =>
        Math.hypot(beyond(one.left, mark.x, one.right), beyond(one.top, mark.y, one.bottom)) - mark.r;
    const lies = (own, one, rivals) =>
        rivals.some((mark) => mark.id !== own.id && gap(mark, one) <= gap(own, one));
    const spine = sketch.axis.path.map((at) => window.map.latLngToContainerPoint(at));
    const hundred = [...Array(100).keys()].map((part) => part / 100);
    const points = spine.slice(1).flatMap((to, index) =>
        hundred.map((part) => spine[index].multiplyBy(1 - part).add(to.multiplyBy(part))));
    const across = (one) => points.some(({ x, y }) => gap({ x, y, r: 0 }, one) <= 0);
    const isName = (text) => !text.startsWith("leaflet") && !text.startsWith("legend");
    const misplaced = [
        ...[...nodes].filter((entry) => seen(entry[1].label) && lies(symbol(entry), box(entry[1].label), symbols)),
        ...beside.filter((name) => seen(name.body)
            && lies(dot(name), box(name.body), [...symbols, ...dots(name.style)])),
        ...pieces.filter(([text, one]) => isName(text) && across(one)),
    ].map((found) => found.text ?? found[0]);
    const axis = names.some((name) => name.style === "axis" && seen(name.body));
    const named = shown(".node-label").map((e) => e.closest(".node").className.match(/node-([a-z][a-z0-9-]*)/)[1]);
    return { collisions, outside: pieces.filter(cutOff).map(([text]) => text), named, misplaced, axis };
}"""

IN_VIEW = """() => [...window.map.corridor.nodes].filter(([, node]) => {
    const { x, y } = window.map.latLngToContainerPoint(node.marker.getLatLng());
    const size = window.map.getSize();
    return x > 0 && y > 0 && x < size.x && y < size.y;
}).map(([id]) => id)"""

PLACE_WHILE_HIDDEN = """() => {
    const { corridor } = window.map;
    const withNextPicture = window.requestAnimationFrame;
    window.requestAnimationFrame = (draw) => draw();
    window.frameElement.style.display = "none";
    [...corridor.nodes.values(), ...corridor.names].forEach((named) => (named.size = null));
    corridor.view = corridor.placed = null;
    window.map.fire("moveend");
    window.frameElement.style.display = "";
    window.map.fire("moveend");
    window.requestAnimationFrame = withNextPicture;
}"""


@dataclass(frozen=True)
class Measured:
    """What was measured on a map that stood still."""

    collisions: list[list[str]]
    outside: list[str]
    named: list[str]
    """Ids of the nodes whose names are shown."""
    misplaced: list[str]
    """Names as near to another mark as to their own, or across the axis."""
    axis: bool
    """Whether the axis is named."""


@dataclass(frozen=True)
class Picture:
    """The map of a corridor in a language on a size of screen."""

    size: str
    corridor: Corridor
    first: Measured
    again: Measured
    """After the frame was taken away while names were placed."""
    in_view: list[str]
    """Ids of the nodes that lie within the frame."""


@pytest.fixture(scope="module", params=SIZES, ids=str)
def size(request: pytest.FixtureRequest) -> str:
    """Each size of screen in turn, by name."""
    chosen: str = request.param
    return chosen


@pytest.fixture(scope="module")
def picture(size: str, reader: Screen, corridor: Corridor, lang: Lang) -> Picture:
    """The map of each corridor in each language on each size of screen, measured once for all tests."""
    frame = shown(reader, size, corridor, lang)
    first, in_view = Measured(**frame.evaluate(MEASURE)), frame.evaluate(IN_VIEW)
    frame.evaluate(PLACE_WHILE_HIDDEN)
    stand_still(frame, STILL)
    return Picture(size, corridor, first, Measured(**frame.evaluate(MEASURE)), in_view)


def shown(screen: Screen, size: str, corridor: Corridor, lang: Lang) -> Frame:
    """The map's document, once it stands still."""
    width, height = SIZES[size]
    screen.page.set_viewport_size({"width": width, "height": height})
    screen.open(corridor=corridor.id, lang=lang)
    expect(screen.drawn(corridor.nodes[0].id)).to_be_visible()
    frame = screen.page.locator(".st-key-map iframe").first.element_handle().content_frame()
    assert frame is not None
    screen.settle()
    frame.wait_for_function("document.fonts.status === 'loaded'")
    stand_still(frame, STILL)
    return frame


def test_no_name_lies_on_another(picture: Picture) -> None:
    """Names of nodes, stations and crossings touch neither each other nor a button nor the legend."""
    assert picture.first.collisions == []


def test_no_name_lies(picture: Picture) -> None:
    """No name is as near to the mark of something else as to its own, and none lies across the axis."""
    assert picture.first.misplaced == []


def test_the_axis_and_the_core_have_their_names(picture: Picture) -> None:
    """A map of a road names what the corridor is about, and, but for a phone without room, the road."""
    assert picture.first.axis or picture.size == "phone"
    assert {node.id for node in picture.corridor.nodes if node.role is Role.CORE} <= set(picture.first.named)


def test_every_name_lies_in_the_frame(picture: Picture) -> None:
    """No name is cut by the edge of the map."""
    assert picture.first.outside == []


def test_the_nodes_in_view_have_their_names(picture: Picture) -> None:
    """A name is left out only where its node is out of view, or where a phone has no room for all."""
    named, in_view = picture.first.named, picture.in_view
    placed = {node.id for node in picture.corridor.nodes if node.position.kind is not PositionKind.UNKNOWN}
    assert set(named) <= set(in_view) <= placed
    if picture.size != "phone":
        assert sorted(named) == sorted(in_view)
    assert len(named) > len(in_view) / 2


def test_a_frame_that_is_taken_away_while_its_names_are_placed_comes_back_as_it_was(picture: Picture) -> None:
    """Names that measure nothing have no end of places to try: the page once ran out of memory over them."""
    assert picture.again == picture.first
