"""Who is looking: the release profile that every load and every cache is keyed by, and who may publish.

Viewers see the public data. On a server that only its own machine can reach, ``CORRIDOR_EDITOR`` names the person at
it; on a shared one editors sign in through OIDC. Everyone else checks and compares, and publishes nothing.

A forwarder on the machine itself lets others reach such a server. It is known by what it changes of a request; one that
changes nothing looks like the person at the machine, and no server can tell the two apart.
"""

import ipaddress
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import streamlit as st

from corridor.model.figure import Release
from corridor.ui import session

_AS_PUBLIC = "as-public"
_BROWSERS_OWN = frozenset(
    (
        *("host", "connection", "upgrade", "origin", "user-agent", "cookie", "cache-control", "pragma", "dnt"),
        *("accept", "accept-encoding", "accept-language", "priority"),
    )
)
_BROWSERS_NEW = "sec-"
"""What a browser sends of its own accord when it opens a websocket: these headers, and whatever is named ``Sec-…``, as
browsers name what they add. A page cannot add to them, so any other was added on the way by a forwarder; there are too
many kinds of those to list their headers instead."""

_USUAL_PORTS = {"http": 80, "https": 443}
"""Ports that a browser leaves out of ``Host`` and ``Origin``."""


@dataclass(frozen=True, slots=True)
class Server:
    """What the server listens on."""

    address: str | None
    """``None`` for every address of the machine."""
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """The person at the other end of a session."""

    profile: Release
    editor: str = ""
    """Name under which this person publishes; empty for someone who may not."""
    can_sign_in: bool = False
    """Whether this server offers signing in and the person has not."""
    signed_in: bool = False
    holds_back: bool = False
    """Whether this person may see more and has chosen to look as the public does."""


def viewer() -> Viewer:
    """Who this session belongs to, and as whom this person has chosen to look; asked anew at every run."""
    return as_chosen(_person(), as_public=bool(session.get(_AS_PUBLIC, bool)))


def look_as_public(chosen: bool) -> None:  # noqa: FBT001 - a widget's callback passes it by place
    """Choose how to look from the next run on, in this session only, as a callback."""
    session.set(_AS_PUBLIC, chosen)


def as_chosen(person: Viewer, *, as_public: bool) -> Viewer:
    """Somebody who may see what is internal, looking as the public does if so chosen; then nothing is published."""
    if not as_public or person.profile is Release.PUBLIC:
        return person
    return replace(person, profile=Release.PUBLIC, editor="", holds_back=True)


def _person() -> Viewer:
    editor = local_editor(os.environ, _server(), st.context.headers, st.context.ip_address)
    if editor:
        return Viewer(profile=Release.INTERNAL, editor=editor)
    if not _oidc_is_configured():
        return Viewer(profile=_public_profile())
    name = signed_in_editor(st.user, _editors(), time.time())
    if name:
        return Viewer(profile=Release.INTERNAL, editor=name, signed_in=True)
    signed_in = bool(st.user.get("is_logged_in"))
    return Viewer(profile=_public_profile(), can_sign_in=not signed_in, signed_in=signed_in)


def local_editor(environ: Mapping[str, str], server: Server, headers: Mapping[str, str], peer: str | None) -> str:
    """The editor that the environment names, if nothing shows that somebody else than the one at this machine asks.

    Args:
        environ: the environment of the server.
        server: what it listens on.
        headers: of the request that opened the session.
        peer: address that the request came from; ``None`` for this machine, as Streamlit has it.
    """
    sent = {name.lower(): value for name, value in headers.items()}
    alone = is_loopback(server.address) and (peer is None or is_loopback(peer))
    straight = all(name in _BROWSERS_OWN or name.startswith(_BROWSERS_NEW) for name in sent)
    return environ.get("CORRIDOR_EDITOR", "").strip() if alone and straight and _is_asked_for(server, sent) else ""


def _is_asked_for(server: Server, sent: Mapping[str, str]) -> bool:
    """Whether the browser means this very server: a forwarder elsewhere is asked for under its own name or port."""
    host = sent.get("host", "").lower()
    origin = urlsplit(sent.get("origin", f"http://{host}").lower())
    name = host.removesuffix(f":{server.port}")
    is_port_meant = name != host or server.port == _USUAL_PORTS.get(origin.scheme)
    return is_loopback(name) and is_port_meant and origin.netloc == host


def signed_in_editor(user: Mapping[str, object], editors: Mapping[str, str], now: float) -> str:
    """The name of a signed-in user who is on the list of editors, else nothing.

    Args:
        user: claims of the identity token; an unverified address and an expired token count as nobody.
        editors: names by e-mail address in lower case.
        now: seconds since 1970.
    """
    expires = user.get("exp")
    if not user.get("is_logged_in") or user.get("email_verified") is False:
        return ""
    if isinstance(expires, int | float) and expires < now:
        return ""
    return editors.get(str(user.get("email", "")).lower(), "")


def is_loopback(host: str | None) -> bool:
    """Whether an address or host name means this machine only."""
    if not host:
        return False
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _server() -> Server:
    return Server(st.get_option("server.address"), st.get_option("server.port"))


def _public_profile() -> Release:
    asked = os.environ.get("CORRIDOR_PROFILE", "")
    return Release.INTERNAL if asked == Release.INTERNAL else Release.PUBLIC


def _oidc_is_configured() -> bool:
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def _editors() -> dict[str, str]:
    """``[editors]`` in Streamlit's secrets: e-mail address = name."""
    return {str(mail).lower(): str(name) for mail, name in st.secrets.get("editors", {}).items()}
