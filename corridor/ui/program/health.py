"""Whether the server answers, for whoever watches over it."""

from starlette.requests import Request
from starlette.responses import JSONResponse


async def health(_: Request) -> JSONResponse:
    """Say that it does, and nothing about it."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
