"""The main job: the map is there without a network, and every node opens its panel from the map and from the list."""

import pytest
from browsing import Screen, Traffic
from playwright.sync_api import expect

from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import PositionKind
from corridor.model.text import Lang

LIES_WITHIN = """([inner, outer]) => {
  const [one, other] = [inner, outer].map((place) => document.querySelector(place).getBoundingClientRect());
  return one.top >= other.top && one.bottom <= other.bottom + 1;
}"""


@pytest.fixture
def opened(screen: Screen, corridor: Corridor, spoken: Lang) -> Screen:
    """The map view of each corridor in its language."""
    screen.open(corridor=corridor.id, lang=spoken)
    return screen


@pytest.fixture(scope="module")
def read(reader: Screen, corridor: Corridor, spoken: Lang) -> Screen:
    """The same, for tests that only read from it."""
    reader.open(corridor=corridor.id, lang=spoken)
    return reader


def placed(corridor: Corridor) -> list[str]:
    """Ids of the nodes that the map can show."""
    return [node.id for node in corridor.nodes if node.position.kind is not PositionKind.UNKNOWN]


def test_the_map_shows_every_node_that_has_a_place(read: Screen, corridor: Corridor) -> None:
    """Each placed node is drawn as an element of its own, and no other node is."""
    for node_id in placed(corridor):
        expect(read.drawn(node_id)).to_be_attached()
    for node in corridor.nodes:
        if node.id not in placed(corridor):
            expect(read.map.locator(f".node-{node.id}")).to_have_count(0)


def test_a_click_on_the_map_opens_the_panel(opened: Screen, corridor: Corridor, spoken: Lang) -> None:
    """Every node that is drawn opens its panel when it is clicked where it is drawn."""
    for node_id in placed(corridor):
        opened.click_on_map(node_id)
        expect(opened.panel_of(node_id)).to_contain_text(corridor.node_by_id[node_id].name[spoken])
        opened.expect_query(node=node_id, lang=spoken, corridor=corridor.id)
    opened.expect_no_exception()


def test_the_list_opens_the_panel(opened: Screen, corridor: Corridor, spoken: Lang) -> None:
    """Every node, also one that has no place yet, opens its panel from the list, and the map marks it.

    Neither a figure nor a missing one stands on the panel of a node without an economy. The map's frame is never loaded
    anew, by clicks on it neither, so that nobody's view jumps or flickers.
    """
    expect(opened.drawn(placed(corridor)[0])).to_be_attached()
    opened.map_document.evaluate("() => { window.kept = true; }")
    for node in corridor.nodes:
        opened.listed(node.id).click()
        expect(opened.panel_of(node.id)).to_contain_text(node.name[spoken])
        opened.expect_query(node=node.id)
        if node.id in placed(corridor):
            expect(opened.map.locator(f".node.node-{node.id}.selected")).to_be_visible()
        if not node.has_economy:
            expect(opened.panel.locator("[data-status]")).to_have_count(0)
    opened.click_on_map(placed(corridor)[0])
    expect(opened.panel_of(placed(corridor)[0])).to_be_visible()
    assert opened.map_document.evaluate("() => window.kept")
    opened.expect_no_exception()


def test_a_node_without_a_place_is_found_in_the_list_and_what_it_is_in_is_lit(
    opened: Screen, corridor: Corridor
) -> None:
    """The list goes to its row, and the map says what is known and marks the node around it, if there is one."""
    opened.page.set_viewport_size({"width": 1366, "height": 640})
    unknown = [node for node in corridor.nodes if node.id not in placed(corridor)]
    for node in (unknown[-1], next(one for one in unknown if one.part_of in placed(corridor))):
        opened.open(corridor=corridor.id, node=node.id)
        expect(opened.keyed("map").locator(".map-place")).to_be_visible()
        expect(opened.listed(node.id)).to_be_in_viewport(ratio=1)
        opened.page.wait_for_function(LIES_WITHIN, arg=[f".st-key-pick-{node.id} button", ".st-key-places"])
        if node.part_of in placed(corridor):
            expect(opened.map.locator(f".node.node-{node.part_of}.selected")).to_be_visible()


def test_without_its_map_the_page_says_how_to_go_on(
    screen: Screen, traffic: Traffic, corridor: Corridor, spoken: Lang
) -> None:
    """Where the map cannot start, the list still does the job, and the page says so until it is drawn."""
    screen.page.route("**/map-*.js", lambda route: route.abort())
    screen.open(corridor=corridor.id, lang=spoken)
    waiting = screen.page.get_by_text(word("map.waiting", spoken))
    expect(waiting).to_be_visible()
    screen.listed(corridor.nodes[0].id).click()
    expect(screen.panel_of(corridor.nodes[0].id)).to_be_visible()
    expect(waiting).to_be_visible()
    screen.page.unroute("**/map-*.js")
    screen.open(corridor=corridor.id, lang=spoken)
    expect(waiting).to_be_hidden()
    traffic.errors.clear()  # of the map that could not start


def test_what_is_missing_is_shown_as_missing(opened: Screen, corridor: Corridor) -> None:
    """An expected figure that nobody published is named, not left out and not zero."""
    bare = next(
        node
        for node in corridor.nodes
        if node.has_economy
        and not any(figure.value is not None for figure in corridor.figures_by_subject.get(node.id, ()))
    )
    opened.listed(bare.id).click()
    expect(opened.panel_of(bare.id)).to_be_visible()
    missing = opened.panel.locator("[data-status=not_published], [data-status=no_entry]").first
    expect(missing).to_be_hidden()
    opened.open_tab("figures")
    opened.panel.locator(".gaps > summary").click()
    expect(missing).to_be_visible()


def test_the_day_of_the_data_stands_on_the_screen(read: Screen, corridor: Corridor) -> None:
    """A reader never has to ask how old the numbers are."""
    expect(read.page.locator("body")).to_contain_text(str(corridor.data_date.year))


def test_the_map_carries_its_notice_and_sources(read: Screen, corridor: Corridor, spoken: Lang) -> None:
    """What it is and what it was drawn from stand in the map itself, with a legend and a scale; the notice unfolds."""
    notice = read.map.locator(".imprint .notice")
    expect(notice.locator("p")).to_be_hidden()
    notice.locator("summary").click()
    expect(notice.get_by_text(corridor.notice[spoken], exact=True)).to_be_visible()
    notice.locator("summary").click()
    expect(notice.locator("p")).to_be_hidden()
    expect(read.map.locator(".imprint")).to_contain_text(corridor.attribution[spoken])
    expect(read.map.locator(".imprint svg")).to_have_count(0)
    expect(read.map.locator(".legend")).to_contain_text(corridor.axis.name[spoken])
    expect(read.map.locator(".leaflet-control-scale-line")).to_be_visible()
