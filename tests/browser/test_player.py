"""The single file in a real browser, opened from a disk with the network refused: as in the hall."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from html import escape
from pathlib import Path

import pytest
from browsing import PATIENCE_MS, TWO_FRAMES, in_the_invented_corridor, tidy
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    FrameLocator,
    Locator,
    Page,
    Request,
    expect,
)

from corridor.draw.web.player.sheets import sheet_page
from corridor.draw.words.panel_figures import groups_beside, own_figures
from corridor.draw.words.wording import fill_placeholders
from corridor.export.html import export
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps_of
from corridor.model.place import Node, PositionKind
from corridor.model.text import LANGS, Lang

SCREENS = {
    "laptop": (1366, 768),
    "hall": (1920, 1080),
    "wide wall": (3840, 1080),
    "large wall": (3840, 2160),
    "phone": (390, 844),
}
SWIPE = """([from, to]) => {
  const stage = document.querySelector("#stage");
  const touch = (x) => new Touch({ identifier: 1, target: stage, clientX: x, clientY: 400 });
  const fire = (type, x, held) => stage.dispatchEvent(
    new TouchEvent(type, { bubbles: true, touches: held ? [touch(x)] : [], changedTouches: [touch(x)] }));
  fire("touchstart", from, true);
  fire("touchend", to, false);
}"""
HATCHED = """() => [...document.querySelectorAll("#map .map-frame:not(.away) path")]
  .map((path) => path.getAttribute("fill")).filter((fill) => fill?.startsWith("url("))
  .map((fill) => document.querySelector(fill.slice(4, -1)).lastChild)
  .map((stripe) => getComputedStyle(stripe).visibility)"""
LIGHTS = """() => {
  const lights = (selector) => [...document.querySelectorAll(selector)].map((sign) => getComputedStyle(sign).filter);
  return {
    map: lights("#map .node:not(.dimmed) .shape"), legend: lights("#map .legend [fill]"),
    list: lights(".nodes .mark"), panel: lights(".fact.open .symbol"),
  };
}"""
CONTRASTS = """() => {
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0.05);
  return [...document.querySelectorAll("#map .map-frame:not(.away) .name.metro")].map((name) => {
    const { color, backgroundColor } = getComputedStyle(name);
    const [ink, ground] = [light(color), light(backgroundColor)];
    return Math.max(ink, ground) / Math.min(ink, ground);
  });
}"""
SHEETS = """() => {
  const texts = (page) => {
    const walk = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode())
      if (walk.currentNode.data.trim()) found.push(walk.currentNode.parentElement);
    return found.filter((part) => part.checkVisibility() && !part.closest("title, style, symbol"));
  };
  // A drawing is scaled to its place, and its letters with it.
  const points = (part) => {
    const px = parseFloat(getComputedStyle(part).fontSize);
    return 0.75 * px * (part.getScreenCTM ? Math.abs(part.getScreenCTM().d) : part.currentCSSZoom ?? 1);
  };
  const isCut = (part, page) => {
    const [box, paper] = [part.getBoundingClientRect(), page.getBoundingClientRect()];
    const clips = !part.closest("svg") && getComputedStyle(part).overflow !== "visible";
    const beside = box.left < paper.left - 1 || box.right > paper.right + 1;
    return beside || (clips && part.scrollWidth > part.clientWidth + 1);
  };
  const pages = [...document.querySelectorAll(".fact .page")].filter((page) => page.offsetParent);
  return pages.map((page) => ({
    smallest: Math.min(...texts(page).map(points)),
    cut: texts(page).filter((part) => isCut(part, page)).map((part) => part.textContent),
    torn: [...page.querySelectorAll(".statement")].filter((part) => part.getClientRects().length > 1).length,
    unseen: [...page.querySelectorAll("[fill^=url]")].map((part) => part.getAttribute("fill").slice(4, -1))
      .filter((pattern) => !page.contains(document.querySelector(pattern))).length,
  }));
}"""
ON_PAPER = """() => {
  const pages = [...document.querySelectorAll(".fact .page")].filter((page) => page.offsetParent);
  return pages.map((page) => {
    const listed = [...page.querySelectorAll(".sheet-sources li")].map((source) => source.textContent);
    const cited = (statement) => [...(statement.querySelector(".marks")?.textContent ?? "").matchAll(/\\[(\\d+)\\]/g)]
      .map(([, number]) => listed[number - 1]);
    return [...page.querySelectorAll(".statement[data-figure]")].filter((statement) => statement.checkVisibility())
      .map((statement) => [statement.dataset.figure, cited(statement)]);
  }).map((figures) => Object.fromEntries(figures));
}"""
UNDER_THE_SCALE = """() => {
  const box = (part) => part.getBoundingClientRect();
  const bar = document.querySelector("#scale .leaflet-control-scale-line");
  if (!bar) return ["no bar"];
  const scale = box(bar);
  const meets = (other) => other.width && other.left < scale.right && other.right > scale.left
    && other.top < scale.bottom && other.bottom > scale.top;
  const covered = document.querySelectorAll("#map, #key, .block, .caption, .figures, #progress, .tools, #credits");
  const inside = scale.width && scale.left >= 0 && scale.right <= innerWidth;
  return [...covered].filter((part) => meets(box(part))).map((part) => part.id || part.className)
    .concat(inside ? [] : ["outside"]);
}"""
OUTSIDE_OF_BLOCKS = """() => {
  const read = "h2, .text, .card, .tiles li, .steps li, .kinds li, .missing li, .visits li";
  const pages = [...document.querySelectorAll(".chapter:not([hidden]) .page")].filter((page) => page.offsetParent);
  const foot = document.querySelector("#bar").getBoundingClientRect().top;
  return pages.flatMap((page) => [...page.querySelectorAll(read)]).filter((part) => {
    const box = part.getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth + 1 || box.top < 0 || (innerWidth > 640 && box.bottom > foot + 2);
  }).map((part) => part.textContent.trim().slice(0, 40));
}"""

SMALLEST = """() => [...document.querySelectorAll(".chapter:not([hidden]) .page *")]
  .filter((part) => part.checkVisibility())
  .filter((part) => [...part.childNodes].some((text) => text.nodeType === 3 && text.data.trim()))
  .map((part) => [parseFloat(getComputedStyle(part).fontSize), part.textContent.trim().slice(0, 40)])
  .sort(([one], [other]) => one - other)[0]"""
UNDER_THE_PANEL = """() => {
  const panel = [...document.querySelectorAll(".chapter:not([hidden]) .beside")].find((part) => part.offsetParent);
  if (!panel) return [];
  const { left, right, top, bottom } = panel.getBoundingClientRect();
  const names = document.querySelectorAll("#map .map-frame:not(.away) :is(.node:not(.dimmed) .node-label, .name)");
  const shown = [...names].filter((name) => !name.matches(".unplaced, .unplaced *") && name.checkVisibility());
  return shown.filter((name) => {
    const box = name.getBoundingClientRect();
    return box.width && box.left < right && box.right > left && box.top < bottom && box.bottom > top;
  }).map((name) => name.textContent);
}"""


@dataclass
class Tour:
    """A player that is open, and everything it asked for or complained about."""

    page: Page
    corridor: Corridor
    file: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    windows: list[Page] = field(default_factory=list)
    """What it opened besides."""

    def listen(self) -> None:
        """Hear what it asks for and complains about from now on."""
        for event, heard in self._events.items():
            self.page.on(event, heard)  # type: ignore[call-overload]

    def leave(self) -> None:
        """Close what it opened, and hear no more of it."""
        for window in self.windows:
            window.close()
        for event, heard in self._events.items():
            self.page.remove_listener(event, heard)

    @property
    def _events(self) -> dict[str, Callable[..., None]]:
        return {"popup": self._note_window, "request": self._ask, "pageerror": self._fail, "console": self._hear}

    def _note_window(self, window: Page) -> None:
        self.windows.append(window)
        window.on("request", self._ask)

    def _ask(self, request: Request) -> None:
        self.requests.append(request.url)

    def _fail(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.complaints.append(said.text)

    @property
    def chapters(self) -> int:
        """How many chapters there are with the closing; the step after them is for exploring."""
        return len(self.corridor.chapters) + bool(self.corridor.contacts)

    def press(self, key: str) -> None:
        """Press a key, wherever the focus is."""
        self.page.keyboard.press(key)

    def expect_step(self, step: int) -> None:
        """Be at a step, and show its chapter and no other."""
        expect(self.page.locator("body")).to_have_attribute("data-step", str(step))
        expect(self.page.locator(".chapter:not([hidden])")).to_have_attribute("data-chapter", str(step))

    def title(self) -> Locator:
        """The title that is read."""
        return self.page.locator(".chapter h2:visible").first

    def expect_spoken(self, lang: str) -> None:
        """Speak a language, and only that."""
        expect(self.page.locator("body")).to_have_attribute("data-lang", lang)
        for other in set(LANGS) - {lang}:
            expect(self.page.locator(f"#stage [data-in={other}]:visible")).to_have_count(0)

    def node(self, node_id: str) -> Locator:
        """A node on the map."""
        return self.page.locator(f"#map .map-frame:not(.away) .node-{node_id}")


@pytest.fixture(scope="module")
def file(corridor: Corridor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The player of a corridor, written to a disk."""
    target = tmp_path_factory.mktemp("stick") / "tour.html"
    target.write_bytes(export(corridor, "zh"))
    return target


