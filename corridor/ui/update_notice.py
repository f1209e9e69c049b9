"""What was published since this session last looked: said once, at the reader's next step."""

import time
from dataclasses import dataclass

from corridor.draw.web.markup import render
from corridor.model.corridor import Corridor
from corridor.pack.history import versions
from corridor.ui import session
from corridor.ui.context import PageContext

_LASTS_S = 8.0
"""A step of the reader may cause more than one run; in all of them within this time it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    profile: str
    version: str
    told_until: float = 0.0
    """Seconds since 1970 until which it is told."""


def update_notice(context: PageContext) -> str:
    """Word of it as a piece of the page; empty when there is none."""
    name, now = _name(context.published), time.time()
    seen = session.get(name, _Seen)
    if seen is None or seen.profile != context.published.profile:
        session.set(name, _Seen(profile=context.published.profile, version=context.published.version))
        return ""
    if seen.version != context.published.version:
        seen = _Seen(profile=context.published.profile, version=context.published.version, told_until=now + _LASTS_S)
        session.set(name, seen)
    return _told(context) if now < seen.told_until else ""


def mark_as_known(corridor: Corridor) -> None:
    """Take what this session did itself as known."""
    session.pop(_name(corridor))


def _name(corridor: Corridor) -> str:
    return f"seen-{corridor.id}"


def _told(context: PageContext) -> str:
    current = next((version for version in versions(context.pack) if version.current), None)
    by = current.by if current and context.viewer.editor else ""
    at = current.moment if current and current.by else ""
    return render("update_notice.html.j2", context.lang, by=by, at=at)
