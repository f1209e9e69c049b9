"""The headers of every answer, and what is closed to everybody, as middleware."""

import os
from functools import cache

from starlette.datastructures import Headers as Sent
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corridor.draw.web.player.document import scripts
from corridor.export.leaflet import leaflet
from corridor.i18n import both
from corridor.model.text import LANGS
from corridor.ui.program.base_path import under_base
from corridor.ui.program.head import first_script, streamlit_page
from corridor.ui.program.policy import inline_scripts, of_component, of_page, policy, websites

_SAME_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def security(scope: Scope) -> dict[str, str]:
    """Our headers for the answer to a request."""
    is_component = scope["path"].startswith(under_base("component/"))
    source = of_component() if is_component else _of_our_page()
    said = policy(source, embedders(), Sent(scope=scope).get("host", ""))
    # The older header knows no other websites: it would refuse those that the policy allows.
    frame = {} if embedders() else {"X-Frame-Options": "SAMEORIGIN"}
    return {"Content-Security-Policy": said, **_SAME_EVERYWHERE, **frame}


@cache
def embedders() -> tuple[str, ...]:
    """The websites that may show the dashboard in a frame, from ``CORRIDOR_EMBEDDERS``.

    Raises:
        SystemExit: one of them is no website; a guess would open the dashboard to the wrong one or to none.
    """
    try:
        return websites(os.environ.get("CORRIDOR_EMBEDDERS", ""))
    except ValueError as error:
        sentence = both("app.bad-embedder", value=error)
        raise SystemExit("\n".join(sentence[lang] for lang in LANGS)) from None


@cache
def _of_our_page() -> str:
    """The inline scripts that we serve: our first, Streamlit's and every tour's."""
    pieces = (streamlit_page(), scripts(leaflet()))
    return of_page((first_script(), *(script for piece in pieces for script in inline_scripts(piece))))


class Headers:
    """Middleware that puts our headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(security(scope))
            await send(message)

        await self._app(scope, receive, send_with_headers)


class Closed:
    """Middleware that keeps Streamlit's metrics from strangers, unless ``CORRIDOR_METRICS`` is ``public``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or end it."""
        is_closed = scope["type"] == "http" and scope["path"] == under_base("_stcore/metrics")
        if is_closed and os.environ.get("CORRIDOR_METRICS") != "public":
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