Open = Callable[..., Tour]


class Hall:
    """A browser without a network, whose pages are lent to one tour after the other."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._offline = browser.new_context(offline=True)
        self._offline.set_default_timeout(PATIENCE_MS)
        self._free: list[Page] = []

    def take(self) -> Page:
        """A page as good as new."""
        return self._free.pop() if self._free else self._offline.new_page()

    def give_back(self, page: Page) -> None:
        """Keep a page for the next tour, but for one that is closed."""
        try:
            tidy(page)
        except Error:
            page.close()
        else:
            self._free.append(page)

    def close(self) -> None:
        """Close all pages."""
        self._offline.close()


@pytest.fixture(scope="module")
def hall(browser: Browser) -> Iterator[Hall]:
    """Where the tours of this module are shown."""
    opened = Hall(browser)
    yield opened
    opened.close()


@contextmanager
def opening(hall: Hall, corridor: Corridor, file: Path) -> Iterator[Open]:
    """Open players; afterwards none may have asked for anything but itself or complained about anything."""
    contexts: list[BrowserContext] = []
    tours: list[Tour] = []

    def page_of_its_own(*, clock: bool, script: str, has_touch: bool) -> Page:
        context = hall.browser.new_context(has_touch=has_touch, offline=True)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        if clock:
            page.clock.install()
        return page

    def opened(  # noqa: PLR0913 - what differs between halls
        *, screen: str = "laptop", still: bool = True, hash_: str = "#1", clock: bool = False, script: str = "",
        target: Path = file, has_touch: bool = False,
    ) -> Tour:  # fmt: skip
        width, height = SCREENS[screen]
        is_lasting = clock or script or has_touch
        page = page_of_its_own(clock=clock, script=script, has_touch=has_touch) if is_lasting else hall.take()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(reduced_motion="reduce" if still else "no-preference")
        tour = Tour(page, corridor, target)
        tours.append(tour)
        tour.listen()
        tour.page.goto(target.as_uri() + hash_)
        expect(tour.page.locator("body, iframe").first).to_be_visible()
        if target is file:
            expect(tour.page.locator("body")).to_have_attribute("data-ready", "true")
        return tour

    yield opened
    for tour in tours:
        tour.leave()
        if tour.page.context not in contexts:
            hall.give_back(tour.page)
    for context in contexts:
        context.close()
    for tour in tours:
        assert [url for url in tour.requests if not url.startswith(("file:", "about:", "data:", "blob:"))] == []
        assert tour.complaints == []


@pytest.fixture
def start(hall: Hall, corridor: Corridor, file: Path) -> Iterator[Open]:
    """Open the player, closed with the test."""
    with opening(hall, corridor, file) as opened:
        yield opened


@dataclass(frozen=True, kw_only=True)
class Stop:
    """What can be measured of one chapter on one screen; the last stop is the map that is explored."""

    show: str
    """Which panel the chapter shows; empty for none, and while exploring."""
    outside: list[str]
    notice: str
    is_notice_whole: bool
    smallest: tuple[float, str]
    under_the_panel: list[str]
    grounds: list[str]
    under_the_scale: list[str]


Walk = Callable[[str, Lang], list[Stop]]


@pytest.fixture(scope="module")
def walk(hall: Hall, corridor: Corridor, file: Path) -> Walk:
    """Go through all chapters on a screen in a language, once for all who ask what they look like there."""

    @cache
    def walked(screen: str) -> dict[Lang, list[Stop]]:
        with opening(hall, corridor, file) as opened:
            tour = opened(screen=screen)
            return {lang: through(tour, lang) for lang in LANGS}

    return lambda screen, lang: walked(screen)[lang]


def through(tour: Tour, lang: Lang) -> list[Stop]:
    """Go through all chapters in a language."""
    tour.press("1")
    if tour.page.locator("body").get_attribute("data-lang") != lang:
        tour.press("l")
    tour.expect_spoken(lang)
    stops = []
    for step, show in enumerate([*(chapter.show for chapter in tour.corridor.chapters), ""], start=1):
        tour.expect_step(step)
        tour.page.evaluate(TWO_FRAMES)
        stops.append(stop_at(tour, show))
        tour.press("PageDown")
    return stops


def stop_at(tour: Tour, show: str) -> Stop:
    """Measure the chapter that is shown."""
    line = tour.page.locator("#credits .page:visible")
    return Stop(
        show=show,
        outside=tour.page.evaluate(OUTSIDE_OF_BLOCKS),
        notice=line.inner_text(),
        is_notice_whole=line.evaluate("(line) => line.scrollWidth <= line.clientWidth + 1"),
        smallest=tour.page.evaluate(SMALLEST),
        under_the_panel=tour.page.evaluate(UNDER_THE_PANEL),
        grounds=tour.page.locator(".beside:visible").evaluate_all(
            "(panels) => panels.map((panel) => getComputedStyle(panel).backgroundColor)"
        ),
        under_the_scale=tour.page.evaluate(UNDER_THE_SCALE),
    )


@pytest.fixture
def tour(start: Open) -> Tour:
    """The player at its first chapter, on a laptop, without flights."""
    return start()


@in_the_invented_corridor
def test_the_tour_goes_forward_and_back(tour: Tour) -> None:
    """Every key that a clicker may send goes through all chapters, to exploring, and back to the cover."""
    ways = (("PageDown", "PageUp"), ("ArrowRight", "ArrowLeft"), ("ArrowDown", "ArrowUp"), (" ", "Shift+ "))
    for forward, back in ways:
        tour.press("1")
        for step in range(1, tour.chapters + 1):
            tour.expect_step(step)
            tour.press(forward)
        tour.expect_step(tour.chapters + 1)
        tour.press(forward)
        tour.expect_step(tour.chapters + 1)
        for step in range(tour.chapters, -1, -1):
            tour.press(back)
            tour.expect_step(step)
        tour.press(back)
        tour.expect_step(0)


def test_chapters_say_what_the_data_say(tour: Tour) -> None:
    """Title and text of every chapter stand on the screen with their numbers worded."""
    for chapter in tour.corridor.chapters:
        expect(tour.title()).to_have_text(
            re.compile(re.sub(r"\s+", r"\\s*", re.escape(fill_placeholders(tour.corridor, chapter.title.zh, "zh"))))
        )
        expect(tour.page.locator(".chapter .text:visible")).to_have_text(
            fill_placeholders(tour.corridor, chapter.text.zh, "zh")
        )
        tour.press("PageDown")


def test_digits_and_ends(tour: Tour) -> None:
    """A digit goes to its chapter, 0 to the tenth, Home and End to the ends; beyond the last nothing happens."""
    for digit in (*range(min(9, tour.chapters), 0, -1), *([10] if tour.chapters >= 10 else [])):
        tour.press(str(digit % 10))
        tour.expect_step(digit)
    tour.press("End")
    tour.expect_step(tour.chapters)
    if tour.chapters < 9:
        tour.press("9")
        tour.expect_step(tour.chapters)
    tour.press("Home")
    tour.expect_step(0)
    tour.press("PageDown")
    tour.expect_step(1)


@in_the_invented_corridor
def test_keys_work_with_the_focus_on_the_map(tour: Tour) -> None:
    """After a click on the map the clicker still turns the chapters."""
    tour.page.mouse.click(1000, 400)
    tour.press("Escape")
    tour.press("PageDown")
    tour.expect_step(2)
    tour.press("ArrowUp")
    tour.expect_step(1)


@in_the_invented_corridor
def test_space_does_not_press_the_last_button_again(tour: Tour) -> None:
    """After a click on a button Space goes on in the tour."""
    tour.page.mouse.move(700, 300)
    tour.page.locator("[data-act=theme]").click()
    expect(tour.page.locator("body")).to_have_attribute("data-theme", "light")
    tour.press(" ")
    tour.expect_step(2)
    expect(tour.page.locator("body")).to_have_attribute("data-theme", "light")


@in_the_invented_corridor
def test_a_key_during_a_flight_acts_at_once(start: Open) -> None:
    """The next chapter is said before the camera has arrived at this one."""
    tour = start(still=False)
    tour.press("PageDown")
    expect(tour.page.locator("#map .flying")).to_have_count(1)
    tour.press("PageDown")
    assert tour.page.locator("body").get_attribute("data-step") == "3"
    assert tour.page.locator("#map .flying").count() == 1
    tour.press("PageUp")
    assert tour.page.locator("body").get_attribute("data-step") == "2"
    expect(tour.page.locator("#map .flying")).to_have_count(0)


@in_the_invented_corridor
def test_reduced_motion_jumps(tour: Tour) -> None:
    """Who asked the system for less motion gets none."""
    tour.press("PageDown")
    assert tour.page.locator("#map .flying").count() == 0


@in_the_invented_corridor
def test_it_runs_by_itself_in_a_loop(start: Open) -> None:
    """Auto-play takes each chapter in turn and begins again after the last; a second A stops it."""
    tour = start(clock=True)
    tour.press("a")
    for step in (*range(2, tour.chapters + 1), 0, 1):
        tour.page.clock.run_for(12_000)
        tour.expect_step(step)
    tour.press("A")
    tour.page.clock.run_for(60_000)
    tour.expect_step(1)


@in_the_invented_corridor
def test_the_interval_can_be_changed(start: Open) -> None:
    """Plus and minus change how long a chapter stands."""
    tour = start(clock=True)
    tour.press("a")
    tour.press("-")
    tour.page.clock.run_for(12_000)
    tour.expect_step(1)
    tour.page.clock.run_for(6_000)
    tour.expect_step(2)
    tour.press("+")
    tour.press("+")
    tour.page.clock.run_for(9_000)
    tour.expect_step(3)


@in_the_invented_corridor
def test_any_touch_pauses_it(start: Open) -> None:
    """Who touches the screen has a question: the chapter stays until A."""
    tour = start(clock=True)
    acts: dict[str, Callable[[], object]] = {
        "a click": lambda: tour.page.mouse.click(900, 650),
        "a key": lambda: (tour.press("PageDown"), tour.press("PageUp")),
        "the wheel": lambda: tour.page.mouse.wheel(0, 50),
    }
    for touch in acts.values():
        tour.press("1")
        tour.press("a")
        expect(tour.page.locator("body")).to_have_attribute("data-auto", "on")
        touch()
        expect(tour.page.locator("body")).to_have_attribute("data-auto", "off")
        tour.page.clock.run_for(120_000)
        tour.expect_step(1)
        tour.press("a")
        tour.page.clock.run_for(12_000)
        tour.expect_step(2)
        tour.press("a")
        expect(tour.page.locator("body")).to_have_attribute("data-auto", "off")


@in_the_invented_corridor
def test_a_reload_loses_nothing(tour: Tour) -> None:
    """Step, language and theme are kept, and the address names the step."""
    tour.press("3")
    tour.press("l")
    tour.press("t")
    assert tour.page.url.endswith("#3")
    tour.expect_spoken("en")
    expect(tour.page.locator("body")).to_have_attribute("data-theme", "light")
    tour.page.evaluate(TWO_FRAMES)  # what is stored in the same instant the browser itself may lose
    tour.page.reload()
    tour.expect_step(3)
    tour.expect_spoken("en")
    expect(tour.page.locator("body")).to_have_attribute("data-theme", "light")


@in_the_invented_corridor
def test_an_address_opens_at_its_step(tour: Tour) -> None:
    """A step in the address is where the tour opens; anything else does no harm: there is the cover."""
    steps: tuple[tuple[str, int | None], ...] = (
        ("#2", 2),
        ("", 0),
        ("#0", 0),
        ("#999", None),
        ("#nonsense", 0),
        ("#-4", 0),
        ("#2.5", 2),
        ("#0.5", 0),
    )
    for hash_, step in steps:
        tour.page.goto("about:blank")
        tour.page.goto(tour.file.as_uri() + hash_)
        tour.expect_step(tour.chapters + 1 if step is None else step)


def test_both_languages_are_inside(tour: Tour) -> None:
    """L changes all that is said, on every chapter, and back."""
    for chapter in tour.corridor.chapters:
        tour.press("l")
        tour.expect_spoken("en")
        expect(tour.page.locator(".chapter .text:visible")).to_have_text(
            fill_placeholders(tour.corridor, chapter.text.en, "en")
        )
        tour.press("L")
        tour.expect_spoken("zh")
        tour.press("PageDown")


def test_the_map_speaks_the_language(tour: Tour) -> None:
    """Names on the map change with the language."""
    tour.press("e")
    node = next(node for node in tour.corridor.nodes if tour.node(node.id).count())
    expect(tour.node(node.id).locator("b").first).to_have_text(node.name.zh)
    tour.press("l")
    expect(tour.node(node.id).locator("b").first).to_have_text(node.name.en)


def test_names_of_metro_lines_can_be_read(tour: Tour) -> None:
    """White on a light line, or ink on a dark one, is no name; the better of the two always reaches 3.8."""
    for theme in ("dark", "light"):
        expect(tour.page.locator("body")).to_have_attribute("data-theme", theme)
        contrasts = tour.page.evaluate(CONTRASTS)
        assert contrasts
        assert min(contrasts) >= 3.8
        tour.press("t")


def test_hatching_is_drawn_in_each_language(tour: Tour) -> None:
    """What says "somewhere in here" must not look like an empty outline after a change of language."""
    for _ in LANGS:
        assert set(tour.page.evaluate(HATCHED)) == {"visible"}
        tour.press("l")


@in_the_invented_corridor
def test_a_chinese_input_method_does_not_swallow_keys(tour: Tour) -> None:
    """With an input method on, the browser says Process instead of the letter, and a full stop is a circle."""
    tour.page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Process', code: 'KeyL', bubbles: true}))"
    )
    tour.expect_spoken("en")
    tour.page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: '。', bubbles: true}))")
    expect(tour.page.locator("#blank")).to_be_visible()


@in_the_invented_corridor
def test_a_question_mark_of_either_width_shows_the_keys(tour: Tour) -> None:
    """A Chinese keyboard writes the wide one."""
    for key in ("?", "？"):
        tour.page.evaluate("key => document.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))", key)
        expect(tour.page.locator("#help")).to_be_visible()
        tour.press("Escape")
        expect(tour.page.locator("#help")).to_be_hidden()


@in_the_invented_corridor
def test_a_dark_screen(tour: Tour) -> None:
    """B and the clicker's full stop darken the screen and bring it back; a step brings it back as well."""
    for key in ("b", "."):
        tour.press("1")
        tour.press(key)
        expect(tour.page.locator("#blank")).to_be_visible()
        tour.press(key)
        expect(tour.page.locator("#blank")).to_be_hidden()
        tour.press(key)
        tour.press("PageDown")
        expect(tour.page.locator("#blank")).to_be_hidden()
        tour.expect_step(2)


