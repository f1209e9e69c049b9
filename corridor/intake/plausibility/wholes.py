"""What larger wholes a subject belongs to, as far as a pack says."""

from collections.abc import Iterator, Mapping

from corridor.pack.rows import Rows

_STRIP = "strip"
_LARGE = ("town", "district")
"""Kinds of subjects beside which a node is small, even where it may reach beyond them."""


def wholes_of(rows: Rows, subject_id: str) -> list[str]:
    """What a subject is part of, at any depth, and of a node its strip and the town that it overlaps; nearest first."""
    found: list[str] = []
    waiting = [subject_id]
    while waiting:
        current = waiting.pop(0)
        above = [*_containers(rows, current), *(_large(rows, current) if current == subject_id else ())]
        for whole in above:
            if whole not in found and whole != subject_id:
                found.append(whole)
                waiting.append(whole)
    return found


def _containers(rows: Rows, key: str) -> Iterator[str]:
    for table, column in (("nodes", "part_of"), ("subjects", "part_of"), ("enterprises", "node_id")):
        row = rows.get(table, {}).get(key)
        if row and (whole := row.cells.get(column, "").strip()):
            yield whole


def _large(rows: Rows, key: str) -> Iterator[str]:
    if key not in rows.get("nodes", {}):
        return
    own = _list(rows["nodes"][key].cells)
    for other, row in rows.get("subjects", {}).items():
        kind = row.cells.get("kind", "").strip()
        if kind == _STRIP or (kind in _LARGE and (other in own or key in _list(row.cells))):
            yield other


def _list(cells: Mapping[str, str]) -> set[str]:
    return {part.strip() for part in cells.get("overlaps", "").split(";")} - {""}
