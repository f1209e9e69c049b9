import itertools

from factories import corridor, figure, subject
from hypothesis import given
from hypothesis import strategies as st

from corridor.analysis.series import Series, lanes, series
from corridor.model.comparison import Refusal, status_class
from corridor.model.figure import Figure, Status

TOWNS = (subject("town"), subject("other"))
points = st.lists(
    st.builds(
        figure,
        st.uuids().map(lambda key: f"f{key}"),
        st.sampled_from(["town", "town", "other"]),
        st.sampled_from(["1", "2.50"]),
        st.sampled_from(["2019", "2020", "2021", "2021H1", "2020/2021", ""]),
        st.sampled_from(["district", "district", "industry", None]),
        status=st.sampled_from([status for status in Status if status is not Status.NOT_PUBLISHED]),
    ),
    max_size=8,
)


@given(figures=points)
def test_a_series_never_mixes(figures: list[Figure]) -> None:
    """What one line joins has one subject, scope, length and class, and runs forward in time."""
    found = series(corridor(figures, subjects=TOWNS), figures)
    if isinstance(found, Series):
        kinds = {(f.subject_id, f.scope_id, f.period.months, status_class(f.status)) for f in found.figures}
        assert len(kinds) == 1
        ends = [f.period.sort_key for f in found.figures]
        assert all(one < other for one, other in itertools.pairwise(ends))


@given(figures=points)
def test_lanes_part_what_must_not_be_compared_and_lose_nothing(figures: list[Figure]) -> None:
    """Every dated value is in exactly one lane, and a lane is joined only where a series exists."""
    within = corridor(figures, subjects=TOWNS)
    found = lanes(within, "town", "tax")
    drawn = [figure.id for lane in found for figure in lane.figures]
    assert sorted(drawn) == sorted(f.id for f in figures if f.subject_id == "town" and f.period.stated)
    for lane in found:
        assert lane.joined == isinstance(series(within, lane.figures), Series)
        assert {f.scope_id for f in lane.figures} == {lane.scope_id}
    assert not any(lane.joined for lane in found if lane.scope_id is None)


def test_two_scopes_are_never_one_line() -> None:
    """15.38 of one scope and 16.1 of another stay two lanes and no series."""
    pair = (figure("a", "town", "15.38", "2021"), figure("b", "town", "16.1", "2022", "industry"))
    within = corridor(pair, subjects=TOWNS)
    found = series(within, pair)
    assert isinstance(found, Refusal)
    assert found.codes == ("scope",)
    assert [lane.figures for lane in lanes(within, "town", "tax")] == [(pair[0],), (pair[1],)]