@in_the_invented_corridor
def test_full_screen_from_its_own_button(tour: Tour) -> None:
    """The player fills the screen by its button and by F, and leaves it again."""
    is_full = "() => document.fullscreenElement !== null"
    tour.page.mouse.move(700, 300)
    tour.page.locator("[data-act=full]").click()
    tour.page.wait_for_function(is_full)
    tour.press("f")
    tour.page.wait_for_function(f"() => !({is_full})()")


@in_the_invented_corridor
def test_help_lists_the_keys(tour: Tour) -> None:
    """A question mark shows the keys, Escape hides them."""
    tour.press("?")
    expect(tour.page.locator("#help")).to_be_visible()
    expect(tour.page.locator("#help .page:visible")).to_contain_text("PageDown")
    tour.press("Escape")
    expect(tour.page.locator("#help")).to_be_hidden()


@in_the_invented_corridor
def test_the_keys_explained_stand_in_columns(tour: Tour) -> None:
    """Each description begins where the one above it begins, in the first row too."""
    for _ in LANGS:
        tour.press("?")
        rows = tour.page.locator("#help .page:visible div")
        starts = "(parts) => parts.map((part) => Math.round(part.getBoundingClientRect().left))"
        columns = set(rows.evaluate_all(starts))
        assert len(set(rows.locator("dd").evaluate_all(starts))) == len(columns)
        tour.press("Escape")
        tour.press("l")


