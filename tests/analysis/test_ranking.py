from factories import corridor, figure, node
from hypothesis import given
from hypothesis import strategies as st

from corridor.analysis.ranking import Ranking, ranking
from corridor.model.comparison import Refusal, Relation, relation
from corridor.model.figure import Figure, Qualifier

NODES = (node("park"), node("hall", part_of="park"), node("mill"), node("yard", overlaps=("mill",)))


@given(
    figures=st.lists(
        st.builds(
            figure,
            st.uuids().map(lambda key: f"f{key}"),
            st.sampled_from([one.id for one in NODES]),
            st.decimals(0, 9, places=1).map(str),
            st.sampled_from(["2020", "2021", "2021Q1"]),
            st.sampled_from(["district", "industry", None]),
        ),
        max_size=3,
    )
)
def test_a_ranking_never_mixes(figures: list[Figure]) -> None:
    """Whatever is ranked has one scope and length, holds no part beside its whole, and falls from place to place."""
    within = corridor(figures, NODES)
    found = ranking(within, figures)
    if isinstance(found, Ranking):
        assert len({(one.scope_id, one.period.months) for one in figures}) == 1
        assert {relation(within, one.subject_id, other.subject_id) for one in figures for other in figures} <= {
            Relation.SAME,
            Relation.UNSTATED,
        }
        values = [one.value or 0 for one in found.figures]
        assert values == sorted(values, reverse=True)
        assert list(found.places) == [1 + sum(other > value for other in values) for value in values]


def test_equal_values_share_a_place() -> None:
    """Nobody is put second for coming later in the file."""
    figures = (figure("a", "park", "1"), figure("b", "mill", "2"), figure("c", "third", "2.0"))
    found = ranking(corridor(figures, (*NODES, node("third"))), figures)
    assert isinstance(found, Ranking)
    assert found.places == (1, 1, 3)


def test_a_ranking_says_when_it_is_uncertain() -> None:
    """A value that is only at least so much, or of another year, is told."""
    figures = (figure("a", "park", "1", "2020"), figure("b", "mill", "2", qualifier=Qualifier.OVER))
    found = ranking(corridor(figures, NODES), figures)
    assert isinstance(found, Ranking)
    assert found.approximate
    assert found.several_periods


def test_a_part_is_not_ranked_beside_its_whole() -> None:
    """The hall stands in the park."""
    figures = (figure("a", "park", "1"), figure("b", "hall", "2"))
    found = ranking(corridor(figures, NODES), figures)
    assert isinstance(found, Refusal)
    assert found.codes == ("part",)
