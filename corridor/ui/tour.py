"""The tour of a corridor as one document, made once for all visitors who may see the same."""

import streamlit as st

from corridor.export.address import public_address
from corridor.export.html import player
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.text import Lang


def tour(corridor: Corridor, lang: Lang) -> str:
    """The document that the export writes to a file, as text."""
    return _tour(corridor, corridor.version, corridor.profile, lang, public_address(corridor))


@st.cache_resource(max_entries=16, show_spinner=False)
def _tour(_corridor: Corridor, version: str, profile: Release, lang: Lang, address: str) -> str:
    """The tour of a state of the data; the corridor itself is too large to be part of the key."""
    del version, profile
    return player(_corridor, lang, address)
