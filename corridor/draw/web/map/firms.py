"""The firms of the ledger as one file that an editor's map fetches when their layer is opened, and how it is filtered.

The file is columns, not rows: a hundred thousand firms are a few megabytes, which the browser reads at once. It is
internal, so nothing of it is part of the map's own script, which everybody may be sent.
"""

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TypedDict

import numpy as np
import pandas as pd

from corridor.analysis.search import query_terms, search
from corridor.draw.layout.palette import INDUSTRY_HUES, OTHER_HUE
from corridor.draw.words.wording import period_text
from corridor.i18n import word
from corridor.i18n.numbers import suited
from corridor.model.corridor import Corridor
from corridor.model.ledger import UNASSIGNED, amount_text
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.pack.ledger.firms import LedgerFirms

WORDS = ("firms", "firms-loading", "firms-failed", "firms-again")
"""What the layer's switch says, and what stands below it."""
DEGREES = 100_000
"""Parts of a degree in which places are told: a metre, which no address in a town's books is better than."""


class FirmFilter(TypedDict):
    """Which firms pass: all conditions that are there."""

    industry: str | None
    """Their own industry."""
    nodes: list[str] | None
    """Where they are, by the role of that node."""
    terms: list[str]
    """Texts that their own name has, or that speak of their node."""
    found: list[str]
    """Nodes of which the texts speak."""


class FirmLayer(TypedDict):
    """What the map is told of the layer with every selection; none of it is about a firm."""

    words: dict[str, str]
    address: str | None
    """Of the file; None while the layer is closed."""
    filter: FirmFilter


def firm_layer(corridor: Corridor, selection: Selection, address: str | None) -> FirmLayer:
    """The layer as the map offers it, filtered as the list is."""
    terms = query_terms(selection.query)
    of_role = [node.id for node in corridor.nodes if node.role_id == selection.role]
    return FirmLayer(
        words={name: word(f"map.{name}", selection.lang) for name in WORDS},
        address=address,
        filter=FirmFilter(
            industry=selection.industry_id,
            nodes=of_role if selection.role else None,
            terms=list(terms),
            found=list(search(corridor, selection.query).nodes) if terms else [],
        ),
    )


def firms_file(corridor: Corridor, firms: LedgerFirms | None, lang: Lang) -> bytes:
    """All firms as columns of JSON, those without a position among them; without a ledger, no firm."""
    rows = pd.DataFrame(columns=["name_zh", "name_en", "firm_id"]) if firms is None else firms.rows
    columns = {} if firms is None else _columns(corridor, firms, lang)
    period = "" if firms is None else period_text(firms.period, lang)
    said = {name: f"{{{name}}}" for name in ("n", "m", "unplaced", "outside")}
    words = {
        "count": word("map.firms-count", lang, period=period, **said),
        "cell": word("map.firms-cell", lang, n="{n}"),
        "more": word("map.firms-more", lang, n="{n}"),
        "cells": word("map.firms-cells", lang),
        "points": word("map.firms-points", lang),
    }
    document = {"words": words, "names": _names(rows, lang), **columns}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _columns(corridor: Corridor, firms: LedgerFirms, lang: Lang) -> dict[str, object]:
    rows = firms.rows
    nodes = [str(node) for node in rows["node_id"].cat.categories]
    industries = rows["industry_id"].cat
    counts = np.bincount(industries.codes, minlength=len(industries.categories))
    ranked = sorted(range(len(counts)), key=lambda code: (industries.categories[code] == UNASSIGNED, -counts[code]))
    place = np.argsort(ranked)
    return {
        "lat": _places(rows["lat"]),
        "lon": _places(rows["lon"]),
        "nodes": [{"id": node, "name": _called(corridor, node, "node_id", lang)} for node in nodes],
        "node": rows["node_id"].cat.codes.tolist(),
        "industries": [
            {
                "id": (industry := str(industries.categories[code])),
                "name": _called(corridor, industry, "industry_id", lang),
                "colour": INDUSTRY_HUES[rank] if rank < len(INDUSTRY_HUES) and industry else OTHER_HUE,
            }
            for rank, code in enumerate(ranked)
        ],
        "industry": place[industries.codes.to_numpy()].tolist(),
        "amounts": [_amounts(corridor, firms, name, lang) for name in firms.scales],
    }


def _names(rows: pd.DataFrame, lang: Lang) -> list[str]:
    """What each firm is called, in the other language or by its number where this one has no name for it."""
    other = "en" if lang == "zh" else "zh"
    own, foreign = rows[f"name_{lang}"], rows[f"name_{other}"]
    return own.where(own != "", foreign.where(foreign != "", rows["firm_id"])).tolist()


def _called(corridor: Corridor, thing: str, key: str, lang: Lang) -> str:
    if not thing:
        return word(f"ledger.no-{key}", lang)
    return (corridor.name_of(thing) if key == "node_id" else corridor.industry_by_id[thing].name)[lang]


def _places(degrees: pd.Series) -> list[int | None]:
    return [None if math.isnan(value) else round(value * DEGREES) for value in degrees.tolist()]


def _amounts(corridor: Corridor, firms: LedgerFirms, name: str, lang: Lang) -> Mapping[str, object]:
    """The amounts of an indicator in the unit that suits the middle one."""
    indicator, scale = corridor.indicator_by_id[name], firms.scales[name]
    wholes = [None if pd.isna(whole) else int(whole) for whole in firms.rows[name].tolist()]
    sizes = sorted(abs(whole) for whole in wholes if whole)
    middle = Decimal(sizes[len(sizes) // 2]).scaleb(-scale) if sizes else Decimal(0)
    unit, ratio = suited(middle, indicator.unit, lang, indicator.unit_name)
    scale -= round(math.log10(ratio))  # units differ by powers of ten
    zeros = 10 ** max(-scale, 0)
    return {
        "name": f"{indicator.name[lang]} {period_text(firms.period, lang)}",
        "unit": unit,
        "values": [None if whole is None else amount_text(whole * zeros, max(scale, 0)) for whole in wholes],
    }
