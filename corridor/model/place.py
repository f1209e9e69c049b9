"""Where things are: a position is a claim with an accuracy, never just a pair of coordinates.

All geometry here is WGS-84 longitude/latitude (EPSG:4326); metres exist only in `corridor.geo`.
"""

from dataclasses import dataclass
from enum import StrEnum

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from corridor.model.period import Period
from corridor.model.text import Text


class Role(StrEnum):
    """What a node is in the corridor, most prominent first."""

    CORE = "core"
    BACKBONE = "backbone"
    HEADQUARTERS = "headquarters"
    SERVICE = "service"
    CARRIER = "carrier"


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnRole:
    """A role by the corridor's own word, drawn and ranked like one of the product's."""

    id: str
    name: Text
    look: Role


class Economy(StrEnum):
    """What a node may say of its economic data."""

    NONE = "none"
    """That it shows none at all, not even as missing."""


class PositionKind(StrEnum):
    """What is known of a position."""

    POINT = "point"
    EXTENT = "extent"
    WITHIN = "within"
    STRETCH = "stretch"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """A claim about where a node is."""

    kind: PositionKind
    geometry: BaseGeometry | None
    """Point, own outline (area or line) or search area, in WGS-84; ``None`` for a stretch and an unknown place."""
    accuracy_m: float | None
    """Radius of doubt in metres; ``None`` where nothing is claimed."""
    from_m: float | None = None
    """Start of a stretch, metres along the axis from its first end."""
    to_m: float | None = None
    """End of a stretch, metres along the axis."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A park, building, institute or service of the corridor."""

    id: str
    name: Text
    role: Role
    """As which it is drawn and ranked."""
    summary: Text
    """What it is, in one sentence that its sources bear out; empty where nobody has written it."""
    aliases: tuple[str, ...]
    address: Text
    operator: Text
    opened: Period
    part_of: str | None
    overlaps: tuple[str, ...]
    shown_with: str | None
    """The node whose panel also shows this one; ``None`` for a panel of its own only."""
    position: Position
    near_id: str | None
    """A crossing or station that the node is known to be at."""
    has_economy: bool
    """False for a node that shows no economic data at all, not even as missing."""
    area_figure_id: str | None
    """The figure that states its area."""
    source_ids: tuple[str, ...]
    note: Text
    own_role_id: str | None = None
    """The role by the corridor's own word; ``None`` where the product's word is used."""

    @property
    def role_id(self) -> str:
        """What it is called after and filtered by."""
        return self.own_role_id or str(self.role)

    @property
    def is_placed(self) -> bool:
        """Whether anything is known of where it is, so that a map can show it."""
        return self.position.kind is not PositionKind.UNKNOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class Crossing:
    """A road, railway or expressway that the axis crosses."""

    id: str
    name: Text
    point: Point
    accuracy_m: float
    """Radius of doubt in metres."""
    source_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """The spine of the corridor, from its first end (chainage 0) to its last."""

    id: str
    name: Text
    line: LineString
    accuracy_m: float
    """How far the line may be off to either side, in metres."""
    published_length_m: float | None
    crossings: tuple[Crossing, ...]
    source_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ContextFeature:
    """A line, area or station of the offline base map."""

    id: str
    layer_id: str
    name: Text
    geometry: BaseGeometry
    accuracy_m: float
    """How far any part of it may be off, in metres."""
    inferred: bool
    """Constructed from other facts rather than surveyed; drawn visibly different."""
    kind: str
    """What it is within its layer: a line number, a road class; empty when the layer says it all."""
    colour: str
    """A line's own published colour (``#rrggbb``), or empty."""
    from_zoom: int
    """Zoom level of a web map from which it is drawn; 0 for always."""
    source_ids: tuple[str, ...]


class LayerStyle(StrEnum):
    """How a layer of the base map is drawn."""

    ROAD = "road"
    EXPRESSWAY = "expressway"
    METRO = "metro"
    STATION = "station"
    RAIL = "rail"
    WATER = "water"
    GREEN = "green"
    BLOCK = "block"
    BUILDING = "building"
    OUTLINE = "outline"
    AREA = "area"


@dataclass(frozen=True, kw_only=True, slots=True)
class Layer:
    """One layer of the base map, in drawing order."""

    id: str
    """Stem of its file under ``context/``."""
    name: Text
    style: LayerStyle
    visible: bool
