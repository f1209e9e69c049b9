"""What one session alone may fetch: internal data in bulk, which belong in no message and in no file that others reach.

A plain address does not say who asks for it, so it is made for one session: 32 random bytes that only this session is
told, good for as long as it is connected and not withdrawn. Streamlit's own store of media was weighed for this: there
the address is the digest of the content, the same for every session, and what is not offered anew in every run is gone.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

MakeBytes = Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Handout:
    session_id: str
    name: str
    make: MakeBytes


_offered: dict[str, _Handout] = {}
"""By the secret part of the address; of all sessions."""


def offer(name: str, make: MakeBytes) -> str:
    """The address, relative to the frame of any component, at which this session may fetch what ``make`` makes then.

    For the same name it stays the same. ``make`` runs when it is fetched, in a thread of its own.
    """
    session_id = _session_id()
    for token in [token for token, one in _offered.copy().items() if not _is_alive(one.session_id)]:
        _offered.pop(token, None)
    own = (token for token, one in _offered.copy().items() if (one.session_id, one.name) == (session_id, name))
    token = next(own, "") or secrets.token_urlsafe(32)
    _offered[token] = _Handout(session_id=session_id, name=name, make=make)
    return f"../../handout/{token}"


def withdraw() -> None:
    """Let this session fetch nothing any more."""
    session_id = _session_id()
    for token in [token for token, one in _offered.copy().items() if one.session_id == session_id]:
        _offered.pop(token, None)


def handed_out(token: str) -> MakeBytes | None:
    """What makes the content of an address; None where it is not, or no longer, offered to a session that is there."""
    found = _offered.get(token)
    return found.make if found and _is_alive(found.session_id) else None


def _session_id() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _is_alive(session_id: str) -> bool:
    return get_instance().is_active_session(session_id)
