"""The model as flat rows in the reader's language: what tables, features and slides are filled from."""

from collections.abc import Callable
from decimal import Decimal

from corridor.draw.words.ledger import thing_name
from corridor.draw.words.node_facts import What, node_facts
from corridor.draw.words.statement import missing_statement, statement
from corridor.draw.words.wording import (
    industry_group_text,
    nodes_text,
    period_text,
    status_text,
)
from corridor.i18n import numbers, word
from corridor.model.corridor import Corridor, Industry, NodeIndustry
from corridor.model.expectation import gaps
from corridor.model.figure import Figure, Source
from corridor.model.ledger import LedgerCell, breakdown_name
from corridor.model.period import parse_period
from corridor.model.place import Node
from corridor.model.text import Lang

ExportCell = str | Decimal | None
_OF_NODE = tuple(what for what in What if what not in {What.ROLE, What.STATIONS, What.FIRMS})
"""After its role and its sentence; firms have a table of their own."""

ExportRow = dict[str, ExportCell]
"""A row by column key; the heading of a key is the word ``export.<key>``."""


def figure_records(corridor: Corridor, lang: Lang) -> list[ExportRow]:
    """One row for each figure, missing ones included: never a bare number."""
    subjects = (corridor.id, *corridor.subject_by_id)
    by_subject = corridor.figures_by_subject
    figures = (figure for subject_id in subjects for figure in by_subject.get(subject_id, ()))
    return [figure_record(corridor, figure, lang) for figure in figures]


def figure_record(corridor: Corridor, figure: Figure, lang: Lang) -> ExportRow:
    """A figure as every page states it, with its value as a number."""
    said = statement(corridor, figure, lang)
    return {
        "subject": corridor.name_of(figure.subject_id)[lang],
        "indicator": said.label,
        "period": said.period,
        "shown": said.value,
        "value": figure.value,
        "unit": unit_text(corridor, figure.indicator_id, lang),
        "qualifier": word(f"export.qualifier-{figure.qualifier}", lang) if figure.value is not None else None,
        "status": said.status_label,
        "scope": said.scope or None,
        "release": word(f"figure.release-{figure.release}", lang),
        "source": titles(corridor, figure.source_ids, lang),
        "note": said.note,
        "id": figure.id,
    }


def unit_text(corridor: Corridor, indicator_id: str, lang: Lang) -> str:
    """The unit in which an indicator's values are published."""
    indicator = corridor.indicator_by_id[indicator_id]
    return indicator.unit_name[lang] if indicator.unit.id == "count" else numbers.unit_text(indicator.unit, lang)


def node_records(corridor: Corridor, lang: Lang) -> list[ExportRow]:
    """One row for each node, in display order."""
    return [node_record(corridor, node, lang) for node in corridor.nodes]


def node_record(corridor: Corridor, node: Node, lang: Lang) -> ExportRow:
    """What is known of a node itself: its role, place and address."""
    facts = node_facts(corridor, node, lang)
    return {
        "name": node.name[lang],
        "role": facts[What.ROLE].text,
        "summary": node.summary[lang],
        **{str(what): facts[what].text for what in _OF_NODE},
        "opened": facts[What.OPENED].text or None,
        "source": titles(corridor, node.source_ids, lang),
        "note": node.note[lang],
        "id": node.id,
    }


def gap_records(corridor: Corridor, lang: Lang) -> list[ExportRow]:
    """One row for each missing figure: what the town office could supply."""
    rows: list[ExportRow] = []
    for gap in gaps(corridor):
        shown = missing_statement(corridor, gap, lang)
        rows.append(
            {
                "subject": corridor.name_of(gap.subject_id)[lang],
                "indicator": shown.label,
                "period": shown.period,
                "shown": shown.value,
                "unit": unit_text(corridor, gap.indicator_id, lang),
                "note": shown.note,
            }
        )
    return rows


def industry_records(corridor: Corridor, lang: Lang) -> list[ExportRow]:
    """One row for each industry with the nodes tied to it."""
    return [
        {
            "name": industry.name[lang],
            "group": industry_group_text(corridor, industry, lang),
            "nodes": nodes_text(corridor, industry, lang),
            "source": titles(corridor, _industry_sources(corridor, industry), lang),
            "note": industry.note[lang],
        }
        for industry in corridor.industries
    ]


def tie_records(corridor: Corridor, lang: Lang) -> list[ExportRow]:
    """One row for each industry of each node, in the order of the nodes."""
    return [tie_record(corridor, tie, lang) for node in corridor.nodes for tie in corridor.ties_of(node.id)]