@in_the_invented_corridor
def test_the_window_is_titled_in_the_language(tour: Tour) -> None:
    """What the taskbar and a list of tabs show is what is read on the screen."""
    expect(tour.page).to_have_title(tour.corridor.name.zh)
    tour.press("l")
    expect(tour.page).to_have_title(tour.corridor.name.en)
    tour.page.reload()
    expect(tour.page).to_have_title(tour.corridor.name.en)


def test_a_role_has_one_colour(tour: Tour) -> None:
    """On the map, in the legend, in the list and at the head of a panel a role is lit alike."""
    tour.press("e")
    for theme in ("dark", "light"):
        expect(tour.page.locator("body")).to_have_attribute("data-theme", theme)
        tour.page.locator(".nodes [data-node]:visible").first.click()
        lights = tour.page.evaluate(LIGHTS)
        assert all(lights.values())
        assert len({light for place in lights.values() for light in place}) == 1
        tour.press("Escape")
        tour.press("t")


def note_of(tour: Tour, number: int) -> re.Pattern[str]:
    """How a chapter's note begins; without one there are words that say so, and what has no number may follow."""
    chapters = tour.corridor.chapters
    note = chapters[number - 1].speaker_note.zh if number <= len(chapters) else ""
    note = fill_placeholders(tour.corridor, note, "zh")
    return re.compile(re.escape(note) or ".+")


