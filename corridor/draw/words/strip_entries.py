"""What stands on the strip diagram and what beside it, before anything has a place on paper."""

from dataclasses import dataclass, replace
from operator import attrgetter

from corridor.analysis.proximity import NodeChainage, locate_node, rounded_m, stations
from corridor.draw.words.strip_profile import StripProfile, profiles
from corridor.draw.words.wording import chainage_text, metres_text, position_text, role_text, side_text
from corridor.geo import Chainage, Ruler, ruler_of
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import ContextFeature, Crossing, Node, PositionKind, Role
from corridor.model.text import Lang

ON_LINE_M = 300.0
"""A station this near to the axis is a tick on it."""
FAR_M = 1000.0
"""A node further off than this is noted beside the line, not drawn on it."""
STATION_REACH_M = 1500.0
"""A station further off than this is not mentioned."""
_MARGIN = 0.035
"""How much of its length the line is continued, dashed, beyond each end."""
_WORTH_SAYING_M = 100.0
_COMPASS = "nesw"
_BENDS = 100
"""Places at which the direction of the axis is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripEntry:
    """Something that the diagram names."""

    id: str
    name: str
    details: tuple[str, ...]
    """What stands below the name on its label."""
    words: str
    """All there is to say, for a tooltip and a screen reader."""
    role: Role | None = None
    """``None`` for what is not a node."""
    badge: str = ""
    """A station's line number."""
    colour: str = ""
    """A station's line colour, or empty."""
    station: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StripSpot:
    """A place on the line or just beside it."""

    entry: StripEntry
    m: float
    side: int
    """-1 left of the axis, 1 right of it, 0 on it or not known."""
    accuracy_m: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StripSpan:
    """A range of the line that a node covers, or somewhere in which it is."""

    entry: StripEntry
    from_m: float
    to_m: float
    known: bool
    """Whether the range is the node's own extent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripContents:
    """Everything the diagram shows, each kind in the order of chainage."""

    title: str
    measure: str
    """Length and direction of the axis in words."""
    first: str
    """Compass side of chainage 0, as a letter: ``n``, ``e``, ``s`` or ``w``."""
    last: str
    left: str
    """Compass side left of the axis, or ``l`` where the axis bends so far that there is no one such side."""
    right: str
    """The same on the right, or ``r``."""
    length_m: float
    margin_m: float
    """How far the line is continued beyond each end."""
    nodes: tuple[StripSpot, ...]
    marks: tuple[StripSpot, ...]
    """Crossings and stations on the line."""
    spans: tuple[StripSpan, ...]
    asides: tuple[StripEntry, ...]
    unplaced: tuple[StripEntry, ...]
    profiles: tuple[StripProfile, ...] = ()
    """The ledger's sums along the line, an indicator each; none where no sum may be known."""


