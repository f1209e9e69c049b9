"""The tour of a corridor as one document, made once for all visitors who may see the same."""

import streamlit as st

from corridor.export.html import player
from corridor.model.corridor import Corridor
from corridor.model.text import Lang
from corridor.ui.caching import BY_KEY


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=BY_KEY)
def tour(corridor: Corridor, lang: Lang, address: str) -> str:
    """The document that the export writes to a file, as text, with a code that leads to an address."""
    return player(corridor, lang, address)
