"""What is known of a node, for whoever shows it: who and where it is, its industries, firms, relations and events."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from corridor.analysis.proximity import nearest_stations
from corridor.draw.words.statement import SourceLine, source_lines
from corridor.draw.words.wording import (
    chainage_text,
    industries_text,
    industry_group_text,
    nodes_text,
    period_text,
    position_text,
    role_text,
    side_text,
    station_text,
    status_text,
)
from corridor.i18n import word
from corridor.model.corridor import Corridor, Enterprise, Industry, Milestone, NodeIndustry
from corridor.model.figure import Status
from corridor.model.place import Node
from corridor.model.text import Lang

FIRMS_NAMED = 8
"""Firms named in one line."""


class What(StrEnum):
    """What may be known of a node; its heading is the word of this name in the table of whoever shows it."""

    ROLE = "role"
    ADDRESS = "address"
    POSITION = "position"
    CHAINAGE = "chainage"
    """Where it lies along the axis, and on which side."""
    STATIONS = "stations"
    OPERATOR = "operator"
    OPENED = "opened"
    INDUSTRIES = "industries"
    FIRMS = "firms"


_PLACE = (What.POSITION, What.CHAINAGE)
_ON_PANEL = (What.ADDRESS, *_PLACE, What.STATIONS, What.OPERATOR, What.OPENED)


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeFact:
    """What is known of a node in one respect."""

    what: What
    text: str
    """Empty where nothing is known and nobody misses it."""
    is_missing: bool = False
    """Whether the text only says that nobody has filled it."""


@dataclass(frozen=True, slots=True)
class RelatedPlaces:
    """Places to which a node is related in one way."""

    label: str
    places: tuple["RelatedPlace", ...]


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """A place that is named beside a node."""

    name: str
    node_id: str
    """Of the node that it is; empty for what has no panel of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A milestone in words."""

    date: str
    name: str
    text: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """A firm in words."""

    name: str
    industry: str
    known_for: str
    figure_id: str
    """The first of its figures; empty without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """An industry of a node in words, with what a statement must have beside it."""

    industry_id: str
    name: str
    status: str
    status_label: str
    is_fact: bool
    note: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """An industry of the corridor in words."""

    industry_id: str
    """Empty where no node is tied to it, so that nothing could be found by it."""
    name: str
    nodes: str
    """Which nodes work in it, or are to; empty where none is tied to it."""
    note: str
    sources: tuple[SourceLine, ...]


def node_facts(corridor: Corridor, node: Node, lang: Lang) -> dict[What, NodeFact]:
    """All that is known of a node itself, in the order in which it is said wherever it is."""
    texts = {
        What.ROLE: role_text(corridor, node.role_id, lang),
        What.ADDRESS: node.address[lang],
        What.POSITION: position_text(corridor, node, lang),
        What.CHAINAGE: _along(corridor, node, lang),
        What.STATIONS: _stations(corridor, node, lang),
        What.OPERATOR: node.operator[lang],
        What.OPENED: period_text(node.opened, lang) if node.opened.stated else "",
        What.INDUSTRIES: industries_text(corridor, node, lang),
        What.FIRMS: _firms_named(corridor, node, lang),
    }
    facts = {what: NodeFact(what=what, text=text) for what, text in texts.items()}
    if node.has_economy and not node.address[lang]:
        facts[What.ADDRESS] = NodeFact(what=What.ADDRESS, text=word("figure.no-entry", lang), is_missing=True)
    return facts


def facts_of_panel(corridor: Corridor, node: Node, lang: Lang) -> tuple[NodeFact, ...]:
    """Who and where a node is, as its panel and its slide say it; one without economy shows its place only."""
    known = node_facts(corridor, node, lang)
    return tuple(fact for what in (_ON_PANEL if node.has_economy else _PLACE) if (fact := known[what]).text)


def _along(corridor: Corridor, node: Node, lang: Lang) -> str:
    parts = (chainage_text(corridor, node, lang), side_text(corridor, node, lang))
    return word("panel.list-join", lang).join(part for part in parts if part)


def _stations(corridor: Corridor, node: Node, lang: Lang) -> str:
    return word("panel.list-join", lang).join(station_text(near, lang) for near in nearest_stations(corridor, node))


def _firms_named(corridor: Corridor, node: Node, lang: Lang) -> str:
    firms = corridor.enterprises_by_node.get(node.id, ())
    named = word("figure.list-join", lang).join(firm.name[lang] for firm in firms[:FIRMS_NAMED])
    return f"{named}…" if len(firms) > FIRMS_NAMED else named


