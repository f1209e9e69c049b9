"""What the reader should know before reading on: an address that named nothing, a pack that cannot be shown."""

from collections.abc import Sequence

import streamlit as st

from corridor.analysis.compare import MOST
from corridor.draw.web.markup import render
from corridor.i18n import word
from corridor.i18n.problems import sentence
from corridor.model.figure import Release
from corridor.model.problem import how_many
from corridor.model.text import Lang
from corridor.ui.library import FailedPack
from corridor.ui.url import Unknown

NAMED = 20
"""Problems listed of one pack; the command line lists all."""

_LONGEST = 40
"""Signs of an unknown value that are worth repeating."""


def notice(
    unknown: Sequence[Unknown], failed: Sequence[FailedPack], profile: Release, lang: Lang, *, update: str = ""
) -> None:
    """Draw the notices, or nothing; ``update`` is a finished piece of the page."""
    if not unknown and not failed and not update:
        return
    with st.container(key="notice"):
        if update:
            st.html(update)
        if unknown:
            st.html(render("unknown.html.j2", lang, parts=_listed(unknown, lang)))
        for pack in failed:
            st.html(_problems(pack, profile, lang))


def _listed(unknown: Sequence[Unknown], lang: Lang) -> str:
    return word("app.list-join", lang).join(_named(part, lang) for part in unknown)


def _named(part: Unknown, lang: Lang) -> str:
    parameter = word(f"app.parameter-{part.parameter}", lang)
    value = part.name[lang] if part.name else _short(part.value)
    return word(f"app.unknown-part-{part.why}", lang, parameter=parameter, value=value, most=MOST)


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"


def _problems(pack: FailedPack, profile: Release, lang: Lang) -> str:
    """One line that unfolds: where it is wrong, and for editors what, which may quote what is not public."""
    return render(
        "problems.html.j2",
        lang,
        sentence=sentence,
        name=pack.name,
        problems=pack.problems[:NAMED],
        count=how_many(pack.problems),
        left=how_many(pack.problems[NAMED:]),
        for_editors=profile is Release.INTERNAL,
    )
