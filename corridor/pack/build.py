"""From tables without errors to the frozen corridor of one release profile."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import TypeVar

import numpy as np
import shapely
from shapely import LineString, Point

from corridor.model.corridor import (
    Camera,
    Chapter,
    ChapterPanel,
    Corridor,
    Enterprise,
    Industry,
    IndustryGroup,
    Level,
    Milestone,
    NodeIndustry,
    Programme,
    RibbonGroup,
    Strategy,
    Subject,
    SubjectKind,
)
from corridor.model.figure import Figure, Indicator, Kind, Qualifier, Release, Scope, Source, SourceWeight, Status
from corridor.model.period import Period
from corridor.model.place import (
    Axis,
    ContextFeature,
    Crossing,
    Layer,
    LayerStyle,
    Node,
    OwnRole,
    Position,
    PositionKind,
    Role,
)
from corridor.model.problem import Problems, Topic
from corridor.model.text import Text
from corridor.model.unit import UNITS
from corridor.pack.read import Tables
from corridor.pack.schema import BY_NAME, PLACEHOLDER, PLACEHOLDER_COLUMNS, ROLE_SYMBOLS
from corridor.pack.sheet import Sheet, sheet
from corridor.pack.visible import ids, visible

Ids = tuple[str, ...]
Thing = TypeVar("Thing")
Choice = TypeVar("Choice", bound=StrEnum)
Ordered = TypeVar("Ordered", Industry, Indicator, Programme)


def build(tables: Tables, profile: Release) -> Corridor:
    """Build what a profile may know of a pack; references to what it may not, or to absent files, drop out.

    The tables must have passed the checker.
    """
    return _Builder(visible(tables, profile), profile).corridor()


def digest(tables: Tables) -> str:
    """Digest of the data in the tables, equal for equal data on every machine."""
    state = blake2b(digest_size=8)
    for name in BY_NAME:
        if name in tables:
            _update(state.update, tables[name])
    return state.hexdigest()


def _update(update: Callable[[bytes], None], table: Sheet) -> None:
    for column, cells in table.cells.items():
        texts = (cells.texts[code] for code in cells.codes.tolist())
        # What is built of a pack with errors may hold halves of characters.
        said = "\x1f".join(texts).encode(errors="surrogatepass")
        update(f"\x1d{table.table.name}\x1e{column}\x1e".encode() + said)
    for geometry in table.geometry:
        update(b"\x1d" if geometry is None else shapely.to_wkb(geometry))


class _Builder:
    def __init__(self, tables: Tables, profile: Release) -> None:
        self._tables = tables
        self._profile = profile

    def corridor(self) -> Corridor:
        own = self._sheet("corridor")
        name, subtitle, notice, attribution = (
            _texts(own, stem)[0] for stem in ("name", "subtitle", "notice", "attribution")
        )
        return Corridor(
            id=_sole(own, "id", str),
            name=name,
            subtitle=subtitle,
            data_date=_sole(own, "data_date", date),
            profile=self._profile,
            version=digest(self._tables),
            axis=self._axis(),
            nodes=self._nodes(),
            subjects=self._subjects(),
            sources=self._sources(),
            industries=self._industries(),
            node_industries=self._node_industries(),
            enterprises=self._enterprises(),
            indicators=self._indicators(),
            scopes=self._scopes(),
            figures=self._figures(),
            programmes=self._programmes(),
            milestones=self._milestones(),
            strategies=self._strategies(),
            ribbon=self._ribbon(),
            layers=self._layers(),
            own_roles=self._own_roles(),
            context=self._context(),
            chapters=self._chapters(),
            notice=notice,
            attribution=attribution,
            public_url=_sole(own, "public_url", str),
        )

    def _sheet(self, name: str) -> Sheet:
        return self._tables[name] if name in self._tables else sheet(BY_NAME[name], {}, Problems(Topic.CHECK))

    def _one(self, table: Sheet, column: str) -> list[str | None]:
        known = ids(self._tables, table.table.column(column).target)
        return [value if value in known else None for value in table.column(column, str)]

    def _many(self, table: Sheet, column: str) -> list[Ids]:
        known = ids(self._tables, table.table.column(column).target)
        return [tuple(name for name in names if name in known) for names in table.many(column)]

    def _axis(self) -> Axis:
        table = self._sheet("axis")
        is_spine = np.array([isinstance(geometry, LineString) for geometry in table.geometry])
        spine, crossings = table.only(is_spine), table.only(~is_spine)
        return _made(
            Axis,
            *self._drawn(spine),
            spine.column("published_length_m", float),
            [_made(Crossing, *self._drawn(crossings), self._many(crossings, "source_id"))],
            self._many(spine, "source_id"),
        )[0]

    def _drawn(self, table: Sheet) -> tuple[Iterable[object], ...]:
        return table.column("id", str), _texts(table, "name"), table.geometry, table.column("accuracy_m", float)

    def _nodes(self) -> tuple[Node, ...]:
        table = self._sheet("nodes")
        said = table.column("role", str)
        looks = {**{str(role): role for role in Role}, **{role.id: role.look for role in self._own_roles()}}
        return _made(
            Node,
            table.column("id", str),
            _texts(table, "name"),
            [looks.get(role or "") for role in said],
            _texts(table, "summary"),
            table.many("aliases"),
            _texts(table, "address"),
            _texts(table, "operator"),
            table.column("opened", Period),
            self._one(table, "part_of"),
            self._many(table, "overlaps"),
            self._one(table, "shown_with"),
            _positions(table),
            self._one(table, "near_id"),
            [economy != "none" for economy in table.column("economy", str)],
            self._one(table, "area_figure_id"),
            self._many(table, "source_id"),
            _texts(table, "note"),
            [None if role in set(Role) else role for role in said],
        )

    def _own_roles(self) -> tuple[OwnRole, ...]:
        table = self._sheet("roles")
        looks = [ROLE_SYMBOLS.get(symbol or "") for symbol in table.column("symbol", str)]
        return _made(OwnRole, table.column("id", str), _texts(table, "name"), looks)

    def _subjects(self) -> tuple[Subject, ...]:
        table, own = self._sheet("subjects"), self._sheet("kinds")
        kinds = {str(kind): kind for kind in SubjectKind}
        likes = dict(zip(own.column("id", str), own.column("like", str), strict=True))
        return _made(
            Subject,
            table.column("id", str),
            [kinds.get(likes.get(kind or "", kind) or "") for kind in table.column("kind", str)],
            _texts(table, "name"),
            self._one(table, "part_of"),
            self._many(table, "overlaps"),
            self._one(table, "shown_with"),
            _texts(table, "note"),
        )

    def _sources(self) -> tuple[Source, ...]:
        table = self._sheet("sources")
        return _made(
            Source,
            table.column("id", str),
            _texts(table, "title"),
            _texts(table, "publisher"),
            table.column("url", str),
            table.column("published", Period),
            _members(table, "weight", SourceWeight),
            table.column("link", bool),
        )

    def _industries(self) -> tuple[Industry, ...]:
        table = self._sheet("industries")
        ordered = _by_order(
            _made(
                Industry,
                table.column("id", str),
                _texts(table, "name"),
                _members(table, "group", IndustryGroup),
                table.column("order", int),
                _texts(table, "note"),
                self._many(table, "source_id"),
                _members(table, "level", Level),
            )
        )
        return tuple(industry for group in IndustryGroup for industry in ordered if industry.group is group)

    def _node_industries(self) -> tuple[NodeIndustry, ...]:
        table = self._sheet("node_industries")
        return _made(
            NodeIndustry,
            table.column("node_id", str),
            table.column("industry_id", str),
            _members(table, "status", Status),
            self._many(table, "source_id"),
            _texts(table, "note"),
        )

    def _enterprises(self) -> tuple[Enterprise, ...]:
        table = self._sheet("enterprises")
        return _made(
            Enterprise,
            table.column("id", str),
            _texts(table, "name"),
            self._one(table, "node_id"),
            self._one(table, "industry_id"),
            _texts(table, "known_for"),
            [place.x if isinstance(place, Point) else None for place in table.geometry],
            [place.y if isinstance(place, Point) else None for place in table.geometry],
            self._many(table, "source_id"),
        )

    def _indicators(self) -> tuple[Indicator, ...]:
        table = self._sheet("indicators")
        return _by_order(
            _made(
                Indicator,
                table.column("id", str),
                _texts(table, "name"),
                [UNITS[unit or ""] for unit in table.column("unit", str)],
                _texts(table, "unit_name"),
                _members(table, "kind", Kind),
                table.column("decimals", int),
                table.column("expected", bool),
                table.column("order", int),
                self._one(table, "growth_of"),
            )
        )

    def _scopes(self) -> tuple[Scope, ...]:
        table = self._sheet("scopes")
        return _made(Scope, table.column("id", str), _texts(table, "name"), _texts(table, "definition"))

    def _figures(self) -> tuple[Figure, ...]:
        table = self._sheet("figures")
        return _made(
            Figure,
            table.column("id", str),
            table.column("subject_id", str),
            table.column("indicator_id", str),
            table.column("period", Period),
            table.column("value", Decimal),
            _members(table, "qualifier", Qualifier),
            _members(table, "status", Status),
            self._one(table, "scope_id"),
            _members(table, "release", Release),
            self._many(table, "source_id"),
            _texts(table, "note"),
        )

    def _programmes(self) -> tuple[Programme, ...]:
        table = self._sheet("programmes")
        return _by_order(
            _made(
                Programme,
                table.column("id", str),
                _texts(table, "name"),
                _texts(table, "text"),
                table.column("order", int),
                self._many(table, "source_id"),
            )
        )

    def _milestones(self) -> tuple[Milestone, ...]:
        table = self._sheet("milestones")
        own = self._sheet("corridor").ids()
        made = _made(
            Milestone,
            table.column("id", str),
            table.column("date", Period),
            [None if subject in own else subject for subject in self._one(table, "subject_id")],
            _texts(table, "name"),
            _texts(table, "text"),
            self._many(table, "source_id"),
        )
        return tuple(sorted(made, key=lambda milestone: milestone.date.sort_key))

    def _strategies(self) -> tuple[Strategy, ...]:
        table = self._sheet("strategy")
        return _made(Strategy, _texts(table, "title"), _texts(table, "text"), self._many(table, "source_id"))

    def _ribbon(self) -> tuple[RibbonGroup, ...]:
        table = self._sheet("ribbon")
        groups = _made(RibbonGroup, _texts(table, "caption"), self._many(table, "figure_ids"))
        return tuple(group for group in groups if group.figure_ids)

    def _layers(self) -> tuple[Layer, ...]:
        table = self._sheet("layers")
        drawn = {layer_of(file) for file in self._sheet("context").files}
        layers = _made(
            Layer,
            table.column("id", str),
            _texts(table, "name"),
            _members(table, "style", LayerStyle),
            table.column("visible", bool),
        )
        return tuple(layer for layer in layers if layer.id in drawn)

    def _context(self) -> tuple[ContextFeature, ...]:
        table = self._sheet("context")
        declared = self._sheet("layers").ids()
        features = _made(
            ContextFeature,
            table.column("id", str),
            [layer_of(file) for file in table.files],
            _texts(table, "name"),
            table.geometry,
            table.column("accuracy_m", float),
            table.column("inferred", bool),
            table.column("kind", str),
            [colour or "" for colour in table.column("colour", str)],
            self._many(table, "source_id"),
        )
        return tuple(feature for feature in features if feature.layer_id in declared)

    def _chapters(self) -> tuple[Chapter, ...]:
        told = self._sheet("chapters")
        known = ids(self._tables, "figure")
        texts = [told.column(column, str) for column in PLACEHOLDER_COLUMNS]
        tellable = [
            known.issuperset(PLACEHOLDER.findall(" ".join(filter(None, words)))) for words in zip(*texts, strict=True)
        ]
        table = told.only(np.array(tellable, dtype=bool))
        return _made(
            Chapter,
            table.column("id", str),
            _texts(table, "title"),
            _texts(table, "text"),
            _texts(table, "note"),
            _made(Camera, self._many(table, "fit"), table.column("zoom", float)),
            self._many(table, "layers"),
            self._many(table, "nodes"),
            self._many(table, "figures"),
            _members(table, "show", ChapterPanel),
        )


def layer_of(file: str) -> str:
    """The layer that a file under ``context/`` holds."""
    return PurePosixPath(file).stem


def _positions(table: Sheet) -> tuple[Position, ...]:
    return _made(
        Position,
        _members(table, "position", PositionKind),
        table.geometry,
        table.column("accuracy_m", float),
        table.column("from_m", float),
        table.column("to_m", float),
    )


def _texts(table: Sheet, stem: str) -> list[Text]:
    pairs = zip(table.column(f"{stem}_zh", str), table.column(f"{stem}_en", str), strict=True)
    return [Text(zh or "", en or "") for zh, en in pairs]


def _members(table: Sheet, column: str, choices: type[Choice]) -> list[Choice | None]:
    members = {str(member): member for member in choices}
    return [members.get(text or "") for text in table.column(column, str)]


def _sole(table: Sheet, column: str, kind: type[Thing]) -> Thing:
    (value,) = table.column(column, kind)
    if value is None:
        raise LookupError(f"{table.table.name} has no {column}")
    return value


def _made(kind: Callable[..., Thing], *columns: Iterable[object]) -> tuple[Thing, ...]:
    return tuple(kind(*fields) for fields in zip(*columns, strict=True))


def _by_order(things: tuple[Ordered, ...]) -> tuple[Ordered, ...]:
    return tuple(sorted(things, key=lambda thing: thing.order))
