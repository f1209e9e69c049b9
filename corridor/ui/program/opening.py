"""What happens when the server starts: it says where it is, and opens the page for the person at this machine.

Streamlit's own greeting asks a server on the internet under which address this one is seen from there. Its settings
hide that greeting (``logger.hideWelcomeMessage``); the same question, asked whenever a websocket comes from a foreign
website, has no setting.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit import net_util
from streamlit.cli_util import open_browser, print_to_cli
from streamlit.starlette import App
from streamlit.web.server.server_util import get_display_address, get_url

from corridor.i18n import both
from corridor.model.text import LANGS

_EVERYWHERE = (None, "0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


@asynccontextmanager
async def opening(_: App) -> AsyncIterator[None]:
    """Greet, and let the server run."""
    net_util._external_ip = ""  # noqa: SLF001 - what Streamlit believes to know it does not ask
    addresses = _addresses(st.get_option("server.address"))
    greeting = both("app.started", address="  ".join(addresses))
    for lang in LANGS:
        print_to_cli(greeting[lang])
    if not st.get_option("server.headless"):
        open_browser(addresses[0])
    yield


def _addresses(listened: str | None) -> list[str]:
    """Where the page is found, from this machine first."""
    if listened not in _EVERYWHERE:
        return [get_url(get_display_address(str(listened)))]
    return [get_url("localhost"), *(get_url(found) for found in (net_util.get_internal_ip(),) if found)]
