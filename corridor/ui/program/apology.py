"""Answers for what cannot be shown: one sentence in every language, and nothing of how the server is made."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from corridor.draw.web.markup import render
from corridor.i18n import both
from corridor.model.text import LANGS, Text
from corridor.ui.program.headers import security
from corridor.ui.url import language

Handler = Callable[[Request, Exception], Awaitable[Response]]


def apology(request: Request, sentence: Text, status: int) -> HTMLResponse:
    """Say a sentence; the language of the address is that of the page, and the first."""
    lang = language(request.query_params)
    sentences = {code: sentence[code] for code in (lang, *LANGS)}
    page = render("apology.html.j2", lang, sentences=sentences)
    return HTMLResponse(page, status, headers={"Cache-Control": "no-store"})


async def failed(request: Request, _: Exception) -> Response:
    """Answer for an error of the program; it is in the server's log, and beyond the middleware that adds headers."""
    answer = apology(request, both("app.failed"), 500)
    answer.headers.update(security(request.scope))
    return answer
