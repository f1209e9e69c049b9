"""The program around the page: what Streamlit serves it with, and what is answered without it.

How a request passes:

1. `headers.Headers` lets it in and puts our security headers on whatever answer comes back, Streamlit's own included.
2. `headers.Closed` ends what Streamlit would tell everybody: its metrics.
3. Four addresses are ours: the page's first answer (`head`), ``/health``, ``/tour/<corridor>`` (`tour`), and
   ``/handout/<secret>``, at which one session fetches what was offered to it alone (`handout`).
4. Everything else is Streamlit's: its scripts, the frames of components, uploads, downloads, signing in, and the
   websocket that runs ``page.py`` anew for every act.
5. What fails on the way is answered by `apology`, which says so in every language and nothing more.

All of them lie below ``server.baseUrlPath``. Modules in here must not import one that declares a component: they are
loaded before Streamlit runs, and a component declared that early is served to nobody.
"""

from collections.abc import Mapping
from pathlib import Path

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from corridor.ui.program.apology import Handler, failed
from corridor.ui.program.base_path import under_base
from corridor.ui.program.handout import handout
from corridor.ui.program.head import first_answer
from corridor.ui.program.headers import Closed, Headers, embedders
from corridor.ui.program.health import health
from corridor.ui.program.opening import opening
from corridor.ui.program.tour import tour

__all__ = ["ON_FAILURE", "PAGE", "middleware", "opening", "routes"]

PAGE = Path(__file__).parents[1] / "page.py"
"""The script of the page."""

ON_FAILURE: Mapping[type[Exception], Handler] = {Exception: failed}
"""Who answers when something fails."""


def routes() -> list[BaseRoute]:
    """The addresses that are answered without Streamlit."""
    return [
        Route(under_base(""), first_answer),
        Route(under_base("health"), health),
        Route(under_base("tour/{corridor}"), tour),
        Route(under_base("handout/{token}"), handout),
    ]


def middleware() -> list[Middleware]:
    """What every request passes on its way in, and its answer on the way out, outermost first.

    Raises:
        SystemExit: ``CORRIDOR_EMBEDDERS`` names something that is no website.
    """
    embedders()  # a wrong setting ends the start, not the first visit
    return [Middleware(Headers), Middleware(Closed)]
