"""Bringing a reader to an answer that took its time."""

import streamlit as st

from corridor.draw.web.scripts import module

_focus = st.components.v2.component("corridor_focus", js=module("page/focus"))


def move_focus(within: str, answer: str) -> None:
    """Move the focus to the heading, or the current row, in the container with this key, once for each answer."""
    _focus(key=f"focus-{within}", data={"within": within, "answer": answer})
