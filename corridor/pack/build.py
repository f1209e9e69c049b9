"""From tables without errors to the frozen corridor of one release profile."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from pathlib import PurePosixPath
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import numpy as np
import shapely
from shapely import LineString

from corridor.model.corridor import (
    Audience,
    Camera,
    Chapter,
    Contact,
    Corridor,
    Enterprise,
    Host,
    Industry,
    IndustryGroup,
    Medium,
    Milestone,
    NodeIndustry,
    Programme,
    RibbonGroup,
    Strategy,
    Subject,
    SubjectKind,
)
from corridor.model.figure import Figure, Indicator, Release, Scope, Source
from corridor.model.place import (
    Axis,
    ContextFeature,
    Crossing,
    Economy,
    Layer,
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
from corridor.pack.release_filter import filter_release, ids
from corridor.pack.schema import BY_NAME, PLACEHOLDER, PLACEHOLDER_COLUMNS, ROLE_SYMBOLS, Cell, Column, medium_file
from corridor.pack.table import Table, parse_table

Ids = tuple[str, ...]
Thing = TypeVar("Thing")
Choice = TypeVar("Choice", bound=StrEnum)
Ordered = TypeVar("Ordered", Industry, Indicator, Programme)


def build(tables: Tables, profile: Release, files: Mapping[str, bytes]) -> Corridor:
    """Build what a profile may know of a pack; references to what it may not, or to absent files, drop out.

    The tables must have passed the checker; of the files only pictures are looked at.
    """
    return _Builder(filter_release(tables, profile), profile, files).corridor()


def digest(tables: Tables, pictures: Iterable[bytes] = ()) -> str:
    """Digest of the data in the tables and of pictures, equal for equal data on every machine."""
    state = blake2b(digest_size=8)
    for picture in pictures:
        state.update(blake2b(picture).digest())
    for name in BY_NAME:
        if name in tables:
            _update(state.update, tables[name])
    return state.hexdigest()


def _update(update: Callable[[bytes], None], table: Table) -> None:
    for column, cells in table.cells.items():
        texts = (cells.texts[code] for code in cells.codes.tolist())
        # What is built of a pack with errors may hold halves of characters.
        said = "\x1f".join(texts).encode(errors="surrogatepass")
        update(f"\x1d{table.schema.name}\x1e{column}\x1e".encode() + said)
    for geometry in table.geometry_wgs84:
        update(b"\x1d" if geometry is None else shapely.to_wkb(geometry))


class _Builder:
    def __init__(self, tables: Tables, profile: Release, files: Mapping[str, bytes]) -> None:
        self._tables = {**tables, **_with_pictures(tables, files)}
        self._profile = profile
        self._files = files

    def corridor(self) -> Corridor:
        media = self._media()
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
            version=digest(self._tables, (medium.data for medium in media)),
            axis=self._axis(),
            nodes=self._nodes(),
            subjects=self._subjects(),
            sources=self._things(Source, self._sheet("sources")),
            industries=self._industries(),
            node_industries=self._things(NodeIndustry, self._sheet("node_industries")),
            enterprises=self._enterprises(),
            indicators=self._indicators(),
            scopes=self._things(Scope, self._sheet("scopes")),
            figures=self._things(Figure, self._sheet("figures")),
            programmes=_by_order(self._things(Programme, self._sheet("programmes"))),
            milestones=self._milestones(),
            strategies=self._things(Strategy, self._sheet("strategy")),
            ribbon=self._ribbon(),
            layers=self._layers(),
            host=next(iter(self._things(Host, self._sheet("host"))), None),
            contacts=self._things(Contact, self._sheet("contacts")),
            media=media,
            audiences=self._things(Audience, self._sheet("audiences")),
            own_roles=self._own_roles(),
            context=self._context(),
            chapters=self._chapters(),
            notice=notice,
            attribution=attribution,
            public_url=own.column("public_url", str)[0] or "",
        )

    def _sheet(self, name: str) -> Table:
        return self._tables[name] if name in self._tables else parse_table(BY_NAME[name], {}, Problems(Topic.CHECK))

    def _things(self, kind: type[Thing], table: Table, /, **own: Sequence[object]) -> tuple[Thing, ...]:
        """A thing for each row, its fields by name: those given, the others from the columns that are called so.

        Raises:
            KeyError: a field is neither given nor a column.
        """
        make: Callable[..., Thing] = kind
        derived = {name: held for name, held in _fields(kind).items() if name not in own}
        columns = {**own, **{name: self._values(table, name, held) for name, held in derived.items()}}
        names = tuple(columns)
        return tuple(make(**dict(zip(names, row, strict=True))) for row in zip(*columns.values(), strict=True))

    def _values(self, table: Table, name: str, kind: type) -> Sequence[object]:
        """What a column says of each row, as the type that the model has for it; of references those that are there."""
        if name in table.schema.pairs:
            return _texts(table, name)
        column = table.schema.column(name if name in table.cells else _COLUMNS.get(name, name))
        if issubclass(kind, StrEnum):
            return _members(table, column.name, kind)
        if column.many:
            return self._many(table, column)
        if column.cell is Cell.REFERENCE and not column.required:
            return self._one(table, column)
        return table.column(column.name, kind)

    def _one(self, table: Table, column: Column) -> list[str | None]:
        known = ids(self._tables, column.target)
        return [value if value in known else None for value in table.column(column.name, str)]

    def _many(self, table: Table, column: Column) -> list[Ids]:
        listed = table.many(column.name)
        if column.cell is not Cell.REFERENCE:
            return listed
        known = ids(self._tables, column.target)
        return [tuple(name for name in names if name in known) for names in listed]

    def _axis(self) -> Axis:
        table = self._sheet("axis")
        is_spine = np.array([isinstance(geometry, LineString) for geometry in table.geometry_wgs84])
        spine, points = table.only(is_spine), table.only(~is_spine)
        crossings = self._things(Crossing, points, point=points.geometry_wgs84.tolist())
        (axis,) = self._things(Axis, spine, line=spine.geometry_wgs84.tolist(), crossings=[crossings])
        return axis

    def _nodes(self) -> tuple[Node, ...]:
        table = self._sheet("nodes")
        said = table.column("role", str)
        looks = {**{str(role): role for role in Role}, **{role.id: role.look for role in self._own_roles()}}
        return self._things(
            Node,
            table,
            role=[looks.get(role or "") for role in said],
            own_role_id=[None if role in set(Role) else role for role in said],
            position=self._things(
                Position, table, kind=_members(table, "position", PositionKind), geometry=table.geometry_wgs84.tolist()
            ),
            has_economy=[economy != Economy.NONE for economy in table.column("economy", str)],
        )

    def _media(self) -> tuple[Medium, ...]:
        table = self._sheet("media")
        return self._things(Medium, table, data=[self._files[medium_file(name)] for name in table.column("file", str)])

    def _own_roles(self) -> tuple[OwnRole, ...]:
        table = self._sheet("roles")
        return self._things(
            OwnRole, table, look=[ROLE_SYMBOLS.get(symbol or "") for symbol in table.column("symbol", str)]
        )

    def _subjects(self) -> tuple[Subject, ...]:
        table, own = self._sheet("subjects"), self._sheet("kinds")
        likes = dict(zip(own.column("id", str), _members(own, "like", SubjectKind), strict=True))
        kinds: dict[str | None, SubjectKind | None] = {**{str(kind): kind for kind in SubjectKind}, **likes}
        return self._things(Subject, table, kind=[kinds.get(kind) for kind in table.column("kind", str)])

    def _industries(self) -> tuple[Industry, ...]:
        ordered = _by_order(self._things(Industry, self._sheet("industries")))
        return tuple(industry for group in IndustryGroup for industry in ordered if industry.group is group)

    def _enterprises(self) -> tuple[Enterprise, ...]:
        table = self._sheet("enterprises")
        return self._things(Enterprise, table, point=table.geometry_wgs84.tolist())

    def _indicators(self) -> tuple[Indicator, ...]:
        table = self._sheet("indicators")
        units = [UNITS[unit or ""] for unit in table.column("unit", str)]
        return _by_order(self._things(Indicator, table, unit=units))

    def _milestones(self) -> tuple[Milestone, ...]:
        table = self._sheet("milestones")
        own = self._sheet("corridor").ids()
        subjects = self._one(table, table.schema.column("subject_id"))
        made = self._things(Milestone, table, subject_id=[None if subject in own else subject for subject in subjects])
        return tuple(sorted(made, key=lambda milestone: milestone.date.sort_key))

    def _ribbon(self) -> tuple[RibbonGroup, ...]:
        return tuple(group for group in self._things(RibbonGroup, self._sheet("ribbon")) if group.figure_ids)

    def _layers(self) -> tuple[Layer, ...]:
        drawn = {layer_of(file) for file in self._sheet("context").files}
        return tuple(layer for layer in self._things(Layer, self._sheet("layers")) if layer.id in drawn)

    def _context(self) -> tuple[ContextFeature, ...]:
        table = self._sheet("context")
        declared = self._sheet("layers").ids()
        features = self._things(
            ContextFeature,
            table,
            layer_id=[layer_of(file) for file in table.files],
            geometry=table.geometry_wgs84.tolist(),
            colour=[colour or "" for colour in table.column("colour", str)],
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
        return self._things(Chapter, table, speaker_note=_texts(table, "note"), camera=self._things(Camera, table))


_COLUMNS = {
    "source_ids": "source_id",
    "layer_ids": "layers",
    "node_ids": "nodes",
    "figure_ids": "figures",
    "chapter_ids": "chapters",
    "audience_ids": "audience",
    "is_hidden": "hidden",
    "is_cover": "cover",
}
"""What the columns of those fields are called whose names say more."""


def _with_pictures(tables: Tables, files: Mapping[str, bytes]) -> Tables:
    """The table of pictures with those alone that are there; in a pack without errors all are."""
    if "media" not in tables:
        return {}
    table = tables["media"]
    return {"media": table.only(table.cells["file"].where(lambda name: medium_file(name) in files))}


def _fields(kind: type) -> dict[str, type]:
    """The fields of a type of the model, each with what it holds where it holds anything."""
    return {name: _held(hint) for name, hint in get_type_hints(kind).items()}


def _held(hint: Any) -> Any:  # noqa: ANN401 - a type as written, without ``None`` and what it is made of
    kind = next(one for one in get_args(hint) if one is not NoneType) if isinstance(hint, UnionType) else hint
    return get_origin(kind) or kind


def layer_of(file: str) -> str:
    """The layer that a file under ``context/`` holds."""
    return PurePosixPath(file).stem


def _texts(table: Table, stem: str) -> list[Text]:
    pairs = zip(table.column(f"{stem}_zh", str), table.column(f"{stem}_en", str), strict=True)
    return [Text(zh or "", en or "") for zh, en in pairs]


def _members(table: Table, column: str, choices: type[Choice]) -> list[Choice | None]:
    members = {str(member): member for member in choices}
    return [members.get(text or "") for text in table.column(column, str)]


def _sole(table: Table, column: str, kind: type[Thing]) -> Thing:
    (value,) = table.column(column, kind)
    if value is None:
        raise LookupError(f"{table.schema.name} has no {column}")
    return value


def _by_order(things: tuple[Ordered, ...]) -> tuple[Ordered, ...]:
    return tuple(sorted(things, key=lambda thing: thing.order))
