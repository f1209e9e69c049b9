import re
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from factories import corridor as made
from factories import figure, node, subject
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from corridor.analysis.ranking import Ranking, ranking
from corridor.analysis.series import Series, drawable, lanes, series
from corridor.draw.layout.chart.chart import joined_chart, ranking_chart, series_chart
from corridor.draw.layout.chart.labels import Spot, labels
from corridor.draw.layout.chart.parts import Chart, Rule
from corridor.draw.layout.chart.scales import TimeScale, ticks
from corridor.draw.web.chart import WIDTHS, chart_svg, joined_figure, ranking_figure, series_figure
from corridor.draw.web.markup import bare_stylesheet
from corridor.draw.web.picture import svg_png
from corridor.draw.words.charted import series_notes
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Status
from corridor.model.text import LANGS, Lang, Text

TOWN = (subject("town"),)
PAIR = (figure("a", "town", "9.85", "~2016"), figure("b", "town", "15.38", "2021"))
NARROW, WIDE = 330, 1250
PERIODS = st.one_of(
    st.integers(1990, 2035).map(str),
    st.builds(lambda year, half: f"{year}H{half}", st.integers(1990, 2035), st.integers(1, 2)),
    st.dates(date(1990, 1, 1), date(2035, 12, 31)).map(date.isoformat),
)
STATEMENTS = st.tuples(
    st.decimals(-1_000_000, 1_000_000, places=2),
    PERIODS,
    st.sampled_from(("district", "industry", "street")),
    st.sampled_from((Status.ACTUAL, Status.CLAIMED, Status.PROJECTED, Status.PLANNED)),
)


def chart_of(figures: tuple[Figure, ...], width: float = NARROW, lang: Lang = "zh") -> Chart | None:
    """The chart of the town's tax, if there is one."""
    return series_chart(made(figures, subjects=TOWN), "town", "tax", lang, width)


def drawn(figures: tuple[Figure, ...], lang: Lang = "zh") -> str:
    """Its SVG, or nothing."""
    chart = chart_of(figures, 640, lang)
    return chart_svg(chart, lang) if chart else ""


def written(picture: str) -> str:
    """What a picture says, without breaks."""
    return "".join(etree.fromstring(picture.encode()).itertext("{*}text"))


def joins(picture: str) -> list[str]:
    """The pieces of lines between values."""
    return re.findall(r'<path[^>]*class="join"[^>]*>', picture)


def test_a_chart_says_everything_in_the_picture() -> None:
    """Value with unit, period, scope, status and source are written, in both languages."""
    for lang, words in (
        ("zh", ("9.85 亿元", "约2016年", "15.38 亿元", "口径district", "实际", "s-a", "s-b")),
        ("en", ("CNY 985 million", "about 2016", "CNY 1.538 billion", "scope district", "actual", "s-a", "s-b")),
    ):
        picture = written(drawn(PAIR, lang))  # type: ignore[arg-type]
        assert all(word in picture for word in words)


def test_a_point_alone_is_no_chart() -> None:
    """One value, or values of which none can be joined, are not drawn."""
    assert drawn(PAIR[:1]) == ""
    assert drawn((PAIR[1], figure("c", "town", "16.1", "2022", "industry"))) == ""
    assert drawn((figure("a", "town", "1", "2020", None), figure("b", "town", "2", "2021", None))) == ""
    assert drawn((figure("a", "town", "1", "2020"), figure("b", "town", "2", ""))) == ""
    assert series_figure(made(PAIR[:1], subjects=TOWN), "town", "tax", "zh") == ""


def test_only_what_counts_alike_is_joined() -> None:
    """Another scope, another length of time and a projection stand in rows of their own, without a line."""
    others = (
        figure("c", "town", "16.1", "2022", "industry"),
        figure("d", "town", "8.2", "2022H1"),
        figure("e", "town", "20", "2026", status=Status.PROJECTED),
    )
    picture = drawn((*PAIR, *others))
    assert len(joins(drawn(PAIR))) == len(joins(picture)) == 1
    assert all(word in written(picture) for word in ("16.1 亿元", "8.2 亿元", "20 亿元", "预计", "不可比较"))


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


def test_years_without_a_figure_are_told() -> None:
    """The line over them is dotted, a note says so, and the years that have a value are written bold."""
    wide = drawn(PAIR)
    assert "stroke-dasharray" in joins(wide)[0]
    assert word("figures.chart-gaps", "zh") in wide
    assert re.findall(r'font-weight="600"[^>]*>(\d{4})<', wide) == ["2016", "2021"]
    assert re.findall(r'text-anchor="middle"[^>]*>(\d{4})<', wide) == [str(year) for year in range(2016, 2022)]
    close = drawn((PAIR[1], figure("c", "town", "16", "2022")))
    assert "stroke-dasharray" not in joins(close)[0]
    assert word("figures.chart-gaps", "zh") not in close


