from decimal import Decimal

import pytest
from factories import corridor, figure, node, subject
from hypothesis import given
from hypothesis import strategies as st

from corridor.analysis.derived import Derived, combined
from corridor.analysis.totals import total
from corridor.model.comparison import Refusal, Relation, relation
from corridor.model.corridor import Corridor
from corridor.model.figure import OBSERVED, Figure, Qualifier, Release, Status

TOWNS = tuple(subject(name) for name in ("east", "west", "north", "south"))
PARTS = (subject("lane", "area", part_of="east"), subject("yard", "area", part_of="lane"))
NODES = (node("park", part_of="west"), node("hall", part_of="park"))

towns = st.lists(
    st.builds(
        figure,
        st.uuids().map(lambda key: f"f{key}"),
        st.sampled_from([town.id for town in TOWNS]),
        st.decimals(-1000, 1000, places=2).map(str),
        status=st.sampled_from(OBSERVED),
        qualifier=st.sampled_from(Qualifier),
        release=st.sampled_from(Release),
    ),
    min_size=2,
    max_size=4,
    unique_by=lambda one: one.subject_id,
)
anything = st.lists(
    st.builds(
        figure,
        st.uuids().map(lambda key: f"f{key}"),
        st.sampled_from([thing.id for thing in (*TOWNS, *PARTS, *NODES)]),
        st.sampled_from(["1", "2.5"]),
        st.sampled_from(["2020", "2021", "~2021", ""]),
        st.sampled_from(["district", "industry", None]),
        status=st.sampled_from([status for status in Status if status is not Status.NOT_PUBLISHED]),
    ),
    max_size=3,
)


def among(figures: list[Figure]) -> Corridor:
    """A corridor of towns, parts of towns and nodes with these figures."""
    return corridor(figures, NODES, (*TOWNS, *PARTS))


@given(figures=towns, order=st.randoms())
def test_adding_is_commutative(figures: list[Figure], order: object) -> None:
    """The order of picking changes nothing, not even the list of sources."""
    shuffled = list(figures)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert total(among(figures), figures) == total(among(figures), shuffled)


@given(figures=towns)
def test_a_sum_is_exact_and_never_stronger_than_its_parts(figures: list[Figure]) -> None:
    """It has every digit, the weakest status, the narrowest release and all sources."""
    found = total(among(figures), figures)
    assert isinstance(found, Derived)
    assert found.value == sum((one.value for one in figures if one.value is not None), Decimal(0))
    assert all(OBSERVED.index(found.status) >= OBSERVED.index(one.status) for one in figures)
    assert set(found.source_ids) == {key for one in figures for key in one.source_ids}
    assert (found.release is Release.INTERNAL) == any(one.release is Release.INTERNAL for one in figures)
    assert (found.qualifier is Qualifier.EXACT) == all(one.qualifier is Qualifier.EXACT for one in figures)


@given(figures=anything)
def test_a_part_is_never_added_to_its_whole(figures: list[Figure]) -> None:
    """Whatever is picked, a sum only holds subjects known to be apart, one scope and one period."""
    within = among(figures)
    found = total(within, figures)
    if isinstance(found, Refusal):
        return
    ids = [one.subject_id for one in figures]
    assert all(
        relation(within, one, other) is Relation.APART for place, one in enumerate(ids) for other in ids[place + 1 :]
    )
    assert len({(one.scope_id, one.period, one.status in OBSERVED) for one in figures}) == 1


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("exact", "exact"), "exact"),
        (("exact", "over"), "over"),
        (("over", "over"), "over"),
        (("under", "exact"), "under"),
        (("over", "under"), "about"),
        (("about", "over"), "about"),
        (("over", "under", "exact"), "about"),
    ],
)
def test_a_sum_is_as_vague_as_its_vaguest_part(parts: tuple[str, ...], whole: str) -> None:
    """Exact gives way to over or under, which cancel to about; about stays."""
    assert combined(map(Qualifier, parts)) is Qualifier(whole)


def test_nodes_are_not_added_unless_they_are_known_to_be_apart() -> None:
    """Nobody says that two nodes share nothing, so there is no sum, and the answer says that."""
    pair = [figure("a", "one", "1"), figure("b", "two", "2")]
    found = total(corridor(pair, (node("one"), node("two"))), pair)
    assert isinstance(found, Refusal)
    assert found.codes == ("unstated-relation",)
