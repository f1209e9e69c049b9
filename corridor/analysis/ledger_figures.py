"""Sums of the ledger as figures: compared, ranked and divided by the rules, and public only where all parts are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corridor.analysis.derived import Derived, combined, opposite
from corridor.analysis.growth import growth
from corridor.analysis.ranking import Ranking, ranking
from corridor.analysis.series import Series, series
from corridor.model.comparison import Refusal, Use, objections, weakest
from corridor.model.containment import lineage
from corridor.model.corridor import Corridor, SubjectKind
from corridor.model.figure import OBSERVED, Figure, Indicator, Kind, Qualifier, Release, Status
from corridor.model.ledger import FIRMS, Breakdown, LedgerCell
from corridor.model.period import parse_period
from corridor.model.text import Text
from corridor.model.unit import UNITS, Unit

DIGITS = 3
"""Digits that are told of an amount per firm."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ratio:
    """A sum of the ledger divided by something, with all that it was made from."""

    value: Decimal
    unit: Unit
    qualifier: Qualifier
    status: Status
    release: Release
    figures: tuple[Figure, ...]
    """The sum, and the figure that it is divided by where that is one."""
    per: Unit | None = None
    """Of what it is divided by, where that has a unit."""


def flow_indicators(corridor: Corridor) -> tuple[Indicator, ...]:
    """What the ledger has flows of, the first of them leading; none without a ledger."""
    known = corridor.breakdown.indicators if corridor.breakdown else ()
    return tuple(one for one in corridor.indicators if one.id in known and one.kind is Kind.FLOW)


def figure_of(corridor: Corridor, cell: LedgerCell) -> Figure | None:
    """A sum as a figure about its node, about the corridor for that of the whole ledger, or about its part of either.

    None where it is withheld, or counts firms, which is no indicator of the corridor.
    """
    if cell.value is None or cell.indicator_id == FIRMS or corridor.breakdown is None:
        return None
    parts = [part for part in (cell.node_id, cell.industry_id, cell.stretch) if part is not None]
    subject_id = "/".join(parts) or corridor.id
    return Figure(
        id=f"{subject_id}:{cell.indicator_id}:{cell.period or ''}",
        subject_id=subject_id,
        indicator_id=cell.indicator_id,
        period=parse_period(cell.period or ""),
        value=cell.value,
        qualifier=Qualifier.EXACT,
        status=Status.ACTUAL,
        scope_id=corridor.breakdown.scope_id,
        release=cell.release,
        source_ids=corridor.breakdown.source_ids,
        note=Text("", ""),
    )


def yearly_growth(corridor: Corridor, cell: LedgerCell) -> Derived | Refusal | None:
    """Growth on the same time of the year before; None where there is no such sum, or either is withheld."""
    earlier = _year_before(corridor.breakdown, cell) if corridor.breakdown else None
    base, later = (figure_of(corridor, one) if one else None for one in (earlier, cell))
    return growth(corridor, base, later) if base and later else None


def _year_before(known: Breakdown, cell: LedgerCell) -> LedgerCell | None:
    period = parse_period(cell.period or "")
    for text in known.periods:
        other = parse_period(text)
        if (
            period.first is not None
            and other.first is not None
            and other.months == period.months
            and (other.first.year + 1, other.first.month, other.first.day)
            == (period.first.year, period.first.month, period.first.day)
        ):
            return known.cell(
                cell.indicator_id, text, node=cell.node_id, industry=cell.industry_id, stretch=cell.stretch
            )
    return None


def per_firm(corridor: Corridor, cell: LedgerCell) -> Ratio | None:
    """The amount for each firm that has one, to three digits; None where it is withheld."""
    figure = figure_of(corridor, cell)
    if figure is None or figure.value is None or not cell.firms:
        return None
    unit = corridor.indicator_by_id[cell.indicator_id].unit
    return _ratio(_rounded(figure.value / cell.firms), unit, cell.release, figure)


def per_area(corridor: Corridor, cell: LedgerCell) -> Ratio | None:
    """A node's amount for each unit of the area that is published of it; None without either."""
    node = corridor.node_by_id.get(cell.node_id or "")
    area = corridor.figure_by_id.get(node.area_figure_id or "") if node and cell.industry_id is None else None
    figure = figure_of(corridor, cell)
    return _by_area(corridor, figure, area) if figure and area else None


def average_of_town(corridor: Corridor, ratio: Ratio) -> Ratio | None:
    """A town's amount for each unit of area, to hold a node's against; None where the two must not be compared.

    Amounts have to be of one indicator, scope and time, and so have the definitions of the areas.
    """
    amount, area = ratio.figures
    if amount.scope_id is None or area.scope_id is None:
        return None
    for town in (one for one in corridor.subjects if one.kind is SubjectKind.TOWN):
        known = corridor.published_of(town.id)
        amounts = [one for one in known if _counts_alike(one, amount) and _times(one) == _times(amount)]
        areas = [one for one in known if _counts_alike(one, area)]
        if amounts and areas:
            return _by_area(corridor, amounts[0], areas[0])
    return None


