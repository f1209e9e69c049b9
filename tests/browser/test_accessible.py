"""Nothing that a machine can find stands between the page and those who hear it, enlarge it or steer it by keys."""

from collections.abc import Mapping
from importlib.resources import files

import pytest
from browsing import Dashboard, Screen
from playwright.sync_api import Frame, expect

from corridor.model.text import Lang

REAL = "qilianshan"
SIZES = ((1366, 768), (390, 844))
VIEWS: Mapping[str, Mapping[str, str]] = {
    "map": {},
    "a node": {"node": "zhongyi-park"},
    "nothing found": {"q": "zzzz"},
    "figures": {"view": "figures"},
    "figures at work": {"view": "figures", "part": "work"},
    "sources": {"view": "figures", "part": "sources"},
    "gaps": {"view": "figures", "part": "gaps"},
    "compared": {"view": "figures", "compare": "zhongyi-park,weilaidao"},
    "present": {"view": "present"},
    "update": {"view": "update"},
}
PARTS = ("sheet", "fill", "place", "versions")
"""Of the update view, for an editor."""

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
"""The checker; read here because the package reads it in whatever code page the machine has."""
FINDINGS = """async () => {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
  return violations
    .filter(({ impact }) => impact !== "minor")
    .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id} ${target.join(" > ")}: ${html}`));
}"""
GROUND = """() => {
  const ground = document.querySelector(".leaflet-container, [data-testid=stApp]");
  return getComputedStyle(ground).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number);
}"""
DARK = 60
"""Brightness below which a ground is dark."""
DRAWN = """() => {
  const map = document.querySelector(".st-key-map, .st-key-place-map");
  return !map || map.querySelector("iframe")?.dataset.drawn;
}"""


@pytest.fixture(scope="module")
def editors(reader: Screen, desk: Dashboard) -> Screen:
    """The dashboard of an editor on this machine, on the page that the tests share."""
    return Screen(reader.page, desk)


@pytest.mark.parametrize("view", VIEWS)
def test_a_visitor_meets_no_barrier(reader: Screen, lang: Lang, view: str) -> None:
    """No view has a moderate, serious or critical fault, in its frames neither, on a desk or on a phone."""
    reader.open(corridor=REAL, lang=lang, **VIEWS[view])
    if view == "figures at work":
        choose_a_figure(reader)
    found = barriers(reader)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("part", PARTS)
def test_an_editor_meets_no_barrier(editors: Screen, lang: Lang, part: str) -> None:
    """Nor has any part of the view in which the data are kept up."""
    editors.open(corridor=REAL, lang=lang, view="update", part=part)
    found = barriers(editors)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("view", ["a node", "compared"])
def test_who_prefers_dark_reads_on_dark(screen: Screen, view: str) -> None:
    """The page and the map in it are dark where the reader's system asks for it, and everything on them can be read."""
    screen.page.emulate_media(color_scheme="dark")
    screen.open(corridor=REAL, **VIEWS[view])
    stand_ready(screen)
    assert [shade for shade in map(brightness, screen.page.frames) if shade > DARK] == []
    found = barriers(screen)
    assert found == [], "\n".join(found)


def brightness(frame: Frame) -> float:
    """Of what a frame is drawn on, from 0 to 255."""
    red, green, blue = frame.evaluate(GROUND)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def choose_a_figure(screen: Screen) -> None:
    """Choose the first figure to work with: the field has a button to empty it then."""
    field = screen.keyed("figures").get_by_role("combobox").first
    field.click()
    screen.page.get_by_role("option").first.click()
    screen.settle()
    field.press("Escape")


def barriers(screen: Screen) -> list[str]:
    """What is found at each size on the page and in each of its frames, as rule, place and element."""
    found = []
    for width, height in SIZES:
        screen.page.set_viewport_size({"width": width, "height": height})
        stand_ready(screen)
        # Asked from without, the checker goes into the frames; asked within, it takes a frame for a page of its own.
        for frame in screen.page.frames:
            if not frame.evaluate("() => Boolean(window.axe)"):
                frame.evaluate(AXE)
        for frame in screen.page.frames:
            found += [f"{width}: {one}" for one in frame.evaluate(FINDINGS)]
    return found


def stand_ready(screen: Screen) -> None:
    """Wait until all that comes late is drawn: the map, the tour, and widgets whose script is fetched."""
    screen.settle()
    expect(screen.page.get_by_test_id("stSkeleton")).to_have_count(0)
    screen.page.wait_for_function(DRAWN)
    if screen.query.get("view") == "present":
        expect(screen.page.frame_locator("iframe").locator("body[data-ready=true]")).to_be_visible()
