"""The figures view as a reader uses it: find, compare, calculate, and be refused with a reason."""

import re

import pytest
from browsing import Screen
from playwright.sync_api import Locator, expect

from corridor.analysis.catalogue import catalogue
from corridor.draw.words.wording import figure_value
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps
from corridor.model.text import LANGS, Lang


@pytest.fixture
def opened(screen: Screen, corridor: Corridor, spoken: Lang) -> Screen:
    """The figures view of each corridor in its language."""
    screen.open(view="figures", corridor=corridor.id, lang=spoken)
    return screen


@pytest.fixture(scope="module")
def read(reader: Screen, corridor: Corridor, spoken: Lang) -> Screen:
    """The same, for tests that only read from it."""
    reader.open(view="figures", corridor=corridor.id, lang=spoken)
    return reader


@pytest.fixture
def real(screen: Screen) -> Screen:
    """The figures view of the real corridor in Chinese, where figures are put to use."""
    screen.open(view="figures", corridor="qilianshan")
    part(screen, "work", "zh")
    return screen


def part(screen: Screen, name: str, lang: Lang) -> None:
    """Go to a part of the view by its switch; a column of the table may have the same name."""
    switch = screen.keyed("figures").get_by_test_id("stButtonGroup").first
    switch.get_by_text(word(f"figures.part-{name}", lang), exact=True).click()
    screen.settle()


def pick(screen: Screen, *named: str) -> None:
    """Choose figures by what their entry in the list says."""
    field = screen.keyed("figures").get_by_test_id("stMultiSelect").get_by_role("combobox")
    for words in named:
        field.click()
        field.fill(words)
        screen.page.get_by_role("option", name=words).first.click()
        screen.settle()
        expect(chosen(screen).filter(has_text=words.rsplit(" · ", 1)[-1])).to_have_count(1)
    field.press("Escape")


def chosen(screen: Screen) -> Locator:
    """The rows of the chosen figures."""
    return screen.keyed("figures").locator("tr[data-figure]")


def use(screen: Screen, name: str) -> None:
    """Say what to do with the chosen figures."""
    screen.keyed("figures").get_by_text(word(f"figures.use-{name}", "zh"), exact=True).click()


def test_a_part_of_the_view_can_be_linked_to(screen: Screen, lang: Lang) -> None:
    """The address names the part, so a reload, a shared link and a visit to another view come back to it."""
    screen.open(view="figures", lang=lang)
    part(screen, "sources", lang)
    screen.expect_query(part="sources")
    screen.page.reload()
    expect(screen.keyed("sources")).to_be_visible()
    for view in ("map", "figures"):
        screen.keyed("views").get_by_text(word(f"app.view-{view}", lang), exact=True).click()
        screen.expect_query(view=view)
    expect(screen.keyed("sources")).to_be_visible()
    for view in ("map", "figures"):  # one by one: the page answers each before the next is asked for
        screen.page.go_back()
        screen.expect_query(view=view)
    expect(screen.keyed("sources")).to_be_visible()
    screen.page.go_back()
    expect(screen.keyed("figures-table")).to_be_visible()


def test_every_figure_and_gap_is_in_the_table(read: Screen, corridor: Corridor) -> None:
    """The table is whole and marks what is missing."""
    table = read.keyed("figures-table")
    expect(table.locator("tr[data-status]")).to_have_count(len(catalogue(corridor)))
    expect(table.locator(":is([data-status=not_published], [data-status=no_entry]) .value")).to_have_count(
        len(gaps(corridor))
    )
    read.expect_no_exception()


def test_a_source_is_two_clicks_away(opened: Screen, corridor: Corridor) -> None:
    """One click opens the sources of a figure, the next follows the link where one may be shown."""
    linked = next(f for f in corridor.figures if any(corridor.source_by_id[key].link for key in f.source_ids))
    opened.keyed("search").get_by_role("searchbox").fill(str(linked.value))
    table = opened.keyed("figures-table")
    expect(table.locator("tr[data-status]")).not_to_have_count(len(catalogue(corridor)))
    row = table.locator(f"tr[data-figure={linked.id}]")
    row.locator("summary").first.click()
    address = next(corridor.source_by_id[key].url for key in linked.source_ids if corridor.source_by_id[key].link)
    expect(row.locator(f"a[href='{address}']")).to_be_visible()


