"""Panels of a node and of the corridor as HTML: the same on the screen, in the tour and in print.

A panel is a head (what it is of, and where that lies), a lead (its sentence and its strongest figures) and tabs. The
page keeps the head in sight and shows one tab at a time; the tour and paper show everything, one below the other.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from markupsafe import Markup

from corridor.analysis.strongest import strongest_of_corridor, strongest_of_node
from corridor.draw.layout.place_line import place_line
from corridor.draw.web.markup import render, trusted_tokens
from corridor.draw.web.panel.paper_map import Marked, marked
from corridor.draw.words.ledger import frame, mix, newest_of_node, node_lines, ranking_in_words
from corridor.draw.words.node_facts import (
    doubted,
    events_of,
    events_of_corridor,
    facts_of_panel,
    firms_of,
    industry_groups,
    related_places,
    ties_in_words,
)
from corridor.draw.words.panel_figures import gaps_among, groups_beside, groups_of_corridor, own_figures, with_numbers
from corridor.draw.words.statement import Statement, glossary, source_lines, statement
from corridor.draw.words.wording import role_text
from corridor.i18n import word
from corridor.model.corridor import Corridor, SubjectKind
from corridor.model.figure import Figure
from corridor.model.place import Node
from corridor.model.text import Lang

FIRMS = 60
"""Firms named on a panel; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A part of a panel under its own name."""

    id: str
    label: str
    content: Markup


@dataclass(frozen=True, slots=True)
class Leading:
    """A figure that leads on a panel."""

    subject: str
    """Whose it is, where it is not the panel's own; else empty."""
    said: Statement


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that the page fetches."""

    address: str
    description: str


def address_of(corridor: Corridor, node_id: str, address: str) -> str:
    """Where a node, or the corridor (``node_id`` is empty), is on the web; empty where the corridor is nowhere."""
    if not address or not node_id:
        return address
    mark = "&" if urlsplit(address).query else "?"
    return f"{address}{mark}{urlencode({'node': node_id, 'corridor': corridor.id})}"


def node_head(corridor: Corridor, node: Node, lang: Lang, *, linked: bool = False, address: str = "") -> str:
    """Which node it is and where it lies; with ``linked`` also what can be done with the page.

    ``address`` is the node's on the web; the page's paper shows it.
    """
    return render(
        "panel_head.html.j2",
        lang,
        kind=role_text(corridor, node.role_id, lang),
        role=node.role,
        name=node.name[lang],
        node_id=node.id,
        corridor_id="",
        place=place_line(corridor, node, lang),
        subtitle="",
        linked=linked,
        on_paper=marked(corridor, node, lang) if linked else None,
        address=address,
    )


def corridor_head(corridor: Corridor, lang: Lang, *, linked: bool = False) -> str:
    """The same of the corridor."""
    return render(
        "panel_head.html.j2",
        lang,
        kind=word("panel.corridor", lang),
        role="",
        name=corridor.name[lang],
        node_id="",
        corridor_id=corridor.id,
        place=None,
        subtitle=corridor.subtitle[lang],
        linked=linked,
        on_paper=None,
        address="",
    )


def node_sheet(
    corridor: Corridor, node: Node, lang: Lang, pictures: tuple[Picture, ...] = (), sums: tuple[Picture, ...] = ()
) -> str:
    """What stands below a node's head on the page, as one scrolling piece; ``sums`` are charts of the ledger's."""
    lead = _node_lead(corridor, node, lang, linked=True)
    return _sheet(node.name[lang], lead, _node_tabs(corridor, node, lang, pictures, sums, linked=True), lang)


def corridor_sheet(corridor: Corridor, lang: Lang, sums: tuple[Picture, ...] = ()) -> str:
    """The same of the corridor."""
    lead = _corridor_lead(corridor, lang, linked=True)
    return _sheet(corridor.name[lang], lead, _corridor_tabs(corridor, lang, sums, linked=True), lang)


def node_panel(corridor: Corridor, node: Node, lang: Lang) -> str:
    """The whole panel in one piece, for the tour and for paper, where the document's still map marks its place."""
    lead = _node_lead(corridor, node, lang, linked=False)
    tabs = _node_tabs(corridor, node, lang, (), (), linked=False)
    return _whole(node_head(corridor, node, lang), lead, tabs, lang, marked(corridor, node, lang))


def corridor_panel(corridor: Corridor, lang: Lang) -> str:
    """The corridor's whole panel in one piece, for the tour and for paper."""
    lead = _corridor_lead(corridor, lang, linked=False)
    return _whole(corridor_head(corridor, lang), lead, _corridor_tabs(corridor, lang, (), linked=False), lang)


def _sheet(name: str, lead: str, tabs: tuple[Tab, ...], lang: Lang) -> str:
    return render("panel_sheet.html.j2", lang, name=name, lead=_trusted(lead), tabs=tabs)


def _whole(head: str, lead: str, tabs: tuple[Tab, ...], lang: Lang, place: Marked | None = None) -> str:
    parts = {"head": _trusted(head), "lead": _trusted(lead), "tabs": tabs, "map": place}
    return render("panel_whole.html.j2", lang, tokens=trusted_tokens(), **parts)


