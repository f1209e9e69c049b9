"""What a session was told the address of, and nobody else can guess; see `corridor.ui.handouts`."""

import gzip

from starlette.requests import Request
from starlette.responses import Response

from corridor.i18n import both
from corridor.ui.handouts import handed_out
from corridor.ui.program.apology import apology


def handout(request: Request) -> Response:
    """Make it and hand it over; nothing on the way or in the browser keeps it."""
    make = handed_out(request.path_params["token"])
    if make is None:
        return apology(request, both("app.handout-unknown"), 404)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    content = make()
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(content, media_type="application/json", headers=headers)
    packed = gzip.compress(content, compresslevel=5, mtime=0)
    return Response(packed, media_type="application/json", headers={**headers, "Content-Encoding": "gzip"})