def test_an_empty_result_says_so_and_leads_back(opened: Screen, corridor: Corridor, spoken: Lang) -> None:
    """Nothing found is not a blank page."""
    opened.keyed("search").get_by_role("searchbox").fill("zzqqxx")
    expect(opened.page.get_by_text(word("figures.none", spoken))).to_be_visible()
    opened.page.get_by_role("button", name=word("figures.show-all", spoken)).click()
    expect(opened.keyed("figures-table").locator("tr[data-status]")).to_have_count(len(catalogue(corridor)))


def choose(screen: Screen, key: str, option: str) -> None:
    """Choose in a list of the head of the table."""
    screen.page.locator(f"[class*='st-key-figure-{key}'] input").first.click()
    screen.page.get_by_role("option", name=option, exact=True).click()
    screen.settle()


def test_the_newest_value_stands_and_the_older_ones_unfold(read: Screen, corridor: Corridor) -> None:
    """One click shows the history of an indicator in its place, and each value has its row."""
    table = read.keyed("figures-table")
    head = table.locator("tbody:has(.unfold)").first
    newest = str(head.locator("tr[data-figure]").first.get_attribute("data-figure"))
    figure = corridor.figure_by_id[newest]
    known = corridor.figures_by_subject[figure.subject_id]
    older = [one.id for one in known if one.indicator_id == figure.indicator_id and one.value and one.id != newest]
    rows = [table.locator(f"tr[data-figure={figure_id}]") for figure_id in older]
    assert rows
    for row in rows:
        expect(row).to_be_hidden()
    head.locator(".unfold").click()
    for row in rows:
        expect(row).to_be_visible()
    head.locator(".unfold").click()
    for row in rows:
        expect(row).to_be_hidden()


@pytest.mark.parametrize("lang", ["zh"])
def test_figures_go_by_value_within_one_unit_only(screen: Screen, lang: Lang) -> None:
    """Of several units the answer is the reason; of one, the largest stands first and what is missing last."""
    screen.open(view="figures", corridor="qilianshan", lang=lang)
    choose(screen, "order", word("figures.order-value", lang))
    expect(screen.keyed("refusal")).to_contain_text(word("figures.order-refused-title", lang))
    expect(screen.keyed("figures-table").locator(".group-name").first).to_be_visible()
    choose(screen, "indicator", "税收")
    expect(screen.keyed("refusal")).to_have_count(0)
    expect(screen.keyed("figures-table").locator(".group-name")).to_have_count(0)
    values = screen.keyed("figures-table").locator("tr[data-status] .value").all_inner_texts()
    assert "27 亿元" in values[0]
    assert "未见公开" in values[-1]


def test_the_first_figure_stands_high_and_the_head_stays(screen: Screen, lang: Lang) -> None:
    """What a reader came for begins in the first 200 pixels; far below, the columns still say what they are."""
    screen.open(view="figures", corridor="qilianshan", lang=lang)
    first = screen.keyed("figures-table").locator("tr[data-status]").first.bounding_box()
    assert first is not None
    assert first["y"] <= 200
    screen.keyed("figures-table").locator("tr[data-status]").last.scroll_into_view_if_needed()
    head = screen.keyed("figures-table").locator("thead th").first
    expect(head).to_be_in_viewport(ratio=1)


