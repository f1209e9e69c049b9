"""Placing a node: where it is, in which datum that was picked, how exactly, and who says so."""

from dataclasses import dataclass, replace

import streamlit as st

from corridor.analysis.placing import Candidate, NoCoordinateError, candidates, landmark, read_coordinate
from corridor.analysis.proximity import rounded_m
from corridor.draw.web.markup import render
from corridor.draw.words.wording import position_text
from corridor.geo import LonLat
from corridor.i18n import word
from corridor.i18n.columns import header
from corridor.i18n.problems import Naming
from corridor.intake.rows.placing import Placing
from corridor.model.corridor import Corridor
from corridor.model.place import Node, PositionKind
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui import session
from corridor.ui.components.pick_map import picking_map
from corridor.ui.context import PageContext
from corridor.ui.interruption import uninterrupted
from corridor.ui.update.citing import cite
from corridor.ui.update.publishing import say_outcome
from corridor.ui.update.sending import PageForm, examined
from corridor.ui.update.upload_session import Submission, prepared, submission, submit

KINDS = (PositionKind.POINT, PositionKind.STRETCH, PositionKind.UNKNOWN)
"""What a node can be said to be here; an outline is drawn elsewhere and uploaded as GeoJSON."""
DATUMS = ("gcj02", "bd09", "wgs84", "map")
"""Where a coordinate was picked; ``map`` is the map on this page."""

