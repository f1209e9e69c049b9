"""A whole corridor as one frozen value, holding only what one release profile may see."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b

from shapely.geometry import Point

from corridor.model.figure import Figure, Indicator, Release, Scope, Source, Status
from corridor.model.ledger import Breakdown
from corridor.model.period import Period
from corridor.model.place import Axis, ContextFeature, Layer, Node, OwnRole, Role
from corridor.model.text import Text


class SubjectKind(StrEnum):
    """What a subject is that is no node."""

    STRIP = "strip"
    """The corridor itself as a stretch of land, in which every node lies."""
    TOWN = "town"
    DISTRICT = "district"
    GROUP = "group"
    """Several firms or places that are counted together."""
    PROJECT = "project"
    AREA = "area"
    PARK = "park"


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """Something other than a node that a figure can be about: the strip, a town, a group of firms, a project."""

    id: str
    kind: SubjectKind
    """One of the product's, also where the corridor has a word of its own."""
    name: Text
    part_of: str | None
    overlaps: tuple[str, ...]
    shown_with: str | None
    """The node whose panel shows it; ``None`` for the corridor panel."""
    note: Text


class IndustryGroup(StrEnum):
    """What sort of industry the corridor counts one among, in the order in which the groups are shown."""

    PILLAR = "pillar"
    CIRCLE = "circle"
    EMERGING = "emerging"
    FUTURE = "future"
    STRATEGY = "strategy"


class Level(StrEnum):
    """Whose statement it is that an industry is worked in or aimed at."""

    CORRIDOR = "corridor"
    TOWN = "town"


TIE_STATUSES = (Status.ACTUAL, Status.CLAIMED, Status.PLANNED)
"""What kind of statement the tie of a node and an industry can be, strongest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Industry:
    """An industry the corridor works in or aims at."""

    id: str
    name: Text
    group: IndustryGroup
    order: int
    note: Text
    source_ids: tuple[str, ...]
    level: Level | None = None
    """``None`` where nobody says whose statement it is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeIndustry:
    """The statement that a node works in an industry, or is to."""

    node_id: str
    industry_id: str
    status: Status
    """One of `TIE_STATUSES`; ``CLAIMED`` where the pack does not say."""
    source_ids: tuple[str, ...]
    note: Text
    """How far the statement goes, such as what it was said of; empty for none."""

    @property
    def is_fact(self) -> bool:
        """Whether the node works in it, which needs no mark wherever it is named."""
        return self.status is Status.ACTUAL


@dataclass(frozen=True, kw_only=True, slots=True)
class Enterprise:
    """A firm at a node, or in the town only (``node_id`` is ``None``)."""

    id: str
    name: Text
    node_id: str | None
    industry_id: str | None
    known_for: Text
    point: Point | None
    """Where it is in WGS-84; ``None`` when not placed."""
    source_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Programme:
    """One action of the corridor's programme."""

    id: str
    name: Text
    text: Text
    order: int
    source_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Milestone:
    """A dated event."""

    id: str
    date: Period
    subject_id: str | None
    """The node or subject it belongs to; ``None`` for the corridor as a whole."""
    name: Text
    text: Text
    source_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Strategy:
    """A paragraph on where the corridor is heading."""

    title: Text
    text: Text
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RibbonGroup:
    """A captioned group of headline figures."""

    caption: Text
    figure_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Camera:
    """Where a chapter looks: the whole axis, some nodes, or one place."""

    fit: tuple[str, ...]
    """Ids of nodes, crossings, stations or context features to bring into view; empty for the whole axis."""
    zoom: float | None
    """Leaflet zoom level; ``None`` to fit."""


