"""The clerk's whole job in a real browser: download, fill, be told every mistake, mend, preview, publish, take back."""

import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest
from browsing import Dashboard, Screen, Serve, Traffic, in_the_invented_corridor, in_the_real_corridor
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from corridor.i18n import word
from corridor.intake.publish.prepare import Step
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.pack.history import current_files, versions
from corridor.pack.load import load

EDITOR = "王敏"
YEAR = "2024"
MESSAGE = "补填年度税收"


@dataclass(frozen=True)
class Sheet:
    """The sheet of figures of a downloaded template, and one row of it that waits for a number."""

    book: Workbook
    sheet: Worksheet
    row: int
    columns: dict[str, int]

    def fill(self, **cells: str) -> None:
        """Type into cells of the row."""
        for name, text in cells.items():
            self.sheet.cell(self.row, self.columns[name]).value = text

    def at(self, name: str) -> str:
        """The coordinate of a cell of the row."""
        return str(self.sheet.cell(self.row, self.columns[name]).coordinate)

    def saved(self, name: str) -> dict[str, object]:
        """The workbook as a file to upload."""
        out = io.BytesIO()
        self.book.save(out)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return {"name": name, "mimeType": kind, "buffer": out.getvalue()}


def waiting_row(book: Workbook, subject_id: str, indicator_id: str) -> Sheet:
    """The row of a subject and an indicator that waits for a value."""
    sheet = book.worksheets[0]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    for row in range(3, sheet.max_row + 1):
        said = [str(sheet.cell(row, columns[name]).value or "") for name in ("value", "subject_id", "indicator_id")]
        if not said[0] and f"[{subject_id}]" in said[1] and f"[{indicator_id}]" in said[2]:
            return Sheet(book, sheet, row, columns)
    raise AssertionError((subject_id, indicator_id))


def waiting(corridor: Corridor) -> tuple[str, str]:
    """A node and an expected money indicator of which no value is known."""
    for node in corridor.nodes:
        for indicator in corridor.indicators:
            known = {one.indicator_id for one in corridor.figures_by_subject.get(node.id, ()) if one.value is not None}
            is_money = bool(indicator.unit.currency) and indicator.expected
            if node.has_economy and is_money and indicator.id not in known:
                return node.id, indicator.id
    raise AssertionError(corridor.id)


@pytest.fixture
def own(pack: Path, tmp_path: Path) -> Path:
    """A copy of a corridor, to be changed."""
    copy = tmp_path / "data" / pack.name
    shutil.copytree(pack, copy, ignore=shutil.ignore_patterns(".history"))
    return copy


@pytest.fixture
def desk(own: Path, serve: Serve) -> Iterator[Dashboard]:
    """A dashboard over the copy, run by its editor on this machine."""
    with serve(own.parent, CORRIDOR_EDITOR=EDITOR) as running:
        yield running


def downloaded(screen: Screen) -> Workbook:
    """The template that the page offers."""
    with screen.page.expect_download() as given:
        screen.keyed("download-template").locator("button").click()
    return load_workbook(io.BytesIO(given.value.path().read_bytes()))


def send(screen: Screen, file: dict[str, object]) -> Locator:
    """Upload a file and wait for its report."""
    screen.keyed("uploader").locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(screen.keyed("report")).to_contain_text(str(file["name"]))
    screen.settle()
    return screen.keyed("report")


