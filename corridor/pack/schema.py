"""The one declaration of a data folder: its files, their columns, and what each cell may hold.

The reader, the checker, the Excel template, the upload and the tables of ``data/README.md`` all take it from here.
"""

import re
from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from corridor.geo import DATUMS
from corridor.model.corridor import TIE_STATUSES, ChapterPanel, IndustryGroup, Level, SubjectKind
from corridor.model.figure import Kind, Qualifier, Release, SourceWeight, Status
from corridor.model.ledger import BREAKDOWNS
from corridor.model.place import Economy, LayerStyle, PositionKind, Role
from corridor.model.unit import UNITS, USUAL_UNITS


class Cell(StrEnum):
    """What a cell holds once it is read."""

    ID = "id"
    REFERENCE = "reference"
    TEXT = "text"
    DECIMAL = "decimal"
    """A decimal string whose digits are kept."""
    NUMBER = "number"
    """A measure in the unit its column name ends with."""
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    PERIOD = "period"
    CHOICE = "choice"
    COLOUR = "colour"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a property of its features."""

    name: str
    cell: Cell = Cell.TEXT
    _: KW_ONLY
    required: bool = False
    """Whether every row must fill it."""
    many: bool = False
    """Whether the cell is a list, separated by ``;``."""
    choices: tuple[str, ...] = ()
    own_words: str = ""
    """For a choice that the pack may add to: the key of `TARGETS` under which its own words stand."""
    usual: tuple[str, ...] = ()
    """The choices to name and to offer where all are too many; empty where all are named."""
    target: str = ""
    """For a reference: the key of `TARGETS` it points into."""
    pair: str = ""
    """The common stem of a two-language pair; empty for a column that has no language."""
    least: float | None = None
    most: float | None = None
    default: str = ""
    """What an empty cell means."""


class Form(StrEnum):
    """How a file is written."""

    TOML = "toml"
    CSV = "csv"
    GEOJSON = "geojson"


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table of the pack: a CSV or GeoJSON file, or one part of a TOML file."""

    name: str
    file: str
    """File name inside the pack; a pattern (``*``) where there is a file for each layer."""
    _: KW_ONLY
    columns: tuple[Column, ...]
    required: bool = False
    """Whether a pack without the file is no pack."""
    section: str = ""
    """For TOML: the array of tables that holds the rows; empty for the file's own keys."""
    namespaces: tuple[str, ...] = ()
    """Ids are unique among all tables that share a namespace."""
    key: tuple[str, ...] = ("id",)
    """Columns that identify a row; empty where rows have only their order."""
    is_single: bool = False
    """For TOML: whether the section is one table, ``[section]``, and no array of them."""

    @property
    def form(self) -> Form:
        """How the table's file is written."""
        return Form(self.file.rpartition(".")[2])

    def column(self, name: str) -> Column:
        """The column of a name.

        Raises:
            KeyError: no such column.
        """
        return {column.name: column for column in self.columns}[name]

    @property
    def pairs(self) -> dict[str, bool]:
        """Stems of the two-language pairs, and whether each must be filled."""
        return {column.pair: column.required for column in self.columns if column.pair}


def _pair(stem: str, *, required: bool = False) -> tuple[Column, Column]:
    return (
        Column(f"{stem}_zh", required=required, pair=stem),
        Column(f"{stem}_en", required=required, pair=stem),
    )


def _reference(name: str, target: str, *, required: bool = False, many: bool = False) -> Column:
    return Column(name, Cell.REFERENCE, required=required, many=many, target=target)


def _choice(name: str, choices: tuple[str, ...], *, required: bool = False, default: str = "") -> Column:
    return Column(name, Cell.CHOICE, required=required, choices=choices, default=default)


def _boolean(name: str, default: str = "false") -> Column:
    return Column(name, Cell.BOOLEAN, choices=("true", "false"), default=default)


_ID = Column("id", Cell.ID, required=True)
_ORDER = Column("order", Cell.INTEGER, required=True)
_SOURCES = _reference("source_id", "source", many=True)
_ACCURACY = Column("accuracy_m", Cell.NUMBER, least=0)
_ACCURACY_REQUIRED = Column("accuracy_m", Cell.NUMBER, required=True, least=0)

