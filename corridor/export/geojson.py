"""Nodes and axis as GeoJSON (RFC 7946, WGS-84) with what is known of each, positions no better than they are."""

import json
from decimal import Decimal

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corridor.export.records import (
    ExportCell,
    about,
    figure_record,
    ledger_records,
    node_record,
    source_records,
    tie_record,
    titles,
)
from corridor.geo import ruler_of
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure
from corridor.model.place import Node
from corridor.model.text import Lang

_DEGREES = 1e-6
"""Six decimals are 0.1 m; more would be invented."""


def export(corridor: Corridor, lang: Lang) -> bytes:
    """The feature collection of a corridor's profile; same data, same bytes."""
    document = {
        "type": "FeatureCollection",
        "name": corridor.name[lang],
        "about": dict(about(corridor, lang)),
        "features": [_axis(corridor, lang), *_crossings(corridor, lang), *_nodes(corridor, lang)],
        "figures": _others(corridor, lang),
        "sources": source_records(corridor, lang),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _feature(feature_id: str, geometry: BaseGeometry | None, properties: dict[str, object]) -> dict[str, object]:
    rounded = None if geometry is None else mapping(shapely.set_precision(geometry, _DEGREES, mode="pointwise"))
    return {"type": "Feature", "id": feature_id, "geometry": rounded, "properties": properties}


def _axis(corridor: Corridor, lang: Lang) -> dict[str, object]:
    axis = corridor.axis
    return _feature(
        axis.id,
        axis.line,
        {
            "kind": "axis",
            "name": axis.name[lang],
            "accuracy_m": axis.accuracy_m,
            "published_length_m": axis.published_length_m,
            "source": titles(corridor, axis.source_ids, lang),
            "figures": _figures(corridor, corridor.id, lang),
        },
    )


def _crossings(corridor: Corridor, lang: Lang) -> list[dict[str, object]]:
    return [
        _feature(
            crossing.id,
            crossing.point,
            {
                "kind": "crossing",
                "name": crossing.name[lang],
                "accuracy_m": crossing.accuracy_m,
                "source": titles(corridor, crossing.source_ids, lang),
            },
        )
        for crossing in corridor.axis.crossings
    ]


def _nodes(corridor: Corridor, lang: Lang) -> list[dict[str, object]]:
    return [_feature(node.id, _geometry(corridor, node), _properties(corridor, node, lang)) for node in corridor.nodes]


def _geometry(corridor: Corridor, node: Node) -> BaseGeometry | None:
    position = node.position
    if position.from_m is not None and position.to_m is not None:
        return ruler_of(corridor.axis.line).stretch(position.from_m, position.to_m)
    return position.geometry


def _properties(corridor: Corridor, node: Node, lang: Lang) -> dict[str, object]:
    return {
        "kind": "node",
        **{key: cell for key, cell in node_record(corridor, node, lang).items() if key != "id"},
        "position_kind": node.position.kind.value,
        "accuracy_m": node.position.accuracy_m,
        "ties": [tie_record(corridor, tie, lang) for tie in corridor.ties_of(node.id)],
        "figures": _figures(corridor, node.id, lang),
        **({"ledger": _sums(corridor, node, lang)} if corridor.breakdown else {}),
    }


def _sums(corridor: Corridor, node: Node, lang: Lang) -> list[dict[str, object]]:
    """What the ledger sums up of a node, as far as the profile may know."""
    records = ledger_records(corridor, lang, by="node")
    return [
        {**one, "value": None if one["value"] is None else f"{one['value']:f}", "firm_count": _count(one["firm_count"])}
        for one in records
        if one["node_id"] == node.name[lang]
    ]


def _count(firms: ExportCell) -> int | None:
    return int(firms) if isinstance(firms, Decimal) else None


def _figure(corridor: Corridor, figure: Figure, lang: Lang) -> dict[str, object]:
    """A figure as the tables give it; its value as text, so that no reader rounds it."""
    record = figure_record(corridor, figure, lang)
    return {**record, "value": None if figure.value is None else f"{figure.value:f}"}


def _figures(corridor: Corridor, subject_id: str, lang: Lang) -> list[dict[str, object]]:
    return [_figure(corridor, figure, lang) for figure in corridor.figures_by_subject.get(subject_id, ())]


def _others(corridor: Corridor, lang: Lang) -> list[dict[str, object]]:
    """Figures of what has no feature: the town, groups and firms."""
    placed = {corridor.id, *corridor.node_by_id}
    subjects = (subject_id for subject_id in corridor.figures_by_subject if subject_id not in placed)
    return [figure for subject_id in subjects for figure in _figures(corridor, subject_id, lang)]
