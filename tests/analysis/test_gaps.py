from dataclasses import replace

import pytest
from factories import corridor, figure, node, subject

from corridor.analysis.gaps import cell_named, matrix
from corridor.model.corridor import Corridor
from corridor.model.expectation import Gap, gaps
from corridor.model.figure import Absence, Status


def test_an_expected_figure_that_nobody_holds_is_a_gap() -> None:
    """A node without tax is shown as missing it, though no row says so; a node without economy is not."""
    silent = corridor(nodes=(node("park"), node("institute", has_economy=False)))
    assert gaps(silent) == (Gap(subject_id="park", indicator_id="tax", figure=None),)


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
    assert found == ((Gap(subject_id="town", indicator_id="tax", figure=row),) if is_gap else ())


def test_a_row_speaks_for_its_expectation_once() -> None:
    """An expected figure with a row that explains its absence is one gap, not two."""
    row = figure("m", "park", None, "2023")
    assert gaps(corridor((row,), (node("park"),))) == (Gap(subject_id="park", indicator_id="tax", figure=row),)


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
    assert gaps(replace(full, figures=())) == (Gap(subject_id="park", indicator_id="tax", figure=None),)


def test_the_matrix_has_a_cell_for_all_that_is_known_or_missing_of_a_node(corridor: Corridor) -> None:
    """Each gap stands in the cell of its subject and indicator, and each known number of a node in its own."""
    cells = {cell.name: cell for line in matrix(corridor).lines for cell in line.cells}
    missing = {f"{gap.subject_id}:{gap.indicator_id}" for gap in gaps(corridor)}
    assert {name for name, cell in cells.items() if cell.gaps} == missing
    places = [place.id for place in corridor.nodes if place.has_economy]
    for place in places:
        for known in corridor.figures_by_subject.get(place, ()):
            assert known.value is None or known in cells[f"{place}:{known.indicator_id}"].figures
    assert [line.subject_id for line in matrix(corridor).lines][: len(places)] == places


def test_the_matrix_counts_what_its_cells_show() -> None:
    """A cell that holds an old number and lacks a newer one is to be filled; what only the town has is no column."""
    found = matrix(
        corridor(
            (
                figure("old", "park", "1", "2020"),
                figure("gap", "park", None, "2023"),
                figure("firms", "park", "3", indicator_id="firms"),
                figure("town", "town", "5", indicator_id="rate"),
            ),
            (node("park"), node("hub"), node("institute", has_economy=False)),
            (subject("town"),),
        )
    )
    assert [line.subject_id for line in found.lines] == ["park", "hub"]
    assert [indicator.id for indicator in found.indicators] == ["tax", "firms"]
    assert (found.known, found.missing(Absence.NOT_PUBLISHED), found.missing(Absence.NO_ENTRY)) == (1, 1, 1)
    cell = cell_named(found, "park:tax")
    assert cell is not None
    assert ([one.id for one in cell.figures], cell.absence, cell.is_filled) == (["old"], Absence.NOT_PUBLISHED, False)
    assert cell_named(found, "park:rate") is None
