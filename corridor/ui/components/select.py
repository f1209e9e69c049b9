"""A select of one among several that are told by their names, kept by the session."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from corridor.ui import session


def select(
    label: str,
    names: Mapping[str, str],
    held: session.Sticky[str] | session.Sticky[str | None],
    placeholder: str | None = None,
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> str | None:
    """Draw the select and give back the id that is chosen; ``None`` while none is.

    Args:
        label: what is asked for.
        names: of what there is to choose from, by id.
        held: the widget, as `session.sticky` keeps it.
        placeholder: what stands there while nothing is chosen; ``None`` for Streamlit's own words.
        label_visibility: whether the label is seen, or heard only.
    """
    return st.selectbox(
        label,
        tuple(names),
        index=session.index_of(held.value, names),
        format_func=names.__getitem__,
        key=held.key,
        placeholder=placeholder,
        label_visibility=label_visibility,
        persist_state="session",
    )