@in_the_real_corridor
def test_the_whole_job_of_a_clerk(desk: Dashboard, own: Path, page: Page) -> None:
    """Three mistakes are named by their cells, and what is mended is previewed, published, seen and taken back."""
    screen = Screen(page, desk)
    before = current_files(own)
    node_id, indicator_id = waiting(load(own, Release.INTERNAL))
    screen.open(view="update", lang="zh")
    row = waiting_row(downloaded(screen), node_id, indicator_id)
    source_id = load(own, Release.INTERNAL).sources[0].id

    row.fill(value="约3亿", period="去年", status="差不多", scope_id="未说明", release="内部", source_id=source_id)
    report = send(screen, row.saved("初稿.xlsx"))
    mistakes = report.locator("tr[data-severity='error'] .finding")
    expect(mistakes).to_have_count(3)
    said = " ".join(mistakes.all_inner_texts())
    assert all(re.search(rf"{row.at(name)}\b", said) for name in ("value", "period", "status"))
    with page.expect_download() as given:
        screen.keyed("download-marked").locator("button").click()
    assert load_workbook(io.BytesIO(given.value.path().read_bytes())).worksheets
    expect(screen.keyed("publish")).to_have_count(0)

    row.fill(value="12345.67", unit="万元", period="2024年", status="宣称")
    send(screen, row.saved("定稿.xlsx"))
    expect(report.locator(".report")).to_have_attribute("data-errors", "0")
    expect(screen.keyed("difference").locator(".values ins").first).to_have_text("1.234567 亿元")

    screen.keyed("begin-preview").locator("button").click()
    expect(screen.keyed("preview")).to_contain_text("定稿.xlsx")
    page.locator(".st-key-views button").first.click()
    screen.listed(node_id).click()
    expect(screen.panel_of(node_id)).to_be_visible()
    expect(screen.panel).to_contain_text("1.234567 亿元")
    expect(screen.keyed("preview")).to_be_visible()
    assert current_files(own) == before
    assert versions(own) == ()

    page.locator(".st-key-views button").last.click()
    expect(screen.keyed("report")).to_contain_text("定稿.xlsx")
    publish(screen)
    expect(page.locator("[data-outcome='published']")).to_contain_text("0002")
    expect(screen.keyed("preview")).to_have_count(0)
    assert [(version.by, version.message, version.current) for version in versions(own)][-1] == (EDITOR, MESSAGE, True)
    assert known_of(own, Release.INTERNAL, node_id, indicator_id) == ["1.234567"]
    assert known_of(own, Release.PUBLIC, node_id, indicator_id) == []

    screen.open(view="map", node=node_id, lang="zh")
    expect(screen.panel).to_contain_text("1.234567 亿元")
    screen.open(view="update", lang="zh")
    page.get_by_text("历史版本", exact=True).click()
    screen.keyed("restore-0001").locator("button").click()
    screen.keyed("restore-sure-0001").locator("button").click()
    expect(page.locator("[data-outcome='restored']")).to_contain_text("0001")
    assert current_files(own) == before
    screen.open(view="map", node=node_id, lang="zh")
    expect(screen.panel_of(node_id)).to_be_visible()
    expect(screen.panel).not_to_contain_text("1.234567")


def known_of(own: Path, profile: Release, node_id: str, indicator_id: str) -> list[str]:
    """What a profile may know of an indicator of a node in the year."""
    figures = load(current_files(own), profile).figures_by_subject.get(node_id, ())
    return [str(one.value) for one in figures if one.indicator_id == indicator_id and one.period.text == YEAR]


def publish(screen: Screen, message: str = MESSAGE) -> None:
    """Fill in the form and publish."""
    accept = screen.keyed("publish-accept").locator("label").first
    if accept.count():
        accept.click()
    screen.keyed("publish-message").locator("input").fill(message)
    screen.keyed("publish-now").locator("button").click()
    screen.page.locator("[data-outcome]").wait_for()
    screen.settle()


@pytest.fixture
def another(browser: Browser, traffic: Traffic) -> Iterator[Callable[[], Page]]:
    """Further pages, each in a session of its own."""
    contexts = []

    def opened() -> Page:
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        context.on("page", traffic.watch)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


CSV = "id,value\n{id},{value}\n"


def changed(own: Path, factor: int) -> dict[str, object]:
    """A small CSV that changes one known figure."""
    figure = next(f for f in load(own, Release.INTERNAL).figures if f.value and f.release is Release.PUBLIC)
    text = CSV.format(id=figure.id, value=figure.value * factor)
    return {"name": "figures-part.csv", "mimeType": "text/csv", "buffer": text.encode()}


@pytest.fixture
def invented_desk(invented: Path, tmp_path: Path, serve: Serve) -> Iterator[tuple[Dashboard, Path]]:
    """A dashboard over a copy of the invented corridor, run by its editor, and the copy."""
    own = tmp_path / "data" / invented.name
    shutil.copytree(invented, own)
    with serve(own.parent, CORRIDOR_EDITOR=EDITOR) as running:
        yield running, own


def test_the_mark_of_a_preview_stays_in_sight(invented_desk: tuple[Dashboard, Path], page: Page) -> None:
    """At the end of the longest page, and in the tour, whose full screen shows nothing but its own frame."""
    desk, own = invented_desk
    screen = Screen(page, desk)
    screen.open(view="update", lang="zh")
    send(screen, changed(own, 2))
    screen.keyed("begin-preview").locator("button").click()
    expect(screen.keyed("preview")).to_be_visible()
    page.locator(".st-key-views button").nth(1).click()
    screen.settle()
    page.locator(".foot").scroll_into_view_if_needed()
    expect(page.locator(".foot")).to_be_in_viewport()
    expect(screen.keyed("preview")).to_be_in_viewport(ratio=1)
    page.locator(".st-key-views button").nth(2).click()
    line = page.frame_locator(".st-key-present iframe").locator("#credits .page:visible")
    expect(line.locator(".internal").last).to_have_text("预览")