ROLE_SYMBOLS = {
    "star": Role.CORE,
    "circle": Role.BACKBONE,
    "square": Role.HEADQUARTERS,
    "triangle": Role.SERVICE,
    "diamond": Role.CARRIER,
}
"""The signs that a role of the pack's own may have, and the role that is drawn so."""

TABLES: tuple[TableSchema, ...] = (
    TableSchema(
        "corridor",
        "corridor.toml",
        columns=(
            _ID,
            *_pair("name", required=True),
            *_pair("subtitle"),
            Column("data_date", Cell.DATE, required=True),
            _choice("datum", DATUMS, default="wgs84"),
            *_pair("notice"),
            *_pair("attribution"),
            Column("public_url"),
        ),
        required=True,
        namespaces=("subject",),
    ),
    TableSchema(
        "layers",
        "corridor.toml",
        columns=(
            _ID,
            *_pair("name", required=True),
            _choice("style", tuple(LayerStyle), required=True),
            _boolean("visible", "true"),
        ),
        section="layers",
        namespaces=("layer",),
    ),
    TableSchema(
        "roles",
        "corridor.toml",
        columns=(_ID, *_pair("name", required=True), _choice("symbol", tuple(ROLE_SYMBOLS), required=True)),
        section="roles",
        namespaces=("role",),
    ),
    TableSchema(
        "kinds",
        "corridor.toml",
        columns=(_ID, *_pair("name", required=True), _choice("like", tuple(SubjectKind), required=True)),
        section="kinds",
        namespaces=("kind",),
    ),
    TableSchema(
        "ribbon",
        "corridor.toml",
        columns=(*_pair("caption", required=True), _reference("figure_ids", "figure", required=True, many=True)),
        section="ribbon",
        key=(),
    ),
    TableSchema(
        "strategy",
        "corridor.toml",
        columns=(*_pair("title", required=True), *_pair("text", required=True), _SOURCES),
        section="strategy",
        key=(),
    ),
    TableSchema(
        "ledger_rules",
        "corridor.toml",
        columns=(
            _choice("release", tuple(Release), default=Release.INTERNAL),
            Column("breakdowns", many=True, choices=tuple(BREAKDOWNS)),
            Column("min_firms", Cell.INTEGER, least=1, default="5"),
            Column("max_share", Cell.NUMBER, least=0, most=1, default="0.7"),
            Column("p_percent", Cell.NUMBER, least=0, most=100, default="15"),
            _reference("scope_id", "scope"),
            _SOURCES,
        ),
        section="ledger",
        key=(),
        is_single=True,
    ),
    TableSchema(
        "host",
        "corridor.toml",
        columns=(*_pair("name", required=True), _reference("logo_id", "medium")),
        section="host",
        key=(),
        is_single=True,
    ),
    TableSchema(
        "contacts",
        "corridor.toml",
        columns=(
            *_pair("name", required=True),
            Column("phone"),
            Column("email"),
            Column("wechat"),
            *_pair("address"),
            _reference("qr_id", "medium"),
        ),
        section="contact",
        key=(),
    ),
    TableSchema(
        "media",
        "corridor.toml",
        columns=(
            _ID,
            Column("file", required=True),
            *_pair("alt", required=True),
            *_pair("credit", required=True),
            *_pair("licence", required=True),
            _choice("release", tuple(Release), required=True),
            _boolean("cover"),
            _reference("chapters", "chapter", many=True),
            _reference("nodes", "node", many=True),
        ),
        section="media",
        namespaces=("medium",),
    ),
    TableSchema(
        "axis",
        "axis.geojson",
        columns=(
            _ID,
            *_pair("name", required=True),
            _ACCURACY_REQUIRED,
            Column("published_length_m", Cell.NUMBER, least=0),
            _SOURCES,
        ),
        required=True,
        namespaces=("place",),
    ),
    TableSchema(
        "nodes",
        "nodes.geojson",
        columns=(
            _ID,
            *_pair("name", required=True),
            Column("role", Cell.CHOICE, required=True, choices=tuple(Role), own_words="role"),
            *_pair("summary"),
            Column("aliases", many=True),
            *_pair("address"),
            *_pair("operator"),
            Column("opened", Cell.PERIOD),
            _reference("area_figure_id", "figure"),
            _reference("part_of", "node"),
            _reference("overlaps", "whole", many=True),
            _reference("shown_with", "node"),
            _choice("position", tuple(PositionKind), required=True),
            _ACCURACY,
            Column("from_m", Cell.NUMBER),
            Column("to_m", Cell.NUMBER),
            _reference("near_id", "landmark"),
            _choice("economy", tuple(Economy)),
            _SOURCES,
            *_pair("note"),
        ),
        required=True,
        namespaces=("subject", "place"),
    ),
    TableSchema(
        "sources",
        "sources.csv",
        columns=(
            _ID,
            *_pair("title", required=True),
            *_pair("publisher"),
            Column("url"),
            Column("published", Cell.PERIOD),
            _choice("weight", tuple(SourceWeight), required=True),
            _boolean("link"),
        ),
        required=True,
        namespaces=("source",),
    ),
    TableSchema(
        "subjects",
        "subjects.csv",
        columns=(
            _ID,
            Column("kind", Cell.CHOICE, required=True, choices=tuple(SubjectKind), own_words="kind"),
            *_pair("name", required=True),
            _reference("part_of", "whole"),
            _reference("overlaps", "whole", many=True),
            _reference("shown_with", "node"),
            *_pair("note"),
        ),
        namespaces=("subject",),
    ),
    TableSchema(
        "industries",
        "industries.csv",
        columns=(
            _ID,
            *_pair("name", required=True),
            _choice("group", tuple(IndustryGroup), required=True),
            _choice("level", tuple(Level)),
            _ORDER,
            *_pair("note"),
            _SOURCES,
        ),
        namespaces=("industry",),
    ),
    TableSchema(
        "industry_codes",
        "industry_codes.csv",
        columns=(Column("code", required=True), _reference("industry_id", "industry", required=True)),
        key=("code",),
    ),
    TableSchema(
        "node_industries",
        "node_industries.csv",
        columns=(
            _reference("node_id", "node", required=True),
            _reference("industry_id", "industry", required=True),
            # Packs older than the column do not say; what nobody vouched for must not become a fact.
            _choice("status", TIE_STATUSES, default=Status.CLAIMED),
            _SOURCES,
            *_pair("note"),
        ),
        key=("node_id", "industry_id"),
    ),
    TableSchema(
        "enterprises",
        "enterprises.csv",
        columns=(
            _ID,
            *_pair("name", required=True),
            _reference("node_id", "node"),
            _reference("industry_id", "industry"),
            *_pair("known_for"),
            Column("lon", Cell.NUMBER, least=-180, most=180),
            Column("lat", Cell.NUMBER, least=-90, most=90),
            _SOURCES,
        ),
        namespaces=("subject",),
    ),
    TableSchema(
        "indicators",
        "indicators.csv",
        columns=(
            _ID,
            *_pair("name", required=True),
            Column("unit", Cell.CHOICE, required=True, choices=tuple(UNITS), usual=USUAL_UNITS),
            *_pair("unit_name"),
            _choice("kind", tuple(Kind), required=True),
            Column("decimals", Cell.INTEGER, least=0, most=6, default="0"),
            _boolean("expected"),
            _reference("growth_of", "indicator"),
            _ORDER,
        ),
        namespaces=("indicator",),
    ),
    TableSchema(
        "scopes",
        "scopes.csv",
        columns=(_ID, *_pair("name", required=True), *_pair("definition")),
        namespaces=("scope",),
    ),
    TableSchema(
        "figures",
        "figures.csv",
        columns=(
            _ID,
            _reference("subject_id", "subject", required=True),
            _reference("indicator_id", "indicator", required=True),
            Column("period", Cell.PERIOD),
            Column("value", Cell.DECIMAL),
            _choice("qualifier", tuple(Qualifier), default=Qualifier.EXACT),
            _choice("status", tuple(Status), required=True),
            _reference("scope_id", "scope"),
            _choice("release", tuple(Release), default=Release.INTERNAL),
            _SOURCES,
            *_pair("note"),
        ),
        namespaces=("figure",),
    ),
    TableSchema(
        "programmes",
        "programmes.csv",
        columns=(_ID, *_pair("name", required=True), *_pair("text"), _ORDER, _SOURCES),
        namespaces=("programme",),
    ),
    TableSchema(
        "milestones",
        "milestones.csv",
        columns=(
            _ID,
            Column("date", Cell.PERIOD, required=True),
            _reference("subject_id", "subject"),
            *_pair("name", required=True),
            *_pair("text"),
            _SOURCES,
        ),
        namespaces=("milestone",),
    ),
    TableSchema(
        "chapters",
        "story.toml",
        columns=(
            _ID,
            *_pair("title", required=True),
            *_pair("text"),
            *_pair("note"),
            _reference("fit", "view", many=True),
            Column("zoom", Cell.NUMBER, least=0, most=24),
            _reference("layers", "layer", many=True),
            _reference("nodes", "node", many=True),
            _reference("figures", "figure", many=True),
            _choice("show", tuple(ChapterPanel)),
            _boolean("hidden"),
            _reference("audience", "audience", many=True),
        ),
        section="chapters",
        namespaces=("chapter",),
    ),
    TableSchema(
        "audiences",
        "story.toml",
        columns=(_ID, *_pair("name", required=True)),
        section="audiences",
        namespaces=("audience",),
    ),
    TableSchema(
        "context",
        "context/*.geojson",
        columns=(
            _ID,
            *_pair("name"),
            Column("kind"),
            Column("colour", Cell.COLOUR),
            _ACCURACY_REQUIRED,
            _boolean("inferred"),
            Column("from_zoom", Cell.INTEGER, least=0, most=22, default="0"),
            _SOURCES,
        ),
        namespaces=("place",),
    ),
)

