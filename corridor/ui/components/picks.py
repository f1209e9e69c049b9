"""Parts of our own markup that can be picked, as a button can."""

from collections.abc import Callable

import streamlit as st

from corridor.draw.web.scripts import module
from corridor.ui import session
from corridor.ui.interruption import uninterrupted

_picks = st.components.v2.component("corridor_picks", js=module("page/picks"))


def hear_picks(within: str, on_pick: Callable[[str], None]) -> None:
    """Call ``on_pick`` with what a part's ``data-pick`` says, before the run that the pick causes.

    Args:
        within: key of the container around the markup and around this call.
        on_pick: hears what the browser sent, which may be anything.
    """
    key = f"picks-{within}"

    @uninterrupted
    def picked() -> None:
        pick = session.event_id(key, "pick")
        if pick is not None:
            on_pick(pick)

    _picks(key=key, data={"within": within}, on_pick_change=picked)
