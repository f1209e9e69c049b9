"""The strip diagram on the page: it selects, it follows, and its text fits in every size."""

import re

import pytest
from browsing import Screen
from playwright.sync_api import Locator, expect

SELECTED = re.compile(r"\bis-selected\b")
DIMMED = re.compile(r"\bis-dimmed\b")
TOO_WIDE = """svg => [...svg.querySelectorAll(".tag")].filter(tag => {
  const plate = tag.querySelector(".plate").getBoundingClientRect();
  return [...tag.querySelectorAll("text")].some(text => {
    const box = text.getBoundingClientRect();
    return box.left < plate.left - 1 || box.right > plate.right + 1 || box.top < plate.top - 2;
  });
}).map(tag => tag.textContent.trim())"""


def on_strip(screen: Screen, node_id: str) -> Locator:
    """A node's label on the strip."""
    return screen.keyed("strip").locator(f"[data-node={node_id}]")


def test_a_click_selects_a_node(screen: Screen) -> None:
    """A label selects what it names, on the line, in a bar and in the tray; panel, address and mark follow.

    So does the mark on the line.
    """
    screen.open(corridor="lantern-canal", lang="zh")
    for node_id in ("kite-tower", "drum-yard", "lock-service"):
        on_strip(screen, node_id).click()
        expect(screen.panel_of(node_id)).to_be_visible()
        screen.expect_query(node=node_id)
        expect(on_strip(screen, node_id)).to_have_class(SELECTED)
        expect(screen.keyed("strip").locator("[data-node].is-selected")).to_have_count(1)
    screen.keyed("strip").locator("[data-mark=kite-tower] .glyph").click()
    expect(screen.panel_of("kite-tower")).to_be_visible()


def test_the_keys_of_a_button_select_and_the_strip_follows_the_list(screen: Screen) -> None:
    """A focused label answers to either, and what is picked elsewhere is marked on the strip."""
    screen.open(corridor="lantern-canal", lang="en")
    for node_id, key in (("egret-hub", "Enter"), ("kite-tower", " ")):
        on_strip(screen, node_id).focus()
        screen.page.keyboard.press(key)
        expect(screen.panel_of(node_id)).to_be_visible()
    expect(on_strip(screen, "kite-tower")).to_have_class(SELECTED)
    screen.listed("drum-yard").click()
    expect(on_strip(screen, "drum-yard")).to_have_class(SELECTED)
    expect(on_strip(screen, "kite-tower")).not_to_have_class(SELECTED)


def test_the_strip_follows_the_filters(screen: Screen) -> None:
    """Nodes that a filter drops are dimmed, but can still be reached."""
    screen.open(corridor="lantern-canal", lang="zh", role="service")
    expect(on_strip(screen, "kite-tower")).to_have_class(DIMMED)
    expect(on_strip(screen, "egret-hub")).not_to_have_class(DIMMED)


@pytest.mark.parametrize(("width", "orientation"), [(390, "vertical"), (1024, "horizontal"), (1366, "horizontal")])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_fits_its_label(screen: Screen, lang: str, width: int, orientation: str) -> None:
    """Slim at first; unfolded it stands on a telephone, lies on a desk. Real fonts are no wider than reckoned."""
    screen.page.set_viewport_size({"width": width, "height": 900})
    screen.open(lang=lang)
    frame = screen.keyed("strip").locator(".strip-frame")
    expect(frame).to_have_attribute("data-form", "slim")
    assert frame.locator("svg.strip").evaluate(TOO_WIDE) == []
    frame.locator(".strip-switch").click()
    expect(frame).to_have_attribute("data-form", "full")
    expect(frame).to_have_attribute("data-orientation", orientation)
    picture = frame.locator("svg.strip")
    assert picture.evaluate(TOO_WIDE) == []
    assert picture.evaluate("svg => svg.getBoundingClientRect().width") <= width


def test_another_width_brings_another_drawing(screen: Screen) -> None:
    """Turning the tablet turns the line, and the selection stays marked."""
    screen.open(corridor="lantern-canal", lang="zh", node="kite-tower")
    frame = screen.keyed("strip").locator(".strip-frame")
    frame.locator(".strip-switch").click()
    expect(frame).to_have_attribute("data-orientation", "horizontal")
    screen.page.set_viewport_size({"width": 500, "height": 900})
    expect(frame).to_have_attribute("data-orientation", "vertical")
    expect(on_strip(screen, "kite-tower")).to_have_class(SELECTED)
