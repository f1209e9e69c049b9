"""What a session remembers: notes under names of ours, and what its widgets hold. Nobody else touches its memory.

A note is read, written and taken away with `get`, `set` and `pop`. A widget is either bound to the address (`bind`), or
no address speaks of it and it is `sticky`: it keeps its value from language to language until it is `reset`. What a
component of the page has just sent is an `event`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

import streamlit as st

from corridor.model.text import Lang
from corridor.ui.interruption import retry, uninterrupted

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sticky(Generic[T]):
    """A widget's key and what it holds, which it must be drawn with: see `bind`."""

    key: str
    value: T


def get(name: str, kind: type[T]) -> T | None:
    """What this session remembers under a name; ``None`` when it remembers nothing of that kind."""
    value = widget_value(_note(name))
    return value if isinstance(value, kind) else None


@uninterrupted
def set(name: str, value: object) -> None:  # noqa: A001 - it is always called as session.set
    """Remember something for this session only, under a name that is no widget's, also as a callback."""
    set_widget(_note(name), value)


@uninterrupted
def pop(*names: str) -> None:
    """Remember these no longer, also as a callback."""
    for name in names:
        _drop(_note(name))


def bind(key: str, value: object) -> str:
    """Set a widget to what the address says before it is drawn, and give back its key.

    An equal value is left alone: setting it again would overwrite what is being typed. The widget needs the value as
    its default too: a browser that has not drawn it before the next run never hears that it was set, and would send
    the default as the reader's own choice. A browser remembers the label that was chosen, not the id, so where labels
    change with language or corridor the key must change with them.
    """
    missing = object()
    if _held(key, missing) != value:
        set_widget(key, value)
    return key


def index_of(value: object, options: Iterable[object]) -> int | None:
    """Where a value stands among the options of a select, as its default; ``None`` where nothing is chosen."""
    return next((index for index, option in enumerate(options) if option == value), None)


def sticky(name: str, lang: Lang, first: T, known: Collection[object] | None = None) -> Sticky[T]:
    """A widget that no address speaks of: it keeps its value through a change of language.

    The widget's labels change with the language, so its key does too, and the value moves over; ``first`` is what it
    holds on the first visit. What is no longer among the ``known`` options is dropped.
    """
    key = _sticky_key(name, lang)
    before = _held(_last_key(name), key)
    value = _still_known(_held(before, first), first, known)
    bind(key, value)
    set_widget(_last_key(name), key)
    return Sticky(key, value)


@uninterrupted
def set_sticky(name: str, lang: Lang, value: object) -> None:
    """Set what a sticky widget of this language holds from the next run on, as a callback."""
    reset(name)
    set_widget(_sticky_key(name, lang), value)


@uninterrupted
def reset(*names: str) -> None:
    """Let sticky widgets begin anew, as a callback."""
    for name in names:
        _drop(_held(_last_key(name), _last_key(name)))
        _drop(_last_key(name))


def widget_value(key: str) -> object:
    """What a widget holds, for its callback; ``None`` when it was not drawn."""
    return _held(key, None)


def set_widget(key: str, value: object) -> None:
    """Set what a widget holds; before it is drawn, or as a callback."""
    retry(lambda: st.session_state.__setitem__(key, value))


def event(key: str, what: str) -> object:
    """What a component of the page has just sent as ``what``, for its callback; the browser may send anything."""
    sent = widget_value(key)
    return sent.get(what) if isinstance(sent, dict) else None


def event_id(key: str, what: str) -> str | None:
    """The id that a component of the page has just sent as ``what``, for its callback; ``None`` when it sent none."""
    sent = event(key, what)
    return sent if isinstance(sent, str) else None


def _note(name: str) -> str:
    return f"kept-{name}"


def _sticky_key(name: str, lang: Lang) -> str:
    return f"{name}-{lang}"


def _last_key(name: str) -> str:
    """Under which the key is remembered that a sticky widget was last drawn with."""
    return f"{name}-key"


def _held(key: str, missing: T) -> T:
    """What the session holds, trusted to be of the kind of what stands for nothing."""
    found: T = retry(lambda: st.session_state.get(key, missing))
    return found


def _drop(key: str) -> None:
    retry(lambda: st.session_state.pop(key, None))


def _still_known(value: T, first: T, known: Collection[object] | None) -> T:
    if known is None:
        return value
    if isinstance(value, list):
        return cast("T", [part for part in value if part in known])
    return value if value in known else first
