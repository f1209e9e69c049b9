"""Every size of screen holds the page; the pictures of the documentation are taken here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import Dashboard, Screen, Serve
from clerk import Clerk
from playwright.sync_api import Browser, Page, expect

from corridor.intake.template.write import template
from corridor.model.text import Lang

PICTURES = Path(__file__).parent / "pictures"
SIZES = ((390, 844), (1366, 768), (1920, 1080), (3840, 1080), (3840, 2160))
REAL, INVENTED = "qilianshan", "lantern-canal"


@dataclass(frozen=True)
class Picture:
    """A picture of the README."""

    name: str
    size: tuple[int, int]
    query: dict[str, str]
    node_id: str = ""
    """A node that must stand still on the map; empty for a view without one."""


SHOWN = {"map": ".st-key-node-panel article", "figures": ".st-key-figures-table table", "present": "iframe"}
GALLERY = (
    Picture("map-zh", (1440, 900), {"corridor": REAL, "lang": "zh", "node": "zhongxin-zhigu"}, "zhongxin-zhigu"),
    Picture("map-en", (1440, 900), {"corridor": REAL, "lang": "en"}, "zhongyi-park"),
    Picture("node-zh", (1366, 768), {"corridor": REAL, "lang": "zh", "node": "zhongyi-park"}, "zhongyi-park"),
    Picture("node-en", (1366, 768), {"corridor": REAL, "lang": "en", "node": "zhongyi-park"}, "zhongyi-park"),
    Picture("wide-zh", (3840, 1080), {"corridor": REAL, "lang": "zh", "node": "weilaidao"}, "weilaidao"),
    Picture("figures-zh", (1366, 768), {"corridor": REAL, "lang": "zh", "view": "figures"}),
    Picture("present-zh", (1366, 768), {"corridor": REAL, "lang": "zh", "view": "present"}),
    Picture("invented-zh", (1366, 768), {"corridor": INVENTED, "lang": "zh"}, "kite-tower"),
)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_wider_than_the_screen(screen: Screen, size: tuple[int, int], lang: Lang) -> None:
    """No reader scrolls sideways, with a node open or without."""
    screen.page.set_viewport_size({"width": size[0], "height": size[1]})
    for query in ({}, {"node": "zhongyi-park"}):
        screen.open(corridor=REAL, lang=lang, **query)
        expect(screen.panel).to_be_visible()
        main = screen.page.get_by_test_id("stMain")
        assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
        assert screen.page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


BELOW_EACH_OTHER = """selectors => {
  const boxes = selectors.map((selector) => document.querySelector(selector)?.getBoundingClientRect());
  return boxes.every((box, place) => box?.height && (!place || boxes[place - 1].top < box.top));
}"""


def expect_below_each_other(screen: Screen, *selectors: str) -> None:
    """Wait until the page stands in this order, all measured at one moment."""
    screen.page.wait_for_function(BELOW_EACH_OTHER, arg=list(selectors))


def test_headline_values_stand_on_one_line(screen: Screen, lang: Lang) -> None:
    """However many lines the captions take, values of two groups side by side can be read along."""
    screen.page.set_viewport_size({"width": 1366, "height": 768})
    screen.open(corridor=REAL, lang=lang)
    values = screen.keyed("kpi-ribbon").locator(".tile-value")
    expect(values.first).to_be_visible()
    tops = values.evaluate_all("values => values.map(value => Math.round(value.getBoundingClientRect().top))")
    assert len(tops) > 1
    assert len(set(tops)) == 1


def test_on_a_phone_the_answer_comes_before_the_rest(screen: Screen) -> None:
    """That nothing was found stands above the map, and a node's panel above the list."""
    screen.page.set_viewport_size({"width": 390, "height": 844})
    screen.open(corridor=REAL, lang="zh", q="zzzz")
    expect_below_each_other(screen, ".nothing", ".st-key-map")
    screen.open(corridor=REAL, lang="zh", node="weilaidao")
    expect_below_each_other(screen, ".st-key-map", ".panel[data-node]", ".st-key-places")
    screen.open(corridor=REAL, lang="zh")
    expect_below_each_other(screen, ".st-key-map", ".st-key-places", ".st-key-node-panel")


