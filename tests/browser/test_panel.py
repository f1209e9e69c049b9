"""The panel beside the map: its head in sight, its tabs short, its links alive."""

import re
from collections.abc import Iterator

import pytest
from browsing import Screen
from playwright.sync_api import Locator, expect

from corridor.analysis.listing import listed
from corridor.draw.words.wording import dated_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.text import Lang

DESK = {"width": 1366, "height": 768}
MOST_WINDOWS = 4.0
LENGTHS = """panel => {
  const sheet = panel.querySelector(".panel-sheet");
  const tabs = [...panel.querySelectorAll("[role=tab]")];
  const found = tabs.map((tab) => {
    tab.click();
    return [tab.dataset.tab, sheet.scrollHeight / sheet.clientHeight];
  });
  tabs[0].click();
  return found;
}"""
COVERED = """panel => {
  const head = panel.querySelector(".st-key-panel-head").getBoundingClientRect();
  const sheet = panel.querySelector(".panel-sheet");
  const found = [];
  for (sheet.scrollTop = 0; ; sheet.scrollTop += 200) {
    const box = sheet.getBoundingClientRect();
    if (box.top < head.bottom - 0.5) found.push(box.top);
    if (sheet.scrollTop + sheet.clientHeight >= sheet.scrollHeight - 1) return found;
    if (found.length) return found;
  }
}"""


@pytest.fixture
def desk(screen: Screen, corridor: Corridor, spoken: Lang) -> Screen:
    """Each corridor in its language on a small desk."""
    return at_desk(screen, corridor, spoken)


def at_desk(screen: Screen, corridor: Corridor, lang: Lang) -> Screen:
    """A corridor on a small desk, its panel alive."""
    screen.page.set_viewport_size(DESK)
    screen.open(corridor=corridor.id, lang=lang)
    expect(screen.panel).to_have_attribute("data-alive", "true")
    return screen


def tab(screen: Screen, name: str) -> Locator:
    """A tab of the panel."""
    return screen.panel.locator(f"[role=tab][data-tab={name}]")


def opened(screen: Screen, corridor: Corridor) -> Iterator[str]:
    """The corridor's panel, then each node's, by the way through the list; yields what it is of."""
    yield ""
    for node_id in listed(corridor, corridor.node_by_id):
        screen.listed(node_id).click()
        expect(screen.panel_of(node_id)).to_be_visible()
        screen.settle()
        yield node_id


def test_no_tab_is_longer_than_four_windows_or_slides_under_the_head(
    screen: Screen, corridor: Corridor, lang: Lang
) -> None:
    """Whatever is selected, a reader at a small desk is at the end of any tab in three turns of the page.

    The head has its own ground and room: what scrolls ends where the head does.
    """
    desk = at_desk(screen, corridor, lang)
    offenders = {}
    for thing in opened(desk, corridor):
        expect(desk.panel.locator("[role=tab]").first).to_be_visible()
        for name, windows in desk.panel.evaluate(LENGTHS):
            if windows > MOST_WINDOWS:
                offenders[thing, name] = round(windows, 1)
        if covered := desk.panel.evaluate(COVERED):
            offenders[thing, "under the head"] = covered
    assert offenders == {}


def test_the_tab_stays_chosen_from_node_to_node(desk: Screen, corridor: Corridor) -> None:
    """Whoever reads the figures of one node reads the figures of the next; keys go through the tabs."""
    bare = [node for node in corridor.nodes if node.has_economy][:2]
    desk.listed(bare[0].id).click()
    expect(desk.panel_of(bare[0].id)).to_be_visible()
    desk.open_tab("overview")
    desk.page.keyboard.press("End")
    expect(tab(desk, "grounds")).to_be_focused()
    expect(tab(desk, "grounds")).to_have_attribute("aria-selected", "true")
    expect(desk.panel.locator("#panel-part-grounds")).to_be_visible()
    expect(desk.panel.locator("#panel-part-overview")).to_be_hidden()
    desk.page.keyboard.press("ArrowRight")
    expect(tab(desk, "overview")).to_be_focused()
    desk.page.keyboard.press("ArrowLeft")
    desk.listed(bare[1].id).click()
    expect(desk.panel_of(bare[1].id)).to_be_visible()
    expect(tab(desk, "grounds")).to_have_attribute("aria-selected", "true")
    expect(desk.panel.locator("#panel-part-overview")).to_be_hidden()


def test_the_head_leads_through_the_list(desk: Screen, corridor: Corridor) -> None:
    """Next and previous go through the nodes as they are listed, round its end."""
    order = listed(corridor, corridor.node_by_id)
    desk.listed(order[-1]).click()
    expect(desk.panel_of(order[-1])).to_be_visible()
    desk.keyed("panel-next").locator("button").click()
    expect(desk.panel_of(order[0])).to_be_visible()
    desk.keyed("panel-previous").locator("button").click()
    expect(desk.panel_of(order[-1])).to_be_visible()
    desk.expect_query(node=order[-1])


def test_nodes_are_gathered_for_comparison(desk: Screen, corridor: Corridor, spoken: Lang) -> None:
    """The address holds them, and from two on a way leads to the comparison."""
    first, second = tuple(corridor.compared_by_id)[:2]
    for node_id in (first, second):
        desk.listed(node_id).click()
        expect(desk.panel_of(node_id)).to_be_visible()
        desk.keyed("panel-compare").get_by_text(word("panel.compare", spoken), exact=True).click()
        expect(desk.keyed("panel-compare")).to_contain_text(word("panel.compare-leave", spoken))
    desk.expect_query(compare=f"{first},{second}")
    desk.keyed("panel-compared").locator("button").click()
    expect(desk.keyed("compare").locator("table")).to_contain_text(corridor.node_by_id[second].name[spoken])


