"""What is kept for one corridor is never shown for another."""

from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st

from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.pack.load import load
from corridor.ui.caching import BY_KEY


@pytest.mark.parametrize("change", [{"id": "another"}, {"profile": Release.INTERNAL}, {"version": "later"}])
def test_a_cache_tells_apart_id_profile_and_version(invented: Path, change: dict[str, str]) -> None:
    """The same corridor is not made twice; of another id, for who may see more, or in a later version it is."""
    made = []

    @st.cache_data(show_spinner=False, hash_funcs=BY_KEY)
    def make(corridor: Corridor) -> None:
        made.append(corridor)

    make.clear()
    public = load(invented, Release.PUBLIC)
    make(public)
    make(replace(public))
    assert made == [public]
    make(replace(public, **change))
    assert len(made) == len([public, change])
