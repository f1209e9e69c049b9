"""The figures of a panel, by subject and indicator, and all that is missing of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corridor.draw.words.statement import IndicatorBlock, Statement, SubjectGroup, folded, newest_first
from corridor.i18n import word
from corridor.model.corridor import Corridor, Enterprise, Subject
from corridor.model.expectation import Gap, gaps, gaps_of
from corridor.model.figure import Absence, Status
from corridor.model.place import Node
from corridor.model.text import Lang


@dataclass(frozen=True, slots=True)
class Gaps:
    """All that has no number on a panel."""

    line: str
    """What is missing and why, in one line."""
    statements: tuple[tuple[str, Statement], ...]
    """Each under the name of what is missing."""


def own_figures(corridor: Corridor, node: Node, lang: Lang) -> SubjectGroup:
    """The figures about a node itself, what is missing of it included."""
    return _group(corridor, node, lang, gaps_of(corridor, node.id))


def groups_beside(corridor: Corridor, node: Node, lang: Lang) -> tuple[SubjectGroup, ...]:
    """Figures of other subjects that stand on the panel of a node, each under its own name and never added."""
    others = (thing for thing in corridor.shown_with(node.id) if not isinstance(thing, Node) or thing.has_economy)
    firms = corridor.enterprises_by_node.get(node.id, ())
    return _filled(corridor, (*others, *(firm for firm in firms if firm.id in corridor.figures_by_subject)), lang)


def groups_of_corridor(corridor: Corridor, lang: Lang) -> tuple[SubjectGroup, ...]:
    """Figures of the subjects that no panel of a node shows."""
    return _filled(corridor, (subject for subject in corridor.subjects if subject.shown_with is None), lang)


def with_numbers(groups: Iterable[SubjectGroup]) -> tuple[SubjectGroup, ...]:
    """Groups without what is missing of them: what is known leads."""
    known = (
        replace(group, blocks=tuple(block.known for block in group.blocks if block.known.recent)) for group in groups
    )
    return tuple(group for group in known if group.blocks)


def gaps_among(groups: Iterable[SubjectGroup], own: str, lang: Lang, lacking: Iterable[str] = ()) -> Gaps | None:
    """All that is missing on a panel.

    Args:
        groups: the figures of the panel.
        own: id of whose panel it is, which needs no name.
        lang: of the words.
        lacking: what else nobody has filled, by name.
    """
    found: list[tuple[str, Statement]] = []
    kinds: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        for said in (said for said in group.statements if said.missing):
            of_another = word("panel.gap-of", lang, subject=group.title, indicator=said.label)
            title = said.label if group.subject_id == own else of_another
            found.append((title, said))
            kinds[said.status].append(title)
    for name in lacking:
        kinds[Absence.NO_ENTRY].append(name)
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
        recent, earlier = folded(lines)
        blocks.append(IndicatorBlock(indicator_id=key, label=lines[0].label, recent=recent, earlier=earlier))
    note = thing.note[lang] if isinstance(thing, Subject) else ""
    return SubjectGroup(subject_id=thing.id, title=thing.name[lang], note=note, blocks=tuple(blocks))


def _filled(corridor: Corridor, things: Iterable[Node | Subject | Enterprise], lang: Lang) -> tuple[SubjectGroup, ...]:
    """Groups of those that have a figure, or a row saying that none was found."""
    missing = defaultdict(list)
    for gap in gaps(corridor):
        if gap.figure:
            missing[gap.subject_id].append(gap)
    groups = (_group(corridor, thing, lang, missing[thing.id]) for thing in things)
    return tuple(group for group in groups if group.blocks)