def test_a_picture_without_notes_leaves_them_to_be_said_beside_it() -> None:
    """They are the same ones, and none is lost."""
    within = made((*PAIR, figure("c", "town", "27", "", None)), subjects=TOWN)
    bare = series_chart(within, "town", "tax", "zh", NARROW, noted=False)
    assert bare is not None
    assert "s-a" not in written(chart_svg(bare, "zh"))
    notes = "".join(series_notes(within, "town", "tax", "zh"))
    assert all(said in notes for said in ("s-a", "s-b", "另有 1 个数字未说明时间"))


def test_a_projection_is_hollow_and_dashed() -> None:
    """What is expected does not look like what has happened."""
    expected = (
        figure("a", "town", "2", "2027", status=Status.PROJECTED),
        figure("b", "town", "3", "2028", status=Status.PROJECTED),
    )
    picture = drawn(expected)
    assert 'stroke-dasharray="5 4"' in joins(picture)[0]
    assert re.search(r'class="value"><title>[^<]*</title><path[^>]*fill="#ffffff"', picture)


def test_an_undated_value_is_counted_and_not_drawn() -> None:
    """It has no place on a time axis, and the chart says that it is left out."""
    picture = drawn((*PAIR, figure("c", "town", "27", "", None)))
    assert "27 亿元" not in picture
    assert "另有 1 个数字未说明时间" in written(picture)


def test_every_chart_of_every_corridor_is_drawn(corridor: Corridor) -> None:
    """Each chart that the data bear becomes an SVG and a PNG without an outside link."""
    for lang in LANGS:
        for pair in drawable(corridor):
            chart = series_chart(corridor, *pair, lang, 640)
            assert chart is not None
            picture = chart_svg(chart, lang)
            assert set(re.findall(r"https?://([\w.]+)", picture)) <= {"www.w3.org"}
            assert svg_png(picture).startswith(b"\x89PNG")


@pytest.mark.parametrize("lang", LANGS)
def test_a_chart_on_a_page_is_told_to_who_does_not_see_it(corridor: Corridor, lang: Lang) -> None:
    """Its name and description are its own, every mark has its words, and a table has a row for each figure."""
    for pair in drawable(corridor):
        page = etree.HTML(series_figure(corridor, *pair, lang))
        figures = [one for lane in lanes(corridor, *pair) for one in lane.figures]
        assert len(page.findall(".//table/tbody/tr")) == len(figures)
        assert page.findtext(".//details/summary") == word("figures.chart-table", lang)
        pictures = page.findall(".//svg")
        assert [int(one.getparent().get("data-width")) for one in pictures] == list(WIDTHS)
        for picture in pictures:
            assert picture.get("role") == "img"
            assert picture.findtext("title") == picture.get("aria-label") == page.findtext(".//caption")
            assert str(len(figures)) in picture.findtext("desc")
            assert len(picture.findall("g[@class='value']/title")) == len(figures)


def test_the_page_shows_the_widest_drawing_that_fits() -> None:
    """One at a time: each is shown from its width on, in pixels of which the page's letter has fifteen."""
    rules = re.findall(
        r'min-width: ([\d.]+)rem\) \{ [^{]*"(\d+)"\] \{ display: none; \} [^{]*"(\d+)"\]',
        bare_stylesheet("figures"),
    )
    assert [(int(off), int(on)) for _, off, on in rules] == list(pairwise(WIDTHS))
    assert [round(float(rem) * 15) for rem, *_ in rules] == list(WIDTHS[1:])


def test_a_name_from_the_data_never_becomes_markup() -> None:
    """What is put on the page as it is was escaped when it was drawn."""
    within = made(PAIR, subjects=(subject("town"),))
    evil = made(PAIR, nodes=(node("town", Text("<script>1</script>", "<b>")),))
    page = series_figure(evil, "town", "tax", "zh")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert series_figure(within, "town", "tax", "zh")


def test_a_series_of_chosen_figures_is_one_line() -> None:
    """The reader's own choice is drawn as chosen, with its table."""
    within = made(PAIR, subjects=TOWN)
    joined = series(within, PAIR)
    assert isinstance(joined, Series)
    assert len(joins(chart_svg(joined_chart(within, joined, "en", NARROW), "en"))) == 1
    assert joined_figure(within, joined, "en").count("<tr>") == 3


