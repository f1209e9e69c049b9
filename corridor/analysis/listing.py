"""The order in which nodes are listed, and which come before and after one."""

from collections.abc import Collection

from corridor.model.corridor import Corridor
from corridor.model.place import Node


def listed(corridor: Corridor, node_ids: Collection[str]) -> tuple[str, ...]:
    """These nodes as the list shows them: by role, and those without a place last."""
    return tuple(node.id for nodes in listed_by_role(corridor, node_ids).values() for node in nodes)


def listed_by_role(corridor: Corridor, node_ids: Collection[str]) -> dict[str | None, tuple[Node, ...]]:
    """These nodes in the same order under their roles; last, under ``None``, those without a place."""
    chosen = [node for node in corridor.nodes if node.id in node_ids]
    placed = [node for node in chosen if node.is_placed]
    groups: dict[str | None, tuple[Node, ...]] = {
        role_id: tuple(node for node in placed if node.role_id == role_id) for role_id in corridor.nodes_by_role
    }
    groups[None] = tuple(node for node in chosen if node not in placed)
    return {role_id: nodes for role_id, nodes in groups.items() if nodes}


def neighbours(corridor: Corridor, node_ids: Collection[str], node_id: str) -> tuple[str, str]:
    """The nodes before and after one in the list, which goes round; of all nodes where the list is without this one.

    Both are the node itself where there is no other.
    """
    order = listed(corridor, node_ids if node_id in node_ids else corridor.node_by_id)
    place = order.index(node_id)
    return order[place - 1], order[(place + 1) % len(order)]
