"""The switch between the parts of a view, of which one is drawn."""

from collections.abc import Collection

import streamlit as st

from corridor.i18n import word
from corridor.model.selection import Part, Selection
from corridor.ui import session
from corridor.ui.url import write_param


def part_switch(selection: Selection, parts: Collection[Part], first: Part | None = None) -> Part:
    """Draw the switch and give back which part to draw.

    Args:
        selection: what the address says.
        parts: those there are in their order, named by the words ``<view>.part-<id>``.
        first: the part to draw where the address names none; ``None`` for the first of all.
    """
    view, lang = selection.view, selection.lang
    part = next((part for part in parts if part == selection.part), first or next(iter(parts)))
    key = session.bind(f"{view}-part-{lang}", str(part))
    st.segmented_control(
        word(f"{view}.parts", lang),
        tuple(map(str, parts)),
        format_func=lambda name: word(f"{view}.part-{name}", lang),
        default=str(part),
        key=key,
        on_change=write_param,
        args=("part", key),
        required=True,
        label_visibility="collapsed",
    )
    return part