def related_places(corridor: Corridor, node: Node, lang: Lang) -> tuple[RelatedPlaces, ...]:
    """Places that contain it, lie in it or overlap it."""
    parts = [other.id for other in corridor.nodes if other.part_of == node.id]
    overlapping = {*node.overlaps, *(other.id for other in corridor.nodes if node.id in other.overlaps)}
    named = (
        ("panel.part-of", [node.part_of] if node.part_of and node.part_of != corridor.id else []),
        ("panel.parts", parts),
        ("panel.overlaps", [key for key in corridor.subject_by_id if key in overlapping]),
    )
    return tuple(
        RelatedPlaces(word(key, lang), tuple(_related(corridor, other, lang) for other in ids))
        for key, ids in named
        if ids
    )


def _related(corridor: Corridor, thing_id: str, lang: Lang) -> RelatedPlace:
    return RelatedPlace(corridor.name_of(thing_id)[lang], thing_id if thing_id in corridor.node_by_id else "")


def ties_in_words(corridor: Corridor, node: Node, lang: Lang) -> tuple[Tie, ...]:
    """The industries of a node, in their order."""
    return tuple(_tie(corridor, tie, lang) for tie in corridor.ties_of(node.id))


def _tie(corridor: Corridor, tie: NodeIndustry, lang: Lang) -> Tie:
    return Tie(
        industry_id=tie.industry_id,
        name=corridor.industry_by_id[tie.industry_id].name[lang],
        status=tie.status,
        status_label=status_text(tie.status, lang),
        is_fact=tie.is_fact,
        note=tie.note[lang],
        sources=source_lines(corridor, tie.source_ids, lang),
    )


def doubted(corridor: Corridor, node: Node) -> list[Status]:
    """Statuses that the industries of a node are marked with."""
    return [tie.status for tie in corridor.ties_of(node.id) if not tie.is_fact]


def firms_of(corridor: Corridor, node: Node, lang: Lang) -> tuple[Firm, ...]:
    """The firms of a node in words; none where it shows no economic data."""
    firms = corridor.enterprises_by_node.get(node.id, ()) if node.has_economy else ()
    return tuple(_firm(corridor, firm, lang) for firm in firms)


def _firm(corridor: Corridor, firm: Enterprise, lang: Lang) -> Firm:
    industry = corridor.industry_by_id[firm.industry_id].name[lang] if firm.industry_id else ""
    figures = corridor.published_of(firm.id)
    return Firm(
        name=firm.name[lang],
        industry=industry,
        known_for=firm.known_for[lang],
        figure_id=next((one.id for one in figures), ""),
    )


def events_of(corridor: Corridor, node: Node, lang: Lang) -> tuple[Event, ...]:
    """The timeline of a node and of those shown with it, oldest first."""
    return _events(corridor, _node_and_companions(corridor, node), lang)


def _node_and_companions(corridor: Corridor, node: Node) -> frozenset[str | None]:
    """Ids whose events stand on a node's panel; a node without economy stands alone."""
    others = corridor.shown_with(node.id) if node.has_economy else ()
    return frozenset((node.id, *(other.id for other in others)))


def events_of_corridor(corridor: Corridor, lang: Lang) -> tuple[Event, ...]:
    """The timeline of the whole, oldest first: what stands on no node's panel."""
    own = (subject.id for subject in corridor.subjects if subject.shown_with is None)
    return _events(corridor, frozenset((None, corridor.id, *own)), lang)


def _events(corridor: Corridor, subject_ids: frozenset[str | None], lang: Lang) -> tuple[Event, ...]:
    chosen = [milestone for milestone in corridor.milestones if milestone.subject_id in subject_ids]
    return tuple(_event(corridor, milestone, lang) for milestone in sorted(chosen, key=lambda m: m.date.sort_key))


def _event(corridor: Corridor, milestone: Milestone, lang: Lang) -> Event:
    return Event(
        date=period_text(milestone.date, lang),
        name=milestone.name[lang],
        text=milestone.text[lang],
        sources=source_lines(corridor, milestone.source_ids, lang),
    )


def industry_groups(corridor: Corridor, lang: Lang) -> dict[str, list[Sector]]:
    """The industries of the corridor under the names of their groups."""
    grouped: dict[str, list[Sector]] = defaultdict(list)
    for industry in corridor.industries:
        grouped[industry_group_text(corridor, industry, lang)].append(_sector(corridor, industry, lang))
    return grouped


def _sector(corridor: Corridor, industry: Industry, lang: Lang) -> Sector:
    nodes = nodes_text(corridor, industry, lang)
    return Sector(
        industry_id=industry.id if nodes else "",
        name=industry.name[lang],
        nodes=nodes,
        note=industry.note[lang],
        sources=source_lines(corridor, industry.source_ids, lang),
    )