LEDGER_FILES = ("ledger.csv", "ledger.parquet")
"""The ledger, as it is edited and as it is kept when it is large; a pack has one of them at the most."""

LEDGER_COLUMNS = (
    Column("firm_id", required=True),
    *_pair("name"),
    _reference("node_id", "node"),
    Column("industry_id"),
    Column("period", Cell.PERIOD, required=True),
    Column("lon", Cell.NUMBER, least=-180, most=180),
    Column("lat", Cell.NUMBER, least=-90, most=90),
)
"""What a ledger knows of a firm in a period; beside it there is a column for each indicator."""

MEDIA_FOLDER = "media"
MEDIA_SUFFIXES = (".jpg", ".jpeg", ".png")

FOLDERS = ("context", MEDIA_FOLDER)
"""Folders inside a pack that hold files of it."""

BY_NAME: dict[str, TableSchema] = {table.name: table for table in TABLES}

TARGETS: dict[str, tuple[str, ...]] = {
    "source": ("sources",),
    "node": ("nodes",),
    "whole": ("corridor", "nodes", "subjects"),
    "subject": ("corridor", "nodes", "subjects", "enterprises"),
    "landmark": ("axis", "context"),
    "view": ("nodes", "axis", "context"),
    "industry": ("industries",),
    "indicator": ("indicators",),
    "scope": ("scopes",),
    "figure": ("figures",),
    "layer": ("layers",),
    "role": ("roles",),
    "kind": ("kinds",),
    "chapter": ("chapters",),
    "medium": ("media",),
    "audience": ("audiences",),
}
"""The tables whose ids a reference may name."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""In a chapter's words, a figure's id in braces stands for its value, worded when shown."""

PLACEHOLDER_COLUMNS = ("title_zh", "title_en", "text_zh", "text_en", "note_zh", "note_en")

EXTRA_KEYS = {"corridor.toml": ("file_datum",), "story.toml": ()}
"""TOML tables that are no rows: the datum of single files."""


def tables_of(file: str) -> Iterator[TableSchema]:
    """The tables that a file of the pack holds; none for a file the pack does not know."""
    return (table for table in TABLES if fnmatchcase(file, table.file))


def belongs(file: str) -> bool:
    """Whether a pack may have a file of this name."""
    return file in LEDGER_FILES or is_medium(file) or any(tables_of(file))


def medium_file(name: object) -> str:
    """What a picture's file is called within the pack, by its name within its folder."""
    return f"{MEDIA_FOLDER}/{name}"


def is_medium(file: str) -> bool:
    """Whether a file of this name is a picture of the pack."""
    return fnmatchcase(file, f"{MEDIA_FOLDER}/*") and file.lower().endswith(MEDIA_SUFFIXES) and file.count("/") == 1


def required_files() -> tuple[str, ...]:
    """Files without which a folder is no pack."""
    return tuple(dict.fromkeys(table.file for table in TABLES if table.required))
