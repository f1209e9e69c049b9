import re
from itertools import combinations

import pytest
from factories import corridor as made
from factories import figure, node, subject
from hypothesis import given
from hypothesis import strategies as st

from corridor.analysis.ranking import Ranking, ranking
from corridor.analysis.series import Series, drawable, series
from corridor.draw.layout.chart.chart import NARROWEST_PX, joined_chart, ranking_chart, series_chart, series_notes
from corridor.draw.layout.chart.labels import Spot, labels
from corridor.draw.web.picture import svg, svg_png
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Status
from corridor.model.text import LANGS

TOWN = (subject("town"),)
PAIR = (figure("a", "town", "9.85", "~2016"), figure("b", "town", "15.38", "2021"))


def drawn(figures: tuple[Figure, ...]) -> str:
    """The SVG of the town's tax in Chinese, or nothing."""
    chart = series_chart(made(figures, subjects=TOWN), "town", "tax", "zh")
    return svg(chart) if chart else ""


def strokes(picture: str) -> int:
    """How many lines join points."""
    return picture.count('aria-roledescription="line mark container"')


def test_a_chart_says_everything_in_the_picture() -> None:
    """Value with unit, period, scope, status and source are written, in both languages."""
    within = made(PAIR, subjects=TOWN)
    for lang, words in (
        ("zh", ("9.85 亿元", "约2016年", "15.38 亿元", "口径district", "实际", "s-a", "s-b")),
        ("en", ("CNY 985 million", "about 2016", "CNY 1.538 billion", "scope district", "actual", "s-a", "s-b")),
    ):
        chart = series_chart(within, "town", "tax", lang)  # type: ignore[arg-type]
        assert chart is not None
        picture = svg(chart)
        assert all(word in picture for word in words)


def test_a_point_alone_is_no_chart() -> None:
    """One value, or values of which none can be joined, are not drawn."""
    assert drawn(PAIR[:1]) == ""
    assert drawn((PAIR[1], figure("c", "town", "16.1", "2022", "industry"))) == ""
    assert drawn((figure("a", "town", "1", "2020", None), figure("b", "town", "2", "2021", None))) == ""
    assert drawn((figure("a", "town", "1", "2020"), figure("b", "town", "2", ""))) == ""


def test_only_what_counts_alike_is_joined() -> None:
    """Another scope, another length of time and a projection stand in rows of their own, without a line."""
    others = (
        figure("c", "town", "16.1", "2022", "industry"),
        figure("d", "town", "8.2", "2022H1"),
        figure("e", "town", "20", "2026", status=Status.PROJECTED),
    )
    picture = drawn((*PAIR, *others))
    assert strokes(drawn(PAIR)) == strokes(picture) == 1
    assert all(word in picture for word in ("16.1 亿元", "8.2 亿元", "20 亿元", "预计", "不可比较"))


def test_values_that_stand_alone_share_a_row_and_each_says_what_it_counts() -> None:
    """A row for each would be mostly empty; one alone keeps the name of its row."""
    alone = (figure("c", "town", "16.1", "2022", "industry"), figure("d", "town", "8.2", "2022", "street"))
    title = word("figures.chart-alone", "zh")
    assert title not in drawn((*PAIR, alone[0]))
    picture = drawn((*PAIR, *alone))
    assert picture.count(f">{title}<") == 1
    assert ["口径：口径industry" in picture, ">口径industry<" in picture, ">口径street<" in picture] == [
        False,
        True,
        True,
    ]


def test_a_line_has_its_zero() -> None:
    """How steep it is can be read."""
    assert ">0<" in drawn(PAIR)


def test_a_picture_without_notes_leaves_them_to_be_said_beside_it() -> None:
    """They are the same ones, and none is lost."""
    within = made((*PAIR, figure("c", "town", "27", "", None)), subjects=TOWN)
    bare = series_chart(within, "town", "tax", "zh", noted=False)
    assert bare is not None
    assert "s-a" not in svg(bare)
    notes = "".join(series_notes(within, "town", "tax", "zh"))
    assert all(said in notes for said in ("s-a", "s-b", "另有 1 个数字未说明时间"))


def test_a_projection_is_hollow_and_dashed() -> None:
    """What is expected does not look like what has happened."""
    expected = (
        figure("a", "town", "2", "2027", status=Status.PROJECTED),
        figure("b", "town", "3", "2028", status=Status.PROJECTED),
    )
    picture = drawn(expected)
    assert "stroke-dasharray" in re.findall(r"<path[^>]*line mark[^>]*>", picture)[0]
    assert 'fill="#ffffff"' in picture
    assert "stroke-dasharray" not in re.findall(r"<path[^>]*line mark[^>]*>", drawn(PAIR))[0]


def test_an_undated_value_is_counted_and_not_drawn() -> None:
    """It has no place on a time axis, and the chart says that it is left out."""
    picture = drawn((*PAIR, figure("c", "town", "27", "", None)))
    assert "27 亿元" not in picture
    assert "另有 1 个数字未说明时间" in picture


def test_every_chart_of_every_corridor_is_drawn(corridor: Corridor) -> None:
    """Each chart that the data bear becomes an SVG and a PNG without an outside link."""
    for lang in LANGS:
        for pair in drawable(corridor):
            chart = series_chart(corridor, *pair, lang)
            assert chart is not None
            picture = svg(chart)
            assert set(re.findall(r"https?://([\w.]+)", picture)) <= {"www.w3.org"}
            assert svg_png(picture).startswith(b"\x89PNG")


def test_a_chart_offers_no_menu_of_links() -> None:
    """The embedding page shows no link to an editor elsewhere."""
    chart = series_chart(made(PAIR, subjects=TOWN), "town", "tax", "zh")
    assert chart is not None
    assert chart.to_dict()["usermeta"]["embedOptions"]["actions"] is False


def test_a_series_of_chosen_figures_is_one_line() -> None:
    """The reader's own choice is drawn as chosen."""
    within = made(PAIR, subjects=TOWN)
    joined = series(within, PAIR)
    assert isinstance(joined, Series)
    assert strokes(svg(joined_chart(within, joined, "en"))) == 1


def test_a_ranking_names_places_and_values() -> None:
    """The largest comes first, and each bar says what it is."""
    figures = (figure("a", "mill", "1", "2020"), figure("b", "park", "3", status=Status.CLAIMED))
    within = made(figures, (node("park"), node("mill")))
    ranked = ranking(within, figures)
    assert isinstance(ranked, Ranking)
    picture = svg(ranking_chart(within, ranked, "zh"))
    assert picture.index("park") < picture.index("mill")
    assert all(word in picture for word in ("3 亿元", "2021年", "宣称", "2020年", "口径district", "s-a"))


@given(
    places=st.lists(
        st.tuples(st.floats(0.1, 0.9), st.floats(-64, 0)), min_size=1, max_size=5, unique_by=lambda place: place[0]
    )
)
def test_labels_keep_clear_of_each_other(places: list[tuple[float, float]]) -> None:
    """However close the points, no label covers another, at the narrowest width."""
    spots = [Spot(x * NARROWEST_PX, y, ("15.38 亿元", "2021年")) for x, y in sorted(places)]
    boxes = labels(spots, NARROWEST_PX)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_is_described(lang: str) -> None:
    """A reader who cannot see it hears what it is."""
    chart = series_chart(made(PAIR, subjects=TOWN), "town", "tax", lang)  # type: ignore[arg-type]
    assert chart is not None
    assert "town" in chart.to_dict()["description"]
