"""The address and the widgets as one `Selection`: the only module that touches the query and the session's memory.

The address is the truth. A widget is set from it before it is drawn, and writes to it when it is used, so Back,
a shared link and a click all take the same way. The address holds ids, never labels, and is changed only by a
reader's act, so that loading a page never adds a step to the browser's history.

The browser sends the address that it shows with every act. What is done before it has heard of the last change comes
with the address from before, which must not undo that change; only the browser's own Back and Forward go there again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from corridor.model.corridor import Corridor
from corridor.model.place import Role
from corridor.model.selection import Selection, View
from corridor.model.text import LANGS, Lang, Text
from corridor.ui.act import act, surely

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


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """A widget's key and what it holds, which it must be drawn with: see `follow`."""

    key: str
    value: T


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
            Unknown(parameter, part, "too-many" if part in known else "unknown") for part in asked if part not in taken
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
        part=parser.one("part", parts),
        corridor_id=corridor.id,
        lang=language(query),
        node_id=parser.one("node", corridor.node_by_id),
        compared=parser.many("compare", corridor.compared_by_id, MAX_COMPARED),
        query=query.get("q", ""),
        industry_id=parser.one("industry", corridor.industry_by_id),
        role=parser.one("role", {*Role, *(role.id for role in corridor.own_roles)}),
        layer_ids=tuple(layer for layer in layers if layer != _NO_LAYERS) if layers else None,
    )
    return Reading(selection, tuple(_explained(part, corridor) for part in parser.unknown))


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
        _drop(_AHEAD_KEY)
    reading = parse(address, corridors, views, parts)
    _set(_UNKNOWN_KEY, reading.unknown)
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
    ahead: _Ahead = _get(_AHEAD_KEY, _Ahead({}, ()))
    return ahead


@act
def change(**fields: str | Iterable[str] | None) -> None:
    """Go to the address with these parameters changed, and without those that named nothing.

    One step in the browser's history, however many fields. Nothing where the reader goes back or forward: what a
    widget sends along is then what it held on the page that is left, which a faster reader has not even seen drawn.
    """
    if _walks_history():
        return
    ignored: tuple[Unknown, ...] = _get(_UNKNOWN_KEY, ())
    before = _address()
    merged = {**_without(before, ignored), **compose(**fields)}
    address = {name: value for name, value in merged.items() if value}
    _set(_AHEAD_KEY, _Ahead(address, (*_ahead().behind, before)[-_MOST_BEHIND:]))
    _go_to(address)


def _without(query: Mapping[str, str], ignored: Iterable[Unknown]) -> dict[str, str]:
    dropped = {(unknown.parameter, unknown.value) for unknown in ignored}
    return {
        name: ",".join(part for part in value.split(",") if name == "q" or (name, part) not in dropped)
        for name, value in query.items()
    }


def follow(key: str, value: object) -> str:
    """Set a widget to what the address says before it is drawn, and give back its key.

    An equal value is left alone: setting it again would overwrite what is being typed. The widget needs the value as
    its default too: a browser that has not drawn it before the next run never hears that it was set, and would send
    the default as the reader's own choice. A browser remembers the label that was chosen, not the id, so where labels
    change with language or corridor the key must change with them.
    """
    _set_unless_equal(key, value)
    return key


def index_of(value: object, options: Iterable[object]) -> int | None:
    """Where a value stands among the options of a select, as its default; ``None`` where nothing is chosen."""
    return next((index for index, option in enumerate(options) if option == value), None)


@act
def take(parameter: str, key: str, *cleared: str) -> None:
    """Write a widget's new value to the address, as its callback; parameters in ``cleared`` are taken out."""
    change(**{parameter: _get(key, None)}, **dict.fromkeys(cleared))


def named_node(key: str) -> str | None:
    """The node that a map or a strip has just named, for its callback; ``None`` when it named none."""
    return named(key, "node")


def named(key: str, what: str) -> str | None:
    """The id that a part of the page has just named as ``what``, for its callback; ``None`` when it named none."""
    said = entered(key)
    found = said.get(what) if isinstance(said, dict) else None
    return found if isinstance(found, str) else None


def named_layers(key: str) -> list[str] | None:
    """The layers that a map has just been told to show, for its callback; ``None`` when it told of none."""
    said = entered(key)
    layers = said.get("layers") if isinstance(said, dict) else None
    return [str(layer) for layer in layers] if isinstance(layers, list) else None


def lasting(name: str, lang: Lang, first: T, known: Collection[object] | None = None) -> Held[T]:
    """A widget that no address speaks of: it keeps its value through a change of language.

    The widget's labels change with the language, so its key does too, and the value moves over; ``first`` is what it
    holds on the first visit. What is no longer among the ``known`` options is dropped.
    """
    key, kept = f"{name}-{lang}", f"{name}-key"
    before = _get(kept, key)
    value = _still_known(_get(before, first), first, known)
    _set_unless_equal(key, value)
    _set(kept, key)
    return Held(key, value)


def entered(key: str) -> object:
    """What a widget holds, for its callback; ``None`` when it was not drawn."""
    return _get(key, None)


def enter(key: str, value: object) -> None:
    """Set what a widget holds; before it is drawn, or as a callback."""
    _set(key, value)


@act
def keep(name: str, value: object) -> None:
    """Remember something for this session only, under a name that is no widget's."""
    _set(f"kept-{name}", value)


def kept(name: str, kind: type[T]) -> T | None:
    """What this session remembers under a name; ``None`` when it remembers nothing of that kind."""
    value = entered(f"kept-{name}")
    return value if isinstance(value, kind) else None


@act
def let_go(*names: str) -> None:
    """Remember these no longer, also as a callback."""
    for name in names:
        _drop(f"kept-{name}")


@act
def hold(name: str, lang: Lang, value: object) -> None:
    """Set what a `lasting` widget of this language holds from the next run on, as a callback."""
    forget(name)
    _set(f"{name}-{lang}", value)


@act
def forget(*names: str) -> None:
    """Let lasting widgets begin anew, as a callback."""
    for name in names:
        kept_as = f"{name}-key"
        _drop(_get(kept_as, kept_as))
        _drop(kept_as)


def _set_unless_equal(key: str, value: object) -> None:
    missing = object()
    if _get(key, missing) != value:
        _set(key, value)


def _get(key: str, missing: T) -> T:
    """What the session holds, trusted to be of the kind of what stands for nothing."""
    found: T = surely(lambda: st.session_state.get(key, missing))
    return found


def _set(key: str, value: object) -> None:
    surely(lambda: st.session_state.__setitem__(key, value))


def _drop(key: str) -> None:
    surely(lambda: st.session_state.pop(key, None))


def _sent() -> dict[str, str]:
    return surely(st.query_params.to_dict)


def _go_to(address: dict[str, str]) -> None:
    surely(lambda: st.query_params.from_dict(address))


def _still_known(value: T, first: T, known: Collection[object] | None) -> T:
    if known is None:
        return value
    if isinstance(value, list):
        return cast("T", [part for part in value if part in known])
    return value if value in known else first
