"""Panels of a node and of the corridor as HTML: the same on the screen, in the tour and in print."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from corridor.analysis.proximity import nearest_stations
from corridor.draw.markup import render
from corridor.draw.statement import (
    IndicatorBlock,
    SourceLine,
    Statement,
    SubjectGroup,
    folded,
    glossary,
    newest_first,
    source_lines,
)
from corridor.draw.wording import (
    chainage_text,
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
from corridor.model.corridor import Corridor, Enterprise, Industry, Milestone, NodeIndustry, Subject
from corridor.model.expectation import Gap, gaps, gaps_of
from corridor.model.figure import Absence, Status
from corridor.model.place import Node
from corridor.model.text import Lang

FIRMS = 60
"""Firms named on a panel; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the node's passport."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """A milestone in words."""

    date: str
    name: str
    text: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm in words."""

    name: str
    industry: str
    known_for: str


@dataclass(frozen=True, slots=True)
class Tie:
    """An industry of a node in words, with what a statement must have beside it."""

    name: str
    status: str
    status_label: str
    note: str
    sources: tuple[SourceLine, ...]

    @property
    def is_fact(self) -> bool:
        """Whether the node works in it, which needs no mark."""
        return self.status == Status.ACTUAL


@dataclass(frozen=True, slots=True)
class Sector:
    """An industry of the corridor in words."""

    name: str
    nodes: str
    """Which nodes work in it, or are to; empty where none is tied to it."""
    note: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """All that has no number on a panel."""

    line: str
    """What is missing and why, in one line."""
    statements: tuple[tuple[str, Statement], ...]
    """Each under the name of what is missing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that the page fetches."""

    address: str
    description: str


def node_sheet(corridor: Corridor, node: Node, lang: Lang, pictures: tuple[Picture, ...] = ()) -> str:
    """A node's whole panel as one scrolling piece; its halves stand side by side where there is room."""
    return _sheet(node.name[lang], node_head(corridor, node, lang), node_more(corridor, node, lang), lang, pictures)


def corridor_sheet(corridor: Corridor, lang: Lang) -> str:
    """The corridor's whole panel as one scrolling piece."""
    return _sheet(corridor.name[lang], corridor_head(corridor, lang), corridor_more(corridor, lang), lang)


def _sheet(name: str, head: str, more: str, lang: Lang, pictures: tuple[Picture, ...] = ()) -> str:
    halves = {"head": Markup(head), "more": Markup(more)}  # noqa: S704 - rendered above, escaped there
    return render("panel_sheet.html.j2", lang, name=name, pictures=pictures, **halves)


def node_head(corridor: Corridor, node: Node, lang: Lang) -> str:
    """The upper part of a node's panel: who and where it is, its industries, the figures expected of every node."""
    return render(
        "node_head.html.j2",
        lang,
        node=node,
        role=role_text(corridor, node.role_id, lang),
        aliases=word("panel.list-join", lang).join(node.aliases) if node.has_economy else "",
        facts=passport(corridor, node, lang),
        ties=tuple(_tie(corridor, tie, lang) for tie in corridor.ties_of(node.id)),
        own=_own_half(corridor, node, lang, expected=True),
    )


def node_more(corridor: Corridor, node: Node, lang: Lang) -> str:
    """The lower part: its further figures, those of others shown with it, firms, places, timeline."""
    firms = corridor.enterprises_by_node.get(node.id, ()) if node.has_economy else ()
    own = (own_figures(corridor, node, lang),) if node.has_economy else ()
    beside = groups_beside(corridor, node, lang) if node.has_economy else ()
    return render(
        "node_more.html.j2",
        lang,
        own=_own_half(corridor, node, lang, expected=False),
        groups=_with_numbers(beside),
        gaps=_gaps((*own, *beside), node.id, lang, lacks_address=node.has_economy and not node.address[lang]),
        glossary=glossary((*own, *beside), lang, _doubted(corridor, node)).items(),
        firms=tuple(_firm(corridor, firm, lang) for firm in firms[:FIRMS]),
        firms_left=max(0, len(firms) - FIRMS),
        kin=_kin(corridor, node, lang) if node.has_economy else (),
        events=events_of(corridor, node, lang),
        note=node.note[lang] if node.has_economy else "",
        sources=source_lines(corridor, node.source_ids, lang),
    )


def node_panel(corridor: Corridor, node: Node, lang: Lang) -> str:
    """The whole panel in one piece, for print and for pages without a chart."""
    return node_head(corridor, node, lang) + node_more(corridor, node, lang)


def corridor_head(corridor: Corridor, lang: Lang, *, hint: bool = True) -> str:
    """The upper part of what stands in the panel's place while no node is selected: strategy and industries.

    ``hint`` says where a node can be chosen: on the map, the list and the strip diagram of the page.
    """
    return render(
        "corridor_head.html.j2",
        lang,
        corridor=corridor,
        hint=hint,
        strategies=[(strategy, source_lines(corridor, strategy.source_ids, lang)) for strategy in corridor.strategies],
        industry_groups=_industry_groups(corridor, lang).items(),
    )


