"""Labels along a line never cover each other and keep their order."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.draw.layout.strip.lanes import LabelPlacement, LabelRequest, column, flags

CLAIMS = st.lists(
    st.builds(LabelRequest, u=st.floats(0, 1200), width=st.floats(20, 170), height=st.floats(20, 70)), max_size=45
).map(lambda requests: sorted(requests, key=lambda request: request.u))


def apart(one: tuple[LabelPlacement, LabelRequest], other: tuple[LabelPlacement, LabelRequest]) -> bool:
    """Whether two labels, each with its flag pole, do not overlap."""
    (a, request_a), (b, request_b) = one, other
    return (
        a.u + request_a.width <= b.u
        or b.u + request_b.width <= a.u
        or a.v + request_a.height <= b.v + 1e-6
        or b.v + request_b.height <= a.v + 1e-6
    )


@settings(deadline=None)
@given(CLAIMS)
def test_flags_do_not_overlap(requests: list[LabelRequest]) -> None:
    """However crowded the line, every label has its own place on the paper."""
    placed = list(zip(flags(requests, 8, 1272), requests, strict=True))
    assert all(apart(one, other) for one, other in combinations(placed, 2))
    assert all(placement.u >= 8 and placement.u + request.width <= 1284 for placement, request in placed)


@settings(deadline=None)
@given(CLAIMS)
def test_poles_keep_the_order_of_their_places(requests: list[LabelRequest]) -> None:
    """Leaders that start in order and end in order never cross."""
    poles = [placement.pole_u for placement in flags(requests, 8, 1272)]
    assert all(a < b for a, b in pairwise(poles))


@settings(deadline=None)
@given(CLAIMS)
def test_no_pole_runs_through_a_label(requests: list[LabelRequest]) -> None:
    """The pole of an outer label passes beside the inner ones."""
    placed = list(zip(flags(requests, 8, 1272), requests, strict=True))
    for placement, _ in placed:
        for inner, request in placed:
            if inner.v < placement.v:
                assert not inner.u < placement.pole_u < inner.u + request.width


def test_a_label_with_room_stands_over_its_place() -> None:
    """Sparse labels are centred and their leaders straight."""
    requests = [LabelRequest(u=200, width=100, height=30), LabelRequest(u=600, width=120, height=30)]
    placements = flags(requests, 0, 1000)
    assert [placement.pole_u for placement in placements] == [200, 600]
    assert [placement.u for placement in placements] == [150, 540]
    assert not any(placement.flag for placement in placements)


def test_a_crowd_is_stacked() -> None:
    """Places that nearly coincide and have no room beside them get flags on top of each other, the first outermost."""
    placements = flags([LabelRequest(u=500 + i, width=150, height=30) for i in range(4)], 420, 620)
    assert [placement.v for placement in placements] == [90, 60, 30, 0]
    assert all(placement.flag for placement in placements)


@given(CLAIMS)
def test_a_column_is_a_stack_in_order(requests: list[LabelRequest]) -> None:
    """Labels of a vertical line follow each other without overlap, from the lower limit up."""
    lows = column(requests, 0, 600)
    assert all(low >= -1e-6 for low in lows)
    for (low, request), (above, _) in pairwise(zip(lows, requests, strict=True)):
        assert low + request.height <= above + 1e-6
