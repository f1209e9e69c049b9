"""The list of nodes beside the map: whatever the map can do, it can do by keyboard and without a map."""

from collections.abc import Collection, Sequence

import streamlit as st

from corridor.analysis.listing import listed_by_role
from corridor.analysis.search import Match, SearchResult, Where
from corridor.draw.web.markup import render
from corridor.draw.words.wording import role_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import Node
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui.components.filters import industries_offered, reset_filters
from corridor.ui.markdown import escape_markdown, unbroken
from corridor.ui.url import change

MOST_FIRMS = 30
"""Firms without a node that are named; of more, their number."""
_BEFORE, _AFTER = 16, 40
"""Signs of a text that are shown around what was found in it."""


def places(corridor: Corridor, selection: Selection, found: SearchResult) -> None:
    """Draw the nodes that match: the best first and why for a query, else by role, those to be placed last."""
    with st.container(key="places"):
        if selection.query or selection.industry_id or selection.role:
            _head(corridor, selection, found)
        if selection.query.strip():
            _buttons(corridor, selection, [corridor.node_by_id[node_id] for node_id in found.nodes], found)
        else:
            for role, alike in listed_by_role(corridor, found.nodes).items():
                _group(corridor, selection, alike, role, found)
        _foot(corridor, selection, found)


def _group(
    corridor: Corridor, selection: Selection, nodes: Sequence[Node], role: str | None, found: SearchResult
) -> None:
    lang = selection.lang
    caption = role_text(corridor, role, lang) if role else word("app.to-be-placed", lang)
    with st.container(key=f"places-{role or 'unplaced'}"):
        st.html(
            render(
                "list_caption.html.j2", lang, role=nodes[0].role if role else None, caption=caption, count=len(nodes)
            )
        )
        _buttons(corridor, selection, nodes, found)


def _buttons(corridor: Corridor, selection: Selection, nodes: Collection[Node], found: SearchResult) -> None:
    for node in nodes:
        st.button(
            _label(corridor, node, selection, found.nodes[node.id]),
            key=f"pick-{node.id}",
            type="primary" if node.id == selection.node_id else "tertiary",
            on_click=change,
            kwargs={"node": node.id},
            width="stretch",
        )


def _label(corridor: Corridor, node: Node, selection: Selection, matches: Sequence[Match]) -> str:
    lang = selection.lang
    in_name = next((match for match in matches if _is_shown_name(match, node, lang)), None)
    label = _marked(in_name) if in_name else escape_markdown(unbroken(node.name[lang]))
    if not node.is_placed and node.part_of in corridor.node_by_id:
        label += f" :small[{word('app.inside', lang, parent=escape_markdown(corridor.name_of(node.part_of)[lang]))}]"
    reasons = [_reason(match, lang) for match in matches if match is not in_name]
    if in_name and in_name.is_read:
        reasons.insert(0, word("app.found-pinyin", lang))
    return "  \n".join((label, *(f":small[{reason}]" for reason in reasons)))


def _is_shown_name(match: Match, node: Node, lang: Lang) -> bool:
    return match.where is Where.NAME and match.text == node.name[lang]


def _reason(match: Match, lang: Lang) -> str:
    """What a node was found by, with the part that the query names marked."""
    what = word(f"app.found-{match.where}", lang)
    return word("app.found-read" if match.is_read else "app.found", lang, what=what, text=_marked(_excerpt(match)))


def _excerpt(match: Match) -> Match:
    """As much of a text as shows what was found in it."""
    first, last = max(match.start - _BEFORE, 0), match.end + _AFTER
    before, after = "…" if first else "", "…" if last < len(match.text) else ""
    moved = len(before) - first
    text = f"{before}{match.text[first:last]}{after}"
    return Match(where=match.where, text=text, start=match.start + moved, end=match.end + moved, is_read=match.is_read)


def _marked(match: Match) -> str:
    before, found, after = match.text[: match.start], match.text[match.start : match.end], match.text[match.end :]
    mark = f":primary-background[{escape_markdown(found)}]" if found else ""
    return f"{escape_markdown(before)}{mark}{escape_markdown(after)}"


def _head(corridor: Corridor, selection: Selection, found: SearchResult) -> None:
    """How much passes, and the way back to everything."""
    lang = selection.lang
    industry = corridor.industry_by_id[selection.industry_id].name[lang] if selection.industry_id else ""
    only_industry = industry if not (selection.query.strip() or selection.role) else ""
    st.html(
        render(
            "list_head.html.j2",
            lang,
            query=selection.query.strip(),
            industry=only_industry,
            count=len(found.nodes),
            every=len(corridor.nodes),
            firms=len(found.firms),
        )
    )
    st.button(word("app.show-all", lang), key="show-all", type="tertiary", on_click=reset_filters)


def _foot(corridor: Corridor, selection: Selection, found: SearchResult) -> None:
    """Firms that no node can be named for, and how many industries nothing is known of."""
    left_out = len(corridor.industries) - len(industries_offered(corridor, selection))
    if found.firms or left_out:
        st.html(
            render(
                "list_foot.html.j2",
                selection.lang,
                firms=found.firms[:MOST_FIRMS],
                more=len(found.firms[MOST_FIRMS:]),
                left_out=0 if selection.role else left_out,
            )
        )
