"""The firms of the ledger on an editor's map: fetched once it is opened, counted, filtered, and nobody else's."""

import re
import urllib.error
import urllib.request

from browsing import Dashboard, Screen
from playwright.sync_api import FrameLocator, Locator, Page, Request, expect

CELLS, DOTS = re.compile("cells"), re.compile("dots")
ALL, PLACED = 2488, 2241
"""Firms of the invented ledger in its newest year, and those of them that have a position."""
TEXTILES, PLACED_TEXTILES = 725, 644


def handouts(page: Page) -> list[Request]:
    """What the page fetches from addresses of its own, from now on."""
    found: list[Request] = []
    page.on("request", lambda request: found.append(request) if "/handout/" in request.url else None)
    return found


def status(url: str) -> int:
    """What anybody else gets there."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def tick(screen: Screen) -> Locator:
    """The switch of the layer, in the legend."""
    if not screen.map.locator(".legend[open]").count():
        screen.map.locator(".legend summary").click()
    return screen.map.locator("[data-firms]")


def told(frame: FrameLocator) -> Locator:
    """The count."""
    return frame.get_by_role("status")


def test_the_layer_is_fetched_when_it_is_opened_and_follows_the_list(page: Page, desk: Dashboard) -> None:
    """Off at first; then one file, cells of density, counts by the filter, and a dot for each firm near by."""
    screen, asked = Screen(page, desk), handouts(page)
    screen.open(corridor="lantern-canal", lang="en")
    pane = screen.map.locator(".leaflet-firms-pane")
    expect(tick(screen)).not_to_be_checked()
    assert asked == []
    tick(screen).focus()
    page.keyboard.press("Space")
    expect(told(screen.map)).to_contain_text(f"{PLACED:,} of {ALL:,} firms shown")
    expect(told(screen.map)).to_contain_text(f"{ALL - PLACED} without a position")
    expect(pane).to_have_attribute("data-form", CELLS)
    screen.listed("kite-tower").click()
    expect(screen.panel_of("kite-tower")).to_be_visible()
    for _ in range(5):
        screen.map.locator(".leaflet-control-zoom-in").click()
        expect(screen.map.locator(".leaflet-zoom-anim")).to_have_count(0)  # a click during a zoom is lost
    expect(pane).to_have_attribute("data-form", DOTS)
    assert len(asked) == 1
    screen.open(corridor="lantern-canal", lang="en", industry="photonic-textiles")
    tick(screen).check()
    expect(told(screen.map)).to_contain_text(f"{PLACED_TEXTILES} of {ALL:,}")
    expect(told(screen.map)).to_contain_text(f"{TEXTILES - PLACED_TEXTILES} without")
    expect(screen.map.locator(".firms-card li:not(.firms-form)")).to_have_count(1)
    tick(screen).uncheck()
    expect(pane.locator("canvas")).to_have_count(0)
    expect(screen.map.locator(".firms-card")).to_be_hidden()


def test_a_dot_says_which_firm_it_is(page: Page, desk: Dashboard) -> None:
    """One firm that the search finds: its dot has name, industry, node and the newest amounts."""
    screen = Screen(page, desk)
    screen.open(corridor="lantern-canal", lang="zh", q="虚构企业0001", node="kite-tower")
    tick(screen).check()
    expect(told(screen.map)).to_contain_text(f"显示 1 / {ALL:,} 家")
    screen.map.locator(".legend summary").click()
    pane = screen.map.locator(".leaflet-firms-pane canvas")
    expect(pane).to_be_attached()
    frame = page.locator(".st-key-map iframe").element_handle().content_frame()
    assert frame
    at = frame.evaluate("""() => {
      const canvas = document.querySelector(".leaflet-firms-pane canvas");
      const { width, height } = canvas;
      const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
      const seen = [...Array(width * height).keys()].filter((i) => data[4 * i + 3] > 200);
      const box = canvas.getBoundingClientRect();
      const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
      return [box.left + mean(seen.map((i) => i % width)) * box.width / width,
              box.top + mean(seen.map((i) => Math.floor(i / width))) * box.height / height];
    }""")
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box
    page.mouse.move(box["x"] + at[0] - 2, box["y"] + at[1])
    page.mouse.move(box["x"] + at[0], box["y"] + at[1])
    tip = screen.map.locator(".firm-tip")
    expect(tip).to_contain_text("虚构企业0001")
    expect(tip).to_contain_text("税收 2025年")


def test_the_file_is_for_one_session_alone(page: Page, desk: Dashboard) -> None:
    """Its address cannot be guessed; it ends when the editor looks as the public does, and with the page."""
    screen, asked = Screen(page, desk), handouts(page)
    screen.open(corridor="lantern-canal", lang="en")
    tick(screen).check()
    expect(told(screen.map)).to_contain_text(f"{ALL:,}")
    (request,) = asked
    answer = request.response()
    assert answer
    assert answer.header_value("cache-control") == "no-store"
    assert "虚构企业" in answer.text() or "Invented firm" in answer.text()
    assert status(f"{desk.url}/handout/{'A' * 43}") == 404
    page.get_by_role("button", name="See as the public").click()
    screen.settle()
    expect(screen.map.locator("[data-firms]")).to_have_count(0)
    assert status(request.url) == 404


def test_a_file_that_does_not_come_is_said_and_asked_for_again(page: Page, desk: Dashboard) -> None:
    """A plain sentence and a button, which does what it says."""
    screen = Screen(page, desk)
    screen.open(corridor="lantern-canal", lang="en")
    page.route("**/handout/*", lambda route: route.fulfill(status=503))
    tick(screen).check()
    expect(told(screen.map)).to_have_text("The firms of the ledger could not be loaded.")
    page.unroute("**/handout/*")
    screen.map.get_by_role("button", name="Try again").click()
    expect(told(screen.map)).to_contain_text(f"{PLACED:,} of {ALL:,}")


def test_the_public_is_not_offered_it(screen: Screen) -> None:
    """Neither the switch nor a word of it is on a page of the public, whose strip has the profile all the same."""
    asked = handouts(screen.page)
    screen.open(corridor="lantern-canal", lang="en")
    expect(screen.map.locator(".legend")).to_be_attached()
    assert "Firms of the ledger" not in screen.page.content() + screen.map.locator("html").inner_html()
    assert asked == []