class _Reader:
    """Sorts the things of one corridor into the parts of the diagram, in one language."""

    def __init__(self, corridor: Corridor, lang: Lang) -> None:
        self.corridor = corridor
        self.lang = lang
        self.ruler: Ruler = ruler_of(corridor.axis.line)
        self.margin_m = self.ruler.length_m * _MARGIN
        ahead = _COMPASS.index(self.ruler.heading)
        self.last, self.right, self.first, self.left = (_COMPASS[(ahead + turn) % 4] for turn in range(4))
        if any(self.ruler.side(Chainage(m, 1.0)) != self.right for m in self.along()):
            self.left, self.right = "l", "r"
        self.nodes: list[StripSpot] = []
        self.marks: list[StripSpot] = []
        self.spans: list[StripSpan] = []
        self.asides: list[tuple[float, StripEntry]] = []
        self.unplaced: list[StripEntry] = []

    def say(self, key: str, **values: object) -> str:
        return word(f"strip.{key}", self.lang, **values)

    def along(self) -> list[float]:
        """Chainages in metres at which the direction of the axis matters: all along it, and wherever a node is."""
        places = (locate_node(self.corridor, node) for node in self.corridor.nodes)
        step = self.ruler.length_m / _BENDS
        return [step * place for place in range(_BENDS + 1)] + [place.m for place in places if place]

    def drawn(self, m: float) -> bool:
        return -self.margin_m <= m <= self.ruler.length_m + self.margin_m

    def add_node(self, node: Node) -> None:
        place = locate_node(self.corridor, node)
        if place is None:
            self.unplaced.append(self.entry(node, self.unplaced_detail(node)))
        elif abs(place.offset_m) > FAR_M or not self.touches(place):
            self.asides.append((place.m, self.entry(node, *self.aside_details(place))))
        elif place.from_m is not None and place.to_m is not None:
            known = node.position.kind is PositionKind.EXTENT
            detail = self.say("range" if known else "range-within", **_range(place))
            self.spans.append(
                StripSpan(entry=self.entry(node, detail), from_m=place.from_m, to_m=place.to_m, known=known)
            )
        else:
            side = 0 if place.side is None else 1 if place.offset_m > 0 else -1
            entry = self.entry(node, self.place_text(place.m, place.accuracy_m), *self.off(place))
            self.nodes.append(StripSpot(entry=entry, m=place.m, side=side, accuracy_m=place.accuracy_m or 0.0))

    def touches(self, place: NodeChainage) -> bool:
        if place.from_m is None or place.to_m is None:
            return self.drawn(place.m)
        return place.from_m <= self.ruler.length_m + self.margin_m and place.to_m >= -self.margin_m

    def add_crossing(self, crossing: Crossing) -> None:
        m = self.ruler.locate(crossing.point).m
        detail = self.say("place", m=metres_text(m))
        words = self.say("place-accuracy", m=metres_text(m), accuracy=metres_text(crossing.accuracy_m))
        entry = StripEntry(
            id=crossing.id,
            name=crossing.name[self.lang],
            details=(detail,),
            words=f"{crossing.name[self.lang]} · {words}",
        )
        if self.drawn(m):
            self.marks.append(StripSpot(entry=entry, m=m, side=0))
        else:
            self.asides.append((m, entry))

    def add_station(self, station: ContextFeature) -> None:
        distance = self.ruler.distance_m(self.ruler.line, station.geometry)
        place = self.ruler.locate(station.geometry)
        if distance <= ON_LINE_M and self.drawn(place.m):
            self.marks.append(
                StripSpot(entry=self.station(station, self.say("place", m=metres_text(place.m))), m=place.m, side=0)
            )
        elif distance <= STATION_REACH_M:
            self.asides.append((place.m, self.station(station, self.station_detail(place, distance))))

    def station_detail(self, place: Chainage, distance: float) -> str:
        if 0.0 <= place.m <= self.ruler.length_m:
            return self.say(
                "beside",
                at=self.say("place", m=f"{rounded_m(place.m):,}"),
                side=self.compass(place),
                offset=f"{rounded_m(distance):,}",
            )
        return self.say("beyond-off", end=self.end(place.m), distance=f"{rounded_m(distance):,}")

    def station(self, station: ContextFeature, detail: str) -> StripEntry:
        name = station.name[self.lang]
        words = " · ".join((name, self.say("legend-station"), detail))
        badge = "/".join(part.strip() for part in station.kind.split(";"))
        return StripEntry(
            id=station.id, name=name, details=(detail,), words=words, badge=badge, colour=station.colour, station=True
        )

    def entry(self, node: Node, *details: str) -> StripEntry:
        name = node.name[self.lang]
        said = (
            name,
            role_text(self.corridor, node.role_id, self.lang),
            position_text(self.corridor, node, self.lang),
            chainage_text(self.corridor, node, self.lang),
            side_text(self.corridor, node, self.lang),
        )
        return StripEntry(id=node.id, name=name, details=details, words=" · ".join(filter(None, said)), role=node.role)

    def unplaced_detail(self, node: Node) -> str:
        if node.part_of in self.corridor.subject_by_id:
            return self.say("inside", parent=self.corridor.name_of(node.part_of)[self.lang])
        return self.say("unplaced")

    def aside_details(self, place: NodeChainage) -> tuple[str, ...]:
        """Where something off the diagram is: beside the line, or how far beyond which end."""
        if self.touches(place):
            key = "beside" if place.side else "beside-near"
            side = self.say(f"compass-{place.side}") if place.side else ""
            at = self.place_text(place.m, place.accuracy_m)
            return (self.say(key, at=at, side=side, offset=f"{rounded_m(place.offset_m):,}"),)
        rest = -place.m if place.m < 0 else place.m - self.ruler.length_m
        said = self.say(
            "beyond", end=self.end(place.m), m=metres_text(rest), accuracy=metres_text(place.accuracy_m or 0.0)
        )
        return (said, *self.off(place))

    def off(self, place: NodeChainage) -> tuple[str, ...]:
        """How far off the axis something is, where that is known and worth saying."""
        if place.side is None or abs(place.offset_m) <= _WORTH_SAYING_M:
            return ()
        side = self.say(f"compass-{place.side}")
        return (self.say("off", side=side, offset=f"{rounded_m(place.offset_m):,}"),)

    def place_text(self, m: float, accuracy_m: float | None) -> str:
        if accuracy_m is None:
            return self.say("place", m=metres_text(m))
        return self.say("place-accuracy", m=metres_text(m), accuracy=metres_text(accuracy_m))

    def compass(self, place: Chainage) -> str:
        return self.say(f"compass-{self.ruler.side(place)}")

    def end(self, m: float) -> str:
        return self.say(f"compass-{self.first if m < 0 else self.last}")

    def measure(self) -> str:
        return self.say(
            "measure",
            km=f"{self.ruler.length_m / 1000:.2f}",
            first=self.say(f"compass-{self.first}"),
            last=self.say(f"compass-{self.last}"),
        )


