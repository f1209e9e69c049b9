"""Labels along a line never cover each other and keep their order."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.draw.layout.strip.lanes import Berth, Claim, column, flags

CLAIMS = st.lists(
    st.builds(Claim, u=st.floats(0, 1200), width=st.floats(20, 170), height=st.floats(20, 70)), max_size=45
).map(lambda claims: sorted(claims, key=lambda claim: claim.u))


def apart(one: tuple[Berth, Claim], other: tuple[Berth, Claim]) -> bool:
    """Whether two labels, each with its flag pole, do not overlap."""
    (a, claim_a), (b, claim_b) = one, other
    return (
        a.u + claim_a.width <= b.u
        or b.u + claim_b.width <= a.u
        or a.v + claim_a.height <= b.v + 1e-6
        or b.v + claim_b.height <= a.v + 1e-6
    )


@settings(deadline=None)
@given(CLAIMS)
def test_flags_do_not_overlap(claims: list[Claim]) -> None:
    """However crowded the line, every label has its own place on the paper."""
    placed = list(zip(flags(claims, 8, 1272), claims, strict=True))
    assert all(apart(one, other) for one, other in combinations(placed, 2))
    assert all(berth.u >= 8 and berth.u + claim.width <= 1284 for berth, claim in placed)


@settings(deadline=None)
@given(CLAIMS)
def test_poles_keep_the_order_of_their_places(claims: list[Claim]) -> None:
    """Leaders that start in order and end in order never cross."""
    poles = [berth.pole_u for berth in flags(claims, 8, 1272)]
    assert all(a < b for a, b in pairwise(poles))


@settings(deadline=None)
@given(CLAIMS)
def test_no_pole_runs_through_a_label(claims: list[Claim]) -> None:
    """The pole of an outer label passes beside the inner ones."""
    placed = list(zip(flags(claims, 8, 1272), claims, strict=True))
    for berth, _ in placed:
        for inner, claim in placed:
            if inner.v < berth.v:
                assert not inner.u < berth.pole_u < inner.u + claim.width


def test_a_label_with_room_stands_over_its_place() -> None:
    """Sparse labels are centred and their leaders straight."""
    claims = [Claim(200, 100, 30), Claim(600, 120, 30)]
    berths = flags(claims, 0, 1000)
    assert [berth.pole_u for berth in berths] == [200, 600]
    assert [berth.u for berth in berths] == [150, 540]
    assert not any(berth.flag for berth in berths)


def test_a_crowd_is_stacked() -> None:
    """Places that nearly coincide and have no room beside them get flags on top of each other, the first outermost."""
    berths = flags([Claim(500 + i, 150, 30) for i in range(4)], 420, 620)
    assert [berth.v for berth in berths] == [90, 60, 30, 0]
    assert all(berth.flag for berth in berths)


@given(CLAIMS)
def test_a_column_is_a_stack_in_order(claims: list[Claim]) -> None:
    """Labels of a vertical line follow each other without overlap, from the lower limit up."""
    lows = column(claims, 0, 600)
    assert all(low >= -1e-6 for low in lows)
    for (low, claim), (above, _) in pairwise(zip(lows, claims, strict=True)):
        assert low + claim.height <= above + 1e-6