def test_a_headline_figure_leads_to_its_row(screen: Screen, corridor: Corridor, spoken: Lang) -> None:
    """A tile goes to its figure, whose row is marked among others of its name, in sight and read out."""
    figure = corridor.figure_by_id[corridor.ribbon[-1].figure_ids[0]]
    screen.open(corridor=corridor.id, lang=spoken)
    tile = screen.keyed("kpi-ribbon").locator(f".tile[data-figure='{figure.id}'] button")
    expect(tile).to_have_accessible_name(re.compile(re.escape(figure_value(corridor, figure, spoken))))
    expect(screen.keyed("kpi-ribbon")).to_have_attribute("data-alive", "true")
    tile.press("Enter")
    screen.expect_query(view="figures")
    row = screen.keyed("figures-table").locator("tr[aria-current=true]")
    expect(row).to_have_count(1)
    expect(row).to_have_attribute("data-figure", figure.id)
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()


def test_every_source_has_its_row(opened: Screen, corridor: Corridor, spoken: Lang) -> None:
    """The list is one click away and whole."""
    part(opened, "sources", spoken)
    expect(opened.keyed("sources").locator("tbody tr")).to_have_count(len(corridor.sources))


def test_a_reader_sees_every_gap_and_goes_from_a_cell_to_its_figures(
    opened: Screen, corridor: Corridor, spoken: Lang
) -> None:
    """The matrix is whole; what is missing cannot be picked, and what is known leads to exactly its numbers."""
    part(opened, "gaps", spoken)
    matrix = opened.keyed("gaps")
    missing = {f"{gap.subject_id}:{gap.indicator_id}" for gap in gaps(corridor)}
    expect(matrix.locator("td:is([data-status=not_published], [data-status=no_entry])")).to_have_count(len(missing))
    cell = matrix.locator("td[data-known]:not([data-status])").first
    subject_id, _, indicator_id = str(cell.get_attribute("data-gap")).partition(":")
    cell.get_by_role("button").click()
    known = [one.id for one in corridor.figures_by_subject[subject_id] if one.indicator_id == indicator_id]
    rows = opened.keyed("figures-table").locator("[data-figure]")
    expect(rows).to_have_count(len(known))
    assert sorted(str(row.get_attribute("data-figure")) for row in rows.all()) == sorted(known)


HEADS_MOVED = """matrix => {
  const box = (part) => part.getBoundingClientRect();
  const [name, head] = ["tbody th", "thead th"].map((heads) => box([...matrix.querySelectorAll(heads)].at(-1)));
  return [Math.abs(name.left - box(matrix).left), Math.abs(head.top - box(matrix).top)];
}"""
"""How far the head of the last row and that of the last column stand from the edges, in pixels."""


def test_the_matrix_scrolls_within_itself_and_keeps_its_heads(screen: Screen) -> None:
    """On a phone the page is no wider than the screen, and the name of the row stays beside its cells."""
    screen.page.set_viewport_size({"width": 390, "height": 600})
    screen.open(view="figures", part="gaps", corridor="qilianshan", lang="zh")
    matrix = screen.keyed("gaps").locator(".matrix")
    moved = matrix.evaluate("part => { part.scrollTo(1e6, 1e6); return [part.scrollLeft, part.scrollTop]; }")
    assert min(moved) > 0
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert max(matrix.evaluate(HEADS_MOVED)) <= 2


@pytest.mark.parametrize(("lang", "reason"), [("zh", "口径不同"), ("en", "different scopes")])
def test_nodes_are_compared_by_address(screen: Screen, lang: Lang, reason: str) -> None:
    """A link shows the nodes side by side, with the reasons why a line of them cannot be compared."""
    screen.open(view="figures", corridor="lantern-canal", lang=lang, compare="lantern-city,kite-tower")
    expect(screen.keyed("compare").locator("thead th")).to_have_count(2)
    expect(screen.keyed("refusal")).to_contain_text(reason)
    screen.page.get_by_role("button", name=word("figures.compare-clear", lang)).click()
    screen.expect_query(compare=None, view="figures")
    expect(screen.keyed("refusal")).to_have_count(0)


