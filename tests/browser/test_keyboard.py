"""The whole job by keyboard."""

from browsing import Screen
from playwright.sync_api import expect

MOST_STEPS = 200


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
    expect(screen.listed("drum-yard")).to_be_visible()
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


def test_the_language_is_switched_by_keyboard(screen: Screen) -> None:
    """The switch is reached with Tab and worked with the keys."""
    screen.open(corridor="lantern-canal", lang="zh", node="kite-tower")
    walk_to(screen, ".st-key-language button")
    screen.page.keyboard.press("ArrowRight")
    screen.page.locator(".st-key-language button[aria-checked=false]:focus").wait_for()
    screen.page.keyboard.press("Enter")
    expect(screen.panel_of("kite-tower")).to_contain_text("Kite Headquarters Tower")
