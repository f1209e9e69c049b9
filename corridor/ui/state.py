"""The address and the widgets as one `Selection`: the only module that touches the query and the session's memory.

The address is the truth. A widget is set from it before it is drawn, and writes to it when it is used, so Back,
a shared link and a click all take the same way. The address holds ids, never labels, and is changed only by a
reader's act, so that loading a page never adds a step to the browser's history.

The browser sends the address that it shows with every act. What is done before it has heard of the last change comes
with the address from before, which must not undo that change; only the browser's own Back and Forward go there again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from corridor.model.corridor import Corridor
from corridor.model.place import Role
from corridor.model.selection import Selection
from corridor.model.text import LANGS, Lang

MAX_COMPARED = 4
"""More columns than this cannot be read side by side."""

T = TypeVar("T")

_UNKNOWN_KEY = "unknown-parameters"
_AHEAD_KEY = "address-ahead"
_MOST_BEHIND = 8
"""Changes that a slow connection may not have heard of yet."""
_NO_LAYERS = "none"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A part of the address that names nothing here, or is one too many, and was left out."""

    parameter: str
    value: str


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
        self.unknown += [Unknown(parameter, part) for part in asked if part not in taken]
        return taken


def language(query: Mapping[str, str]) -> Lang:
    """The language of an address, Chinese unless it asks for another we speak."""
    return next((lang for lang in LANGS if lang == query.get("lang")), LANGS[0])


def parse(query: Mapping[str, str], corridors: Mapping[str, Corridor], views: Collection[str]) -> Reading:
    """Read an address against what there is; at least one corridor is needed."""
    parser = _Parser(query)
    view = parser.one("view", views) or next(iter(views))
    corridor = corridors[parser.one("corridor", corridors) or next(iter(corridors))]
    parser.one("lang", LANGS)
    layers = parser.many("layers", {_NO_LAYERS, *(layer.id for layer in corridor.layers)})
    selection = Selection(
        view=view,
        corridor_id=corridor.id,
        lang=language(query),
        node_id=parser.one("node", corridor.node_by_id),
        compared=parser.many("compare", corridor.compared_by_id, MAX_COMPARED),
        query=query.get("q", ""),
        industry_id=parser.one("industry", corridor.industry_by_id),
        role=parser.one("role", tuple(Role)),
        layer_ids=tuple(layer for layer in layers if layer != _NO_LAYERS) if layers else None,
    )
    return Reading(selection, tuple(parser.unknown))


def compose(**fields: str | Iterable[str] | None) -> dict[str, str | None]:
    """Words of the address for fields named as in the address; ``None`` takes a parameter out."""
    return {name: _parameter(name, value) for name, value in fields.items()}


def _parameter(name: str, value: str | Iterable[str] | None) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    return ",".join(value) or (_NO_LAYERS if name == "layers" else None)


def read(corridors: Mapping[str, Corridor], views: Collection[str]) -> Reading:
    """Read the address of this page."""
    address = _address()
    if address != st.query_params.to_dict():
        st.query_params.from_dict(address)
    elif address != _ahead().address:
        st.session_state.pop(_AHEAD_KEY, None)
    reading = parse(address, corridors, views)
    st.session_state[_UNKNOWN_KEY] = reading.unknown
    return reading


def page_language() -> Lang:
    """The language of this page, known even when no corridor is."""
    return language(_address())


def _address() -> dict[str, str]:
    """What the browser sent, or where this session went since then."""
    sent, ahead = st.query_params.to_dict(), _ahead()
    context = get_script_run_ctx()
    walks_history = context is not None and context.is_history_navigation
    return ahead.address if sent in ahead.behind and not walks_history else sent


def _ahead() -> _Ahead:
    ahead: _Ahead = st.session_state.get(_AHEAD_KEY, _Ahead({}, ()))
    return ahead


def change(**fields: str | Iterable[str] | None) -> None:
    """Go to the address with these parameters changed, and without those that named nothing.

    One step in the browser's history, however many fields.
    """
    ignored: tuple[Unknown, ...] = st.session_state.get(_UNKNOWN_KEY, ())
    before = _address()
    merged = {**_without(before, ignored), **compose(**fields)}
    address = {name: value for name, value in merged.items() if value}
    st.query_params.from_dict(address)
    st.session_state[_AHEAD_KEY] = _Ahead(address, (*_ahead().behind, before)[-_MOST_BEHIND:])


def _without(query: Mapping[str, str], ignored: Iterable[Unknown]) -> dict[str, str]:
    dropped = {(unknown.parameter, unknown.value) for unknown in ignored}
    return {
        name: ",".join(part for part in value.split(",") if name == "q" or (name, part) not in dropped)
        for name, value in query.items()
    }


def follow(key: str, value: object) -> str:
    """Set a widget to what the address says before it is drawn, and give back its key.

    An equal value is left alone: setting it again would overwrite what is being typed. A browser remembers the label
    that was chosen, not the id, so where labels change with language or corridor the key must change with them.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def take(parameter: str, key: str, *cleared: str) -> None:
    """Write a widget's new value to the address, as its callback; parameters in ``cleared`` are taken out."""
    change(**{parameter: st.session_state[key]}, **dict.fromkeys(cleared))


def named_node(key: str) -> str | None:
    """The node that a map or a strip has just named, for its callback; ``None`` when it named none."""
    node_id = (st.session_state.get(key) or {}).get("node")
    return node_id if isinstance(node_id, str) else None


def lasting(name: str, lang: Lang, first: object, known: Collection[object] | None = None) -> str:
    """Key of a widget that no address speaks of: it keeps its value through a change of language.

    The widget's labels change with the language, so its key does too, and the value moves over; ``first`` is what it
    holds on the first visit. What is no longer among the ``known`` options is dropped.
    """
    key, kept = f"{name}-{lang}", f"{name}-key"
    before = st.session_state.get(kept, key)
    value = _still_known(st.session_state.get(before, first), first, known)
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    st.session_state[kept] = key
    return key


def entered(key: str) -> object:
    """What a widget holds, for its callback; ``None`` when it was not drawn."""
    return st.session_state.get(key)


def enter(key: str, value: object) -> None:
    """Set what a widget holds; before it is drawn, or as a callback."""
    st.session_state[key] = value


def keep(name: str, value: object) -> None:
    """Remember something for this session only, under a name that is no widget's."""
    st.session_state[f"kept-{name}"] = value


def kept(name: str, kind: type[T]) -> T | None:
    """What this session remembers under a name; ``None`` when it remembers nothing of that kind."""
    value = st.session_state.get(f"kept-{name}")
    return value if isinstance(value, kind) else None


def let_go(*names: str) -> None:
    """Remember these no longer, also as a callback."""
    for name in names:
        st.session_state.pop(f"kept-{name}", None)


def forget(*names: str) -> None:
    """Let lasting widgets begin anew, as a callback."""
    for name in names:
        st.session_state.pop(st.session_state.pop(f"{name}-key", None), None)


def _still_known(value: object, first: object, known: Collection[object] | None) -> object:
    if known is None:
        return value
    if isinstance(value, list):
        return [part for part in value if part in known]
    return value if value in known else first
