from factories import corridor, figure, node

from corridor.analysis.compare import compare_nodes
from corridor.model.corridor import Corridor

NODES = (node("park"), node("hall", part_of="park"), node("mill"), node("yard"), node("dock"))
FIGURES = (
    figure("a", "park", "3", "2020"),
    figure("b", "park", "4", "2021"),
    figure("c", "mill", "2", "2021", "street"),
    figure("d", "hall", "1", "2021"),
    figure("e", "yard", "9", "2021"),
)


def test_nodes_stand_side_by_side_in_the_order_chosen() -> None:
    """Every value of each node is there, newest first, and what is missing is there too."""
    found = compare_nodes(corridor(FIGURES, NODES), ("dock", "park"))
    assert found is not None
    assert [one.id for one in found.nodes] == ["dock", "park"]
    (line,) = found.lines
    assert [figure.id for figure in line.cells[1].figures] == ["b", "a"]
    assert [gap.indicator_id for gap in line.cells[0].gaps] == ["tax"]


def test_a_line_says_when_its_values_must_not_be_held_against_each_other() -> None:
    """Two scopes, or a part beside its whole, are named in the table itself."""
    within = corridor(FIGURES, NODES)
    reasons = {
        other: found.lines[0].refusal
        for other in ("mill", "hall", "yard")
        if (found := compare_nodes(within, ("park", other)))
    }
    assert reasons["mill"] is not None
    assert reasons["mill"].codes == ("scope",)
    assert reasons["hall"] is not None
    assert reasons["hall"].codes == ("part",)
    assert reasons["yard"] is None


def test_two_to_four_different_nodes_are_compared() -> None:
    """One node, one node twice, five nodes, nodes that do not exist or that show no economy make no table."""
    within = corridor(FIGURES, NODES)
    assert compare_nodes(within, ("park",)) is None
    assert compare_nodes(within, ("park", "park")) is None
    assert compare_nodes(within, [one.id for one in NODES]) is None
    assert compare_nodes(within, ("park", "nowhere")) is None
    silent = corridor(FIGURES, (*NODES, node("institute", has_economy=False)))
    assert compare_nodes(silent, ("park", "institute")) is None
    four = compare_nodes(within, ("park", "hall", "mill", "yard"))
    assert four is not None
    assert len(four.nodes) == 4


def test_every_corridor_can_be_compared(corridor: Corridor) -> None:
    """Each line has a cell for each node, with something in at least one of them."""
    found = compare_nodes(corridor, [one.id for one in corridor.nodes[:4]])
    assert found is not None
    for line in found.lines:
        assert len(line.cells) == len(found.nodes)
        assert any(cell.figures or cell.gaps for cell in line.cells)
