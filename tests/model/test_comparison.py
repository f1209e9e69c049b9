from dataclasses import replace
from itertools import permutations

import pytest
from factories import corridor, figure, firm, node, subject
from hypothesis import given
from hypothesis import strategies as st

from corridor.model.comparison import Objection, Refusal, Relation, Use, objections, relation, status_class, weakest
from corridor.model.corridor import Corridor
from corridor.model.figure import OBSERVED, Figure, Status
from corridor.model.text import Text

PLACES = corridor(
    nodes=(
        node("park", part_of="strip"),
        node("hall", part_of="park"),
        node("tower", overlaps=("yard",)),
        node("yard", part_of="mill"),
        node("mill"),
    ),
    subjects=(
        subject("strip", "strip", part_of="test-corridor"),
        subject("east", part_of="county"),
        subject("west", part_of="county"),
        subject("west-street", "area", part_of="west"),
        subject("east-street", "area", part_of="east"),
        subject("county", "district"),
        subject("north", "town", overlaps=("east",)),
    ),
    enterprises=(firm("works", Text("厂", "works"), "hall"),),
)


def codes(figures: tuple[Figure, ...], use: Use, among: Corridor | None = None) -> set[str]:
    """Codes of the objections among figures of subjects of `PLACES`."""
    return {objection.code for objection in objections(among or replace(PLACES, figures=figures), figures, use)}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("park", "park", Relation.SAME),
        ("hall", "park", Relation.PART),
        ("hall", "strip", Relation.PART),
        ("hall", "test-corridor", Relation.PART),
        ("works", "strip", Relation.PART),
        ("tower", "yard", Relation.OVERLAP),
        ("tower", "mill", Relation.OVERLAP),
        ("east", "west", Relation.APART),
        ("east-street", "west-street", Relation.APART),
        ("east", "north", Relation.OVERLAP),
        ("west", "north", Relation.APART),
        ("east-street", "north", Relation.UNSTATED),
        ("park", "mill", Relation.UNSTATED),
        ("east", "strip", Relation.UNSTATED),
        ("county", "west-street", Relation.PART),
    ],
)
def test_relations_follow_what_is_stated(one: str, other: str, expected: Relation) -> None:
    """Containment reaches through every level, an overlap counts from either side, and silence is not separation."""
    assert relation(PLACES, one, other) is expected
    assert relation(PLACES, other, one) is expected


def test_a_cycle_in_the_data_ends() -> None:
    """Two subjects that each claim to be part of the other are part of each other, and nothing hangs."""
    looped = corridor(nodes=(node("a", part_of="b"), node("b", part_of="a"), node("c")))
    assert relation(looped, "a", "b") is Relation.PART
    assert relation(looped, "a", "c") is Relation.UNSTATED


@pytest.mark.parametrize("use", list(Use))
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"indicator_id": "firms"}, "indicator"),
        ({"indicator_id": "firms"}, "unit"),
        ({"scope_id": "industry"}, "scope"),
        ({"scope_id": None}, "scope-unstated"),
        ({"status": Status.PLANNED}, "status"),
        ({"status": Status.PROJECTED}, "status"),
        ({"status": Status.NOT_PUBLISHED, "value": None}, "not-published"),
        ({"id": "a"}, "repeated"),
    ],
)
def test_what_differs_is_named_whatever_the_figures_are_wanted_for(
    use: Use, changes: dict[str, object], code: str
) -> None:
    """Indicator, unit, scope, status and a missing value stand in the way of every use."""
    other = replace(figure("b", "west", "2"), **changes)  # type: ignore[arg-type]
    assert code in codes((figure("a", "east", "1"), other), use)


@pytest.mark.parametrize("use", list(Use))
@pytest.mark.parametrize("period", ["2022H1", "2022-05", "2017/2021", "2022-01-01"])
def test_periods_of_different_length_never_meet(use: Use, period: str) -> None:
    """A half year is never held against a year."""
    assert "period-length" in codes((figure("a", "east", "1"), figure("b", "west", "2", period)), use)


@pytest.mark.parametrize("use", list(Use))
def test_an_unstated_period_or_scope_compares_not_even_with_another_unstated_one(use: Use) -> None:
    """Two silences are not an agreement."""
    silent = (figure("a", "east", "1", "", None), figure("b", "west", "2", "", None))
    assert {"period-unstated", "scope-unstated"} <= codes(silent, use)


def test_planned_and_projected_do_not_meet_each_other() -> None:
    """A plan is not an expectation."""
    pair = (figure("a", "east", "1", status=Status.PLANNED), figure("b", "west", "2", status=Status.PROJECTED))
    assert codes(pair, Use.RANKING) == {"status"}


