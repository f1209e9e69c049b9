"""The address of the page as one `Selection`: read, written, and followed back and forward. Nobody else touches it.

The address is the truth. A widget is set from it before it is drawn, and writes to it when it is used, so Back,
a shared link and a click all take the same way. The address holds ids, never labels, and is changed only by a
reader's act, so that loading a page never adds a step to the browser's history.

The browser sends the address that it shows with every act. What is done before it has heard of the last change comes
with the address from before, which must not undo that change; only the browser's own Back and Forward go there again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from corridor.analysis.compare import MOST
from corridor.model.corridor import Corridor
from corridor.model.place import Role
from corridor.model.selection import Part, Selection, View
from corridor.model.text import LANGS, Lang, Text
from corridor.ui import session
from corridor.ui.interruption import retry, uninterrupted

_UNKNOWN, _AHEAD = "unknown-parameters", "address-ahead"
_MOST_BEHIND = 8
"""Changes that a slow connection may not have heard of yet."""
_NO_LAYERS = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A part of the address that was left out, and why."""

    parameter: str
    value: str
    why: Literal["unknown", "too-many", "no-economy"] = "unknown"
    name: Text | None = None
    """What the value names, where it names something."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an address says, and what in it could not be followed."""

    selection: Selection
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class _Ahead:
    """The address that this session went to, which the browser may not show yet."""

    address: dict[str, str]
    behind: tuple[dict[str, str], ...]
    """The addresses left on the way, which the browser may still send."""


class _Parser:
    """Take known values out of an address and remember the unknown ones."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self._query = query
        self.unknown: list[Unknown] = []

    def one(self, parameter: str, known: Collection[str]) -> str | None:
        found = self.many(parameter, known)
        return found[0] if found else None

    def many(self, parameter: str, known: Collection[str], most: int | None = None) -> tuple[str, ...]:
        asked = tuple(dict.fromkeys(part for part in self._query.get(parameter, "").split(",") if part))
        taken = tuple(part for part in asked if part in known)[:most]
        self.unknown += [
            Unknown(parameter=parameter, value=part, why="too-many" if part in known else "unknown")
            for part in asked
            if part not in taken
        ]
        return taken


def language(query: Mapping[str, str]) -> Lang:
    """The language of an address, Chinese unless it asks for another we speak."""
    return next((lang for lang in LANGS if lang == query.get("lang")), LANGS[0])


def parse(
    query: Mapping[str, str], corridors: Mapping[str, Corridor], views: Collection[str], parts: Collection[str] = ()
) -> Reading:
    """Read an address against what there is; at least one corridor is needed.

    A part is known when any view has it: going to another view and back finds the part again.
    """
    parser = _Parser(query)
    view = parser.one("view", views) or next(iter(views))
    corridor = corridors[parser.one("corridor", corridors) or next(iter(corridors))]
    parser.one("lang", LANGS)
    layers = parser.many("layers", {_NO_LAYERS, *(layer.id for layer in corridor.layers)})
    selection = Selection(
        view=View(view),
        part=Part(part) if (part := parser.one("part", parts)) else None,
        corridor_id=corridor.id,
        lang=language(query),
        node_id=parser.one("node", corridor.node_by_id),
        compared=parser.many("compare", corridor.compared_by_id, MOST),
        query=query.get("q", ""),
        industry_id=parser.one("industry", corridor.industry_by_id),
        role=parser.one("role", {*Role, *(role.id for role in corridor.own_roles)}),
        audience_id=parser.one("audience", {audience.id for audience in corridor.audiences}),
        chapter_ids=parser.many("chapters", corridor.chapter_by_id),
        layer_ids=tuple(layer for layer in layers if layer != _NO_LAYERS) if layers else None,
    )
    return Reading(selection, tuple(_explained(one, corridor) for one in parser.unknown))


def _explained(part: Unknown, corridor: Corridor) -> Unknown:
    """A node that cannot be compared is named, and not called unknown."""
    node = corridor.node_by_id.get(part.value) if part.parameter == "compare" else None
    if node is None:
        return part
    return replace(part, name=node.name, why=part.why if node.has_economy else "no-economy")


def compose(**fields: str | Iterable[str] | None) -> dict[str, str | None]:
    """Words of the address for fields named as in the address; ``None`` takes a parameter out."""
    return {name: _parameter(name, value) for name, value in fields.items()}


def _parameter(name: str, value: str | Iterable[str] | None) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    return ",".join(value) or (_NO_LAYERS if name == "layers" else None)


def read(corridors: Mapping[str, Corridor], views: Collection[str], parts: Collection[str]) -> Reading:
    """Read the address of this page."""
    address = _address()
    if address != _sent():
        _go_to(address)
    elif address != _ahead().address:
        session.pop(_AHEAD)
    reading = parse(address, corridors, views, parts)
    session.set(_UNKNOWN, reading.unknown)
    return reading


def page_language() -> Lang:
    """The language of this page, known even when no corridor is."""
    return language(_address())


def _address() -> dict[str, str]:
    """What the browser sent, or where this session went since then."""
    sent, ahead = _sent(), _ahead()
    return ahead.address if sent in ahead.behind and not _walks_history() else sent


def _walks_history() -> bool:
    """Whether the browser asks for this page because its reader went back or forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _ahead() -> _Ahead:
    return session.get(_AHEAD, _Ahead) or _Ahead({}, ())


@uninterrupted
def change(**fields: str | Iterable[str] | None) -> None:
    """Go to the address with these parameters changed, and without those that named nothing.

    One step in the browser's history, however many fields. Nothing where the reader goes back or forward: what a
    widget sends along is then what it held on the page that is left, which a faster reader has not even seen drawn.
    """
    if _walks_history():
        return
    ignored: tuple[Unknown, ...] = session.get(_UNKNOWN, tuple) or ()
    before = _address()
    merged = {**_without(before, ignored), **compose(**fields)}
    address = {name: value for name, value in merged.items() if value}
    session.set(_AHEAD, _Ahead(address, (*_ahead().behind, before)[-_MOST_BEHIND:]))
    _go_to(address)


def _without(query: Mapping[str, str], ignored: Iterable[Unknown]) -> dict[str, str]:
    dropped = {(unknown.parameter, unknown.value) for unknown in ignored}
    return {
        name: ",".join(part for part in value.split(",") if name == "q" or (name, part) not in dropped)
        for name, value in query.items()
    }


@uninterrupted
def write_param(parameter: str, key: str, *cleared: str) -> None:
    """Write a widget's new value to the address, as its callback; parameters in ``cleared`` are taken out."""
    value = session.widget_value(key)
    change(**{parameter: value if isinstance(value, Iterable) else None}, **dict.fromkeys(cleared))


def _sent() -> dict[str, str]:
    return retry(st.query_params.to_dict)


def _go_to(address: dict[str, str]) -> None:
    retry(lambda: st.query_params.from_dict(address))