def test_the_presenter_sees_what_comes(tour: Tour) -> None:
    """The second window shows this step and the next as pictures, the note and the time, and steers by key and list."""
    with tour.page.expect_popup() as opened:
        tour.press("n")
    window = opened.value
    for number in range(1, tour.chapters + 1):
        expect(window.locator("[data-part=note]")).to_have_text(note_of(tour, number))
        expect(window.locator("[data-part=step]")).to_have_text(f"{number} / {tour.chapters}")
        window.keyboard.press("PageDown")
    tour.expect_step(tour.chapters + 1)
    window.locator("#presenter [data-go='2']").click()
    tour.expect_step(2)
    for place, step in (("now", 2), ("next", 3)):
        picture = window.frame_locator(f".screen[data-place={place}] iframe")
        expect(picture.locator("body")).to_have_attribute("data-step", str(step))
        expect(picture.locator(".chapter h2:visible")).to_have_text(tour.corridor.chapters[step - 1].title.zh)
    assert re.fullmatch(r"\d+:\d\d", window.locator("[data-part=spent]").text_content() or "")
    expect(window.locator("[data-part=left]")).to_have_attribute("data-pace", "none")
    window.locator("input[name=target]").fill("20")
    expect(window.locator("[data-part=left]")).to_have_attribute("data-pace", "ample")
    expect(window.locator("[data-part=left]")).to_have_text(re.compile(r"^(19|20):"))


@in_the_invented_corridor
def test_a_light_follows_the_mouse_that_is_held(tour: Tour) -> None:
    """On the stage, by the key without holding, and from the picture in the presenter's window."""
    light = tour.page.locator("#spotlight")
    tour.page.mouse.move(900, 300)
    tour.page.mouse.down()
    expect(light).to_be_visible()
    tour.page.mouse.move(700, 200)
    assert light.evaluate("(light) => light.style.getPropertyValue('--x')") == "700px"
    tour.page.mouse.up()
    expect(light).to_be_hidden()
    tour.press("s")
    expect(light).to_be_visible()
    tour.press("Escape")
    expect(light).to_be_hidden()
    with tour.page.expect_popup() as opened:
        tour.press("n")
    picture = opened.value.locator(".screen[data-place=now]")
    expect(picture).to_have_attribute("data-step", "1")
    box = picture.bounding_box()
    assert box is not None
    opened.value.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    opened.value.mouse.down()
    expect(light).to_be_visible()
    x = float(light.evaluate("(light) => parseFloat(light.style.getPropertyValue('--x'))"))
    assert x == pytest.approx(SCREENS["laptop"][0] / 4, abs=4)
    opened.value.mouse.up()
    expect(light).to_be_hidden()


def expect_the_presenter_to_outlive_a_reload(
    page: Page, window: Page, presenter: Page | FrameLocator, tour: Page | FrameLocator
) -> None:
    """Whichever of the two is loaded again, both hear each other afterwards, and the time has gone on."""
    step, spent = presenter.locator("[data-part=step]"), presenter.locator("[data-part=spent]")
    expect(spent).to_have_text(re.compile(r"^0:(0[2-9]|[1-5]\d)$"))
    windows = len(page.context.pages)
    page.reload()
    expect(tour.locator("body")).to_have_attribute("data-ready", "true")
    page.keyboard.press("2")
    expect(step).to_have_text(re.compile("^2 /"))
    assert (spent.text_content() or "") >= "0:02"
    window.reload()
    expect(step).to_have_text(re.compile("^2 /"))
    assert (spent.text_content() or "") >= "0:02"
    presenter.locator("#presenter [data-go='3']").click()
    expect(tour.locator("body")).to_have_attribute("data-step", "3")
    assert len(page.context.pages) == windows
    with window.expect_event("close"):
        page.keyboard.press("n")


@in_the_invented_corridor
def test_the_presenter_outlives_a_reload(tour: Tour) -> None:
    """F5 on either screen takes neither the notes nor the time; closed, the window is back with one key."""
    with tour.page.expect_popup() as opened:
        tour.press("n")
    expect_the_presenter_to_outlive_a_reload(tour.page, opened.value, opened.value, tour.page)
    with tour.page.expect_popup() as again:
        tour.press("n")
    expect(again.value.locator("[data-part=step]")).to_have_text(re.compile("^3 /"))
    assert (again.value.locator("[data-part=spent]").text_content() or "") >= "0:02"


@in_the_invented_corridor
def test_a_reload_opens_no_presenter(tour: Tour) -> None:
    """Where no window was open none comes up."""
    tour.page.reload()
    tour.expect_step(1)
    assert tour.windows == []


@in_the_invented_corridor
def test_the_presenter_closes_with_the_tour(tour: Tour) -> None:
    """No window is left behind when the tour is closed."""
    with tour.page.expect_popup() as opened:
        tour.press("n")
    with opened.value.expect_event("close"):
        tour.page.close()


BLOCKED = "window.open = () => null"


@in_the_invented_corridor
def test_blocked_notes_do_not_come_on_this_screen_by_themselves(start: Open) -> None:
    """Where the browser allows no second window the hall sees a warning, and the notes only after N once more."""
    tour = start(script=BLOCKED)
    tour.press("n")
    expect(tour.page.locator("#toast.on")).to_contain_text("允许弹出窗口")
    expect(tour.page.locator("#notes")).to_be_hidden()
    tour.press("n")
    expect(tour.page.locator("#notes")).to_have_text(
        fill_placeholders(tour.corridor, tour.corridor.chapters[0].speaker_note.zh, "zh")
    )
    tour.press("n")
    expect(tour.page.locator("#notes")).to_be_hidden()


@in_the_invented_corridor
def test_a_warning_about_notes_holds_while_it_is_read(start: Open) -> None:
    """When the warning is gone the next N warns again, and a key that is held down is not a second press."""
    tour = start(script=BLOCKED, clock=True)
    tour.press("n")
    tour.page.clock.run_for(10_000)
    expect(tour.page.locator("#toast.on")).to_have_count(0)
    tour.page.keyboard.down("n")
    tour.page.keyboard.down("n")
    expect(tour.page.locator("#toast.on")).to_have_count(1)
    expect(tour.page.locator("#notes")).to_be_hidden()


def test_exploring_opens_panels_at_once(tour: Tour) -> None:
    """After the tour a click on a node, on the map or in the list, opens its panel; Escape goes back."""
    tour.press("End")
    tour.press("PageDown")
    for node in tour.corridor.nodes:
        tour.page.locator(f".nodes [data-node={node.id}]:visible").click()
        assert tour.page.locator("#sheets").is_visible()
        assert tour.page.locator(".fact.open .panel h2:visible").first.text_content() == node.name.zh
        tour.press("Escape")
        expect(tour.page.locator("#sheets")).to_be_hidden()
    drawn = next(node for node in tour.corridor.nodes if tour.node(node.id).count())
    tour.node(drawn.id).locator("svg").click()
    expect(tour.page.locator("body")).to_have_attribute("data-node", drawn.id)
    tour.press("Escape")
    tour.press("Escape")
    tour.expect_step(tour.chapters)