_FIELDS = {
    "id": "place-node",
    "position": "place-kind",
    "lon": "place-coordinate",
    "lat": "place-coordinate",
    "accuracy_m": "place-accuracy",
    "from_m": "place-from",
    "to_m": "place-to",
    "source_id": "place-sources",
    "title_zh": "place-source-zh",
    "title_en": "place-source-en",
    "url": "place-source-url",
}
"""What the form asks for, by the column that it is written to."""
_ENTRIES = ("place-text", "place-datum", "place-accuracy", "place-kind", "place-from", "place-to")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What the form says so far."""

    placing: Placing
    points: tuple[Candidate, ...] = ()
    """What a pick can mean."""
    label: str = ""
    """What the one point is called on the map; empty for the datum that it was read in."""
    lacks: tuple[str, ...] = ()
    """What has still to be said, by the names of its words."""


def placing(context: PageContext) -> None:
    """Draw the form, its map, and what publishing it would change."""
    lang = context.lang
    say_outcome(context)
    with st.container(key="placing"):
        with st.container(key="place-form"):
            node = _node(context)
            said = _form(context.published, node, lang)
        with st.container(key="place-map"):
            st.html(render("update_note.html.j2", lang, text=word("update.place-map-hint", lang)))
            accuracy_m = said.placing.accuracy_m
            points = [(_datum(said.label or one.datum, lang), one.point, accuracy_m) for one in said.points]
            # Nothing is chosen, dimmed or switched off on this map, whatever the address says of the others.
            picking_map(context.published, Selection(lang=lang), points, lambda pick: _take_pick(lang, pick))
    current = submission(context.published.id)
    if current is not None and current.placing == said.placing:
        ready = prepared(context, current)
        examined(context, ready, form=PageForm(Naming(_label), "place"))


def _label(column: str, lang: Lang) -> str:
    """What the form asks for a column by."""
    return word(f"update.{_FIELDS[column]}", lang) if column in _FIELDS else header(column, lang)


def _node(context: PageContext) -> Node:
    corridor, asked, lang = context.published, context.selection.node_id, context.lang
    names = {node.id: node.name[lang] for node in corridor.nodes}
    first = asked if asked in names else next(iter(names))
    held = session.sticky("place-node", lang, first, names)
    node_id = st.selectbox(
        word("update.place-node", lang),
        tuple(names),
        index=session.index_of(held.value, names),
        format_func=names.__getitem__,
        key=held.key,
        on_change=session.reset,
        args=_ENTRIES,
        persist_state="session",
    )
    node = corridor.node_by_id[node_id or first]
    st.html(render("update_note.html.j2", lang, text=_known(corridor, node, lang)))
    return node


def _known(corridor: Corridor, node: Node, lang: Lang) -> str:
    now = word("update.place-now", lang, position=position_text(corridor, node, lang))
    known = landmark(corridor, node.near_id)
    return f"{now} {word('update.place-near', lang, place=known[0][lang])}" if known else now


def _form(corridor: Corridor, node: Node, lang: Lang) -> _Said:
    held = session.sticky("place-kind", lang, PositionKind.POINT, KINDS)
    kind = st.segmented_control(
        word("update.place-kind", lang),
        KINDS,
        format_func=lambda one: word(f"update.place-kind-{one}", lang),
        default=held.value,
        key=held.key,
        required=True,
        persist_state="session",
    )
    match kind:
        case PositionKind.STRETCH:
            said = _stretch(node, lang)
        case PositionKind.UNKNOWN:
            said = _Said(placing=Placing(node_id=node.id, kind=PositionKind.UNKNOWN))
        case _:
            said = _point(corridor, node, lang)
    cited = cite(corridor, "place", lang, of=node.id, known=node.source_ids)
    # What else is known of the node stays with its sources.
    source_ids = tuple(dict.fromkeys((*node.source_ids, *cited.source_ids)))
    whole = replace(said.placing, source_ids=source_ids, new_source=cited.new_source)
    lacks = said.lacks if cited.is_whole or _is_kept(node, said.placing) else (*said.lacks, "place-sources")
    if lacks:
        labels = word("figure.list-join", lang).join(word(f"update.{name}", lang) for name in lacks)
        st.html(render("update_note.html.j2", lang, text=word("update.place-lacks", lang, what=labels)))
    st.button(
        word("update.place-check", lang),
        key="place-check",
        type="primary",
        disabled=bool(lacks),
        on_click=_send,
        args=(corridor.id, whole),
    )
    return replace(said, placing=whole)


def _is_kept(node: Node, placing: Placing) -> bool:
    """Whether a node stays where it is said to be, so that nobody new has to say so; nobody says that it is nowhere."""
    now = node.position
    if placing.kind is PositionKind.STRETCH:
        return now.kind is placing.kind and (now.from_m, now.to_m) == (placing.from_m, placing.to_m)
    return placing.kind is PositionKind.UNKNOWN


def _point(corridor: Corridor, node: Node, lang: Lang) -> _Said:
    nothing = Placing(node_id=node.id, kind=PositionKind.POINT)
    typed = session.sticky("place-text", lang, "")
    text = st.text_input(
        word("update.place-coordinate", lang),
        value=typed.value,
        key=typed.key,
        placeholder=word("update.place-coordinate-hint", lang),
        on_change=_typed,
        args=(lang,),
        persist_state="session",
    )
    said = session.sticky("place-datum", lang, None, DATUMS)
    datum = st.radio(
        word("update.place-datum", lang),
        DATUMS,
        index=session.index_of(said.value, DATUMS),
        format_func=lambda one: _datum(one, lang),
        key=said.key,
        persist_state="session",
    )
    accuracy_m = _accuracy(lang, None)
    lacks = [name for name, value in (("place-datum", datum), ("place-accuracy", accuracy_m)) if value is None]
    if not text or not text.strip():
        return _Said(placing=nothing, lacks=("place-coordinate", *lacks))
    try:
        pick = read_coordinate(text, _middle(corridor))
    except NoCoordinateError:
        st.html(render("update_warning.html.j2", lang, text=word("update.place-unclear", lang, text=text)))
        return _Said(placing=nothing, lacks=("place-coordinate", *lacks))
    if datum is None:
        return _Said(placing=nothing, lacks=tuple(lacks))
    found = candidates(corridor, pick, "wgs84" if datum == "map" else datum, node.near_id)
    found = found[:1] if datum == "map" else found
    label = "map" if datum == "map" else ""
    chosen = _chosen(corridor, node, found, (f"{node.id}-{datum}-{pick.lon:.6f}-{pick.lat:.6f}", label), lang)
    if chosen is None:
        return _Said(placing=replace(nothing, accuracy_m=accuracy_m), points=found, lacks=("place-which", *lacks))
    point = replace(nothing, point=chosen.point, accuracy_m=accuracy_m)
    return _Said(placing=point, points=found, label=label, lacks=tuple(lacks))


def _typed(lang: Lang) -> None:
    """What is typed over a click on the map was picked somewhere else."""
    if session.widget_value(f"place-datum-{lang}") == "map":
        session.reset("place-datum")


def _chosen(
    corridor: Corridor, node: Node, found: tuple[Candidate, ...], asked: tuple[str, str], lang: Lang
) -> Candidate | None:
    """The point that is meant; ``None`` while it is open which.

    ``asked`` names the question, since what was answered to another coordinate or datum is no answer to this one, and
    what its one point is called; empty for the datum that it was read in.
    """
    question, label = asked
    with st.container(key="place-candidates"):
        if len(found) == 1:
            text = word("update.place-one", lang, point=_told(corridor, node, found[0], lang, label))
            st.html(render("update_note.html.j2", lang, text=text))
            return found[0]
        st.html(render("update_warning.html.j2", lang, text=word("update.place-suspect", lang)))
        # In one order, whatever the datum is said to be: an entry must not move away under the reader's hand.
        names = {one.datum: one for one in sorted(found, key=lambda one: DATUMS.index(one.datum))}
        held = session.sticky(f"place-as-{question}", lang, None, names)
        chosen = st.radio(
            word("update.place-which", lang),
            tuple(names),
            index=session.index_of(held.value, names),
            format_func=lambda datum: _told(corridor, node, names[datum], lang),
            key=held.key,
            persist_state="session",
        )
    return names.get(chosen or "")


def _told(corridor: Corridor, node: Node, candidate: Candidate, lang: Lang, label: str = "") -> str:
    parts = [
        _datum(label or candidate.datum, lang),
        f"{candidate.point.x:.6f}, {candidate.point.y:.6f} (WGS-84)",
        word("update.place-axis-m", lang, m=f"{rounded_m(candidate.axis_m):,}"),
    ]
    known = landmark(corridor, node.near_id)
    if known and candidate.near_m is not None:
        near = f"{rounded_m(candidate.near_m):,}"
        parts.append(word("update.place-near-m", lang, place=known[0][lang], m=near))
    return " · ".join(parts)


def _stretch(node: Node, lang: Lang) -> _Said:
    from_m = _metres("place-from", word("update.place-from", lang), lang, node.position.from_m)
    to_m = _metres("place-to", word("update.place-to", lang), lang, node.position.to_m)
    is_one = node.position.kind is PositionKind.STRETCH
    accuracy_m = _accuracy(lang, node.position.accuracy_m if is_one else None)
    stretch = Placing(
        node_id=node.id, kind=PositionKind.STRETCH, point=None, accuracy_m=accuracy_m, from_m=from_m, to_m=to_m
    )
    lacks = [name for name, value in (("place-from", from_m), ("place-to", to_m)) if value is None]
    return _Said(placing=stretch, lacks=tuple(lacks))


def _accuracy(lang: Lang, first: float | None) -> float | None:
    """How far a position may be off: for who places it to say, and never offered ready-made."""
    hint = word("update.place-accuracy-hint", lang)
    return _metres("place-accuracy", word("update.place-accuracy", lang), lang, first, hint)


def _metres(name: str, label: str, lang: Lang, first: float | None, hint: str = "") -> float | None:
    held = session.sticky(name, lang, first)
    value = st.number_input(
        label,
        value=held.value,
        step=10.0,
        format="%.0f",
        key=held.key,
        placeholder=hint or None,
        persist_state="session",
    )
    return None if value is None else float(value)


def _datum(datum: str, lang: Lang) -> str:
    return word(f"update.datum-{datum}", lang)


def _middle(corridor: Corridor) -> LonLat:
    centre = corridor.axis.line.centroid
    return LonLat(float(centre.x), float(centre.y))


def _take_pick(lang: Lang, pick: LonLat) -> None:
    session.set_widget(f"place-kind-{lang}", PositionKind.POINT)
    session.set_widget(f"place-text-{lang}", f"{pick.lon:.6f}, {pick.lat:.6f}")
    session.set_widget(f"place-datum-{lang}", "map")


@uninterrupted
def _send(corridor_id: str, whole: Placing) -> None:
    submit(Submission(corridor_id=corridor_id, name=whole.node_id, placing=whole))
