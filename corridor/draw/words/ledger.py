"""What is said of the ledger's sums: industries with their firms and amounts, a node's own sums, nodes by rank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corridor.analysis.derived import Derived
from corridor.analysis.ledger_figures import (
    Ratio,
    average_of_town,
    flow_indicators,
    node_ranking,
    per_area,
    per_firm,
    share_of_largest,
    with_those_inside,
    yearly_growth,
)
from corridor.draw.words.statement import SourceLine, source_lines
from corridor.draw.words.wording import figure_value, period_text
from corridor.i18n import word
from corridor.i18n.numbers import amount, number, unit_text
from corridor.model.corridor import Chapter, Corridor
from corridor.model.figure import Indicator, Release, Status
from corridor.model.ledger import BREAKDOWNS, FIRMS, UNASSIGNED, LedgerCell
from corridor.model.period import parse_period
from corridor.model.text import Lang

WITHHELD = "withheld"
"""The status of a sum that is not told; any other is as good as a result."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sum:
    """A sum in words."""

    value: str
    """The amount with its unit, or that it is withheld."""
    firms: str
    """How many have an entry in it; empty where it is withheld."""
    status: str
    is_internal: bool
    """Whether only an editor may know it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """An industry or a node with its sum."""

    thing_id: str
    """Empty for what names none."""
    name: str
    said: Sum
    percent: float
    """Length of the bar, of the longest; 0 where there is none to draw."""
    place: str = ""
    """In a ranking."""


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """The same bars in other periods, of one indicator."""

    title: str
    periods: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Sum | None, ...]], ...]
    """A name, and a sum a period; None where there is no firm."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mix:
    """Industries with their firms and amounts, of a node or of all."""

    title: str
    frame: str
    """When, by which definition, and what kind of statement it is."""
    heads: tuple[str, str, str]
    bars: tuple[Bar, ...]
    """The largest first, then those withheld, then what names no industry."""
    total: Sum | None
    notes: tuple[str, ...]
    history: tuple[History, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One thing that is said of a node's sums."""

    label: str
    said: Sum
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """The nodes by a sum."""

    title: str
    frame: str
    heads: tuple[str, str, str]
    bars: tuple[Bar, ...]
    notes: tuple[str, ...]


def mix(corridor: Corridor, lang: Lang, node_id: str | None = None) -> Mix | None:
    """The industries of a node, or of the whole ledger, in the newest period that has any.

    Panel, tour and slides show this one. None where the profile may know nothing of it.
    """
    leading = next(iter(flow_indicators(corridor)), None)
    if leading is None:
        return None
    period = newest(corridor, leading.id, node_id)
    cells = _by_industry(corridor, leading.id, period, node_id) if period else ()
    if not period or not cells:
        return None
    total = corridor.breakdown.cell(leading.id, period, node=node_id) if corridor.breakdown else None
    return Mix(
        title=word("ledger.mix", lang, indicator=leading.name[lang]),
        frame=frame(corridor, period, lang),
        heads=(word("ledger.industry", lang), leading.name[lang], word("ledger.count", lang)),
        bars=_bars(corridor, cells, lang),
        total=said(corridor, total, lang) if total else None,
        notes=_notes([*cells, *([total] if total else [])], lang),
        history=tuple(_histories(corridor, node_id, lang)),
        sources=source_lines(corridor, corridor.breakdown.source_ids, lang) if corridor.breakdown else (),
    )


def chapter_mix(corridor: Corridor, chapter: Chapter, lang: Lang) -> Mix | None:
    """The industries in numbers that a chapter shows, in the tour and on a slide: of its node where it has just one."""
    return mix(corridor, lang, chapter.node_ids[0] if len(chapter.node_ids) == 1 else None)


def newest(corridor: Corridor, indicator_id: str, node_id: str | None = None) -> str | None:
    """The newest period in which a node, or anybody, has a sum; None where none has."""
    known = corridor.breakdown
    periods = known.periods if known else ()
    return next((one for one in periods if known and known.cell(indicator_id, one, node=node_id)), None)


def newest_of_node(corridor: Corridor, node_id: str) -> str | None:
    """The same of what leads in the ledger."""
    leading = next(iter(flow_indicators(corridor)), None)
    return newest(corridor, leading.id, node_id) if leading else None


def frame(corridor: Corridor, period: str | None, lang: Lang) -> str:
    """When sums are of, and by which definition."""
    parts = [period_text(parse_period(period), lang) if period else word("ledger.all-periods", lang)]
    scope = corridor.breakdown.scope_id if corridor.breakdown else None
    if scope in corridor.scope_by_id:
        parts.append(corridor.scope_by_id[str(scope)].name[lang])
    else:
        parts.append(word("figure.scope-unstated", lang))
    return " · ".join(parts)


def said(corridor: Corridor, cell: LedgerCell, lang: Lang) -> Sum:
    """A sum of the ledger in words."""
    is_internal = cell.release is Release.INTERNAL
    if cell.value is None:
        return Sum(value=word("ledger.withheld", lang), firms="", status=WITHHELD, is_internal=is_internal)
    firms = f"{cell.firms:,}"
    indicator = corridor.indicator_by_id.get(cell.indicator_id)
    value = amount(cell.value, indicator.unit, lang, indicator.unit_name) if indicator else firms
    return Sum(value=value, firms=firms, status=Status.ACTUAL, is_internal=is_internal)


def thing_name(corridor: Corridor, key: str, thing_id: str | None, lang: Lang) -> str:
    """What a cell is called by one of its keys: a name, that there is none, or that it is a total over it."""
    if thing_id is None:
        return word("ledger.total", lang)
    if thing_id == UNASSIGNED:
        return word(f"ledger.no-{key}", lang)
    if key == "stretch":
        return word("ledger.stretch", lang, stretch=thing_id)
    known = corridor.industry_by_id if key == "industry_id" else corridor.node_by_id
    return known[thing_id].name[lang] if thing_id in known else thing_id


def node_lines(corridor: Corridor, node_id: str, lang: Lang) -> tuple[Line, ...]:
    """A node's own sums and what they come to: growth, for each firm, with the nodes inside it."""
    known, period = corridor.breakdown, newest_of_node(corridor, node_id)
    if known is None or period is None:
        return ()
    lines: list[Line] = []
    if counted := known.cell(FIRMS, period, node=node_id):
        lines.append(Line(label=word("ledger.count", lang), said=said(corridor, counted, lang)))
    for place, indicator in enumerate(flow_indicators(corridor)):
        if cell := known.cell(indicator.id, period, node=node_id):
            lines.append(_grown(corridor, indicator, cell, lang))
            lines += _further(corridor, indicator, cell, lang) if not place else ()
    return tuple(lines)


def ranking_in_words(corridor: Corridor, lang: Lang) -> Ranked | None:
    """The nodes by what leads in the ledger, newest period; None where it has no sum of a node."""
    leading = next(iter(flow_indicators(corridor)), None)
    period = newest(corridor, leading.id) if leading else None
    found = node_ranking(corridor, leading.id, period) if leading and period else None
    if leading is None or found is None or corridor.breakdown is None:
        return None
    figures = found.ranked.figures if found.ranked else ()
    cells = [corridor.breakdown.cell(leading.id, period, node=one.subject_id) for one in figures]
    known = [cell for cell in cells if cell]
    places = found.ranked.places if found.ranked else ()
    most = max((cell.value or Decimal(0) for cell in known), default=Decimal(0))
    return Ranked(
        title=word("ledger.ranking", lang, indicator=leading.name[lang]),
        frame=frame(corridor, period, lang),
        heads=(word("ledger.node", lang), leading.name[lang], word("ledger.count", lang)),
        bars=tuple(
            _bar(corridor, "node_id", cell, most, lang, place=str(place))
            for cell, place in zip(known, places, strict=True)
        ),
        notes=tuple(
            word(f"ledger.ranking-{why}", lang, names=_names(corridor, nodes, lang))
            for why, nodes in (("withheld", found.withheld), ("left-out", found.left_out))
            if nodes
        ),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class SumRow:
    """A row of a breakdown: of whom, how much, and what it comes to."""

    names: tuple[str, ...]
    said: Sum
    why: str
    """The rule by which it is withheld; empty where it is told."""
    growth: str
    per_firm: str
    largest: str
    """Empty but for who keeps the books."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SumTable:
    """A breakdown of one indicator in one period, or over all of them."""

    keys: tuple[str, ...]
    """Heads of the names."""
    amount: str
    """Head of the amounts; empty where only firms are counted."""
    frame: str
    rows: tuple[SumRow, ...]
    total: SumRow | None
    sources: tuple[SourceLine, ...]
    withheld: int
    """How many rows are withheld."""
    has_largest: bool


def sum_table(corridor: Corridor, by: str, indicator_id: str, period: str | None, lang: Lang) -> SumTable | None:
    """One breakdown of the ledger as a table, in the order of the corridor; None where the profile knows none of it.

    Args:
        corridor: whose ledger it is.
        by: one of `BREAKDOWNS`.
        indicator_id: of the ledger, or `FIRMS`.
        period: one of its periods; None for all of them together.
        lang: of the words.
    """
    known = corridor.breakdown
    cells = known.cells_by(by, indicator_id, period) if known else ()
    if known is None or not cells:
        return None
    total = known.cell(indicator_id, period)
    rows = tuple(_sum_row(corridor, cell, BREAKDOWNS[by], lang) for cell in cells)
    indicator = corridor.indicator_by_id.get(indicator_id)
    return SumTable(
        keys=tuple(word(f"ledger.head-{key}", lang) for key in BREAKDOWNS[by]),
        amount=indicator.name[lang] if indicator else "",
        frame=frame(corridor, period, lang),
        rows=rows,
        total=_sum_row(corridor, total, (), lang) if total else None,
        sources=source_lines(corridor, known.source_ids, lang),
        withheld=sum(cell.value is None for cell in cells),
        has_largest=any(row.largest for row in rows),
    )


def _sum_row(corridor: Corridor, cell: LedgerCell, keys: Iterable[str], lang: Lang) -> SumRow:
    grown, each, share = (find(corridor, cell) for find in (yearly_growth, per_firm, share_of_largest))
    return SumRow(
        names=tuple(thing_name(corridor, key, getattr(cell, key), lang) for key in keys),
        said=said(corridor, cell, lang),
        why=word(f"ledger.withheld-{cell.withheld}", lang) if cell.withheld else "",
        growth=signed(grown.value) if isinstance(grown, Derived) else "",
        per_firm=_ratio(each, lang).value if isinstance(each, Ratio) else "",
        largest=_ratio(share, lang).value if isinstance(share, Ratio) else "",
    )


def _grown(corridor: Corridor, indicator: Indicator, cell: LedgerCell, lang: Lang) -> Line:
    grown = yearly_growth(corridor, cell)
    note = word("ledger.growth", lang, percent=signed(grown.value)) if isinstance(grown, Derived) else ""
    return Line(label=indicator.name[lang], said=said(corridor, cell, lang), note=note)


def _further(corridor: Corridor, indicator: Indicator, cell: LedgerCell, lang: Lang) -> list[Line]:
    """What the sum that leads comes to: with the nodes inside, for each firm, and the part of the largest."""
    lines = []
    if within := with_those_inside(corridor, cell.node_id or "", indicator.id, cell.period or ""):
        label = word("ledger.with-inside", lang, indicator=indicator.name[lang])
        names = _names(corridor, within.node_ids, lang)
        note = word("ledger.inside", lang, names=names)
        lines.append(Line(label=label, said=said(corridor, within.cell, lang), note=note))
    if each := per_firm(corridor, cell):
        label = word("ledger.per-firm", lang, indicator=indicator.name[lang])
        lines.append(Line(label=label, said=_ratio(each, lang)))
    if by_area := per_area(corridor, cell):
        lines.append(_per_area(corridor, indicator, by_area, lang))
    if share := share_of_largest(corridor, cell):
        label = word("ledger.largest", lang, indicator=indicator.name[lang])
        lines.append(Line(label=label, said=_ratio(share, lang)))
    return lines


def _per_area(corridor: Corridor, indicator: Indicator, ratio: Ratio, lang: Lang) -> Line:
    """An amount by area: of which area, and what the town has where the two may be compared."""
    _, area = ratio.figures
    of_area = corridor.indicator_by_id[area.indicator_id].name[lang]
    measured = figure_value(corridor, area, lang)
    notes = [word("ledger.of-area", lang, name=of_area, value=measured, period=period_text(area.period, lang))]
    if town := average_of_town(corridor, ratio):
        name = corridor.name_of(town.figures[0].subject_id)[lang]
        notes.append(word("ledger.average", lang, name=name, value=_ratio(town, lang).value))
    label = word("ledger.per-area", lang, indicator=indicator.name[lang])
    return Line(label=label, said=_ratio(ratio, lang), note=word("panel.gaps-join", lang).join(notes))


def signed(percent: Decimal) -> str:
    """A growth in percent with its sign, to one decimal."""
    rounded = percent.quantize(Decimal("0.1"))
    return f"{'+' if rounded > 0 else ''}{number(rounded)}%"


def _ratio(ratio: Ratio, lang: Lang) -> Sum:
    shown = amount(ratio.value, ratio.unit, lang)
    if ratio.per:
        shown = word("ledger.per", lang, amount=shown, unit=unit_text(ratio.per, lang))
    value = word(f"figure.qualified-{ratio.qualifier}", lang, amount=shown)
    return Sum(value=value, firms="", status=ratio.status, is_internal=ratio.release is Release.INTERNAL)


def _by_industry(
    corridor: Corridor, indicator_id: str, period: str | None, node_id: str | None
) -> tuple[LedgerCell, ...]:
    if corridor.breakdown is None:
        return ()
    if node_id is None:
        return corridor.breakdown.cells_by("industry", indicator_id, period)
    both = corridor.breakdown.cells_by("node,industry", indicator_id, period)
    return tuple(cell for cell in both if cell.node_id == node_id)


def _bars(corridor: Corridor, cells: Sequence[LedgerCell], lang: Lang) -> tuple[Bar, ...]:
    most = max((cell.value or Decimal(0) for cell in cells), default=Decimal(0))

    def rank(cell: LedgerCell) -> tuple[bool, bool, Decimal]:
        return (cell.industry_id == UNASSIGNED, cell.value is None, -(cell.value or Decimal(0)))

    return tuple(_bar(corridor, "industry_id", cell, most, lang) for cell in sorted(cells, key=rank))


def _bar(corridor: Corridor, key: str, cell: LedgerCell, most: Decimal, lang: Lang, place: str = "") -> Bar:  # noqa: PLR0913, PLR0917 - what is drawn, and beside what
    thing_id = getattr(cell, key)
    percent = max(0.0, float(cell.value / most * 100)) if cell.value is not None and most > 0 else 0.0
    return Bar(
        thing_id=thing_id or "",
        name=thing_name(corridor, key, thing_id, lang),
        said=said(corridor, cell, lang),
        percent=percent,
        place=place,
    )


def _notes(cells: Iterable[LedgerCell], lang: Lang) -> tuple[str, ...]:
    withheld = sum(cell.value is None for cell in cells)
    return (word("ledger.withheld-count", lang, n=withheld),) if withheld else ()


def _histories(corridor: Corridor, node_id: str | None, lang: Lang) -> Iterable[History]:
    known = corridor.breakdown
    periods = known.periods if known else ()
    for indicator in flow_indicators(corridor):
        by_period = (_by_industry(corridor, indicator.id, one, node_id) for one in periods)
        columns = [{cell.industry_id: cell for cell in cells} for cells in by_period]
        things = [one.id for one in corridor.industries] + [UNASSIGNED]
        rows = [
            (
                thing_name(corridor, "industry_id", thing, lang),
                tuple(said(corridor, column[thing], lang) if thing in column else None for column in columns),
            )
            for thing in things
            if any(thing in column for column in columns)
        ]
        totals = tuple(
            said(corridor, cell, lang) if known and (cell := known.cell(indicator.id, one, node=node_id)) else None
            for one in periods
        )
        if rows:
            shown = tuple(period_text(parse_period(one), lang) for one in periods)
            whole = (word("ledger.total", lang), totals)
            yield History(title=indicator.name[lang], periods=shown, rows=(*rows, whole))


def _names(corridor: Corridor, ids: Iterable[str], lang: Lang) -> str:
    return word("figure.list-join", lang).join(corridor.name_of(one)[lang] for one in ids)
