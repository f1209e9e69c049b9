"""What was published since this session last looked: said once, at the reader's next step."""

import time
from dataclasses import dataclass

from corridor.draw.web.markup import render
from corridor.model.corridor import Corridor
from corridor.model.text import Lang
from corridor.pack.history import versions
from corridor.ui.state import keep, kept, let_go
from corridor.ui.visit import Visit

_LASTS_S = 8.0
"""A step of the reader may cause more than one run; in all of them within this time the news stand."""


@dataclass(frozen=True, slots=True)
class _Seen:
    profile: str
    version: str
    news_until: float = 0.0
    """Seconds since 1970 until which the news of it stand."""


def news(visit: Visit, lang: Lang) -> str:
    """The news as a piece of the page; empty when there are none."""
    name, now = _name(visit.live), time.time()
    seen = kept(name, _Seen)
    if seen is None or seen.profile != visit.live.profile:
        keep(name, _Seen(visit.live.profile, visit.live.version))
        return ""
    if seen.version != visit.live.version:
        seen = _Seen(visit.live.profile, visit.live.version, now + _LASTS_S)
        keep(name, seen)
    return _told(visit, lang) if now < seen.news_until else ""


def no_news(corridor: Corridor) -> None:
    """Take what this session did itself as known."""
    let_go(_name(corridor))


def _name(corridor: Corridor) -> str:
    return f"seen-{corridor.id}"


def _told(visit: Visit, lang: Lang) -> str:
    current = next((version for version in versions(visit.pack) if version.current), None)
    by = current.by if current and visit.viewer.editor else ""
    at = current.moment if current and current.by else ""
    return render("news.html.j2", lang, by=by, at=at)