WATCH_STEPS = """() => {
  window.steps = [];
  new MutationObserver(() => {
    const step = document.querySelector(".checking")?.dataset.step;
    if (step && window.steps.at(-1) !== step) window.steps.push(step);
  }).observe(document.body, {subtree: true, childList: true, attributes: true});
}"""


def test_an_upload_says_its_steps_and_brings_its_reader_to_the_answer(
    invented_desk: tuple[Dashboard, Path], page: Page
) -> None:
    """Nobody waits before a silent page; the answer has the focus when it comes, and does not take it again."""
    desk, own = invented_desk
    screen = Screen(page, desk)
    screen.open(view="update", lang="zh")
    page.evaluate(WATCH_STEPS)
    send(screen, {**changed(own, 2), "name": "part.csv"})
    heading = screen.keyed("report").locator("h2")
    expect(heading).to_be_focused()
    expect(page.locator(".checking")).to_have_count(0)
    steps = page.evaluate("window.steps")
    assert steps
    assert steps == [step for step in get_args(Step) if step in steps]
    page.locator(".st-key-views button").first.click()
    screen.expect_query(view="map")
    screen.settle()
    page.locator(".st-key-views button").last.click()
    expect(heading).to_be_visible()
    screen.settle()
    expect(heading).not_to_be_focused()


def test_two_at_once_and_a_third_who_looks_on(
    invented_desk: tuple[Dashboard, Path], page: Page, another: Callable[[], Page]
) -> None:
    """A preview is its session's own; who publishes second is told and loses nothing; who looks on is told once."""
    desk, own = invented_desk
    first, second, onlooker = Screen(page, desk), Screen(another(), desk), Screen(another(), desk)
    onlooker.open(lang="zh")
    for screen, factor in ((first, 2), (second, 3)):
        screen.open(view="update", lang="zh")
        send(screen, changed(own, factor))
    first.keyed("begin-preview").locator("button").click()
    expect(first.keyed("preview")).to_be_visible()
    onlooker.listed("kite-tower").click()
    expect(onlooker.panel_of("kite-tower")).to_be_visible()
    expect(onlooker.keyed("preview")).to_have_count(0)

    publish(first)
    expect(first.page.locator("[data-outcome='published']")).to_be_visible()
    onlooker.listed("egret-hub").click()
    expect(onlooker.keyed("notice")).to_contain_text(EDITOR)
    publish(second)
    expect(second.page.locator("[data-outcome='conflict']")).to_be_visible()
    expect(second.keyed("difference").locator("[data-change='changed']")).to_have_count(1)
    assert len(versions(own)) == 2
    publish(second)
    expect(second.page.locator("[data-outcome='published']")).to_contain_text("0003")


def test_files_edited_by_hand_are_named_and_can_be_published(invented_desk: tuple[Dashboard, Path], page: Page) -> None:
    """An edit beside the history is not lost, and one button leads to its report."""
    desk, own = invented_desk
    screen = Screen(page, desk)
    screen.open(view="update", lang="en")
    send(screen, changed(own, 2))
    publish(screen)
    settings = own / "corridor.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("供测试使用", "手工改过"), encoding="utf-8", newline="\n"
    )
    screen.open(view="update", lang="en")
    expect(screen.keyed("edited-by-hand")).to_contain_text("corridor.toml")
    screen.keyed("examine-0").locator("button").click()
    expect(screen.keyed("difference")).to_contain_text("手工改过")
    publish(screen)
    expect(page.locator("[data-outcome='published']")).to_contain_text("0003")
    expect(screen.keyed("edited-by-hand")).to_have_count(0)


