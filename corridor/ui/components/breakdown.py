"""The ledger as a table: by what it is summed up, of which indicator and period, and the same to take away."""

from functools import partial

import streamlit as st

from corridor.draw.web.markup import render
from corridor.draw.web.table import ledger_table
from corridor.draw.words.wording import period_text
from corridor.export.ledger import export_csv, export_xlsx
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.ledger import BREAKDOWNS, FIRMS, Breakdown
from corridor.model.period import parse_period
from corridor.model.text import Lang
from corridor.ui import session
from corridor.ui.caching import BY_KEY
from corridor.ui.components.downloads import Download, file_name
from corridor.ui.components.select import select
from corridor.ui.context import PageContext

_ALL = "all"
"""Stands for all periods together."""


def breakdown(context: PageContext) -> None:
    """Draw the breakdown that is chosen, and its downloads; nothing where the profile knows nothing of a ledger."""
    corridor, lang = context.corridor, context.lang
    if corridor.breakdown is None:
        return
    with st.container(key="ledger"):
        with st.container(key="ledger-choice", horizontal=True, vertical_alignment="bottom"):
            by = _choice(corridor, "by", _ways(corridor.breakdown, lang), lang)
            indicator_id = _choice(corridor, "indicator", _indicators(corridor, lang), lang)
            period = _choice(corridor, "period", _periods(corridor.breakdown, by, indicator_id, lang), lang)
            for suffix, make in (("xlsx", export_xlsx), ("csv", export_csv)):
                download = Download(
                    name=f"ledger-{suffix}", suffix=suffix, make=partial(make, by=by), part=f"ledger-{by}"
                )
                st.download_button(
                    word(f"export.format-ledger-{suffix}", lang),
                    data=partial(download.make, corridor, lang),
                    file_name=file_name(corridor, lang, download),
                    key=f"download-ledger-{suffix}",
                    on_click="ignore",
                )
        st.html(_table(corridor, by, indicator_id, period, lang))
    st.html(render("figures_lead.html.j2", lang, text=word("ledger.intro", lang)))


def _choice(corridor: Corridor, field: str, names: dict[str, str], lang: Lang) -> str:
    first = next(iter(names))
    held = session.sticky(f"ledger-{field}-{corridor.id}", lang, first, names)
    return select(word(f"ledger.{field}", lang), names, held) or first


def _ways(known: Breakdown, lang: Lang) -> dict[str, str]:
    ways = (by for by in BREAKDOWNS if known.has(by))
    return {by: word(f"ledger.by-{by.replace(',', '-')}", lang) for by in ways}


def _indicators(corridor: Corridor, lang: Lang) -> dict[str, str]:
    known = corridor.breakdown.indicators if corridor.breakdown else ()
    names = {one.id: one.name[lang] for one in corridor.indicators if one.id in known}
    return {**names, **({FIRMS: word("ledger.count", lang)} if FIRMS in known else {})}


def _periods(known: Breakdown, by: str, indicator_id: str, lang: Lang) -> dict[str, str]:
    names = {period: period_text(parse_period(period), lang) for period in known.periods}
    return names | ({_ALL: word("ledger.all-periods", lang)} if known.cells_by(by, indicator_id, None) else {})


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=BY_KEY)
def _table(corridor: Corridor, by: str, indicator_id: str, period: str, lang: Lang) -> str:
    return ledger_table(corridor, by, indicator_id, None if period == _ALL else period, lang)