def test_a_missing_figure_says_so_in_a_panel(tour: Tour) -> None:
    """Panels of the player carry the mark of what is not published."""
    assert tour.page.locator("#sheets [data-status=not_published]").count() > 0


def open_a_long_sheet(tour: Tour) -> Locator:
    """Explore, and open the sheet of the node with the most figures."""
    node = max(tour.corridor.nodes, key=lambda node: len(tour.corridor.figures_by_subject.get(node.id, ())))
    tour.press("e")
    tour.page.locator(f".nodes [data-node={node.id}]:visible").click()
    return tour.page.locator("#sheets")


@in_the_invented_corridor
def test_an_open_sheet_is_scrolled_by_keys(tour: Tour) -> None:
    """The keys that turn chapters in the tour move the text of a sheet, which stays; Escape closes it."""
    for down, up in (("ArrowDown", "ArrowUp"), ("PageDown", "PageUp"), (" ", "Shift+ ")):
        tour.press("1")
        sheet = open_a_long_sheet(tour)
        tour.press(down)
        tour.page.wait_for_function("() => document.querySelector('#sheets').scrollTop > 0")
        tour.press(up)
        tour.page.wait_for_function("() => document.querySelector('#sheets').scrollTop === 0")
        sheet.evaluate("(sheet) => sheet.blur()")
        tour.press(down)
        tour.page.wait_for_function("() => document.querySelector('#sheets').scrollTop > 0")
        tour.expect_step(tour.chapters + 1)
        tour.press("Escape")
        expect(sheet).to_be_hidden()


@in_the_invented_corridor
def test_exploring_again_changes_nothing(tour: Tour) -> None:
    """A step forward while exploring leaves the sheet open and the map where it was moved to."""
    sheet = open_a_long_sheet(tour)
    drawn = next(node for node in tour.corridor.nodes if tour.node(node.id).count())
    tour.page.mouse.move(1000, 300)
    tour.page.mouse.down()
    tour.page.mouse.move(900, 380, steps=4)
    tour.page.mouse.up()
    expect(tour.page.locator("#map .flying")).to_have_count(0)
    moved = tour.node(drawn.id).evaluate("(node) => node.getBoundingClientRect().left")
    tour.press("ArrowRight")
    expect(sheet).to_be_visible()
    assert tour.node(drawn.id).evaluate("(node) => node.getBoundingClientRect().left") == moved


@in_the_invented_corridor
def test_a_sheet_opened_by_keyboard_gives_the_focus_back(tour: Tour) -> None:
    """Who goes through the list by keyboard goes on where the sheet was opened."""
    tour.press("e")
    button = tour.page.locator(".nodes [data-node]:visible").first
    button.press("Enter")
    expect(tour.page.locator("#sheets")).to_be_focused()
    tour.press("Escape")
    expect(button).to_be_focused()


@in_the_invented_corridor
def test_a_reload_keeps_the_open_sheet(tour: Tour) -> None:
    """F5 while a node is read opens the same node, and the way back leads to where the tour was left."""
    tour.press("2")
    sheet = open_a_long_sheet(tour)
    node = tour.page.locator("body").get_attribute("data-node")
    tour.page.reload()
    expect(tour.page.locator("body")).to_have_attribute("data-node", node or "")
    expect(sheet).to_be_visible()
    tour.press("Escape")
    expect(sheet).to_be_hidden()
    tour.page.reload()
    tour.expect_step(tour.chapters + 1)
    expect(sheet).to_be_hidden()
    tour.press("Escape")
    tour.expect_step(2)


@in_the_invented_corridor
def test_an_address_of_another_step_opens_no_sheet(tour: Tour) -> None:
    """The sheet belongs to the step at which it was opened."""
    open_a_long_sheet(tour)
    tour.page.goto("about:blank")
    tour.page.goto(tour.file.as_uri() + "#2")
    tour.expect_step(2)
    expect(tour.page.locator("#sheets")).to_be_hidden()


@in_the_invented_corridor
def test_running_by_itself_needs_a_lit_screen(tour: Tour) -> None:
    """A after B brings the picture back, and says that the tour now runs."""
    tour.press("b")
    tour.press("a")
    expect(tour.page.locator("#blank")).to_be_hidden()
    expect(tour.page.locator("#toast.on")).to_have_count(1)
    expect(tour.page.locator("body")).to_have_attribute("data-auto", "on")


@in_the_invented_corridor
def test_who_goes_on_has_read_the_keys(tour: Tour) -> None:
    """A step, a digit or auto-play hides the explanation of the keys; opening it stops a tour that runs by itself."""
    for key in ("PageDown", "2", "a"):
        tour.press("a")
        tour.press("?")
        expect(tour.page.locator("#help")).to_be_visible()
        expect(tour.page.locator("body")).to_have_attribute("data-auto", "off")
        tour.press(key)
        expect(tour.page.locator("#help")).to_be_hidden()


@in_the_invented_corridor
def test_a_phone_begins_a_chapter_at_its_top(start: Open) -> None:
    """Also one that had been read to its end before."""
    tour = start(screen="phone")
    tour.press("End")
    page = tour.page.locator(".chapter:not([hidden]) .page:visible")
    page.evaluate("(page) => { page.style.paddingBottom = '200vh'; page.scrollTop = 300; }")
    assert page.evaluate("(page) => page.scrollTop") == 300
    tour.press("PageUp")
    tour.press("PageDown")
    tour.expect_step(tour.chapters)
    assert page.evaluate("(page) => page.scrollTop") == 0


def test_a_chapter_lights_what_it_is_about_and_nothing_else(tour: Tour) -> None:
    """A node without a place is stood for by what it is part of; a chapter of such nodes alone lights none."""
    known = tour.corridor.node_by_id
    for chapter in tour.corridor.chapters:
        meant = {standing_for(tour.corridor, node_id) for node_id in chapter.node_ids}
        lit = {node_id for node_id in known if tour.node(node_id).and_(tour.page.locator(":not(.dimmed)")).count()}
        assert lit == (meant - {None} if chapter.node_ids else {key for key in known if tour.node(key).count()})
        tour.press("PageDown")


def standing_for(corridor: Corridor, node_id: str | None) -> str | None:
    """A node that is on the map: itself, or the nearest that it is part of."""
    node = corridor.node_by_id.get(node_id or "")
    if node is None or node.position.kind is not PositionKind.UNKNOWN:
        return node.id if node else None
    return standing_for(corridor, node.part_of)


def test_the_corridor_is_told_without_what_the_tour_does_not_have(tour: Tour) -> None:
    """Its panel does not send the reader to a strip diagram: the list and the map say themselves what they are for."""
    tour.press("e")
    tour.page.locator(".explore [data-node='']:visible").click()
    panel = tour.page.locator(".fact.open .panel:visible").first
    expect(panel).to_contain_text(tour.corridor.name.zh)
    expect(panel).not_to_contain_text(word("panel.hint", "zh"))


