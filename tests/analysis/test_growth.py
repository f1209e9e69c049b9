from decimal import Decimal

import pytest
from factories import corridor, figure, subject
from hypothesis import given
from hypothesis import strategies as st

from corridor.analysis.derived import Derived
from corridor.analysis.growth import growth
from corridor.model.comparison import Refusal
from corridor.model.figure import Qualifier, Status

TOWN = (subject("town"),)
BASE, LATER = figure("a", "town", "9.85", "~2016"), figure("b", "town", "15.38", "2021")


def test_the_published_growth_is_found_again() -> None:
    """9.85 to 15.38 is 56.14 percent, as published, and both figures and sources stand behind it."""
    found = growth(corridor((BASE, LATER), subjects=TOWN), BASE, LATER)
    assert isinstance(found, Derived)
    assert str(found.value) == "56.14"
    assert found.unit.id == "percent"
    assert found.figures == (BASE, LATER)
    assert found.source_ids == ("s-a", "s-b")


def test_growth_always_runs_from_the_earlier_to_the_later() -> None:
    """Picked in either order, the answer is the same."""
    within = corridor((BASE, LATER), subjects=TOWN)
    assert growth(within, BASE, LATER) == growth(within, LATER, BASE)


@given(
    base=st.decimals("0.01", 10_000, places=2),
    later=st.decimals(0, 10_000, places=2),
    status=st.sampled_from([Status.ACTUAL, Status.CLAIMED, Status.ESTIMATED]),
)
def test_the_base_grown_by_the_answer_is_the_later_value(base: Decimal, later: Decimal, status: Status) -> None:
    """Growth undone leads back, up to half of its last digit, and inherits the weaker status."""
    pair = (figure("a", "town", str(base), "2020", status=status), figure("b", "town", str(later), "2021"))
    found = growth(corridor(pair, subjects=TOWN), *pair)
    assert isinstance(found, Derived)
    assert abs(base * (1 + found.value / 100) - later) <= base * Decimal("0.00005")
    assert found.status is status


@pytest.mark.parametrize(
    ("base", "later", "expected"),
    [
        ("exact", "over", "over"),
        ("over", "exact", "under"),
        ("under", "exact", "over"),
        ("over", "over", "about"),
        ("over", "under", "under"),
        ("about", "exact", "about"),
        ("about", "about", "about"),
    ],
)
def test_growth_says_how_vague_it_is(base: str, later: str, expected: str) -> None:
    """A base that is at least so much makes a growth of at most so much, in whole percents."""
    pair = (
        figure("a", "town", "20", "2020", qualifier=Qualifier(base)),
        figure("b", "town", "130", "2021", qualifier=Qualifier(later)),
    )
    found = growth(corridor(pair, subjects=TOWN), *pair)
    assert isinstance(found, Derived)
    assert found.qualifier is Qualifier(expected)
    assert str(found.value) == "550"


@pytest.mark.parametrize("base", ["0", "-1.5"])
def test_nothing_grows_from_nothing_or_from_a_loss(base: str) -> None:
    """A base of zero or less has no growth in percent."""
    pair = (figure("a", "town", base, "2020"), figure("b", "town", "1", "2021"))
    found = growth(corridor(pair, subjects=TOWN), *pair)
    assert isinstance(found, Refusal)
    assert found.codes == ("no-base",)
