"""Who says so: sources of the list, or a new one, as the forms of the update view ask for them."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from corridor.i18n import word
from corridor.intake.rows.placing import NewSource
from corridor.model.corridor import Corridor
from corridor.model.figure import SourceWeight
from corridor.model.text import Lang, Text
from corridor.ui import session


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The sources that a form names."""

    source_ids: tuple[str, ...]
    """Of those in the list."""
    new_source: NewSource | None = None
    is_whole: bool = False
    """Whether there is any, and a new one has its title in both languages."""


def cite(  # noqa: PLR0913 - what a form says of its field
    corridor: Corridor, form: str, lang: Lang, *, of: str, known: Sequence[str], chosen: Sequence[str] = ()
) -> Cited:
    """Draw the field, and under it a fold for a source that is not in the list.

    Args:
        corridor: whose sources they are.
        form: what the words of the form begin with.
        lang: of the words.
        of: what the field is about; what was chosen for another is not taken over.
        known: sources that stand first in the list.
        chosen: sources that are chosen at first.
    """
    titles = {source.id: source.title[lang] for source in corridor.sources}
    names = {one: titles[one] for one in (*known, *titles) if one in titles}
    held = session.sticky(f"{form}-sources-{of}", lang, list(chosen), names)
    ids: list[str] = st.multiselect(
        word(f"update.{form}-sources", lang),
        tuple(names),
        format_func=names.__getitem__,
        default=held.value,
        key=held.key,
        placeholder=word("update.place-sources-hint", lang),
        select_all=False,
        persist_state="session",
    )
    with st.expander(word("update.place-new-source", lang)):
        zh, en, url = (_text(form, name, lang) for name in ("zh", "en", "url"))
    if not zh and not en:
        return Cited(source_ids=tuple(ids), new_source=None, is_whole=bool(ids))
    return Cited(
        source_ids=tuple(ids),
        new_source=NewSource(id=_free_id(corridor), title=Text(zh, en), weight=SourceWeight.MEDIUM, url=url),
        is_whole=bool(zh and en),
    )


def _text(form: str, name: str, lang: Lang) -> str:
    held = session.sticky(f"{form}-source-{name}", lang, "")
    label = word(f"update.place-source-{name}", lang)
    return (st.text_input(label, value=held.value, key=held.key, persist_state="session") or "").strip()


def _free_id(corridor: Corridor) -> str:
    taken = {source.id for source in corridor.sources}
    number = len(taken) + 1
    while f"s{number}" in taken:
        number += 1
    return f"s{number}"