@in_the_invented_corridor
def test_one_number_is_filled_without_a_workbook(desk: Dashboard, own: Path, page: Page) -> None:
    """From its cell in the matrix: refused as one types, checked, published, seen in the matrix and in the panel."""
    screen = Screen(page, desk)
    node_id, indicator_id = waiting(load(own, Release.INTERNAL))
    screen.open(view="figures", part="gaps", lang="zh", node=node_id)
    cell = screen.keyed("gaps").locator(f"[data-gap='{node_id}:{indicator_id}']")
    expect(cell).to_have_attribute("data-status", re.compile("not_published|no_entry"))
    cell.get_by_role("button").click()
    screen.expect_query(view="update", part="fill")

    value = screen.keyed("fill-value").locator("input")
    value.fill("约3亿")
    problem = screen.keyed("fill-value").locator(".field-problem[data-code='number']")
    expect(problem).to_contain_text(word("intake.number", "zh", found="约3亿"))
    expect(screen.keyed("fill-check").locator("button")).to_be_disabled()
    value.fill("12345.67")
    expect(problem).to_have_count(0)
    screen.keyed("fill-period").locator("input").fill("2024年")
    for field, choice in (("unit", "万元"), ("status", "宣称"), ("scope_id", word("update.fill-unstated", "zh"))):
        screen.keyed(f"fill-{field}").locator("input").click()
        page.get_by_role("option", name=choice, exact=True).click()
        screen.settle()
    screen.keyed("fill-source_id").get_by_role("combobox").click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    expect(screen.keyed("fill-acts")).to_contain_text("1.234567 亿元 · 2024年")
    screen.keyed("fill-check").locator("button").click()
    expect(screen.keyed("difference").locator(".values ins").first).to_have_text("1.234567 亿元")

    publish(screen)
    expect(page.locator("[data-outcome='published']")).to_contain_text("0002")
    assert known_of(own, Release.INTERNAL, node_id, indicator_id) == ["1.234567"]
    assert known_of(own, Release.PUBLIC, node_id, indicator_id) == []
    screen.keyed("fill-back").locator("button").click()
    expect(cell).to_have_attribute("data-known", "1")
    cell.get_by_role("button").click()
    expect(screen.keyed("figures-table").locator("[data-figure]")).to_have_count(1)
    expect(screen.keyed("figures-table")).to_contain_text("1.234567 亿元")
    page.locator(".st-key-views button").first.click()
    expect(screen.panel_of(node_id)).to_be_visible()
    expect(screen.panel).to_contain_text("1.234567 亿元")


def across(several: Locator) -> list[FloatRect]:
    """Where they are drawn, from left to right."""
    boxes = [box for one in several.all() if (box := one.bounding_box())]
    return sorted(boxes, key=lambda box: box["x"])


def test_a_node_is_placed_by_a_pasted_coordinate(invented_desk: tuple[Dashboard, Path], page: Page) -> None:
    """A pick said to be GPS near the strip is shown as two points, and the chosen one is published."""
    desk, own = invented_desk
    screen = Screen(page, desk)
    screen.open(view="update", lang="zh", node="lock-service")
    page.get_by_text("节点定位", exact=True).click()
    form = screen.keyed("place-form")
    text = form.locator("[class*='st-key-place-text'] input")
    text.fill("北纬30.397676，东经104.427255")
    text.press("Enter")
    form.get_by_text("GPS（WGS-84）", exact=True).click()
    # The question is another one for each datum: a reading chosen under the former would answer nothing.
    readings = form.locator("[class*='place-as-lock-service-wgs84']").get_by_role("radiogroup").locator("label")
    expect(readings).to_have_count(2)
    drawn = page.frame_locator(".st-key-place-map iframe")
    for label in ("高德、腾讯（GCJ-02）", "GPS（WGS-84）"):
        expect(drawn.get_by_text(label)).to_have_count(1)
        expect(drawn.get_by_text(label)).to_be_visible()
    expect(drawn.locator(".node-egret-hub").first).to_be_in_viewport()  # the axis is in view, not only its middle
    (west, east), (left, right) = across(drawn.locator(".picked")), across(drawn.locator(".leaflet-tooltip > span"))
    assert left["x"] + left["width"] <= west["x"]
    assert right["x"] >= east["x"] + east["width"]  # between the points, a name would cover one of them
    said = readings.all_inner_texts()
    readings.filter(has_text="高德、腾讯（GCJ-02）").click()
    form.locator("[class*='st-key-place-accuracy'] input").fill("30")
    form.locator("[class*='st-key-place-accuracy'] input").press("Enter")
    form.locator("[class*='st-key-place-sources'] input").click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    expect(screen.keyed("place-check").locator("button")).to_be_enabled()

    form.get_by_text("百度（BD-09）", exact=True).click()
    expect(screen.keyed("place-candidates")).to_contain_text("百度（BD-09）")
    expect(readings).to_have_count(0)
    form.get_by_text("GPS（WGS-84）", exact=True).click()
    expect(readings).to_have_text(said)
    readings.filter(has_text="高德、腾讯（GCJ-02）").click()
    screen.keyed("place-check").locator("button").click()
    expect(screen.keyed("difference")).to_contain_text("104.4246")
    publish(screen)
    node = load(current_files(own), Release.PUBLIC).node_by_id["lock-service"]
    assert node.position.geometry is not None
    assert (round(node.position.geometry.x, 4), round(node.position.geometry.y, 4)) == (104.4246, 30.4002)
    screen.keyed("undo").locator("button").click()
    expect(page.locator("[data-outcome='restored']")).to_contain_text("0001")
    assert load(current_files(own), Release.PUBLIC).node_by_id["lock-service"].position.geometry is None
