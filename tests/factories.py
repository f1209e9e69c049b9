"""Small corridors made by hand, for tests that ask about rules and not about data."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from shapely.geometry import LineString

from corridor.model.corridor import Corridor, Enterprise, Industry, IndustryGroup, NodeIndustry, Subject, SubjectKind
from corridor.model.figure import Figure, Indicator, Kind, Qualifier, Release, Scope, Source, SourceWeight, Status
from corridor.model.period import UNSTATED, parse_period
from corridor.model.place import Axis, Node, Position, PositionKind, Role
from corridor.model.text import Text
from corridor.model.unit import UNITS

TAX = Indicator("tax", Text("税收", "tax"), UNITS["yi-cny"], Text(), Kind.FLOW, 2, expected=True, order=1)
FIRMS = Indicator("firms", Text("企业", "firms"), UNITS["count"], Text("家", "firms"), Kind.STOCK, 0, False, 2)  # noqa: FBT003
RATE = Indicator("rate", Text("增幅", "growth"), UNITS["percent"], Text(), Kind.RATE, 2, expected=False, order=3)
SCOPES = tuple(Scope(key, Text(f"口径{key}", f"scope {key}"), Text()) for key in ("district", "industry", "street"))


def node(node_id: str, name: Text | None = None, **changes: object) -> Node:
    """A node of unknown place that shows its economy."""
    made = Node(
        id=node_id,
        name=name or Text(node_id, node_id),
        role=Role.BACKBONE,
        aliases=(),
        address=Text(),
        summary=Text(),
        operator=Text(),
        opened=UNSTATED,
        part_of=None,
        overlaps=(),
        shown_with=None,
        position=Position(PositionKind.UNKNOWN, None, None),
        near_id=None,
        has_economy=True,
        area_figure_id=None,
        source_ids=(),
        note=Text(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def subject(subject_id: str, kind: str = "town", part_of: str | None = None, overlaps: tuple[str, ...] = ()) -> Subject:
    """A subject of figures that is no node."""
    return Subject(subject_id, SubjectKind(kind), Text(subject_id, subject_id), part_of, overlaps, None, Text())


def firm(firm_id: str, name: Text, node_id: str | None = None) -> Enterprise:
    """A firm at a node, or in the town only."""
    return Enterprise(firm_id, name, node_id, None, Text(), None, None, ())


def figure(
    figure_id: str,
    subject_id: str,
    value: str | None,
    period: str = "2021",
    scope_id: str | None = "district",
    **changes: object,
) -> Figure:
    """A published figure of the indicator ``tax``; ``None`` for one that is not published."""
    made = Figure(
        id=figure_id,
        subject_id=subject_id,
        indicator_id="tax",
        period=parse_period(period),
        value=None if value is None else Decimal(value),
        qualifier=Qualifier.EXACT,
        status=Status.NOT_PUBLISHED if value is None else Status.ACTUAL,
        scope_id=scope_id,
        release=Release.PUBLIC,
        source_ids=(f"s-{figure_id}",),
        note=Text(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def corridor(
    figures: Sequence[Figure] = (),
    nodes: Sequence[Node] = (),
    subjects: Sequence[Subject] = (),
    **changes: object,
) -> Corridor:
    """A corridor of these figures, nodes and subjects, with a source for every figure."""
    source_ids = dict.fromkeys(source_id for one in figures for source_id in one.source_ids)
    made = Corridor(
        id="test-corridor",
        name=Text("测试带", "test corridor"),
        subtitle=Text(),
        data_date=date(2026, 1, 1),
        profile=Release.INTERNAL,
        version="1",
        axis=Axis("axis", Text("轴", "axis"), LineString([(10, 50), (10, 50.02)]), 10, None, (), ()),
        nodes=tuple(nodes),
        subjects=tuple(subjects),
        sources=tuple(_source(source_id) for source_id in source_ids),
        industries=(),
        node_industries=(),
        enterprises=(),
        indicators=(TAX, FIRMS, RATE),
        scopes=SCOPES,
        figures=tuple(figures),
        programmes=(),
        milestones=(),
        strategies=(),
        ribbon=(),
        layers=(),
        context=(),
        chapters=(),
        notice=Text(),
        attribution=Text(),
        public_url="",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def industry(industry_id: str, name: Text) -> Industry:
    """A pillar industry."""
    return Industry(industry_id, name, IndustryGroup.PILLAR, 1, Text(), ())


def tie(node_id: str, industry_id: str, status: Status = Status.ACTUAL, note: Text | None = None) -> NodeIndustry:
    """A node's work in an industry, without a source."""
    return NodeIndustry(node_id, industry_id, status, (), note or Text())


def _source(source_id: str) -> Source:
    return Source(source_id, Text(source_id, source_id), Text(), "", UNSTATED, SourceWeight.HIGH, link=False)


def contents(corridor: Corridor) -> dict[str, object]:
    """All that a corridor holds, to be held against what another does."""
    return {field.name: getattr(corridor, field.name) for field in fields(corridor)}