class ChapterPanel(StrEnum):
    """What a chapter may show beside its text."""

    INDUSTRIES = "industries"
    PROGRAMMES = "programmes"
    CAVEATS = "caveats"
    """What kinds of statement the figures are, and what is missing."""
    CONTACT = "contact"
    MIX = "mix"
    """The industries in numbers, as the ledger has them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """People before whom the tour is given; some chapters are for some of them only."""

    id: str
    name: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Medium:
    """A picture of the pack, and what must be said of it wherever it is shown."""

    id: str
    file: str
    """Its name within the folder ``media/``."""
    data: bytes = field(repr=False)
    """JPEG or PNG as it came, with whatever a camera wrote into it: what leaves the program is made anew of it."""
    alt: Text
    """What it shows, for those who do not see it."""
    credit: Text
    licence: Text
    release: Release
    is_cover: bool
    """Whether it may stand on the cover."""
    chapter_ids: tuple[str, ...]
    node_ids: tuple[str, ...]
    """The chapters and the nodes that it is shown with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Host:
    """The organisation that gives the talk."""

    name: Text
    logo_id: str | None
    """A medium."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """A person or a desk that can be reached; whatever is not said is empty."""

    name: Text
    phone: str
    email: str
    wechat: str
    address: Text
    qr_id: str | None
    """A medium: the host's own QR picture."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A chapter of the tour. Numbers in its texts are figure ids in braces, worded when shown."""

    id: str
    title: Text
    text: Text
    speaker_note: Text
    camera: Camera
    layer_ids: tuple[str, ...]
    node_ids: tuple[str, ...]
    figure_ids: tuple[str, ...]
    show: ChapterPanel | None
    """``None`` where the chapter shows its text and map only."""
    is_hidden: bool = False
    """Whether it is told only where somebody asks for it."""
    audience_ids: tuple[str, ...] = ()
    """For whom it is; empty for everybody."""

    def is_for(self, audience_id: str | None) -> bool:
        """Whether it is told before an audience, without anybody asking for it; ``None`` for no audience in particular.

        Without an audience in particular, what is for some people only is told as well.
        """
        if self.is_hidden:
            return False
        return audience_id is None or not self.audience_ids or audience_id in self.audience_ids