@pytest.mark.parametrize("picture", GALLERY, ids=lambda picture: picture.name)
def test_what_the_readme_shows_can_be_seen(
    browser: Browser, dashboard: Dashboard, picture: Picture, pytestconfig: pytest.Config
) -> None:
    """What each picture shows is drawn; with ``--pictures`` the picture is renewed."""
    width, height = picture.size
    page = browser.new_page(viewport={"width": width, "height": height})
    screen = Screen(page, dashboard)
    screen.open(**picture.query)
    expect(page.locator(SHOWN[picture.query.get("view", "map")]).first).to_be_visible()
    if picture.node_id:
        screen.where_drawn(picture.node_id)
    if picture.query.get("view") == "present":
        expect(page.frame_locator("iframe").locator("body[data-ready=true]")).to_be_visible()
    page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 0)")  # looking for a node may have moved it
    take(page, picture.name, pytestconfig)
    page.close()


def take(page: Page, name: str, pytestconfig: pytest.Config) -> None:
    """Renew a picture where that was asked for."""
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)  # a switch whose script has not come yet
    page.evaluate("() => document.fonts.ready")
    if pytestconfig.getoption("pictures"):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")


@pytest.fixture(scope="module")
def desk(serve: Serve, gather: Callable[[], Path]) -> Iterator[Dashboard]:
    """A dashboard over all corridors, run by an editor on this machine."""
    with serve(gather(), CORRIDOR_EDITOR="王敏") as running:
        yield running


@pytest.fixture
def clerks_screen(browser: Browser, desk: Dashboard) -> Iterator[Screen]:
    """The editor's dashboard, on a page of its own."""
    page = browser.new_page()
    yield Screen(page, desk)
    page.close()


def sent_back(pack: Path, lang: Lang) -> bytes:
    """A template with one number changed, and words where another number was."""
    clerk = Clerk(template(pack, lang=lang))
    clerk.put("lantern-city-tax-2022", "value", 1.5)
    clerk.put("lantern-city-tax-2021", "value", {"zh": "约1.2", "en": "about 1.2"}[lang])
    return clerk.data


def test_what_the_pages_on_filling_in_show_can_be_seen(
    clerks_screen: Screen, lang: Lang, pytestconfig: pytest.Config
) -> None:
    """A template sent back with one change and one mistake: report and difference stand on one screen."""
    screen = clerks_screen
    screen.page.set_viewport_size({"width": 1366, "height": 820})
    screen.open(corridor=INVENTED, lang=lang, view="update")
    name = {"zh": "填报表.xlsx", "en": "workbook.xlsx"}[lang]
    sent = {"name": name, "mimeType": "", "buffer": sent_back(screen.dashboard.data / INVENTED, lang)}
    screen.keyed("uploader").locator("input[type=file]").set_input_files(sent)  # type: ignore[arg-type]
    expect(screen.keyed("report").locator("tr[data-severity]")).to_have_count(1)
    expect(screen.keyed("difference").locator("[data-change='changed']")).to_have_count(1)
    screen.settle()
    expect(screen.keyed("difference").locator("[data-change='changed']")).to_be_in_viewport(ratio=1)
    take(screen.page, f"update-{lang}", pytestconfig)


def test_what_the_pages_on_placing_show_can_be_seen(
    clerks_screen: Screen, lang: Lang, pytestconfig: pytest.Config
) -> None:
    """A pasted coordinate that can be read in two datums: form and map stand on one screen."""
    screen = clerks_screen
    screen.page.set_viewport_size({"width": 1366, "height": 1140})
    screen.open(corridor=INVENTED, lang=lang, view="update", part="place", node="lock-service")
    text = screen.keyed("place-form").locator("[class*='st-key-place-text'] input")
    text.fill("104.427255, 30.397676")
    text.press("Enter")
    screen.keyed("place-form").locator("[class*='st-key-place-datum']").get_by_text("WGS-84").click()
    drawn = screen.page.frame_locator(".st-key-place-map iframe").locator(".picked")
    expect(drawn).to_have_count(2)
    screen.settle()
    expect(drawn.last).to_be_in_viewport()
    expect(screen.keyed("place-check")).to_be_in_viewport(ratio=1)
    take(screen.page, f"placing-{lang}", pytestconfig)