def test_every_node_is_listed(tour: Tour) -> None:
    """A node that cannot be placed is in the list with the others."""
    tour.press("e")
    expect(tour.page.locator(".nodes [data-node]:visible")).to_have_count(len(tour.corridor.nodes))


@in_the_invented_corridor
def test_fingers_turn_the_chapters(start: Open) -> None:
    """A swipe to the left goes on, to the right back; a short one does nothing."""
    tour = start(screen="phone", has_touch=True)
    tour.page.evaluate(SWIPE, [300, 100])
    tour.expect_step(2)
    tour.page.evaluate(SWIPE, [200, 180])
    tour.expect_step(2)
    tour.page.evaluate(SWIPE, [100, 300])
    tour.expect_step(1)


@in_the_invented_corridor
def test_tools_stay_on_a_phone_and_come_back_to_a_touch(start: Open) -> None:
    """They fade on a wall; where no pointer hovers they must be there, or come back to a finger."""
    for screen, idle in (("phone", "1"), ("laptop", "0")):
        tour = start(screen=screen, has_touch=True, clock=True)
        tour.page.clock.run_for(5_000)
        expect(tour.page.locator("body[data-idle] .tools")).to_have_css("opacity", idle)
        tour.page.touchscreen.tap(200, 100)
        expect(tour.page.locator("body:not([data-idle]) .tools")).to_have_css("opacity", "1")


@in_the_invented_corridor
def test_the_legend_waits_closed_on_a_phone(start: Open) -> None:
    """Open it would lie over half the map; on a laptop there is room."""
    for screen, count in (("phone", 0), ("laptop", 1)):
        tour = start(screen=screen)
        tour.press("e")
        expect(tour.page.locator("#map .legend:visible")).to_have_count(1)
        expect(tour.page.locator("#map .legend[open]:visible")).to_have_count(count)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_chapter_fits_its_screen(walk: Walk, corridor: Corridor, screen: str, lang: Lang) -> None:
    """On all five screens nothing that is read is cut off, and notice, date and source of the map are there."""
    for stop in walk(screen, lang)[: len(corridor.chapters)]:
        assert stop.outside == []
        assert corridor.notice[lang] in stop.notice
        assert stop.is_notice_whole


@pytest.mark.parametrize(("screen", "px"), [("laptop", 12), ("hall", 16), ("wide wall", 16)])
@pytest.mark.parametrize("lang", LANGS)
def test_the_limits_of_the_figures_can_be_read(walk: Walk, screen: str, px: int, lang: Lang) -> None:
    """The chapter that says the most says nothing in small print."""
    limits = [stop for stop in walk(screen, lang) if stop.show == "caveats"]
    assert limits
    for stop in limits:
        size, words = stop.smallest
        assert size >= px, words


@pytest.mark.parametrize("screen", ["laptop", "hall", "wide wall"])
@pytest.mark.parametrize("lang", LANGS)
def test_no_name_of_the_map_lies_under_a_panel(walk: Walk, screen: str, lang: Lang) -> None:
    """What stands beside a caption lets nothing shine through, and names go around it."""
    for stop in walk(screen, lang):
        assert stop.under_the_panel == []
        assert all(ground.startswith("rgb(") for ground in stop.grounds)


@pytest.mark.parametrize("screen", ["laptop", "hall", "wide wall"])
@pytest.mark.parametrize("lang", LANGS)
def test_the_scale_bar_covers_nothing(walk: Walk, screen: str, lang: Lang) -> None:
    """It lies on no text, no line and no station, in any chapter and while exploring."""
    for stop in walk(screen, lang):
        assert stop.under_the_scale == []


def test_a_phone_keeps_the_scale_bar_in_its_map(start: Open) -> None:
    """Its bar of buttons has no room, and in the map names go around it."""
    tour = start(screen="phone")
    expect(tour.page.locator("#map .map-frame:not(.away) .leaflet-control-scale-line")).to_be_visible()


def test_addresses_on_a_wide_wall_are_nearly_as_large_as_the_text(start: Open, file: Path, corridor: Corridor) -> None:
    """Where the map leaves half a wall free nobody has to come nearer to read how to get there."""
    contact = replace(corridor.chapters[-1], show="contact", node_ids=())
    target = file.with_name("contact.html")
    target.write_bytes(export(replace(corridor, chapters=(contact,), public_url=""), "zh"))
    tour = start(screen="wide wall", target=target)
    size = "(part) => parseFloat(getComputedStyle(part).fontSize)"
    addresses = tour.page.locator(".visits li span:visible")
    assert addresses.count() > 0
    assert addresses.first.evaluate(size) >= 0.75 * tour.page.locator(".chapter .text:visible").evaluate(size)
    assert tour.page.evaluate(OUTSIDE_OF_BLOCKS) == []


def test_type_and_scale_bar_grow_with_the_wall(start: Open) -> None:
    """On a wall of twice the pixels letters are twice as high, and the same distance is a bar of twice the length."""
    seen = []
    for screen in ("hall", "large wall"):
        tour = start(screen=screen)
        bar = tour.page.locator("#scale .leaflet-control-scale-line")
        size = tour.title().evaluate("(title) => parseFloat(getComputedStyle(title).fontSize)")
        seen.append((size, bar.text_content(), bar.evaluate("(bar) => bar.getBoundingClientRect().width")))
    (size, said, length), (size_on_wall, said_on_wall, length_on_wall) = seen
    assert size_on_wall == pytest.approx(2 * size, rel=0.05)
    assert said_on_wall == said
    assert length_on_wall == pytest.approx(2 * length, rel=0.05)


def test_it_prints_a_page_for_the_corridor_and_each_node(tour: Tour, tmp_path: Path) -> None:
    """On paper each begins a page of its own and takes as many as it needs, and there is nothing of the tour."""
    paper = tour.page.pdf(path=tmp_path / "sheets.pdf", prefer_css_page_size=True)
    sheets = 1 + len(tour.corridor.nodes)
    assert sheets <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2 * sheets
    expect(tour.page.locator("body")).to_have_attribute("data-theme", "dark")
    tour.expect_step(1)


TO_PAPER = "dispatchEvent(new Event('beforeprint'))"


@pytest.fixture(scope="module")
def printed(hall: Hall, corridor: Corridor, file: Path, lang: Lang) -> Iterator[Tour]:
    """A corridor's sheets in a language, laid out as for a printer; for tests that only read them."""
    with opening(hall, corridor, file) as opened:
        tour = opened()
        if lang == "en":
            tour.press("l")
        tour.page.evaluate(TO_PAPER)
        yield tour


def test_paper_can_be_read(printed: Tour) -> None:
    """No type is below 7 points, nothing is cut off, no figure is torn apart, hatching is hatched."""
    sheets = printed.page.evaluate(SHEETS)
    assert len(sheets) == 1 + len(printed.corridor.nodes)
    for sheet in sheets:
        assert sheet["smallest"] >= 7.0
        assert sheet["cut"] == []
        assert sheet["torn"] == 0
        assert sheet["unseen"] == 0


