"""The test case of the product: four tax numbers that look alike and have nothing to do with each other."""

from itertools import combinations
from pathlib import Path

import pytest

from corridor.analysis.compare import compare_nodes
from corridor.analysis.derived import Derived
from corridor.analysis.growth import growth
from corridor.analysis.ranking import ranking
from corridor.analysis.series import drawable, lanes, series
from corridor.analysis.totals import total
from corridor.draw.words.refusal import refusal_reasons
from corridor.model.comparison import Refusal
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Release
from corridor.model.text import LANGS
from corridor.pack.load import load

FOUR = ("f-strip-tax", "f-town-tax-2022", "f-town-tax-2021", "f-yishu-tax-2021")


@pytest.fixture(scope="module")
def real(root: Path) -> Corridor:
    """The real corridor, everything that is known of it."""
    return load(root / "data" / "qilianshan", Release.INTERNAL)


@pytest.fixture(scope="module")
def four(real: Corridor) -> list[Figure]:
    """27 of the strip, 16.1 and 15.38 of the town, 13 of the street."""
    found = [real.figure_by_id[figure_id] for figure_id in FOUR]
    assert [str(figure.value) for figure in found] == ["27", "16.1", "15.38", "13"]
    return found


def test_one_year_of_two_subjects_is_not_called_one_period_twice(real: Corridor, four: list[Figure]) -> None:
    """The town's 2021 and the street's 2021 are two subjects; no reason names a period that only one of them has."""
    refused = series(real, four)
    assert isinstance(refused, Refusal)
    assert {"subject", "scope"} <= {one.code for one in refused.objections}
    assert "same-period" not in {one.code for one in refused.objections}


@pytest.mark.parametrize("size", [2, 3, 4])
def test_no_path_brings_any_of_the_four_together(real: Corridor, four: list[Figure], size: int) -> None:
    """No two, three or all four can be added, ranked or joined; each answer gives a reason in both languages."""
    for chosen in combinations(four, size):
        answers = [total(real, chosen), ranking(real, chosen), series(real, chosen)]
        answers += [growth(real, *chosen)] if size == 2 else []
        for answer in answers:
            assert isinstance(answer, Refusal)
            for lang in LANGS:
                assert len(refusal_reasons(real, answer, lang)) == len(answer.objections) > 0


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (0, 1, {"scope-unstated", "period-unstated", "part"}),
        (0, 3, {"scope-unstated", "period-unstated"}),
        (1, 2, {"scope", "period", "same-subject"}),
        (2, 3, {"scope-unstated"}),
    ],
)
def test_the_reasons_are_the_real_ones(
    real: Corridor, four: list[Figure], one: int, other: int, reasons: set[str]
) -> None:
    """What is unstated, differs or is contained is named."""
    answer = total(real, (four[one], four[other]))
    assert isinstance(answer, Refusal)
    assert reasons <= set(answer.codes)


def test_no_chart_and_no_comparison_joins_them(real: Corridor, four: list[Figure]) -> None:
    """No line of any chart holds two of them, and no line of a comparison lets them be compared."""
    for pair in drawable(real):
        for lane in lanes(real, *pair):
            assert len(set(FOUR) & {figure.id for figure in lane.figures}) < 2
    street = four[3].subject_id
    side = compare_nodes(real, [*[node.id for node in real.nodes if node.id != street][:3], street])
    if side:
        for line in side.lines:
            newest = [cell.figures[0].id for cell in line.cells if cell.figures]
            assert line.refusal or not {"f-yishu-tax-2021"} & set(newest) or len(newest) < 2


def test_the_published_growth_is_derived_again(real: Corridor) -> None:
    """9.85 to 15.38 grows by what the source itself says, with both figures behind it."""
    base, later = real.figure_by_id["f-town-tax-2016"], real.figure_by_id["f-town-tax-2021"]
    found = growth(real, base, later)
    assert isinstance(found, Derived)
    assert found.value == real.figure_by_id["f-town-tax-growth-five-years"].value
    assert found.figures == (base, later)
    assert set(found.source_ids) == {*base.source_ids, *later.source_ids}


def test_what_needs_its_caveat_is_no_headline(real: Corridor) -> None:
    """The strip's 27 and its five nodes stand in no group of the ribbon and on no card of the tour."""
    headlines = [*(group.figure_ids for group in real.ribbon), *(chapter.figure_ids for chapter in real.chapters)]
    assert {"f-strip-tax", "f-strip-backbone"} & {figure_id for group in headlines for figure_id in group} == set()
