"""The whole job by keyboard."""

import pytest
from browsing import Screen, stand_still
from playwright.sync_api import expect

from corridor.i18n import word
from corridor.model.text import LANGS, Lang

MOST_STEPS = 200
SLASH_AT_ONCE = """addEventListener("DOMContentLoaded", () => {
    if (window === top) document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
});"""
"""A slash before anything is drawn."""
TAB_AT_ONCE = """new MutationObserver((_, watch) => {
    const tab = document.querySelector("[role=tab][data-tab=figures]");
    if (!tab) return;
    watch.disconnect();
    tab.click();
}).observe(document, { childList: true, subtree: true });"""
"""A click on a tab in the moment in which it is drawn."""


def walk_to(screen: Screen, selector: str) -> None:
    """Press Tab until an element that fits has the focus."""
    for _ in range(MOST_STEPS):
        screen.page.keyboard.press("Tab")
        if screen.page.evaluate("selector => Boolean(document.activeElement?.closest(selector))", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_a_node_opens_by_keyboard(screen: Screen) -> None:
    """Tab finds a node in the list, Enter opens it, the next one follows, and the way back is a key away."""
    screen.open(corridor="lantern-canal", lang="zh")
    walk_to(screen, ".st-key-pick-kite-tower button")
    screen.page.keyboard.press("Enter")
    expect(screen.panel_of("kite-tower")).to_be_visible()
    expect(screen.listed("kite-tower")).to_be_focused()
    walk_to(screen, ".st-key-pick-drum-yard button")
    screen.page.keyboard.press("Enter")
    expect(screen.panel_of("drum-yard")).to_be_visible()
    walk_to(screen, ".st-key-back-to-corridor button")
    screen.page.keyboard.press("Enter")
    expect(screen.panel.locator("[data-corridor]")).to_be_visible()


def test_a_node_is_found_by_typing(screen: Screen) -> None:
    """Search narrows the list by name or by pinyin, without a mouse."""
    screen.open(corridor="lantern-canal", lang="zh")
    walk_to(screen, ".st-key-search input")
    screen.page.keyboard.type("zhiyuan")
    screen.page.keyboard.press("Enter")
    expect(screen.listed("kite-tower")).to_be_visible()
    expect(screen.page.locator(".st-key-pick-drum-yard")).to_have_count(0)


def test_the_best_opens_with_enter(screen: Screen) -> None:
    """A slash goes to the search, Enter opens what fits best, however fast it follows; Escape clears, then leaves."""
    screen.open(corridor="lantern-canal", lang="zh")
    field = screen.page.locator(".st-key-search input")
    expect(field).to_be_visible()
    expect(screen.keyed("finder")).to_have_attribute("data-alive", "true")
    screen.page.keyboard.press("/")
    expect(field).to_be_focused()
    screen.page.keyboard.type("zhiyuan/")
    screen.page.keyboard.press("Backspace")
    screen.page.keyboard.press("Enter")
    expect(screen.panel_of("kite-tower")).to_be_visible()
    expect(field).to_have_value("zhiyuan")
    screen.page.keyboard.press("Escape")
    expect(screen.listed("drum-yard")).to_be_visible()
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    screen.page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    expect(screen.panel_of("kite-tower")).to_be_visible()


@pytest.mark.own_page
def test_a_slash_is_heard_before_there_is_a_search(screen: Screen) -> None:
    """Whoever presses it while the page is still being drawn is in the field as soon as there is one."""
    screen.page.add_init_script(SLASH_AT_ONCE)
    screen.open(corridor="lantern-canal", lang="zh")
    expect(screen.page.locator(".st-key-search input")).to_be_focused()


@pytest.mark.own_page
def test_a_tab_is_opened_before_the_panel_hears(screen: Screen) -> None:
    """A tab that is pressed as soon as it is seen opens, if only a moment later."""
    screen.page.add_init_script(TAB_AT_ONCE)
    screen.open(corridor="lantern-canal", lang="zh", node="kite-tower")
    expect(screen.panel.locator("[data-tab=figures]")).to_have_attribute("aria-selected", "true")


def test_the_language_is_switched_by_keyboard(screen: Screen) -> None:
    """The switch is reached with Tab and worked with the keys."""
    screen.open(corridor="lantern-canal", lang="zh", node="kite-tower")
    walk_to(screen, ".st-key-language button")
    screen.page.keyboard.press("ArrowRight")
    screen.page.locator(".st-key-language button[aria-checked=false]:focus").wait_for()
    screen.page.keyboard.press("Enter")
    expect(screen.panel_of("kite-tower")).to_contain_text("Kite Headquarters Tower")


def test_the_focus_stays_on_the_row_that_was_opened(screen: Screen, lang: Lang) -> None:
    """The row is drawn anew as the chosen one; whoever pressed Enter on it is still there, and told what has opened."""
    screen.open(corridor="lantern-canal", lang=lang)
    told = screen.page.get_by_role("status")
    walk_to(screen, ".st-key-pick-kite-tower button")
    for node_id in ("kite-tower", "drum-yard"):
        screen.listed(node_id).focus()
        screen.page.keyboard.press("Enter")
        expect(screen.panel_of(node_id)).to_be_visible()
        expect(screen.listed(node_id)).to_have_attribute("kind", "primary")
        expect(screen.listed(node_id)).to_be_focused()
        name = screen.panel_of(node_id).locator("h2").inner_text()
        expect(told).to_have_text(word("page.opened", lang, name=name))


def test_escape_leaves_a_field_and_then_the_node(screen: Screen) -> None:
    """It leaves a field, closes a menu, and else closes the panel; then the focus is on the row of the node."""
    screen.open(corridor="lantern-canal", lang="zh", node="kite-tower")
    expect(screen.panel_of("kite-tower")).to_be_visible()
    screen.keyed("search").locator("input").focus()
    screen.page.keyboard.press("Escape")
    expect(screen.keyed("search").locator("input")).not_to_be_focused()
    screen.keyed("tools").locator("button").press("Enter")
    expect(screen.page.get_by_test_id("stPopoverBody")).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(screen.page.get_by_test_id("stPopoverBody")).to_have_count(0)
    screen.settle()
    expect(screen.panel_of("kite-tower")).to_be_visible()
    screen.keyed("back-to-corridor").locator("button").focus()
    screen.page.keyboard.press("Escape")
    expect(screen.panel.locator("[data-corridor]")).to_be_visible()
    expect(screen.listed("kite-tower")).to_be_focused()
    expect(screen.page.get_by_role("status")).to_have_text(word("page.closed", "zh"))
    screen.drawn("kite-tower").focus()
    screen.page.keyboard.press("Enter")
    expect(screen.panel_of("kite-tower")).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(screen.panel.locator("[data-corridor]")).to_be_visible()


def test_what_repeats_can_be_skipped(screen: Screen, lang: Lang) -> None:
    """The first steps of Tab offer the ways to list, map and panel, in the page's language, and each leads there."""
    screen.open(corridor="lantern-canal", lang=lang, node="kite-tower")
    screen.page.wait_for_function("() => document.querySelector('.st-key-map iframe')?.dataset.drawn")
    first = screen.page.get_by_test_id("stSkipToContent")
    expect(first).to_have_text(word("page.streamlit-skip", lang))
    for place, within in (("list", ".st-key-places"), ("map", ".st-key-map"), ("panel", ".st-key-node-panel")):
        first.focus()
        walk_to(screen, f"[data-to={place}]")
        way = screen.page.locator(f"[data-to={place}]")
        expect(way).to_have_text(word(f"page.to-{place}", lang))
        expect(way).to_be_in_viewport(ratio=1)
        screen.page.keyboard.press("Enter")
        screen.page.wait_for_function("within => Boolean(document.activeElement?.closest(within))", arg=within)
        expect(way).not_to_be_in_viewport(ratio=0.5)


RING = """field => {
  for (let box = field; box; box = box.parentElement) {
    const { outlineStyle, outlineWidth } = getComputedStyle(box);
    if (outlineStyle === "solid") return outlineWidth;
  }
}"""


def test_a_field_with_the_focus_has_a_ring(screen: Screen) -> None:
    """Search, filter and choice of several show where the keys go as plainly as a button does."""
    screen.open(corridor="lantern-canal", lang="zh")
    for place in (".st-key-search input", ".st-key-filters input"):
        walk_to(screen, place)
        assert screen.page.locator("*:focus").evaluate(RING) == "2px"
    screen.open(corridor="lantern-canal", lang="zh", view="figures", part="work")
    walk_to(screen, ".st-key-figures input[role=combobox]")
    assert screen.page.locator("*:focus").evaluate(RING) == "2px"


ENGLISH = """() => [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
  .filter(part => !part.closest("svg"))
  .flatMap(part => ["aria-label", "title", "placeholder"].map(name => part.getAttribute(name)))
  .filter(said => said && /[a-z]{3}/i.test(said) && !/[\u4e00-\u9fff]/.test(said))"""
UNTOUCHED = """async () => {
  let touched = 0;
  const watch = new MutationObserver((records) => { touched += records.length; });
  watch.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
  for (let frame = 0; frame < 6; frame += 1) await new Promise(requestAnimationFrame);
  watch.disconnect();
  return touched === 0;
}"""


@pytest.mark.parametrize("view", ["map", "figures", "present", "update"])
def test_no_control_is_named_in_another_language(screen: Screen, view: str) -> None:
    """What Streamlit calls its controls is said in Chinese on a Chinese page, in English after a switch, and once."""
    screen.open(corridor="qilianshan", lang="en", view=view)
    skip = screen.page.get_by_test_id("stSkipToContent")
    for lang in LANGS:
        screen.keyed("language").get_by_text(word(f"app.lang-{lang}", "zh"), exact=True).click()
        expect(skip).to_have_text(word("page.streamlit-skip", lang))
        screen.settle()
        if lang == "zh":
            screen.page.wait_for_function(f"() => ({ENGLISH})().length === 0")
        stand_still(screen.page, UNTOUCHED)