def test_the_four_tax_numbers_are_refused(real: Screen) -> None:
    """27, 16.1, 15.38 and 13 are neither added nor ranked nor joined, and the reader learns why."""
    pick(real, "27 亿元", "2022年 · 16.1 亿元", "15.38 亿元", "13 亿元")
    for name in ("sum", "ranking", "series"):
        use(real, name)
        expect(real.keyed("refusal")).to_contain_text(word(f"compare.title-{name}", "zh"))
        real.settle()
        expect(real.keyed("refusal")).to_contain_text("没有说明口径")
        expect(real.keyed("refusal").locator("li")).not_to_have_count(0)
        real.expect_no_exception()


def test_what_can_be_grown_is_grown_and_marked(real: Screen) -> None:
    """9.85 to 15.38 is a growth of 56.14 percent, derived, with its formula; it outlives a change of language."""
    pick(real, "9.85 亿元", "15.38 亿元")
    use(real, "growth")
    answer = real.keyed("figures").locator(".derived")
    expect(answer).to_contain_text("+56.14%")
    expect(answer).to_contain_text("÷")
    expect(real.keyed("refusal")).to_have_count(0)
    real.keyed("language").get_by_text(word("app.lang-en", "zh"), exact=True).click()
    expect(answer).to_contain_text("CNY 1.538 billion")
    expect(answer).to_contain_text("+56.14%")


def test_a_ready_chart_stands_before_the_empty_picker_and_uses_the_width(real: Screen) -> None:
    """What is there comes before what has yet to be chosen, with its sources, as wide as the page."""
    drawn = real.keyed("chart-ready").get_by_role("img", name="桃浦镇 · 税收")
    expect(drawn).to_be_visible()
    chart = drawn.bounding_box()
    picker = real.page.get_by_text(word("figures.pick", "zh"), exact=True).bounding_box()
    assert chart is not None
    assert picker is not None
    assert chart["y"] < picker["y"]
    assert chart["width"] > 1200
    expect(real.keyed("figures").locator(".chart-notes")).to_contain_text("来源：")


def test_a_chart_is_drawn_without_a_way_out(real: Screen) -> None:
    """The line through two comparable figures is there, its table unfolds by key, and no menu leads to another site."""
    pick(real, "9.85 亿元", "15.38 亿元")
    use(real, "series")
    picture = real.keyed("chart-answer")
    expect(picture.get_by_role("img")).to_have_count(1)
    expect(picture.locator("button, a[href]")).to_have_count(0)
    picture.locator("summary").press("Enter")
    expect(picture.get_by_role("table").locator("tbody tr")).to_have_count(2)
    expect(picture.get_by_role("row").filter(has_text="15.38 亿元")).to_contain_text("2021年")
    real.expect_no_exception()


@pytest.mark.parametrize("lang", LANGS)
def test_a_phone_needs_no_sideways_scrolling(screen: Screen, lang: Lang) -> None:
    """On a narrow screen every figure is a few lines, and the page is as wide as the screen and not endless."""
    screen.page.set_viewport_size({"width": 390, "height": 844})
    screen.open(view="figures", corridor="qilianshan", lang=lang)
    expect(screen.keyed("figures-table").locator("tr[data-status]").first).to_be_visible()
    wide = screen.page.evaluate("document.querySelector('.st-key-figures-table').scrollWidth")
    assert wide <= 390
    assert screen.page.get_by_test_id("stMain").evaluate("main => main.scrollHeight") < 12_000


def test_what_the_view_offers_to_take_away(screen: Screen, lang: Lang) -> None:
    """Tables, the list of gaps, pictures for a message, and the page of the chosen node."""
    screen.open(view="figures", corridor="lantern-canal", lang=lang, node="kite-tower")
    screen.keyed("downloads-menu").get_by_role("button").first.click()
    offered = screen.keyed("downloads")
    for name in ("html", "pptx", "xlsx", "csv", "gaps", "geojson", "map-png", "strip-png", "sheet"):
        expect(offered.get_by_role("button", name=word(f"export.format-{name}", lang), exact=True)).to_be_visible()
    with screen.page.expect_download() as download:
        offered.get_by_role("button", name=word("export.format-map-png", lang), exact=True).click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