def test_what_looks_like_a_link_is_one(desk: Screen, corridor: Corridor, spoken: Lang) -> None:
    """A leading figure is shown among all figures, an industry filters the list, a related place opens."""
    tie = corridor.ties_of(corridor.node_industries[0].node_id)[0]
    desk.listed(tie.node_id).click()
    expect(desk.panel_of(tie.node_id)).to_be_visible()
    desk.open_tab("industries")
    desk.panel.locator(f"button[data-industry={tie.industry_id}]").first.click()
    desk.expect_query(industry=tie.industry_id, node=tie.node_id)
    part = next(node for node in corridor.nodes if node.part_of in corridor.node_by_id and node.has_economy)
    desk.open(corridor=corridor.id, lang=spoken, node=part.id)
    desk.open_tab("overview")
    desk.panel.locator(f"button[data-node={part.part_of}]").click()
    expect(desk.panel_of(part.part_of or "")).to_be_visible()
    desk.open(corridor=corridor.id, lang=spoken)
    desk.open_tab("overview")
    leading = desk.panel.locator("[data-opens]").first
    figure_id = leading.get_attribute("data-opens")
    leading.click()
    expect(desk.keyed("figures-table").locator(f"[data-figure={figure_id}]")).to_be_visible()
    desk.expect_query(view="figures")


def test_the_address_can_be_copied(desk: Screen, spoken: Lang) -> None:
    """The link on the clipboard is this page's, and the page says that it is there."""
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.panel.locator("[data-act=copy]").click()
    expect(desk.panel.locator("[data-said]")).to_have_text(word("panel.copied", spoken))
    assert desk.page.evaluate("navigator.clipboard.readText()") == desk.page.url


def test_a_row_says_the_rest_when_asked(screen: Screen, corridor: Corridor, spoken: Lang) -> None:
    """A figure's scope, note and sources unfold below its row."""
    figure = next(
        f for f in corridor.figures if f.scope_id and f.source_ids and f.subject_id in corridor.compared_by_id
    )
    screen.open(corridor=corridor.id, lang=spoken, node=figure.subject_id)
    screen.open_tab("figures")
    row = screen.panel.locator(f"[data-figure={figure.id}]")
    if not row.is_visible():
        screen.panel.locator(".earlier", has=row).locator("> summary").click()
    said = row.get_by_text(re.compile(re.escape(corridor.source_by_id[figure.source_ids[0]].title[spoken])))
    expect(said).to_be_hidden()
    row.locator("summary").click()
    expect(said).to_be_visible()
    expect(row).to_contain_text(corridor.scope_by_id[figure.scope_id or ""].name[spoken])


PRINTS = """() => {
  window.print = () => {
    dispatchEvent(new Event("beforeprint"));
    document.body.dataset.printed = document.querySelector("#stage h2").textContent.trim();
    dispatchEvent(new Event("afterprint"));
  };
}"""


@pytest.mark.own_page
def test_the_panel_prints_its_sheet(desk: Screen, corridor: Corridor, spoken: Lang) -> None:
    """What goes to the printer is the sheet of what is selected, and the page stands there as before."""
    desk.page.add_init_script(f"({PRINTS})()")
    desk.open(corridor=corridor.id, lang=spoken)
    body = desk.page.locator("body")
    for thing, name in ((None, corridor.name), (corridor.nodes[0].id, corridor.nodes[0].name)):
        if thing:
            desk.listed(thing).click()
            expect(desk.panel_of(thing)).to_be_visible()
        expect(desk.panel).to_have_attribute("data-alive", "true")
        desk.panel.locator("[data-act=print]").click()
        expect(body).to_have_attribute("data-printed", name[spoken])
        expect(desk.panel).to_be_visible()


LAID_OUT = """() => {
  dispatchEvent(new Event("beforeprint"));
  return document.querySelector("#stage .page") !== null;
}"""
SIZES_ON_PAPER = """() => {
  const texts = document.createTreeWalker(document.querySelector("#stage .page"), NodeFilter.SHOW_TEXT);
  const sizes = [];
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    const isSeen = data.trim() && parentElement.checkVisibility();
    if (isSeen) sizes.push(parseFloat(getComputedStyle(parentElement).fontSize));
  }
  return sizes;
}"""
LEAST_ON_PAPER_PX = 9.33
"""7 points."""


def test_the_browsers_own_printing_gives_the_sheet(desk: Screen, corridor: Corridor, spoken: Lang) -> None:
    """Title, map, figures with their sources, notice, date and address, legible, and nothing of the page around."""
    figures = [figure for figure in corridor.figures if figure.source_ids]
    node = next(corridor.node_by_id[f.subject_id] for f in figures if f.subject_id in corridor.node_by_id)
    desk.open(corridor=corridor.id, lang=spoken, node=node.id)
    expect(desk.panel).to_have_attribute("data-alive", "true")
    desk.page.wait_for_function(LAID_OUT)
    expect(desk.keyed("page")).to_be_hidden()
    page = desk.page.locator("#stage .page")
    for said in (node.name[spoken], dated_text(corridor, spoken), corridor.notice[spoken]):
        expect(page).to_contain_text(said)
    expect(page.locator(".sheet-map")).to_be_visible()
    expect(page.locator(".statement-value .marks").first).to_be_visible()
    expect(page.locator(".sheet-sources li").first).to_be_visible()
    assert page.locator(".web-address").all_inner_texts() == [
        f"{corridor.public_url}?node={node.id}&corridor={corridor.id}" for _ in [1] if corridor.public_url
    ]
    assert min(desk.page.evaluate(SIZES_ON_PAPER)) >= LEAST_ON_PAPER_PX
