"""A chart on the page, with its figures as a table under it."""

import streamlit as st

from corridor.draw.web.scripts import module

_chart = st.components.v2.component("corridor_chart", js=module("page/chart"), isolate_styles=False)


def show_chart(drawn: str, name: str) -> None:
    """Show what `corridor.draw.web.chart` drew, in the container ``chart-<name>``."""
    with st.container(key=f"chart-{name}"):
        _chart(key=f"drawn-{name}", data={"drawn": drawn})
