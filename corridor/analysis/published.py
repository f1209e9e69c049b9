"""The sums of a ledger that everybody may know: by its own rules, decided all together and audited."""

from collections.abc import Iterator
from dataclasses import dataclass

from corridor.analysis.breakdown import cells, told
from corridor.analysis.disclosure.release import Exposed, Known, release
from corridor.model.corridor import Corridor, SubjectKind
from corridor.model.figure import Figure, Release
from corridor.model.ledger import TOTAL, CellRecord, Ledger
from corridor.model.period import parse_period


@dataclass(frozen=True, slots=True)
class PublicSums:
    """What was decided."""

    cells: tuple[CellRecord, ...]
    """As programs read them; those that are withheld have neither value nor firms."""
    exposed: tuple[Exposed, ...]
    """What could be worked out from them all the same; where there is any, nothing may be public."""


def public_sums(ledger: Ledger, corridor: Corridor) -> PublicSums:
    """Decide which sums may be public; none is where the ledger's rules say internal.

    ``corridor`` is the ledger's, whose public figures of the same scope are held against the sums. It may take a
    minute.
    """
    if ledger.rules.release is not Release.PUBLIC:
        return PublicSums((), ())
    offered = cells(ledger, (*ledger.rules.breakdowns, TOTAL))
    found = release(ledger.rows, offered, ledger.rules, known=tuple(known_sums(ledger, corridor)))
    if found.exposed:
        return PublicSums((), found.exposed)
    return PublicSums(tuple(told(offered.assign(withheld=found.withheld), ledger)), ())


def known_sums(ledger: Ledger, corridor: Corridor) -> Iterator[Known]:
    """The sums that public figures of the ledger's scope say, about the corridor or about a node."""
    for figure in corridor.figures:
        if _is_known(figure, ledger):
            period = _period(figure, ledger)
            for nodes in _nodes_meant(figure.subject_id, corridor) if period != "" else ():
                yield Known(figure.indicator_id, tuple((node, None, None, period) for node in nodes))


def _is_known(figure: Figure, ledger: Ledger) -> bool:
    return (
        figure.release is Release.PUBLIC
        and figure.value is not None
        and figure.scope_id is not None
        and figure.scope_id == ledger.rules.scope_id
        and figure.indicator_id in ledger.scales
    )


def _period(figure: Figure, ledger: Ledger) -> str | None:
    """The period of the ledger that a figure is about, None for all of them; empty where it is another time."""
    periods = [parse_period(text) for text in ledger.rows["period"].cat.categories if text]
    alike = (one.text for one in periods if (one.first, one.last) == (figure.period.first, figure.period.last))
    is_whole = periods and (periods[0].first, periods[-1].last) == (figure.period.first, figure.period.last)
    is_summed = ledger.are_even and figure.indicator_id in ledger.flows
    return next(alike, None if is_whole and is_summed else "")


def _nodes_meant(subject_id: str, corridor: Corridor) -> Iterator[tuple[str | None, ...]]:
    """The nodes whose sum a figure about a subject may be; of a node, with and without those inside it."""
    kinds = {subject.id: subject.kind for subject in corridor.subjects}
    if subject_id == corridor.id or kinds.get(subject_id) == SubjectKind.STRIP:
        yield (None,)
    if subject_id in corridor.node_by_id:
        yield (subject_id,)
        if inside := tuple(node.id for node in corridor.nodes if node.part_of == subject_id):
            yield (subject_id, *inside)
