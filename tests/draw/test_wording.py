from dataclasses import replace
from pathlib import Path

import pytest
from factories import corridor as made
from factories import figure, node

from corridor.analysis.proximity import Nearby
from corridor.draw.words.wording import (
    chainage_text,
    dated_text,
    figure_caption,
    figure_value,
    fill_placeholders,
    industry_group_text,
    period_text,
    position_text,
    station_text,
)
from corridor.model.corridor import Corridor
from corridor.model.figure import Release, Status
from corridor.model.period import parse_period
from corridor.model.place import Position, PositionKind
from corridor.model.text import LANGS, Lang, Text
from corridor.pack.load import load


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2022", "2022年", "2022"),
        ("2022H1", "2022年上半年", "first half of 2022"),
        ("2022Q3", "2022年第3季度", "Q3 2022"),
        ("2022-05", "2022年5月", "May 2022"),
        ("2022-01/2022-05", "2022年1—5月", "Jan–May 2022"),
        ("2021-11/2022-05", "2021年11月—2022年5月", "Nov 2021 – May 2022"),
        ("2017/2021", "2017—2021年", "2017–2021"),
        ("2019-12-05", "2019年12月5日", "5 Dec 2019"),
        ("~2016", "约2016年", "about 2016"),
        ("", "时间未说明", "period not stated"),
    ],
)
def test_periods_are_worded_in_both_languages(text: str, zh: str, en: str) -> None:
    """Every form of period has its own words, the unstated one too."""
    assert period_text(parse_period(text), "zh") == zh
    assert period_text(parse_period(text), "en") == en


def test_a_page_says_when_it_was_searched_and_when_its_newest_number_is_from() -> None:
    """A plan, what built up over years and what nobody dated are no news; without a number only the search is said."""
    told = (
        figure("a", "park", "1", "2023-09"),
        figure("b", "park", "2", "2022"),
        replace(figure("c", "park", "3", "2025"), status=Status.PLANNED),
        figure("d", "park", "4", "2020/2025"),
        figure("e", "park", "5", ""),
        figure("f", "park", None, "2025"),
    )
    parks = (node("park"),)
    assert dated_text(made(told, parks), "zh") == "检索截止 2026年1月1日\u00a0· 最新数字 2023年9月"
    assert dated_text(made(told[4:], parks), "en") == "Searched up to 1 Jan 2026"


def test_every_figure_has_a_value_and_a_caption_in_both_languages(corridor: Corridor) -> None:
    """A figure is never a bare number: period and status stand beside it."""
    for one in corridor.figures:
        for lang in LANGS:
            assert figure_value(corridor, one, lang)
            assert period_text(one.period, lang) in figure_caption(corridor, one, lang)


def test_a_missing_figure_is_worded_as_missing_and_never_as_zero(corridor: Corridor) -> None:
    """An unpublished value has its own words."""
    figure = replace(corridor.figures[0], value=None, status=Status.NOT_PUBLISHED)
    assert figure_value(corridor, figure, "zh") == "未见公开"
    assert "0" not in figure_value(corridor, figure, "en")


def test_a_story_text_takes_its_numbers_from_the_figures(corridor: Corridor) -> None:
    """A placeholder becomes exactly what the page shows for that figure."""
    figure = next(f for f in corridor.figures if f.value is not None)
    assert fill_placeholders(corridor, f"<{{{figure.id}}}>", "zh") == f"<{figure_value(corridor, figure, 'zh')}>"


@pytest.mark.parametrize(
    ("name", "distance_m", "zh", "en"),
    [
        (Text("祁连山路", "Qilianshan Road"), 1000, "距祁连山路站直线约 1,000 米", "line from Qilianshan Road station"),
        (Text("上海西站", "West Station"), 650, "距上海西站直线约 650 米", "line from West Station"),
        (
            Text("七号站（虚构）", "Invented Station 7"),
            650,
            "距七号站（虚构）直线约 650 米",
            "line from Invented Station 7",
        ),
        (Text("站前路", "Station Road"), 650, "距站前路站直线约 650 米", "line from Station Road station"),
        (Text("武威路", "Wuwei Road"), 0, "武威路站（紧邻）", "Wuwei Road station (adjacent)"),
    ],
)
def test_a_station_is_called_a_station(name: Text, distance_m: int, zh: str, en: str) -> None:
    """It often bears the name of the road that the node stands on, and must not be read as that road."""
    near = Nearby(id="st", name=name, distance_m=distance_m, accuracy_m=100)
    assert station_text(near, "zh") == zh
    assert station_text(near, "en").endswith(en)


def test_every_position_is_worded(corridor: Corridor) -> None:
    """An unknown place is said to be unknown, never left blank."""
    assert all(position_text(corridor, node, lang) for node in corridor.nodes for lang in LANGS)


@pytest.mark.parametrize(("lang", "said"), [("zh", "−40 至 1,200 米之间"), ("en", "between −40 and 1,200 m")])
def test_a_range_that_begins_before_the_axis_reads_as_one(lang: Lang, said: str) -> None:
    """Its sign is a minus and not one more dash between two numbers."""
    stretch = node(
        "street", position=Position(kind=PositionKind.STRETCH, geometry=None, accuracy_m=None, from_m=-40, to_m=1_200)
    )
    assert chainage_text(made(nodes=(stretch,)), stretch, lang) == said


def test_a_group_of_industries_says_whose_statement_it_is(invented: Path) -> None:
    """What is said of the corridor and what is said of its town are told apart, the town by its name."""
    lantern = load(invented, Release.PUBLIC)
    said = {one.id: industry_group_text(lantern, one, "zh") for one in lantern.industries}
    town = next(subject.name.zh for subject in lantern.subjects if subject.kind == "town")
    assert said["dream-harbours"] == "未来产业（发展带）"
    assert said["bionic-paper"].endswith(f"（{town}）")
    assert "（" not in said["canal-twins"]
