"""What the panels of the real corridor must say, number by number."""

import re

import pytest
from browsing import Screen
from playwright.sync_api import Locator, expect

from corridor.i18n import word

PLACE = {"corridor": "qilianshan", "lang": "zh"}


@pytest.fixture
def opened(screen: Screen) -> Screen:
    """The real corridor in Chinese."""
    screen.open(**PLACE)
    return screen


def statement(screen: Screen, figure_id: str) -> Locator:
    """Where the panel states a figure."""
    return screen.panel.locator(f"[data-figure={figure_id}]").first


def test_two_tax_figures_of_one_panel_are_two_and_are_not_added(opened: Screen) -> None:
    """未来岛 shows 绥德路沿线 and 施耐德系, each under its own subject, with the warning not to add them."""
    opened.click_on_map("weilaidao")
    expect(opened.panel_of("weilaidao")).to_be_visible()
    street = opened.panel.locator("[data-subject=yishu-street]").locator("[data-figure=f-yishu-tax-2021]")
    group = opened.panel.locator("[data-subject=schneider-group]").locator("[data-figure=f-schneider-tax-2022]")
    for shown, value, year in ((street, r"\b13 亿元", "2021年"), (group, r"超 10 亿元", "2022年")):
        expect(shown).to_contain_text(re.compile(value))
        expect(shown).to_contain_text(year)
        expect(shown).to_contain_text("宣称")
    expect(street).to_contain_text("绥德路")
    expect(opened.panel).to_contain_text(word("panel.not-added", "zh"))
    expect(opened.panel).not_to_contain_text("23 亿元")


def test_tenants_stand_on_one_time_axis(opened: Screen) -> None:
    """中以园 from 10 in May 2019 to over 130 in September 2023, each with what it counts, and a chart of them."""
    opened.listed("zhongyi-park").click()
    expect(opened.panel_of("zhongyi-park")).to_be_visible()
    first, last = statement(opened, "f-zhongyi-tenants-2019-05"), statement(opened, "f-zhongyi-tenants-2023-09")
    expect(first).to_contain_text("10 ")
    expect(first).to_contain_text("2019年5月")
    expect(last).to_contain_text("超 130 ")
    expect(last).to_contain_text("2023年9月")
    expect(first.locator(".statement-frame")).not_to_have_text(last.locator(".statement-frame").inner_text())
    opened.open_tab("figures")
    chart = opened.panel.locator("img[src*='.svg']").first
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_attribute("alt", re.compile("入驻"))
    expect(chart).to_have_js_property("complete", value=True)
    drawn = chart.evaluate("picture => fetch(picture.src).then(answer => answer.text())")
    for words in ("2019", "2023", ">10 ", "超 130 ", "首批签约"):
        assert words in drawn


def test_a_missing_tax_is_named(opened: Screen) -> None:
    """康建商务广场, which has no place on the map, shows its tax as not published, and no number in its place."""
    opened.listed("kangjian-plaza").click()
    expect(opened.panel_of("kangjian-plaza")).to_be_visible()
    expect(opened.map.locator(".node-kangjian-plaza")).to_have_count(0)
    missing = statement(opened, "f-kangjian-tax")
    expect(missing).to_have_attribute("data-status", "not_published")
    expect(missing).to_contain_text(word("figure.not-published", "zh"))


def test_a_projection_is_called_one(opened: Screen) -> None:
    """普洛斯's 2亿 is 预计."""
    opened.listed("glp-taopu").click()
    expect(statement(opened, "f-glp-tax")).to_contain_text("超 2 亿元")
    expect(statement(opened, "f-glp-tax")).to_contain_text("预计")
    expect(statement(opened, "f-glp-tax")).to_have_attribute("data-status", "projected")


def test_an_institute_without_an_economy_shows_its_name_and_no_number(opened: Screen) -> None:
    """中电科50所 has no economic row, not even a missing one, and no place on the map."""
    opened.listed("cetc50").click()
    expect(opened.panel_of("cetc50")).to_contain_text("中电科50所")
    expect(opened.panel.locator("[data-status]")).to_have_count(0)
    expect(opened.map.locator(".node-cetc50")).to_have_count(0)


def test_the_contested_total_is_in_no_headline(opened: Screen) -> None:
    """27亿 and the five backbone nodes stand only beside their caveat."""
    expect(opened.keyed("kpi-ribbon")).to_be_visible()
    expect(opened.keyed("kpi-ribbon")).not_to_contain_text("27 亿")
    expect(opened.keyed("kpi-ribbon")).not_to_contain_text("骨干")