def corridor_more(corridor: Corridor, lang: Lang) -> str:
    """The lower part: the programme, the figures of the whole, the timeline."""
    groups = groups_of_corridor(corridor, lang)
    return render(
        "corridor_more.html.j2",
        lang,
        programmes=[
            (programme, source_lines(corridor, programme.source_ids, lang))
            for programme in sorted(corridor.programmes, key=lambda programme: programme.order)
        ],
        groups=_with_numbers(groups),
        gaps=_gaps(groups, "", lang),
        glossary=glossary(groups, lang).items(),
        events=_events(corridor, _ids_of_corridor(corridor), lang),
    )


def corridor_panel(corridor: Corridor, lang: Lang) -> str:
    """The corridor's panel in one piece, for print and for the tour, which has its own words on where to choose."""
    return corridor_head(corridor, lang, hint=False) + corridor_more(corridor, lang)


def _node_and_companions(corridor: Corridor, node: Node) -> frozenset[str | None]:
    """Ids whose events stand on a node's panel; a node without economy stands alone."""
    others = corridor.shown_with(node.id) if node.has_economy else ()
    return frozenset((node.id, *(other.id for other in others)))


def passport(corridor: Corridor, node: Node, lang: Lang) -> tuple[Fact, ...]:
    """Who and where a node is, a line a fact; a node without economy shows its place only."""
    where = Fact(word("panel.position", lang), position_text(corridor, node, lang))
    along = Fact(word("panel.chainage", lang), _along(corridor, node, lang))
    if not node.has_economy:
        return _stated(where, along)
    return _stated(
        Fact(word("panel.address", lang), node.address[lang]),
        where,
        along,
        Fact(word("panel.stations", lang), _stations(corridor, node, lang)),
        Fact(word("panel.operator", lang), node.operator[lang]),
        Fact(word("panel.opened", lang), period_text(node.opened, lang) if node.opened.stated else ""),
    )


def _along(corridor: Corridor, node: Node, lang: Lang) -> str:
    parts = (chainage_text(corridor, node, lang), side_text(corridor, node, lang))
    return word("panel.list-join", lang).join(part for part in parts if part)


def _stations(corridor: Corridor, node: Node, lang: Lang) -> str:
    return word("panel.list-join", lang).join(station_text(near, lang) for near in nearest_stations(corridor, node))


def _stated(*facts: Fact) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.text)


def own_figures(corridor: Corridor, node: Node, lang: Lang) -> SubjectGroup:
    """The figures about a node itself, what is missing of it included."""
    return _group(corridor, node, lang, gaps_of(corridor, node.id))


def _own_half(corridor: Corridor, node: Node, lang: Lang, *, expected: bool) -> SubjectGroup | None:
    """What is known of the indicators that are expected of every node, or of the others; ``None`` without any."""
    if not node.has_economy:
        return None
    whole = own_figures(corridor, node, lang)
    of_half = tuple(b for b in whole.blocks if corridor.indicator_by_id[b.indicator_id].expected is expected)
    return next(iter(_with_numbers((replace(whole, blocks=of_half),))), None)


def _with_numbers(groups: Iterable[SubjectGroup]) -> tuple[SubjectGroup, ...]:
    """Groups without what is missing of them: what is known leads."""
    known = (
        replace(group, blocks=tuple(block.known for block in group.blocks if block.known.recent)) for group in groups
    )
    return tuple(group for group in known if group.blocks)


def _gaps(groups: Iterable[SubjectGroup], own: str, lang: Lang, *, lacks_address: bool = False) -> Gaps | None:
    """All that is missing on a panel; ``own`` is the id of whose panel it is, which needs no name."""
    found: list[tuple[str, Statement]] = []
    kinds: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        for said in (said for said in group.statements if said.missing):
            of_another = word("panel.gap-of", lang, subject=group.title, indicator=said.label)
            title = said.label if group.subject_id == own else of_another
            found.append((title, said))
            kinds[said.status].append(title)
    if lacks_address:
        kinds[Absence.NO_ENTRY].append(word("panel.address", lang))
    if not kinds:
        return None
    join = word("panel.list-join", lang)
    lines = (word(f"panel.gaps-{kind}", lang, n=len(names), names=join.join(names)) for kind, names in kinds.items())
    return Gaps(word("panel.gaps-join", lang).join(lines), tuple(found))