def tie_record(corridor: Corridor, tie: NodeIndustry, lang: Lang) -> ExportRow:
    """The statement that a node works in an industry, with everything that must stand beside it."""
    return {
        "node": corridor.name_of(tie.node_id)[lang],
        "industry": corridor.industry_by_id[tie.industry_id].name[lang],
        "status": status_text(tie.status, lang),
        "source": titles(corridor, tie.source_ids, lang),
        "note": tie.note[lang],
    }


def enterprise_records(corridor: Corridor, lang: Lang) -> list[ExportRow]:
    """One row for each firm."""
    return [
        {
            "name": firm.name[lang],
            "node": corridor.name_of(firm.node_id)[lang] if firm.node_id else None,
            "industry": corridor.industry_by_id[firm.industry_id].name[lang] if firm.industry_id else None,
            "known_for": firm.known_for[lang],
            "source": titles(corridor, firm.source_ids, lang),
        }
        for firm in corridor.enterprises
    ]


def source_records(corridor: Corridor, lang: Lang) -> list[ExportRow]:
    """One row for each source."""
    return [source_record(source, lang) for source in corridor.sources]


def source_record(source: Source, lang: Lang) -> ExportRow:
    """A source; its address only where it may be shown to the public."""
    return {
        "title": source.title[lang],
        "publisher": source.publisher[lang],
        "published": period_text(source.published, lang) if source.published.stated else None,
        "weight": word(f"export.weight-{source.weight}", lang),
        "url": source.url if source.link else None,
        "id": source.id,
    }


def ledger_records(corridor: Corridor, lang: Lang, *, by: str | None = None) -> list[ExportRow]:
    """One row for each sum of a breakdown, or of all; one that is withheld says so and has neither value nor firms."""
    cells = corridor.breakdown.cells if corridor.breakdown else ()
    return [_record(corridor, cell, lang) for cell in cells if by in (None, breakdown_name(cell.key))]


def _record(corridor: Corridor, cell: LedgerCell, lang: Lang) -> ExportRow:
    known = corridor.breakdown
    scope = corridor.scope_by_id.get(known.scope_id or "") if known else None
    indicator = corridor.indicator_by_id.get(cell.indicator_id)
    return {
        **{key: thing_name(corridor, key, getattr(cell, key), lang) for key in ("node_id", "industry_id", "stretch")},
        "period": period_text(parse_period(cell.period), lang) if cell.period else word("ledger.all-periods", lang),
        "indicator": indicator.name[lang] if indicator else word("ledger.count", lang),
        "value": cell.value,
        "unit": unit_text(corridor, cell.indicator_id, lang) if indicator else None,
        "firm_count": None if cell.firms is None else Decimal(cell.firms),
        "withheld": word(f"ledger.withheld-{cell.withheld}", lang) if cell.withheld else None,
        "scope": scope.name[lang] if scope else word("figure.scope-unstated", lang),
        "release": word(f"figure.release-{cell.release}", lang),
        "source": titles(corridor, known.source_ids, lang) if known else None,
    }


def about(corridor: Corridor, lang: Lang) -> list[tuple[str, str]]:
    """What every hand-out ends with: what it is, of when, for whom, and under which notice."""
    return [
        (word("export.corridor", lang), corridor.name[lang]),
        (word("export.data_date", lang), corridor.data_date.isoformat()),
        (word("export.profile", lang), word(f"figure.release-{corridor.profile}", lang)),
        *([(word("export.state", lang), word("app.preview", lang))] if corridor.is_preview else ()),
        (word("export.notice", lang), corridor.notice[lang]),
        (word("export.attribution", lang), corridor.attribution[lang]),
    ]


SHEETS: dict[str, Callable[[Corridor, Lang], list[ExportRow]]] = {
    "nodes": node_records,
    "figures": figure_records,
    "gaps": gap_records,
    "industries": industry_records,
    "ties": tie_records,
    "enterprises": enterprise_records,
    "sources": source_records,
}
"""Tables of a hand-out in reading order; the title of each is the word ``export.sheet-<name>``."""


def titles(corridor: Corridor, source_ids: tuple[str, ...], lang: Lang) -> str:
    """Titles of sources, in the order given; empty without any."""
    return word("figure.list-join", lang).join(corridor.source_by_id[source_id].title[lang] for source_id in source_ids)


def _industry_sources(corridor: Corridor, industry: Industry) -> tuple[str, ...]:
    """Who names an industry, and who ties nodes to it."""
    ties = corridor.ties_to(industry.id)
    return tuple(dict.fromkeys((*industry.source_ids, *(key for tie in ties for key in tie.source_ids))))