def _trusted(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - made by our own escaping templates


def _node_lead(corridor: Corridor, node: Node, lang: Lang, *, linked: bool) -> str:
    leading = _leading(corridor, strongest_of_node(corridor, node), {node.id}, lang)
    return render("panel_lead.html.j2", lang, summary=node.summary[lang], hint="", leading=leading, linked=linked)


def _corridor_lead(corridor: Corridor, lang: Lang, *, linked: bool) -> str:
    own = {corridor.id, *(one.id for one in corridor.subjects if one.kind is SubjectKind.STRIP)}
    leading = _leading(corridor, strongest_of_corridor(corridor), own, lang)
    hint = word("panel.hint", lang) if linked else ""  # the tour has its own words on where to choose
    return render("panel_lead.html.j2", lang, summary="", hint=hint, leading=leading, linked=linked)


def _leading(corridor: Corridor, figures: Iterable[Figure], own: Collection[str], lang: Lang) -> tuple[Leading, ...]:
    """Figures that lead; ``own`` are the ids of what the head names, which is not said again."""
    return tuple(
        Leading(
            "" if figure.subject_id in own else corridor.name_of(figure.subject_id)[lang],
            statement(corridor, figure, lang),
        )
        for figure in figures
    )


def _node_tabs(  # noqa: PLR0913 - what is shown, and with which charts
    corridor: Corridor,
    node: Node,
    lang: Lang,
    pictures: tuple[Picture, ...],
    sums: tuple[Picture, ...],
    *,
    linked: bool,
) -> tuple[Tab, ...]:
    own = (own_figures(corridor, node, lang),) if node.has_economy else ()
    beside = groups_beside(corridor, node, lang) if node.has_economy else ()
    firms = firms_of(corridor, node, lang)
    relations = related_places(corridor, node, lang) if node.has_economy else ()
    facts = facts_of_panel(corridor, node, lang)
    said = {
        "overview": _part(
            "overview",
            lang,
            facts=[fact for fact in facts if not fact.is_missing],
            relations=relations,
            linked=linked,
        ),
        "industries": _ledger_of_node(corridor, node, lang, sums, linked=linked)
        + _part(
            "industries",
            lang,
            ties=ties_in_words(corridor, node, lang),
            firms=firms[:FIRMS],
            firms_left=max(0, len(firms) - FIRMS),
            linked=linked,
        ),
        "figures": _part(
            "figures",
            lang,
            own=next(iter(with_numbers(own)), None),
            pictures=pictures,
            groups=with_numbers(beside),
            gaps=gaps_among(
                (*own, *beside), node.id, lang, [word(f"panel.{fact.what}", lang) for fact in facts if fact.is_missing]
            ),
        ),
        "timeline": _part("timeline", lang, events=events_of(corridor, node, lang)),
        "grounds": _part(
            "grounds",
            lang,
            aliases=word("panel.list-join", lang).join(node.aliases) if node.has_economy else "",
            note=node.note[lang] if node.has_economy else "",
            sources=source_lines(corridor, node.source_ids, lang),
            glossary=glossary((*own, *beside), lang, doubted(corridor, node)).items(),
        ),
    }
    return _filled_tabs(said, lang)


def _ledger_of_node(corridor: Corridor, node: Node, lang: Lang, sums: tuple[Picture, ...], *, linked: bool) -> str:
    """What the ledger says of a node; nothing where there is none, or the node shows no economic data."""
    lines = node_lines(corridor, node.id, lang) if node.has_economy else ()
    return _part(
        "ledger",
        lang,
        lines=lines,
        frame=frame(corridor, newest_of_node(corridor, node.id), lang) if lines else "",
        mix=mix(corridor, lang, node.id) if node.has_economy else None,
        pictures=sums,
        ranked=None,
        linked=linked,
    )


def _ledger_of_all(corridor: Corridor, lang: Lang, sums: tuple[Picture, ...], *, linked: bool) -> str:
    """What the ledger says of the corridor: its industries, and its nodes by rank."""
    ranked = ranking_in_words(corridor, lang)
    return _part(
        "ledger", lang, lines=(), frame="", mix=mix(corridor, lang), pictures=sums, ranked=ranked, linked=linked
    )


def _corridor_tabs(corridor: Corridor, lang: Lang, sums: tuple[Picture, ...], *, linked: bool) -> tuple[Tab, ...]:
    groups = groups_of_corridor(corridor, lang)
    programmes = sorted(corridor.programmes, key=lambda programme: programme.order)
    said = {
        "overview": _part(
            "strategy",
            lang,
            strategies=[(one, source_lines(corridor, one.source_ids, lang)) for one in corridor.strategies],
            programmes=[(one, source_lines(corridor, one.source_ids, lang)) for one in programmes],
        ),
        "industries": _ledger_of_all(corridor, lang, sums, linked=linked)
        + _part("sectors", lang, groups=industry_groups(corridor, lang).items(), linked=linked),
        "figures": _part("figures_of_all", lang, groups=with_numbers(groups), gaps=gaps_among(groups, "", lang)),
        "timeline": _part("timeline", lang, events=events_of_corridor(corridor, lang)),
        "grounds": _part("grounds", lang, aliases="", note="", sources=(), glossary=glossary(groups, lang).items()),
    }
    return _filled_tabs(said, lang)


def _part(name: str, lang: Lang, **context: object) -> str:
    return render(f"panel_{name}.html.j2", lang, **context)


def _filled_tabs(said: dict[str, str], lang: Lang) -> tuple[Tab, ...]:
    """A tab for each part that says anything: none leads into an empty room."""
    filled = ((name, content) for name, content in said.items() if content.strip())
    return tuple(
        Tab(id=name, label=word(f"panel.tab-{name}", lang), content=_trusted(content)) for name, content in filled
    )
