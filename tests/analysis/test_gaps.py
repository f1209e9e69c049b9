from dataclasses import replace

import pytest
from factories import corridor, figure, node, subject

from corridor.model.corridor import Corridor
from corridor.model.expectation import Gap, gaps
from corridor.model.figure import Status


def test_an_expected_figure_that_nobody_holds_is_a_gap() -> None:
    """A node without tax is shown as missing it, though no row says so; a node without economy is not."""
    silent = corridor(nodes=(node("park"), node("institute", has_economy=False)))
    assert gaps(silent) == (Gap("park", "tax", None),)


def test_a_value_fills_the_expectation() -> None:
    """A published tax is no gap, whatever its year."""
    assert gaps(corridor((figure("a", "park", "1", "2008"),), (node("park"),))) == ()


@pytest.mark.parametrize(
    ("missing", "known", "is_gap"),
    [
        ("2023", "2022", True),
        ("2023", "2023", False),
        ("2023", "2024", False),
        ("2023", "", True),
        ("", "2008", False),
        ("", "", False),
    ],
)
def test_a_row_that_says_none_was_found_stands_until_that_time_is_covered(
    missing: str, known: str, *, is_gap: bool
) -> None:
    """A value of 2022 does not answer for 2023, and a value without a year answers only a question without one."""
    row = figure("m", "town", None, missing)
    found = gaps(corridor((row, figure("k", "town", "1", known)), subjects=(subject("town"),)))
    assert found == ((Gap("town", "tax", row),) if is_gap else ())


def test_a_row_speaks_for_its_expectation_once() -> None:
    """An expected figure with a row that explains its absence is one gap, not two."""
    row = figure("m", "park", None, "2023")
    assert gaps(corridor((row,), (node("park"),))) == (Gap("park", "tax", row),)


def test_a_node_without_economy_lacks_nothing() -> None:
    """Not even a row makes it show economic data as missing."""
    row = figure("m", "institute", None)
    assert gaps(corridor((row,), (node("institute", has_economy=False),))) == ()


def test_every_expectation_is_met_or_named(corridor: Corridor) -> None:
    """In every corridor, an expected indicator of a node has a value or a gap."""
    named = {(gap.subject_id, gap.indicator_id) for gap in gaps(corridor)}
    known = {(f.subject_id, f.indicator_id) for f in corridor.figures if f.status is not Status.NOT_PUBLISHED}
    for one in corridor.nodes:
        for indicator in corridor.indicators:
            if one.has_economy and indicator.expected:
                assert (one.id, indicator.id) in named | known


def test_what_one_profile_may_not_see_is_a_gap_for_it() -> None:
    """A value left out of a profile's data is missing there."""
    full = corridor((figure("a", "park", "1"),), (node("park"),))
    assert gaps(replace(full, figures=())) == (Gap("park", "tax", None),)
