"""The order of the list, and the way through it."""

from dataclasses import replace

from corridor.analysis.listing import listed, neighbours
from corridor.model.corridor import Corridor
from corridor.model.place import OwnRole, PositionKind


def test_the_list_holds_the_nodes_asked_for_and_those_without_a_place_last(corridor: Corridor) -> None:
    """Nobody is lost, nobody stands twice, and those of one role, also of the corridor's own, stand together."""
    order = listed(corridor, corridor.node_by_id)
    assert sorted(order) == sorted(corridor.node_by_id)
    unknown = [corridor.node_by_id[key].position.kind is PositionKind.UNKNOWN for key in order]
    assert unknown == sorted(unknown)
    roles = [corridor.node_by_id[key].role_id for key in order[: unknown.count(False)]]
    assert roles == sorted(roles, key=list(corridor.nodes_by_role).index)
    assert listed(corridor, order[1:3]) == order[1:3]


def test_a_role_of_the_corridors_own_stands_behind_the_one_it_looks_like(corridor: Corridor) -> None:
    """The first of several alike, called by a word of the corridor's own, goes behind the others, as in the list."""
    known = corridor.node_by_id
    alike = next(
        placed
        for nodes in corridor.nodes_by_role.values()
        if len(placed := [node for node in nodes if node.position.kind is not PositionKind.UNKNOWN]) > 1
    )
    first = replace(alike[0], own_role_id="own")
    role = OwnRole(id="own", name=corridor.name, look=first.role)
    changed = replace(
        corridor,
        own_roles=(*corridor.own_roles, role),
        nodes=tuple(first if node.id == first.id else node for node in corridor.nodes),
    )
    order = listed(changed, known)
    assert order.index(first.id) > max(order.index(node.id) for node in alike[1:])


def test_the_way_through_the_list_goes_round(corridor: Corridor) -> None:
    """Going on as often as there are nodes leads back, and going back undoes going on."""
    order = listed(corridor, corridor.node_by_id)
    for place, node_id in enumerate(order):
        before, after = neighbours(corridor, order, node_id)
        assert after == order[(place + 1) % len(order)]
        assert neighbours(corridor, order, before)[1] == node_id


def test_filters_narrow_the_way_only_for_a_node_that_passes_them(corridor: Corridor) -> None:
    """A node that is open although the list is without it goes on among all."""
    order = listed(corridor, corridor.node_by_id)
    assert neighbours(corridor, order[:2], order[0]) == (order[1], order[1])
    assert neighbours(corridor, order[:2], order[2])[1] == order[3 % len(order)]
