"""The tour by its own address, for an audience with phones: one document, complete, with what the public may see.

It asks for nothing else, opens nothing and saves nothing, so it also works in a browser that allows none of that, such
as the one inside a messenger.
"""

import gzip
from dataclasses import dataclass
from hashlib import blake2s

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response

from corridor.export.address import public_address
from corridor.i18n import both
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.text import Lang
from corridor.pack.packs import data_folder
from corridor.ui import tour as tours
from corridor.ui.caching import BY_KEY
from corridor.ui.library import library
from corridor.ui.program.apology import apology
from corridor.ui.url import language


@dataclass(frozen=True, slots=True)
class _Packed:
    """A document as it goes over the line: a hall of phones asks for the same one."""

    content: bytes
    """Compressed."""
    tag: str
    """What a browser that has it names it by."""


def tour(request: Request) -> Response:
    """The tour of the corridor that the path names, in the language that the address asks for."""
    corridor_id = request.path_params["corridor"]
    found = library(data_folder(), Release.PUBLIC)
    if corridor_id in found.corridors:
        return _unless_known(request, found.corridors[corridor_id], language(request.query_params))
    if any(pack.name == corridor_id for pack in found.failed):
        return apology(request, both("app.tour-broken"), 503)
    return apology(request, both("app.tour-unknown"), 404)


def _unless_known(request: Request, corridor: Corridor, lang: Lang) -> Response:
    """The document, or word that the browser has it already."""
    packed = _packed(corridor, lang, public_address(corridor))
    headers = {"ETag": packed.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if packed.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(packed.content), media_type="text/html", headers=headers)
    return Response(packed.content, media_type="text/html", headers={**headers, "Content-Encoding": "gzip"})


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=BY_KEY)
def _packed(corridor: Corridor, lang: Lang, address: str) -> _Packed:
    content = gzip.compress(tours.tour(corridor, lang, address).encode(), mtime=0)
    return _Packed(content, f'W/"{blake2s(content, digest_size=16).hexdigest()}"')
