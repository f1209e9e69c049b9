"""Where on the server the dashboard lies."""

import streamlit as st


def under_base(path: str) -> str:
    """A path below ``server.baseUrlPath``, as requests name it; the empty one is that of the page."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}/{path}" if base else f"/{path}"