def contents(corridor: Corridor, lang: Lang) -> StripContents:
    """Sort a corridor's nodes, crossings and stations into the parts of its strip diagram."""
    reader = _Reader(corridor, lang)
    for node in corridor.nodes:
        reader.add_node(node)
    for crossing in corridor.axis.crossings:
        reader.add_crossing(crossing)
    for station in stations(corridor):
        reader.add_station(station)
    return replace(_sorted(reader, lang), profiles=profiles(corridor, lang))


def contents_of(corridor: Corridor, node: Node, lang: Lang) -> StripContents:
    """The same of one node among the crossings."""
    reader = _Reader(corridor, lang)
    reader.add_node(node)
    for crossing in corridor.axis.crossings:
        reader.add_crossing(crossing)
    return _sorted(reader, lang)


def _sorted(reader: _Reader, lang: Lang) -> StripContents:
    return StripContents(
        title=reader.corridor.axis.name[lang],
        measure=reader.measure(),
        first=reader.first,
        last=reader.last,
        left=reader.left,
        right=reader.right,
        length_m=reader.ruler.length_m,
        margin_m=reader.margin_m,
        nodes=tuple(sorted(reader.nodes, key=attrgetter("m", "entry.id"))),
        marks=tuple(sorted(reader.marks, key=attrgetter("m", "entry.id"))),
        spans=tuple(sorted(reader.spans, key=attrgetter("from_m", "to_m", "entry.id"))),
        asides=tuple(e for _, e in sorted(reader.asides, key=lambda a: (a[1].role is None, a[0], a[1].id))),
        unplaced=tuple(reader.unplaced),
    )


def _range(place: NodeChainage) -> dict[str, str]:
    return {"from_m": metres_text(place.from_m or 0.0), "to_m": metres_text(place.to_m or 0.0)}