def _group(
    corridor: Corridor, thing: Node | Subject | Enterprise, lang: Lang, found: Iterable[Gap] = ()
) -> SubjectGroup:
    """Figures of a subject by indicator, with what is missing."""
    figures, missing = defaultdict(list), defaultdict(list)
    for figure in corridor.figures_by_subject.get(thing.id, ()):
        if figure.status is not Status.NOT_PUBLISHED:
            figures[figure.indicator_id].append(figure)
    for gap in found:
        missing[gap.indicator_id].append(gap)
    ordered = sorted({*figures, *missing}, key=lambda indicator_id: corridor.indicator_by_id[indicator_id].order)
    blocks = []
    for key in ordered:
        lines = newest_first(corridor, figures[key], missing[key], lang)
        blocks.append(IndicatorBlock(key, lines[0].label, *folded(lines)))
    note = thing.note[lang] if isinstance(thing, Subject) else ""
    return SubjectGroup(thing.id, thing.name[lang], note, tuple(blocks))


def groups_beside(corridor: Corridor, node: Node, lang: Lang) -> tuple[SubjectGroup, ...]:
    """Figures of other subjects that stand on the panel of a node, each under its own name and never added."""
    others = (thing for thing in corridor.shown_with(node.id) if not isinstance(thing, Node) or thing.has_economy)
    firms = corridor.enterprises_by_node.get(node.id, ())
    return _filled(corridor, (*others, *(firm for firm in firms if firm.id in corridor.figures_by_subject)), lang)


def _filled(corridor: Corridor, things: Iterable[Node | Subject | Enterprise], lang: Lang) -> tuple[SubjectGroup, ...]:
    """Groups of those that have a figure, or a row saying that none was found."""
    missing = defaultdict(list)
    for gap in gaps(corridor):
        if gap.figure:
            missing[gap.subject_id].append(gap)
    groups = (_group(corridor, thing, lang, missing[thing.id]) for thing in things)
    return tuple(group for group in groups if group.blocks)


def groups_of_corridor(corridor: Corridor, lang: Lang) -> tuple[SubjectGroup, ...]:
    """Figures of the subjects that no panel of a node shows."""
    return _filled(corridor, (subject for subject in corridor.subjects if subject.shown_with is None), lang)


def _ids_of_corridor(corridor: Corridor) -> frozenset[str | None]:
    own = (subject.id for subject in corridor.subjects if subject.shown_with is None)
    return frozenset((None, corridor.id, *own))


def _firm(corridor: Corridor, firm: Enterprise, lang: Lang) -> Firm:
    industry = corridor.industry_by_id[firm.industry_id].name[lang] if firm.industry_id else ""
    return Firm(firm.name[lang], industry, firm.known_for[lang])


def _tie(corridor: Corridor, tie: NodeIndustry, lang: Lang) -> Tie:
    return Tie(
        corridor.industry_by_id[tie.industry_id].name[lang],
        tie.status,
        status_text(tie.status, lang),
        tie.note[lang],
        source_lines(corridor, tie.source_ids, lang),
    )


def _doubted(corridor: Corridor, node: Node) -> list[Status]:
    """Statuses that the industries of a node are marked with."""
    return [tie.status for tie in corridor.ties_of(node.id) if tie.status is not Status.ACTUAL]


def _kin(corridor: Corridor, node: Node, lang: Lang) -> tuple[Fact, ...]:
    """Places that contain it, lie in it or overlap it."""
    join = word("panel.list-join", lang)
    parts = [other.id for other in corridor.nodes if other.part_of == node.id]
    overlapping = {*node.overlaps, *(other.id for other in corridor.nodes if node.id in other.overlaps)}
    named = (
        ("panel.part-of", [node.part_of] if node.part_of and node.part_of != corridor.id else []),
        ("panel.parts", parts),
        ("panel.overlaps", [key for key in corridor.subject_by_id if key in overlapping]),
    )
    return _stated(
        *(Fact(word(key, lang), join.join(corridor.name_of(other)[lang] for other in ids)) for key, ids in named)
    )


def events_of(corridor: Corridor, node: Node, lang: Lang) -> tuple[Event, ...]:
    """The timeline of a node and of those shown with it, oldest first."""
    return _events(corridor, _node_and_companions(corridor, node), lang)


def _events(corridor: Corridor, subject_ids: frozenset[str | None], lang: Lang) -> tuple[Event, ...]:
    chosen = [milestone for milestone in corridor.milestones if milestone.subject_id in subject_ids]
    return tuple(_event(corridor, milestone, lang) for milestone in sorted(chosen, key=lambda m: m.date.sort_key))


def _event(corridor: Corridor, milestone: Milestone, lang: Lang) -> Event:
    return Event(
        period_text(milestone.date, lang),
        milestone.name[lang],
        milestone.text[lang],
        source_lines(corridor, milestone.source_ids, lang),
    )


def _industry_groups(corridor: Corridor, lang: Lang) -> dict[str, list[Sector]]:
    grouped: dict[str, list[Sector]] = defaultdict(list)
    for industry in corridor.industries:
        grouped[industry_group_text(corridor, industry, lang)].append(_sector(corridor, industry, lang))
    return grouped


def _sector(corridor: Corridor, industry: Industry, lang: Lang) -> Sector:
    return Sector(
        industry.name[lang],
        nodes_text(corridor, industry, lang),
        industry.note[lang],
        source_lines(corridor, industry.source_ids, lang),
    )
