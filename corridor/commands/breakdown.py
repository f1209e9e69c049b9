"""The ledger summed up: firms and amounts by node, industry or stretch of the axis, and by period."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pandas as pd

from corridor.analysis.breakdown import TOTAL, amount_text, cells
from corridor.commands import ERRORS, GOOD, WRONG_USE, asked
from corridor.commands.asked import in_both
from corridor.commands.printed import print_json, print_problems
from corridor.i18n import word
from corridor.i18n.numbers import amount
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.ledger import BREAKDOWNS, FIRMS, KEYS, Ledger
from corridor.model.problem import PackError
from corridor.model.text import Lang
from corridor.pack.load import load_ledger

Cell = Mapping[str, str | int | None]
"""A cell as programs read it."""


def arguments(parser: ArgumentParser) -> None:
    """Which folder, summed up how, for whom."""
    asked.pack(parser)
    parser.add_argument("--by", choices=list(BREAKDOWNS), help=in_both("cli.breakdown-by"))
    parser.add_argument("--indicator", metavar="ID", help=in_both("cli.breakdown-indicator"))
    asked.profile(parser)
    asked.json(parser)


def run(options: Namespace) -> int:
    """Print the cells, or what is wrong with the folder; nothing to show is good."""
    try:
        corridor, ledger = load_ledger(options.pack)
    except PackError as error:
        print_problems(error.problems, options.lang)
        return ERRORS
    known = {FIRMS, *(indicator.id for indicator in corridor.indicators)}
    if options.indicator and options.indicator not in known:
        told = word("ledger.no-such-indicator", options.lang, found=options.indicator, known=", ".join(sorted(known)))
        print(told, file=sys.stderr)
        return WRONG_USE
    found = list(_cells(ledger, options)) if ledger else []
    if options.json:
        print_json({"cells": found})
    else:
        _print(found, corridor, options.lang)
    return GOOD


def _cells(ledger: Ledger, options: Namespace) -> Iterator[Cell]:
    if Release(options.profile) is Release.PUBLIC:
        return
    frame = cells(ledger, [options.by] if options.by else (*BREAKDOWNS, TOTAL))
    wanted = frame[frame["indicator_id"] == options.indicator] if options.indicator else frame
    yield from _told(wanted, ledger)


def _told(frame: pd.DataFrame, ledger: Ledger) -> Iterator[Cell]:
    for cell in frame.to_dict("records"):
        scale = ledger.scales.get(cell["indicator_id"], 0)
        said = {"indicator_id": cell["indicator_id"], "value": amount_text(cell["amount"], scale)}
        yield {**{key: cell[key] for key in KEYS}, **said, "firms": cell["firms"], "withheld": None}


def _print(found: list[Cell], corridor: Corridor, lang: Lang) -> None:
    for cell in found:
        print(_line(cell, corridor, lang))
    print(word("ledger.cells" if found else "ledger.nothing", lang, n=len(found)))


def _line(cell: Cell, corridor: Corridor, lang: Lang) -> str:
    names = {node.id: node.name[lang] for node in corridor.nodes}
    names |= {industry.id: industry.name[lang] for industry in corridor.industries}
    keys = {key: names.get(str(cell[key]), cell[key]) for key in KEYS}
    said = [_key(key, told, lang) for key, told in keys.items() if told is not None or key == "period"]
    indicator = next((one for one in corridor.indicators if one.id == cell["indicator_id"]), None)
    firms = word("ledger.firms", lang, n=cell["firms"])
    if indicator is None:
        return "  ".join((*said, firms))
    value = amount(Decimal(str(cell["value"])), indicator.unit, lang, indicator.unit_name)
    return "  ".join((*said, f"{indicator.name[lang]} {value}", firms))


def _key(key: str, told: str | int | None, lang: Lang) -> str:
    if told is None:
        return word("ledger.all-periods", lang)
    if not told:
        return word(f"ledger.no-{key}", lang)
    return word("ledger.stretch", lang, stretch=told) if key == "stretch" else str(told)