@pytest.mark.parametrize("status", OBSERVED)
def test_what_happened_combines(status: Status) -> None:
    """Actual, claimed and estimated figures of two towns can be added and ranked."""
    pair = (figure("a", "east", "1"), figure("b", "west", "2", status=status))
    assert codes(pair, Use.SUM) == codes(pair, Use.RANKING) == set()


@pytest.mark.parametrize(
    ("one", "other", "added", "ranked"),
    [
        ("park", "mill", "unstated-relation", None),
        ("hall", "park", "part", "part"),
        ("tower", "mill", "overlap", "overlap"),
        ("park", "park", "same-subject", "same-subject"),
        ("park", "strip", "part", "part"),
        ("mill", "strip", "unstated-relation", "unstated-relation"),
        ("east", "west", None, None),
    ],
)
def test_a_sum_needs_separation_and_a_ranking_needs_likes(
    one: str, other: str, added: str | None, ranked: str | None
) -> None:
    """Nodes of unstated relation can be ranked but not added; a part never stands beside its whole."""
    pair = (figure("a", one, "1"), figure("b", other, "2"))
    assert codes(pair, Use.SUM) == ({added} if added else set())
    assert codes(pair, Use.RANKING) == ({ranked} if ranked else set())


def test_only_one_period_can_be_added() -> None:
    """Two years of two towns can be ranked but make no sum, and an approximate year is not that year."""
    assert codes((figure("a", "east", "1", "2020"), figure("b", "west", "2")), Use.SUM) == {"period"}
    assert codes((figure("a", "east", "1", "~2021"), figure("b", "west", "2")), Use.SUM) == {"period"}
    assert codes((figure("a", "east", "1", "2020"), figure("b", "west", "2")), Use.RANKING) == set()


def test_a_series_follows_one_subject_and_no_period_twice() -> None:
    """One line is about one subject, and has one value at a time."""
    assert codes((figure("a", "east", "1", "2020"), figure("b", "west", "2")), Use.SERIES) == {"subject"}
    assert codes((figure("a", "east", "1"), figure("b", "west", "2")), Use.SERIES) == {"subject"}
    assert codes((figure("a", "east", "1"), figure("b", "east", "2")), Use.SERIES) == {"same-period"}
    assert codes((figure("a", "east", "1", "2020"), figure("b", "east", "2")), Use.SERIES) == set()


def test_rates_are_never_added_and_percentages_never_grown() -> None:
    """16.1% and 15.1% have neither a sum nor a growth, but they have an order."""
    rates = (figure("a", "east", "16.1", indicator_id="rate"), figure("b", "west", "15.1", indicator_id="rate"))
    assert codes(rates, Use.SUM) == {"rate"}
    assert codes(rates, Use.RANKING) == set()
    grown = (rates[0], replace(rates[1], subject_id="east", period=figure("c", "east", "1", "2022").period))
    assert codes(grown, Use.GROWTH) == {"share"}


def test_one_figure_is_not_enough() -> None:
    """Nothing is compared with nothing."""
    assert codes((figure("a", "east", "1"),), Use.SUM) == {"too-few"}
    assert codes((), Use.RANKING) == {"too-few"}


def test_a_refusal_without_a_reason_cannot_exist() -> None:
    """Whoever refuses says why."""
    with pytest.raises(ValueError, match="reason"):
        Refusal(Use.SUM, ())
    assert Refusal(Use.SUM, (Objection(code="scope", figure_ids=()), Objection(code="part", figure_ids=()))).codes == (
        "scope",
        "part",
    )


@given(statuses=st.lists(st.sampled_from(OBSERVED), min_size=1))
def test_the_weakest_status_wins(statuses: list[Status]) -> None:
    """No combination is stronger than any of its parts."""
    figures = [figure(f"f{place}", "east", "1", status=status) for place, status in enumerate(statuses)]
    assert all(OBSERVED.index(weakest(figures)) >= OBSERVED.index(status) for status in statuses)
    assert weakest(figures) in statuses
    assert status_class(weakest(figures)) is Status.ACTUAL


@given(
    picked=st.lists(
        st.builds(
            figure,
            st.sampled_from("abcd"),
            st.sampled_from(["park", "hall", "mill", "tower", "east", "west", "strip"]),
            st.sampled_from(["1", "2"]),
            st.sampled_from(["2020", "2021", "2021H1", ""]),
            st.sampled_from(["district", "industry", None]),
            status=st.sampled_from([status for status in Status if status is not Status.NOT_PUBLISHED]),
        ),
        max_size=3,
        unique_by=lambda one: one.id,
    ),
    use=st.sampled_from(Use),
)
def test_the_order_of_figures_changes_no_answer(picked: list[Figure], use: Use) -> None:
    """However the reader picks them, the same reasons are found."""
    assert len({frozenset(codes(tuple(order), use)) for order in permutations(picked)}) == 1
