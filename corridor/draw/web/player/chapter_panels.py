"""What a chapter may show beside its text: industries, programmes, the limits of the figures, how to get there."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import segno
from markupsafe import Markup

from corridor.analysis.proximity import nearest_stations
from corridor.draw.words.ledger import chapter_mix
from corridor.draw.words.statement import Statement, missing_statement, statement
from corridor.draw.words.wording import industry_group_text, nodes_text, station_text
from corridor.i18n import word
from corridor.model.corridor import Chapter, ChapterPanel, Corridor, Industry
from corridor.model.expectation import gaps
from corridor.model.figure import Absence, Figure, Release, Status
from corridor.model.place import Node, Role
from corridor.model.text import Lang

_LINES = 4
"""Lines of what is missing that a speaker can take in."""
_NAMED = 4
"""Subjects that are named for what is missing of them; of more it is said how many."""


def _industries(corridor: Corridor, lang: Lang, _chapter: Chapter, _address: str) -> dict[str, object]:
    """Industries by group, each with the nodes that are said to work in it."""
    grouped: dict[str, list[tuple[Industry, str]]] = defaultdict(list)
    for industry in corridor.industries:
        caption = industry_group_text(corridor, industry, lang)
        grouped[caption].append((industry, nodes_text(corridor, industry, lang)))
    return {"groups": grouped}


def _programmes(corridor: Corridor, _lang: Lang, _chapter: Chapter, _address: str) -> dict[str, object]:
    return {"programmes": sorted(corridor.programmes, key=lambda programme: programme.order)}


def _caveats(corridor: Corridor, _lang: Lang, _chapter: Chapter, _address: str) -> dict[str, object]:
    """What kinds of statement the figures are, and of how much there is none: which, the notes say."""
    valued = [figure for figure in corridor.figures if figure.value is not None]
    kinds = Counter(figure.status for figure in valued)
    return {
        "statuses": [(status, kinds[status]) for status in Status if kinds[status]],
        "unscoped": sum(figure.scope_id is None for figure in valued),
        "undated": sum(not figure.period.stated for figure in valued),
        "internal": sum(figure.release is Release.INTERNAL for figure in valued),
        "total": len(valued),
        "gaps": len(gaps(corridor)),
    }


def missing_lines(corridor: Corridor, lang: Lang) -> list[str]:
    """What has no number and why, with the subjects of which exactly that is missing; most subjects first.

    They are for whoever speaks: a hall is shown what is known. Of many lines a few are told, and how many more.
    """
    absent: dict[tuple[str, Absence], list[str]] = defaultdict(list)
    for gap in gaps(corridor):
        said = _what_is_missing(missing_statement(corridor, gap, lang), lang)
        absent[gap.subject_id, gap.absence].append(said)
    grouped: dict[tuple[Absence, tuple[str, ...]], list[str]] = defaultdict(list)
    for (subject_id, absence), labels in absent.items():
        grouped[absence, tuple(labels)].append(corridor.name_of(subject_id)[lang])
    most_first = sorted(grouped.items(), key=lambda group: -len(group[1]))
    lines = [_line(absence, labels, names, lang) for (absence, labels), names in most_first[:_LINES]]
    left = sum(len(labels) * len(names) for (_, labels), names in most_first[_LINES:])
    return [*lines, word("player.gaps-left", lang, n=left)] if left else lines


def missing_line(corridor: Corridor, figure: Figure, lang: Lang) -> str:
    """A figure that has no number, as a line of the notes."""
    said = statement(corridor, figure, lang)
    return word(
        "player.gap-line",
        lang,
        status=said.status_label,
        what=_what_is_missing(said, lang),
        names=corridor.name_of(figure.subject_id)[lang],
    )


def _line(absence: Absence, labels: Iterable[str], names: list[str], lang: Lang) -> str:
    what = word("figure.list-join", lang).join(labels)
    status = word(f"figure.status-{absence}", lang)
    return word("player.gap-line", lang, status=status, what=what, names=_named(names, lang))


def _named(names: list[str], lang: Lang) -> str:
    """So many names as somebody who speaks can take in."""
    shown = names if len(names) <= _NAMED + 1 else names[:_NAMED]
    said = word("figure.list-join", lang).join(shown)
    left = len(names) - len(shown)
    return word("player.and-more", lang, names=said, n=left) if left else said


def _what_is_missing(said: Statement, lang: Lang) -> str:
    return word("player.of-period", lang, what=said.label, when=said.period) if said.period else said.label


def _contact(corridor: Corridor, lang: Lang, chapter: Chapter, address: str) -> dict[str, object]:
    """How to get there: addresses as published, and the code of the web address if there is one."""
    named = [corridor.node_by_id[key] for key in chapter.node_ids if key in corridor.node_by_id]
    nodes = named or [node for node in corridor.nodes if node.role in {Role.CORE, Role.BACKBONE}]
    return {
        "address": address,
        "qr": qr_code(address) if address else "",
        "visits": [(node, _nearest(corridor, node, lang)) for node in nodes if node.address[lang]],
    }


def _mix(corridor: Corridor, lang: Lang, chapter: Chapter, _address: str) -> dict[str, object]:
    """Industries in numbers: of the chapter's node where it has one, else of the whole ledger."""
    return {"mix": chapter_mix(corridor, chapter, lang)}


def _nearest(corridor: Corridor, node: Node, lang: Lang) -> str:
    return "".join(station_text(near, lang) for near in nearest_stations(corridor, node, 1))


def qr_code(address: str) -> Markup:
    """A QR code that cameras read from the back of a hall: dark on light, with its quiet zone, in any theme."""
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(border=4, omitsize=True, light="#fff"))  # noqa: S704 - squares only, no text


def chapter_gaps(corridor: Corridor, chapter: Chapter, lang: Lang) -> list[str]:
    """What a chapter has no number for: the speaker is told, the hall is shown what is known."""
    if chapter.show is ChapterPanel.CAVEATS:
        return missing_lines(corridor, lang)
    figures = (corridor.figure_by_id[key] for key in chapter.figure_ids if key in corridor.figure_by_id)
    return [missing_line(corridor, figure, lang) for figure in figures if figure.value is None]


PANELS: dict[ChapterPanel, Callable[[Corridor, Lang, Chapter, str], dict[str, object]]] = {
    ChapterPanel.INDUSTRIES: _industries,
    ChapterPanel.PROGRAMMES: _programmes,
    ChapterPanel.CAVEATS: _caveats,
    ChapterPanel.CONTACT: _contact,
    ChapterPanel.MIX: _mix,
}
"""What a chapter may show beside its text; the name is the end of its template's name."""
