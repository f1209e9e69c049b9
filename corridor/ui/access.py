"""Who is looking: the release profile that every load and every cache is keyed by, and who may publish.

Viewers see the public data. On a server that only its own machine can reach, ``CORRIDOR_EDITOR`` names the person at
it; on a shared one editors sign in through OIDC. Everyone else checks and compares, and publishes nothing.
"""

import ipaddress
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st

from corridor.model.figure import Release

_FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via")
"""Headers by which a reverse proxy shows itself: behind one, a loopback server is reached from elsewhere."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person at the other end of a session."""

    profile: Release
    editor: str = ""
    """Name under which this person publishes; empty for someone who may not."""
    can_sign_in: bool = False
    """Whether this server offers signing in and the person has not."""
    signed_in: bool = False


def viewer() -> Viewer:
    """Who this session belongs to, asked anew at every run."""
    editor = local_editor(os.environ, st.get_option("server.address"), st.context.headers)
    if editor:
        return Viewer(Release.INTERNAL, editor)
    if not _oidc_is_configured():
        return Viewer(_public_profile())
    name = signed_in_editor(st.user, _editors(), time.time())
    if name:
        return Viewer(Release.INTERNAL, name, signed_in=True)
    signed_in = bool(st.user.get("is_logged_in"))
    return Viewer(_public_profile(), can_sign_in=not signed_in, signed_in=signed_in)


def profile() -> Release:
    """What this session may see."""
    return viewer().profile


def local_editor(environ: Mapping[str, str], address: str | None, headers: Mapping[str, str]) -> str:
    """The editor that the environment names, if nobody but the person at this machine can be asking; else nothing.

    Args:
        environ: the environment of the server.
        address: what the server listens on; ``None`` for everything.
        headers: of the request that opened the session.
    """
    named = environ.get("CORRIDOR_EDITOR", "").strip()
    sent = {name.lower(): value for name, value in headers.items()}
    host = urlsplit(f"//{sent.get('host', '')}").hostname
    alone = is_loopback(address) and is_loopback(host) and not any(name in sent for name in _FORWARDED)
    return named if alone else ""


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


def _public_profile() -> Release:
    asked = os.environ.get("CORRIDOR_PROFILE", "")
    return Release.INTERNAL if asked == Release.INTERNAL else Release.PUBLIC


def _oidc_is_configured() -> bool:
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def _editors() -> dict[str, str]:
    """``[editors]`` in Streamlit's secrets: e-mail address = name."""
    return {str(mail).lower(): str(name) for mail, name in st.secrets.get("editors", {}).items()}
