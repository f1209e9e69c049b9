"""A figure as it is shown: its value with everything that must stand beside it, ready for a template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corridor.draw.words.wording import figure_value, period_text, scope_text, status_text, status_with_release
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.expectation import Gap
from corridor.model.figure import Absence, Figure, Source, Status
from corridor.model.text import Lang

RECENT = 2
"""So many values of an indicator stand open where more than one more is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source as a reader sees it."""

    title: str
    detail: str
    """Publisher, date and weight."""
    url: str
    """Empty when the address may not be shown as a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A figure in words. A missing one has no scope and no qualifier, and says so itself."""

    figure_id: str
    """Empty for a gap that no row of the data speaks of."""
    label: str
    value: str
    period: str
    """Empty where there is none to state."""
    status: str
    status_label: str
    status_help: str
    scope: str
    """Name of the scope, or the words for an unstated one; empty where there is no value to define."""
    scope_stated: bool
    definition: str
    note: str
    sources: tuple[SourceLine, ...]
    is_plain: bool = False
    """Whether it needs no word on what kind of statement it is, or who may see it."""

    @property
    def missing(self) -> bool:
        """Whether no value is known."""
        return self.status in set(Absence)

    @property
    def terms(self) -> str:
        """Of when it is, what kind of statement, and what it counts, as far as that is said: one line for a slide."""
        return " · ".join(part for part in (self.period, self.status_label, self.scope) if part)

    @property
    def caveat(self) -> str:
        """The note without which the value may not be quoted, because no source says what it counts; else empty."""
        return "" if self.missing or self.scope_stated else self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorBlock:
    """What is known of one indicator, newest first."""

    indicator_id: str
    label: str
    recent: tuple[Statement, ...]
    earlier: tuple[Statement, ...]

    @property
    def known(self) -> "IndicatorBlock":
        """The same without what is missing."""
        return replace(self, recent=tuple(line for line in self.recent if not line.missing))


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectGroup:
    """The figures of one subject under its own caption."""

    subject_id: str
    title: str
    note: str
    blocks: tuple[IndicatorBlock, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All its figures, missing ones included."""
        return tuple(line for block in self.blocks for line in (*block.recent, *block.earlier))


def glossary(groups: Iterable[SubjectGroup], lang: Lang, also: Iterable[Status] = ()) -> dict[str, str]:
    """What the statuses and then the scopes of these figures mean, each once; ``also`` of what is no figure."""
    lines = [line for group in groups for line in group.statements]
    statuses = dict.fromkeys((*(line.status for line in lines), *also))
    meanings = {status_text(status, lang): word(f"figure.status-help-{status}", lang) for status in statuses}
    return meanings | {line.scope: line.definition for line in lines if line.definition}


def source_lines(corridor: Corridor, source_ids: Iterable[str], lang: Lang) -> tuple[SourceLine, ...]:
    """Sources in the order given."""
    return tuple(_source_line(corridor.source_by_id[source_id], lang) for source_id in source_ids)


def _source_line(source: Source, lang: Lang) -> SourceLine:
    parts = (
        source.publisher[lang],
        period_text(source.published, lang) if source.published.stated else "",
        word(f"panel.weight-{source.weight}", lang),
    )
    return SourceLine(
        title=source.title[lang],
        detail=" · ".join(part for part in parts if part),
        url=source.url if source.link else "",
    )


def statement(corridor: Corridor, figure: Figure, lang: Lang) -> Statement:
    """A figure with its period, status, scope, note and sources."""
    scope = corridor.scope_by_id[figure.scope_id] if figure.scope_id else None
    missing = figure.status is Status.NOT_PUBLISHED
    return Statement(
        figure_id=figure.id,
        label=corridor.indicator_by_id[figure.indicator_id].name[lang],
        value=figure_value(corridor, figure, lang),
        period="" if missing and not figure.period.stated else period_text(figure.period, lang),
        status=figure.status,
        status_label=status_with_release(figure, lang),
        status_help=word(f"figure.status-help-{figure.status}", lang),
        scope="" if missing and not scope else scope_text(corridor, figure, lang),
        scope_stated=scope is not None,
        definition=scope.definition[lang] if scope else "",
        note=figure.note[lang],
        sources=source_lines(corridor, figure.source_ids, lang),
        is_plain=figure.is_plain,
    )


def missing_statement(corridor: Corridor, gap: Gap, lang: Lang) -> Statement:
    """A gap as a statement: 未见公开 with the note of the row that says so, or 待填报."""
    if gap.figure:
        return statement(corridor, gap.figure, lang)
    return Statement(
        figure_id="",
        label=corridor.indicator_by_id[gap.indicator_id].name[lang],
        value=word("figure.no-entry", lang),
        period="",
        status=gap.absence,
        status_label=status_text(gap.absence, lang),
        status_help=word(f"figure.status-help-{gap.absence}", lang),
        scope="",
        scope_stated=False,
        definition="",
        note="",
        sources=(),
    )


def newest_first(corridor: Corridor, figures: Sequence[Figure], missing: Iterable[Gap], lang: Lang) -> list[Statement]:
    """Statements of one subject and indicator; what is missing stands where its time begins, below what is known of it.

    Args:
        corridor: whose figures they are.
        figures: values, newest first.
        missing: gaps of the same subject and indicator.
        lang: of the words.
    """
    lines: list[Figure | Gap] = [*figures]
    for gap in missing:
        start = gap.figure.period.first if gap.figure else None
        since = [f for f in figures if start is not None and f.period.last is not None and f.period.last >= start]
        lines.insert(len(since), gap)
    return [
        missing_statement(corridor, line, lang) if isinstance(line, Gap) else statement(corridor, line, lang)
        for line in lines
    ]


def folded(lines: Sequence[Statement]) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """What stands open, and the older values that are folded away.

    What is missing stays open and takes no value's place; a single older value is not worth folding.
    """
    known = [line for line in lines if not line.missing]
    earlier = known[RECENT:] if len(known) > RECENT + 1 else []
    return tuple(line for line in lines if line not in earlier), tuple(earlier)