def test_a_ranking_names_places_and_values() -> None:
    """The largest comes first, each bar says what it is and begins at zero, on whichever side of it."""
    figures = (figure("a", "mill", "-1", "2020"), figure("b", "park", "3", status=Status.CLAIMED))
    within = made(figures, (node("park"), node("mill")))
    ranked = ranking(within, figures)
    assert isinstance(ranked, Ranking)
    chart = ranking_chart(within, ranked, "zh", NARROW)
    picture = written(chart_svg(chart, "zh"))
    assert picture.index("park") < picture.index("mill")
    assert all(word in picture for word in ("3 亿元", "2021年", "宣称", "2020年", "口径district", "s-a"))
    first, last = (value.bar for value in chart.values)
    assert first is not None
    assert last is not None
    assert first.x == last.right == chart.ground[0].start[0]
    assert first.width == pytest.approx(3 * last.width)
    assert ranking_figure(within, ranked, "zh").count("<tr>") == 3


@given(
    statements=st.lists(STATEMENTS, min_size=2, max_size=12),
    width=st.sampled_from((NARROW, 640, WIDE)),
    lang=st.sampled_from(LANGS),
)
def test_whatever_is_charted_stands_in_the_picture_once(
    statements: list[tuple[Decimal, str, str, Status]], width: float, lang: Lang
) -> None:
    """Every dated figure is drawn once, labels keep clear of each other and of the edges, and zero lies in each row."""
    figures = tuple(
        figure(str(number), "town", str(value), period, scope, status=status)
        for number, (value, period, scope, status) in enumerate(statements)
    )
    chart = chart_of(figures, width, lang)
    if chart is None:
        return
    assert sorted(value.figure.id for value in chart.values) == sorted(one.id for one in figures)
    assert sorted(label.figure.id for label in chart.labels) == sorted(one.id for one in figures)
    assert not any(one.box.overlaps(other.box) for one, other in combinations(chart.labels, 2))
    assert all(label.box.x >= 0 and label.box.right <= width + 0.01 for label in chart.labels)
    assert all(0 <= x <= width and 0 <= y <= chart.height for one in chart.values for x, y in [one.at])
    level = [it for it in chart.ground if it.kind in (Rule.ZERO, Rule.TICK)]
    assert all(0 < it.start[1] == it.end[1] < chart.height for it in level)
    joined = [lane for lane in lanes(made(figures, subjects=TOWN), "town", "tax") if lane.joined]
    assert len([it for it in level if it.kind is Rule.ZERO]) == len(joined)


@pytest.mark.parametrize("name", ["很长的名字" * 30, "A very long name " * 20, "Unbreakable" * 30])
def test_a_long_name_stays_in_the_picture(name: str) -> None:
    """It is broken, and at last cut, but never wider than the chart."""
    within = made(PAIR, nodes=(node("town", Text(name, name)),))
    chart = series_chart(within, "town", "tax", "zh", NARROW)
    assert chart is not None
    lines = [text for text in chart.texts if text.size == 15]
    assert 1 < len(lines) <= 3
    assert chart.title.startswith(name)


@given(
    values=st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=12),
    decimals=st.integers(0, 3),
)
def test_the_numbers_at_an_axis_are_round_and_within_the_values(values: list[Decimal], decimals: int) -> None:
    """One, two or five and zeros times a whole number, none beyond what is charted nor finer than what is counted."""
    found = ticks(values, decimals)
    assert len(found) <= 4
    assert all(min(Decimal(0), *values) <= one <= max(Decimal(0), *values) for one in found)
    steps = {abs(later - earlier) for earlier, later in pairwise(sorted({*found, Decimal(0)}))}
    assert len(steps) <= 1
    assert all(step.normalize().as_tuple().digits in {(1,), (2,), (5,)} for step in steps)
    assert all(one == round(one, decimals) for one in found)


@given(days=st.lists(st.dates(date(1, 1, 2), date(9999, 12, 30)), min_size=1, max_size=6))
def test_every_time_axis_names_years_that_lie_in_it(days: list[date]) -> None:
    """Whether it spans a day or all years there are, at least one is named, and no two names overlap."""
    figures = [figure(str(number), "town", "1", day.isoformat()) for number, day in enumerate(days)]
    scale = TimeScale.of(figures, 20, NARROW)
    places = [scale.x(date(year, 7, 1).toordinal()) for year in scale.years()]
    assert places or max(days).year - min(days).year > 20
    assert all(scale.holds(x) for x in places)
    assert all(later - earlier > 28 for earlier, later in pairwise(places))


@given(
    places=st.lists(
        st.tuples(st.floats(0, 1), st.floats(-120, 120)), min_size=1, max_size=12, unique_by=lambda place: place[0]
    )
)
def test_labels_keep_clear_of_each_other(places: list[tuple[float, float]]) -> None:
    """However close the points, no label covers another or a point, at the narrowest width."""
    spots = [Spot(at=(x * NARROW, y), value=("15.38 亿元",), rest=("2021年",)) for x, y in sorted(places)]
    boxes = labels(spots, 0, NARROW, [])
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert not any(box.overlaps(spot.shape) for box in boxes for spot in spots)
