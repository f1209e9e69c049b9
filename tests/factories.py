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

TAX = Indicator(
    id="tax",
    name=Text("税收", "tax"),
    unit=UNITS["yi-cny"],
    unit_name=Text(),
    kind=Kind.FLOW,
    decimals=2,
    expected=True,
    order=1,
)
FIRMS = Indicator(
    id="firms",
    name=Text("企业", "firms"),
    unit=UNITS["count"],
    unit_name=Text("家", "firms"),
    kind=Kind.STOCK,
    decimals=0,
    expected=False,
    order=2,
)
RATE = Indicator(
    id="rate",
    name=Text("增幅", "growth"),
    unit=UNITS["percent"],
    unit_name=Text(),
    kind=Kind.RATE,
    decimals=2,
    expected=False,
    order=3,
)
SCOPES = tuple(
    Scope(id=key, name=Text(f"口径{key}", f"scope {key}"), definition=Text())
    for key in ("district", "industry", "street")
)


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
        position=Position(kind=PositionKind.UNKNOWN, geometry=None, accuracy_m=None),
        near_id=None,
        has_economy=True,
        area_figure_id=None,
        source_ids=(),
        note=Text(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def subject(subject_id: str, kind: str = "town", part_of: str | None = None, overlaps: tuple[str, ...] = ()) -> Subject:
    """A subject of figures that is no node."""
    return Subject(
        id=subject_id,
        kind=SubjectKind(kind),
        name=Text(subject_id, subject_id),
        part_of=part_of,
        overlaps=overlaps,
        shown_with=None,
        note=Text(),
    )


def firm(firm_id: str, name: Text, node_id: str | None = None) -> Enterprise:
    """A firm at a node, or in the town only."""
    return Enterprise(
        id=firm_id, name=name, node_id=node_id, industry_id=None, known_for=Text(), point=None, source_ids=()
    )


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
        axis=Axis(
            id="axis",
            name=Text("轴", "axis"),
            line=LineString([(10, 50), (10, 50.02)]),
            accuracy_m=10,
            published_length_m=None,
            crossings=(),
            source_ids=(),
        ),
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
    return Industry(id=industry_id, name=name, group=IndustryGroup.PILLAR, order=1, note=Text(), source_ids=())


def tie(node_id: str, industry_id: str, status: Status = Status.ACTUAL, note: Text | None = None) -> NodeIndustry:
    """A node's work in an industry, without a source."""
    return NodeIndustry(node_id=node_id, industry_id=industry_id, status=status, source_ids=(), note=note or Text())


def _source(source_id: str) -> Source:
    return Source(
        id=source_id,
        title=Text(source_id, source_id),
        publisher=Text(),
        url="",
        published=UNSTATED,
        weight=SourceWeight.HIGH,
        link=False,
    )


def contents(corridor: Corridor) -> dict[str, object]:
    """All that a corridor holds, to be held against what another does."""
    return {field.name: getattr(corridor, field.name) for field in fields(corridor)}