def expect_on_paper(corridor: Corridor, node: Node, lang: Lang, sheet: dict[str, list[str]]) -> None:
    """A node's sheet shows every number of its panel, each marked with exactly its own sources."""
    groups = (own_figures(corridor, node, lang), *groups_beside(corridor, node, lang)) if node.has_economy else ()
    statements = {line.figure_id: line for group in groups for line in group.statements if not line.missing}
    assert sheet.keys() == statements.keys()
    for figure_id, cited in sheet.items():
        said = [f"{source.title} {source.detail}".split() for source in statements[figure_id].sources]
        assert [line.split() for line in cited] == said


def test_paper_leaves_no_figure_and_no_source_out(printed: Tour, lang: Lang) -> None:
    """What the screen folds away stands open on paper, and each value carries the numbers of its sources."""
    sheets = printed.page.evaluate(ON_PAPER)
    for node, sheet in zip(printed.corridor.nodes, sheets[1:], strict=True):
        expect_on_paper(printed.corridor, node, lang, sheet)
        said = printed.page.locator(f".fact[data-sheet='{node.id}'] .gaps summary:visible")
        expect(said).to_have_count(1 if gaps_of(printed.corridor, node.id) else 0)


def test_the_paper_of_the_corridor_cites_what_it_says(printed: Tour, lang: Lang) -> None:
    """Strategy, industries and actions carry the numbers of their sources, and industries what is to be noted."""
    paper = printed.page.locator(".fact[data-sheet='']")
    for industry in printed.corridor.industries:
        item = paper.locator(".industries li:visible").filter(has_text=industry.name[lang]).first
        expect(item).to_contain_text(industry.note[lang])
        expect(item.locator(".marks")).to_have_text(re.compile(r"^(\[\d+\])+$" if industry.source_ids else "^$"))
    for part in (".paragraph", ".programmes li"):
        for said in paper.locator(f"{part}:visible").all():
            expect(said.locator(".marks")).to_have_text(re.compile(r"^(\[\d+\])+$"))
    expect(paper.locator(".sheet-sources:visible")).to_have_count(1)


def test_badges_on_paper_touch_nothing(printed: Tour) -> None:
    """What kind of statement a headline figure is stands clear of its source."""
    cards = printed.page.locator(".ribbon .card:visible")
    assert cards.count() > 0
    for card in cards.all():
        gap = "(card) => card.querySelector('.source').getBoundingClientRect().top - "
        assert card.evaluate(gap + "card.querySelector('.badge').getBoundingClientRect().bottom") >= 1


@in_the_invented_corridor
def test_what_paper_unfolds_is_folded_on_the_screen_again(tour: Tour) -> None:
    """A print leaves the panels as they were."""
    tour.page.evaluate(TO_PAPER)
    tour.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tour.page.locator(".earlier").count() > 0
    assert tour.page.locator(".panel :is(.earlier, .more, .statement)[open], .marks:visible").count() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_of_one_node_leaves_nothing_out_either(start: Open, corridor: Corridor, file: Path, lang: Lang) -> None:
    """The fullest node's own sheet shows all its figures with their sources, in type that can be read."""
    node = max(corridor.nodes, key=lambda node: len(corridor.figures_by_subject.get(node.id, ())))
    target = file.with_name(f"{node.id}-{lang}.html")
    target.write_text(sheet_page(corridor, node, lang), encoding="utf-8")
    tour = start(target=target)
    tour.page.evaluate(TO_PAPER)
    expect_on_paper(corridor, node, lang, tour.page.evaluate(ON_PAPER)[0])
    (sheet,) = tour.page.evaluate(SHEETS)
    assert sheet["smallest"] >= 7.0
    assert sheet["cut"] == []


@pytest.fixture
def outer(file: Path) -> Path:
    """A page that embeds the player as the dashboard does, in a frame without an address."""
    target = file.with_name("outer.html")
    target.write_text(
        f'<title>outer</title><button>outside</button><iframe style="width: 90vw; height: 80vh" allow="fullscreen" '
        f'srcdoc="{escape(file.read_text(encoding="utf-8"))}"></iframe>',
        encoding="utf-8",
    )
    return target


@in_the_invented_corridor
def test_embedded_the_presenter_outlives_a_reload(start: Open, outer: Path) -> None:
    """Also inside another page, whose frames a reload throws away."""
    tour = start(target=outer)
    inner = tour.page.frame_locator("iframe")
    expect(inner.locator("body")).to_have_attribute("data-ready", "true")
    with tour.page.expect_popup() as opened:
        tour.press("n")
    step = opened.value.frame_locator("iframe").locator("[data-part=step]")
    expect(step).to_have_text(re.compile("^0 /"))
    tour.page.reload()
    expect(inner.locator("body")).to_have_attribute("data-ready", "true")
    tour.press("PageDown")
    expect(step).to_have_text(re.compile("^1 /"))


@in_the_invented_corridor
def test_embedded_a_sheet_outlives_a_change_of_language(start: Open, outer: Path, corridor: Corridor) -> None:
    """The page around it puts in a tour of the other language: the same node is open in it."""
    tour = start(target=outer)
    inner = tour.page.frame_locator("iframe").locator("body")
    expect(inner).to_have_attribute("data-ready", "true")
    tour.page.keyboard.press("e")
    node = corridor.nodes[-1]
    inner.locator(f".nodes [data-node={node.id}]:visible").click()
    other = export(corridor, "en").decode()
    tour.page.locator("iframe").evaluate("(frame, page) => { frame.srcdoc = page; }", other)
    expect(inner).to_have_attribute("data-lang", "en")
    expect(inner).to_have_attribute("data-node", node.id)
    expect(inner.locator(".fact.open .panel h2:visible").first).to_have_text(node.name.en)


@in_the_invented_corridor
def test_embedded_it_hears_the_page_around_it(start: Open, outer: Path) -> None:
    """Keys pressed outside the frame turn the chapters, a reload returns to the step, and a button keeps its Space."""
    tour = start(target=outer)
    inner = tour.page.frame_locator("iframe").locator("body")
    expect(inner).to_have_attribute("data-step", "0")
    tour.press("1")
    expect(inner).to_have_attribute("data-step", "1")
    tour.page.locator("button", has_text="outside").focus()
    tour.press("PageDown")
    expect(inner).to_have_attribute("data-step", "2")
    tour.press(" ")
    tour.press("PageDown")
    expect(inner).to_have_attribute("data-step", "3")
    tour.page.reload()
    expect(inner).to_have_attribute("data-step", "3")
    tour.page.mouse.click(1100, 60)
    tour.press("Escape")
    tour.press("PageUp")
    expect(inner).to_have_attribute("data-step", "2")