def _by_area(corridor: Corridor, amount: Figure, area: Figure) -> Ratio | None:
    unit, per = (corridor.indicator_by_id[one.indicator_id].unit for one in (amount, area))
    is_area = per.dimension == "area" and area.status in OBSERVED
    if amount.value is None or area.value is None or area.value <= 0 or not is_area:
        return None
    is_internal = Release.INTERNAL in {amount.release, area.release}
    return Ratio(
        value=_rounded(amount.value / area.value),
        unit=unit,
        qualifier=combined((amount.qualifier, opposite(area.qualifier))),
        status=weakest((amount, area)),
        release=Release.INTERNAL if is_internal else Release.PUBLIC,
        figures=(amount, area),
        per=per,
    )


def _counts_alike(one: Figure, other: Figure) -> bool:
    return (one.indicator_id, one.scope_id) == (other.indicator_id, other.scope_id) and one.status in OBSERVED


def _times(figure: Figure) -> tuple[date | None, date | None]:
    return figure.period.first, figure.period.last


def share_of_largest(corridor: Corridor, cell: LedgerCell) -> Ratio | None:
    """How much of a sum its ten largest firms have, in whole percent; for editors only, and never of a refund."""
    figure = figure_of(corridor, cell)
    if figure is None or not figure.value or figure.value < 0 or cell.largest_ten is None:
        return None
    percent = (cell.largest_ten / figure.value * 100).quantize(Decimal(1))
    return _ratio(percent, UNITS["percent"], Release.INTERNAL, figure)


def _ratio(value: Decimal, unit: Unit, release: Release, figure: Figure) -> Ratio:
    return Ratio(
        value=value, unit=unit, qualifier=Qualifier.EXACT, status=figure.status, release=release, figures=(figure,)
    )


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(value.adjusted() - DIGITS + 1)) if value else value


@dataclass(frozen=True, slots=True)
class SumInside:
    """The sum of a node together with the nodes inside it."""

    node_ids: tuple[str, ...]
    """Those inside it of which the ledger has a sum."""
    cell: LedgerCell
    """Withheld where one of them is."""


def with_those_inside(corridor: Corridor, node_id: str, indicator_id: str, period: str) -> SumInside | None:
    """A node's sum with those of the nodes inside it, at whatever depth; None where none of them has a firm.

    A row of the ledger names one node, so the sums share no firm of a period and may be added, whatever contains what.
    """
    known = corridor.breakdown
    if known is None:
        return None
    inner = [node.id for node in corridor.nodes if node_id in lineage(corridor, node.id)[1:]]
    parts = [(one, cell) for one in inner if (cell := known.cell(indicator_id, period, node=one))]
    own = known.cell(indicator_id, period, node=node_id)
    if not parts:
        return None
    cells = [*([own] if own else []), *(cell for _, cell in parts)]
    hidden = next((cell.withheld for cell in cells if cell.withheld), None)
    total = LedgerCell(
        node_id=node_id,
        industry_id=None,
        stretch=None,
        period=period,
        indicator_id=indicator_id,
        value=None if hidden else sum((cell.value or Decimal(0) for cell in cells), Decimal(0)),
        firms=None if hidden else sum(cell.firms or 0 for cell in cells),
        withheld=hidden,
        release=Release.PUBLIC if all(cell.release is Release.PUBLIC for cell in cells) else Release.INTERNAL,
    )
    return SumInside(tuple(one for one, _ in parts), total)


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeRanking:
    """The nodes by a sum of the ledger, as far as they may be ranked."""

    ranked: Ranking | None
    """None where fewer than two may be."""
    withheld: tuple[str, ...]
    """Nodes whose sum is withheld."""
    left_out: tuple[str, ...]
    """Nodes that contain or overlap one that is ranked."""


def node_ranking(corridor: Corridor, indicator_id: str, period: str) -> NodeRanking | None:
    """Rank the nodes by an indicator of the ledger; None where it has no sum of a node.

    Of nodes that must not stand beside each other the first in the order of the corridor is ranked.
    """
    known = corridor.breakdown
    cells = known.cells_by("node", indicator_id, period) if known else ()
    of_nodes = {cell.node_id: cell for cell in cells if cell.node_id in corridor.node_by_id}
    ordered = [cell for node_id in corridor.node_by_id if (cell := of_nodes.get(node_id))]
    if not ordered:
        return None
    figures = [figure for cell in ordered if (figure := figure_of(corridor, cell))]
    chosen = _rankable(corridor, figures)
    answer = ranking(corridor, chosen)
    return NodeRanking(
        ranked=answer if isinstance(answer, Ranking) else None,
        withheld=tuple(str(cell.node_id) for cell in ordered if cell.withheld),
        left_out=tuple(figure.subject_id for figure in figures if figure not in chosen),
    )


def _rankable(corridor: Corridor, figures: Iterable[Figure]) -> list[Figure]:
    chosen: list[Figure] = []
    for figure in figures:
        if not any(objections(corridor, (other, figure), Use.RANKING) for other in chosen):
            chosen.append(figure)
    return chosen


def ledger_series(corridor: Corridor, node_id: str | None) -> tuple[Series, ...]:
    """The flows of a node, or of the whole ledger, through time, each where a line may join two sums of it or more."""
    node = corridor.node_by_id.get(node_id or "")
    if corridor.breakdown is None or (node is not None and not node.has_economy):
        return ()
    found = []
    for indicator in flow_indicators(corridor):
        cells = (corridor.breakdown.cell(indicator.id, one, node=node_id) for one in corridor.breakdown.periods)
        answer = series(corridor, [figure for cell in cells if cell and (figure := figure_of(corridor, cell))])
        found += [answer] if isinstance(answer, Series) else []
    return tuple(found)
