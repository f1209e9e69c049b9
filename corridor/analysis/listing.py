"""The order in which nodes are listed, and which come before and after one."""

from collections.abc import Collection

from corridor.model.corridor import Corridor
from corridor.model.place import PositionKind


def listed(corridor: Corridor, node_ids: Collection[str]) -> tuple[str, ...]:
    """These nodes as the list shows them: by role, and those without a place last."""
    rank = {role_id: place for place, role_id in enumerate(corridor.nodes_by_role)}
    chosen = [node for node in corridor.nodes if node.id in node_ids]
    ordered = sorted(
        chosen,
        key=lambda node: len(rank) if node.position.kind is PositionKind.UNKNOWN else rank[node.role_id],
    )
    return tuple(node.id for node in ordered)


def neighbours(corridor: Corridor, node_ids: Collection[str], node_id: str) -> tuple[str, str]:
    """The nodes before and after one in the list, which goes round; of all nodes where the list is without this one.

    Both are the node itself where there is no other.
    """
    order = listed(corridor, node_ids if node_id in node_ids else corridor.node_by_id)
    place = order.index(node_id)
    return order[place - 1], order[(place + 1) % len(order)]