@dataclass(frozen=True, kw_only=True, eq=False)
class Corridor:
    """Everything one profile may know of one corridor; one is equal to itself only, and has a `key` to be told by."""

    id: str
    name: Text
    subtitle: Text
    data_date: date
    """The day up to which the data were collected; stands on every screen."""
    profile: Release
    version: str
    """Digest of the data as built; changes whenever anything shown changes."""
    axis: Axis
    nodes: tuple[Node, ...]
    subjects: tuple[Subject, ...]
    sources: tuple[Source, ...]
    industries: tuple[Industry, ...]
    """In display order: by group, then as the pack orders them."""
    node_industries: tuple[NodeIndustry, ...]
    enterprises: tuple[Enterprise, ...]
    indicators: tuple[Indicator, ...]
    scopes: tuple[Scope, ...]
    figures: tuple[Figure, ...]
    programmes: tuple[Programme, ...]
    milestones: tuple[Milestone, ...]
    strategies: tuple[Strategy, ...]
    ribbon: tuple[RibbonGroup, ...]
    layers: tuple[Layer, ...]
    context: tuple[ContextFeature, ...]
    chapters: tuple[Chapter, ...]
    notice: Text
    """Map notice printed on every screen and export: 示意图, or the review number (审图号)."""
    attribution: Text
    public_url: str
    """Where the corridor can be visited on the web, or empty: then no QR code is drawn."""
    host: Host | None = None
    contacts: tuple[Contact, ...] = ()
    media: tuple[Medium, ...] = ()
    audiences: tuple[Audience, ...] = ()
    own_roles: tuple[OwnRole, ...] = ()
    """Roles by words of its own."""
    breakdown: Breakdown | None = None
    """The town's ledger summed up; None where there is none, or nothing of it may be known."""
    is_preview: bool = False
    """Whether this is what an upload would make, which nobody has published."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Id, profile and version: of two corridors with one key, either can stand for the other."""
        return (self.id, str(self.profile), self.version)

    @cached_property
    def node_by_id(self) -> dict[str, Node]:
        """Nodes by id, in display order."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def chapter_by_id(self) -> dict[str, Chapter]:
        """Chapters by id, hidden ones among them, in the order in which they are told."""
        return {chapter.id: chapter for chapter in self.chapters}

    @cached_property
    def medium_by_id(self) -> dict[str, Medium]:
        """Pictures by id."""
        return {medium.id: medium for medium in self.media}

    @property
    def logo(self) -> Medium | None:
        """The host's sign."""
        return self.medium_by_id.get(self.host.logo_id or "") if self.host else None

    @property
    def cover(self) -> Medium | None:
        """The picture of the cover: the first that may stand there."""
        return next((medium for medium in self.media if medium.is_cover), None)

    def media_of_chapter(self, chapter_id: str) -> tuple[Medium, ...]:
        """Pictures that a chapter shows."""
        return tuple(medium for medium in self.media if chapter_id in medium.chapter_ids)

    def media_of_node(self, node_id: str) -> tuple[Medium, ...]:
        """Pictures that a node's panel shows."""
        return tuple(medium for medium in self.media if node_id in medium.node_ids)

    def told_before(self, audience_id: str | None) -> "Corridor":
        """The corridor with just the chapters that an audience is told; ``None`` for no audience in particular."""
        return self.telling([chapter.id for chapter in self.chapters if chapter.is_for(audience_id)])

    def telling(self, chapter_ids: Sequence[str]) -> "Corridor":
        """The corridor with just these chapters in this order, its version saying so where that makes a difference.

        Whoever names a chapter asks for it: none of them is hidden any more.

        Raises:
            KeyError: no such chapter.
        """
        chapters = tuple(replace(self.chapter_by_id[chapter_id], is_hidden=False) for chapter_id in chapter_ids)
        if chapters == self.chapters:
            return self
        told = blake2b("/".join((self.version, *chapter_ids)).encode(), digest_size=8)
        return replace(self, chapters=chapters, version=told.hexdigest())

    @cached_property
    def nodes_by_role(self) -> dict[str, tuple[Node, ...]]:
        """Nodes of each role that occurs, the most prominent role first; one of the product before those like it."""
        own = ((role.id, role.look) for role in self.own_roles)
        looks = [*((str(role), role) for role in Role), *own]
        ranked = sorted(looks, key=lambda one: list(Role).index(one[1]))
        found = {key: tuple(node for node in self.nodes if node.role_id == key) for key, _ in ranked}
        return {key: nodes for key, nodes in found.items() if nodes}

    @cached_property
    def compared_by_id(self) -> dict[str, Node]:
        """Nodes that may stand side by side: all but those that show no economic data."""
        return {node.id: node for node in self.nodes if node.has_economy}

    @cached_property
    def subject_by_id(self) -> dict[str, Node | Subject | Enterprise]:
        """Everything a figure can be about, except the corridor itself."""
        things: tuple[Node | Subject | Enterprise, ...] = (*self.nodes, *self.subjects, *self.enterprises)
        return {thing.id: thing for thing in things}

    @cached_property
    def figure_by_id(self) -> dict[str, Figure]:
        """Figures by id."""
        return {figure.id: figure for figure in self.figures}

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        """Indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def scope_by_id(self) -> dict[str, Scope]:
        """Scopes by id."""
        return {scope.id: scope for scope in self.scopes}

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def industry_by_id(self) -> dict[str, Industry]:
        """Industries by id."""
        return {industry.id: industry for industry in self.industries}

    @cached_property
    def figures_by_subject(self) -> dict[str, tuple[Figure, ...]]:
        """Figures of each subject, by indicator order, newest period first."""
        grouped: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            grouped[figure.subject_id].append(figure)
        return {key: tuple(sorted(group, key=self._figure_rank)) for key, group in grouped.items()}

    @cached_property
    def published(self) -> tuple[Figure, ...]:
        """Figures that have a value, those of a subject together, by indicator order, newest period first."""
        return tuple(one for figures in self.figures_by_subject.values() for one in figures if one.value is not None)

    def published_of(self, subject_id: str) -> tuple[Figure, ...]:
        """Those of them that are about one subject."""
        return tuple(one for one in self.figures_by_subject.get(subject_id, ()) if one.value is not None)

    def _figure_rank(self, figure: Figure) -> tuple[int, int]:
        last = figure.period.last
        return (self.indicator_by_id[figure.indicator_id].order, -(last.toordinal() if last else 0))

    @cached_property
    def enterprises_by_node(self) -> dict[str | None, tuple[Enterprise, ...]]:
        """Firms of each node; under ``None`` those known to be in the town only."""
        grouped: dict[str | None, list[Enterprise]] = defaultdict(list)
        for firm in self.enterprises:
            grouped[firm.node_id].append(firm)
        return {key: tuple(group) for key, group in grouped.items()}

    def name_of(self, subject_id: str) -> Text:
        """Name of the corridor, a node, a subject or a firm.

        Raises:
            KeyError: no such subject in this profile.
        """
        return self.name if subject_id == self.id else self.subject_by_id[subject_id].name

    def shown_with(self, node_id: str) -> tuple[Node | Subject, ...]:
        """Nodes and subjects whose figures stand on this node's panel beside its own."""
        things: tuple[Node | Subject, ...] = (*self.nodes, *self.subjects)
        return tuple(thing for thing in things if thing.shown_with == node_id)

    def ties_of(self, node_id: str) -> tuple[NodeIndustry, ...]:
        """Ties of a node in the display order of their industries; none where it shows no economic data."""
        ties = {tie.industry_id: tie for tie in self._shown_ties if tie.node_id == node_id}
        return tuple(ties[industry.id] for industry in self.industries if industry.id in ties)

    def ties_to(self, industry_id: str) -> tuple[NodeIndustry, ...]:
        """Ties to an industry in the display order of their nodes, without nodes that show no economic data."""
        ties = {tie.node_id: tie for tie in self._shown_ties if tie.industry_id == industry_id}
        return tuple(ties[node.id] for node in self.nodes if node.id in ties)

    @cached_property
    def _shown_ties(self) -> tuple[NodeIndustry, ...]:
        return tuple(tie for tie in self.node_industries if tie.node_id in self.compared_by_id)
