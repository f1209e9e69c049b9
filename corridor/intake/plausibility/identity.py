"""Rows that are about something else than they were: removed, under another id, sorted apart from their ids."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corridor.intake.compare.changes import Change, ChangeKind
from corridor.intake.compare.describe import describe_row, known_row, row_name
from corridor.intake.plausibility.doubt import Doubt, Doubted
from corridor.intake.terms.sheets import sheet_title
from corridor.model.corridor import (
    Chapter,
    Corridor,
    Enterprise,
    Industry,
    Milestone,
    Programme,
    Subject,
)
from corridor.model.figure import Figure, Indicator, Scope, Source, Status
from corridor.model.place import ContextFeature, Crossing, Layer, Node
from corridor.model.problem import ColumnName, Severity
from corridor.model.text import Text

Named = (
    Node
    | Subject
    | Industry
    | Enterprise
    | Indicator
    | Scope
    | Programme
    | Milestone
    | Layer
    | ContextFeature
    | Crossing
)
Identified = Named | Figure | Source | Chapter
"""What has an id of its own."""

_MOST_NAMED = 12
"""Removed rows of a table that are named; the rest are counted."""
_FEWEST_MIXED, _MIXED_SHARE = 6, 3
"""So many rows that became others, and more than one in so many of those changed: sorted apart from their ids."""
_NAMING = ("subject_id", "indicator_id", "period")
"""What makes a figure this one and not another."""


def doubts_of_removed(changes: Iterable[Change], before: Doubted) -> Iterator[Doubt]:
    """Rows that are gone, by table."""
    removed: dict[str, dict[str, None]] = {}
    for change in changes:
        if change.kind is ChangeKind.REMOVED:
            removed.setdefault(change.table, {})[change.id] = None
    for table, keys in removed.items():
        shown = [describe_row(known_row(before.rows, table, key)) for key in list(keys)[:_MOST_NAMED]]
        rest = ["…"] if len(keys) > _MOST_NAMED else []
        named = Text("；".join([*(row.zh for row in shown), *rest]), "; ".join([*(row.en for row in shown), *rest]))
        sheet = Text(sheet_title(table, "zh"), sheet_title(table, "en"))
        values = {"sheet": sheet, "n": len(keys), "known": len(before.rows[table]), "named": named}
        yield Doubt(code="rows-removed", at=(table, "", ""), values=values)


def doubts_of_ids(changes: Sequence[Change], before: Corridor | None, after: Corridor | None) -> Iterator[Doubt]:
    """A row that went while the same came under another id: somebody typed over a locked cell."""
    for table in dict.fromkeys(change.table for change in changes if change.kind is ChangeKind.NEW):
        went, came = (_of_kind(changes, table, kind) for kind in (ChangeKind.REMOVED, ChangeKind.NEW))
        gone = {_nameless(thing): key for key, thing in _things(before, table).items() if key in went}
        things = _things(after, table)
        for key in came:
            old = gone.get(_nameless(things[key])) if key in things else None
            if old:
                yield Doubt(code="id-changed", at=(table, key, "id"), values={"old": old, "new": key})


def doubts_of_mixed(changes: Sequence[Change], before: Corridor | None) -> Iterator[Doubt]:
    """Rows that were sorted without the locked column of their ids: many of them are about something else now."""
    for table in dict.fromkeys(change.table for change in changes):
        own = [change for change in changes if change.table == table and change.kind is ChangeKind.CHANGED]
        known = {thing.name.zh for thing in _things(before, table).values() if isinstance(thing, Named)}
        others = dict.fromkeys(
            change.id
            for change in own
            if (table == "figures" and change.column in _NAMING[:2])
            # A row that takes the name of another one of its table was not renamed.
            or (table != "figures" and change.column == "name_zh" and change.new in known)
        )
        if len(others) >= _FEWEST_MIXED and len(others) * _MIXED_SHARE > len({change.id for change in own}):
            first = (table, next(iter(others)), _NAMING[0] if table == "figures" else "name_zh")
            yield Doubt(code="rows-mixed", at=first, values={"n": len(others)}, severity=Severity.ERROR)


def doubts_of_subjects(changes: Iterable[Change], before: Doubted, after: Doubted) -> Iterator[Doubt]:
    """A row that says something of something else now, so that the number that it held is gone."""
    columns: dict[str, list[str]] = {}
    for change in changes:
        if change.table == "figures" and change.kind is ChangeKind.CHANGED:
            columns.setdefault(change.id, []).append(change.column)
    for key, changed in columns.items():
        moved = [column for column in changed if column in _NAMING]
        figure = before.figures.get(key)
        if figure is None or not moved or key not in after.figures:
            continue
        is_dated = moved == ["period"] and not figure.period.stated and "value" not in changed
        if figure.status is not Status.NOT_PUBLISHED and not is_dated:
            old, new = (row_name(known_row(state.rows, "figures", key)) for state in (before, after))
            values = {"id": key, "old": old, "new": new, "changed": tuple(ColumnName(column) for column in moved)}
            yield Doubt(code="row-about", at=("figures", key, moved[0]), values=values)


def _of_kind(changes: Iterable[Change], table: str, kind: ChangeKind) -> dict[str, None]:
    return dict.fromkeys(change.id for change in changes if change.table == table and change.kind is kind)


def _things(corridor: Corridor | None, table: str) -> Mapping[str, Identified]:
    """What a table's rows with ids became."""
    if corridor is None:
        return {}
    kinds: dict[str, Sequence[Identified]] = {
        "axis": corridor.axis.crossings,
        "nodes": corridor.nodes,
        "sources": corridor.sources,
        "subjects": corridor.subjects,
        "industries": corridor.industries,
        "enterprises": corridor.enterprises,
        "indicators": corridor.indicators,
        "scopes": corridor.scopes,
        "figures": corridor.figures,
        "programmes": corridor.programmes,
        "milestones": corridor.milestones,
        "layers": corridor.layers,
        "context": corridor.context,
        "chapters": corridor.chapters,
    }
    return {thing.id: thing for thing in kinds.get(table, ())}


def _nameless(thing: Identified) -> Identified:
    """All that a thing says but its id, and what goes with that.

    A workbook has no cells for a node's outline, and the figure of its area is left behind with its former id.
    """
    if isinstance(thing, Node):
        return replace(thing, id="", area_figure_id=None, position=replace(thing.position, geometry=None))
    return replace(thing, id="")
