"""The tour inside the dashboard: it listens wherever the focus is, keeps its step, and can be taken along."""

import re

import pytest
from browsing import Screen, in_chinese, in_english
from playwright.sync_api import FrameLocator, expect

from corridor.model.text import Lang


@pytest.fixture
def tour(screen: Screen, lang: Lang) -> FrameLocator:
    """The player in the present view."""
    screen.open(view="present", lang=lang)
    frame = screen.page.frame_locator(".st-key-present iframe")
    expect(frame.locator("body")).to_have_attribute("data-ready", "true")
    return frame


def test_it_opens_in_the_language_of_the_page(tour: FrameLocator, lang: Lang) -> None:
    """The cover is shown in the language of the page."""
    expect(tour.locator("body")).to_have_attribute("data-lang", lang)
    expect(tour.locator("body")).to_have_attribute("data-step", "0")


@in_chinese
def test_keys_are_heard_outside_the_frame(tour: FrameLocator, screen: Screen) -> None:
    """With the focus on the page around it a clicker turns the chapters, and a reload returns to the same one."""
    screen.page.locator(".brand").click()
    screen.page.keyboard.press("PageDown")
    screen.page.keyboard.press("ArrowRight")
    expect(tour.locator("body")).to_have_attribute("data-step", "2")
    screen.page.reload()
    expect(tour.locator("body")).to_have_attribute("data-step", "2")


@in_english
def test_full_screen_starts_inside_the_frame(tour: FrameLocator, screen: Screen) -> None:
    """The player's own button fills the screen with the player, not with the page."""
    tour.locator("#map").hover(position={"x": 900, "y": 300})
    tour.locator("[data-act=full]").click()
    screen.page.wait_for_function("() => document.fullscreenElement?.tagName === 'IFRAME'")


@in_chinese
def test_the_file_can_be_taken_along(tour: FrameLocator, screen: Screen) -> None:
    """The download is the same player, as one file."""
    expect(tour.locator("body")).to_have_attribute("data-step", "0")
    with screen.page.expect_download() as taken:
        screen.page.locator(".st-key-download-html button").click()
    content = taken.value.path().read_bytes()
    assert taken.value.suggested_filename.endswith(".html")
    assert content.startswith(b"<!doctype html>")
    assert b"dataset.ready" in content


@in_english
def test_a_talk_is_for_somebody(tour: FrameLocator, screen: Screen, lang: Lang) -> None:
    """The address says which chapters are told in which order: the tour has them, and the page can have all again."""
    expect(tour.locator("body")).to_have_attribute("data-step", "0")
    screen.open(view="present", lang=lang, corridor="lantern-canal", chapters="north,opening")
    expect(tour.locator("body")).to_have_attribute("data-ready", "true")
    expect(tour.locator("#progress li")).to_have_count(3)
    screen.page.locator(".brand").click()
    screen.page.keyboard.press("1")
    expect(tour.locator(".chapter:not([hidden]) h2:visible")).to_have_text("Around North Lock")
    screen.page.locator(".st-key-talk button").click()
    screen.page.locator(".st-key-talk-whole button").click()
    expect(tour.locator("#progress li")).to_have_count(7)
    assert "chapters" not in screen.page.url


@in_english
def test_the_presenter_outlives_a_reload(tour: FrameLocator, screen: Screen) -> None:
    """The window stays when either page is loaded again, and follows the tour."""
    screen.page.locator(".brand").click()
    with screen.page.expect_popup() as opened:
        screen.page.keyboard.press("n")
    step = opened.value.frame_locator("iframe").locator("[data-part=step]")
    screen.page.reload()
    expect(tour.locator("body")).to_have_attribute("data-ready", "true")
    screen.page.locator(".brand").click()
    screen.page.keyboard.press("PageDown")
    expect(step).to_have_text(re.compile(r"^1 /"))
    opened.value.reload()
    expect(step).to_have_text(re.compile(r"^1 /"))
