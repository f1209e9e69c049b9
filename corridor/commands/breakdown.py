"""The ledger summed up: firms and amounts by node, industry or stretch of the axis, and by period."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from corridor.analysis.breakdown import breakdown_of, cells, told
from corridor.commands import ERRORS, GOOD, WRONG_USE, asked
from corridor.commands.asked import in_both
from corridor.commands.printed import print_json, print_problems
from corridor.i18n import word
from corridor.i18n.numbers import amount
from corridor.intake.publish.sums import sums_of
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.ledger import BREAKDOWNS, FIRMS, KEYS, CellRecord
from corridor.model.problem import PackError
from corridor.model.text import Lang
from corridor.pack.files import read_files
from corridor.pack.load import load, load_ledger


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
        corridor, every = _everything(options.pack, Release(options.profile))
    except PackError as error:
        print_problems(error.problems, options.lang)
        return ERRORS
    known = {FIRMS, *(indicator.id for indicator in corridor.indicators)}
    if options.indicator and options.indicator not in known:
        refusal = word(
            "ledger.no-such-indicator", options.lang, found=options.indicator, known=", ".join(sorted(known))
        )
        print(refusal, file=sys.stderr)
        return WRONG_USE
    found = [cell for cell in every if _is_asked(cell, options)]
    if options.json:
        print_json({"cells": found})
    else:
        _print(found, corridor, options.lang)
    return GOOD


def _everything(pack: Path, profile: Release) -> tuple[Corridor, Iterable[CellRecord]]:
    """The corridor, and every cell that a profile may know."""
    if profile is Release.PUBLIC:
        files = read_files(pack)
        return load(files, profile), sums_of(pack, files)
    corridor, ledger = load_ledger(pack)
    return corridor, told(cells(ledger), ledger) if ledger else ()


def _is_asked(cell: CellRecord, options: Namespace) -> bool:
    is_by = options.by in (None, breakdown_of(cell))
    return is_by and options.indicator in (None, cell["indicator_id"])


def _print(found: list[CellRecord], corridor: Corridor, lang: Lang) -> None:
    for cell in found:
        print(_line(cell, corridor, lang))
    print(word("ledger.cells" if found else "ledger.nothing", lang, n=len(found)))


def _line(cell: CellRecord, corridor: Corridor, lang: Lang) -> str:
    said = _keys(cell, corridor, lang)
    indicator = next((one for one in corridor.indicators if one.id == cell["indicator_id"]), None)
    if cell["withheld"]:
        name = [indicator.name[lang]] if indicator else []
        return "  ".join((*said, *name, word(f"ledger.withheld-{cell['withheld']}", lang)))
    firms = word("ledger.firms", lang, n=cell["firms"])
    if indicator is None:
        return "  ".join((*said, firms))
    value = amount(Decimal(str(cell["value"])), indicator.unit, lang, indicator.unit_name)
    return "  ".join((*said, f"{indicator.name[lang]} {value}", firms))


def _keys(cell: CellRecord, corridor: Corridor, lang: Lang) -> list[str]:
    names = {node.id: node.name[lang] for node in corridor.nodes}
    names |= {industry.id: industry.name[lang] for industry in corridor.industries}
    keys = {key: names.get(str(cell[key]), cell[key]) for key in KEYS}
    return [_key(key, said, lang) for key, said in keys.items() if said is not None or key == "period"]


def _key(key: str, said: str | int | None, lang: Lang) -> str:
    if said is None:
        return word("ledger.all-periods", lang)
    if not said:
        return word(f"ledger.no-{key}", lang)
    return word("ledger.stretch", lang, stretch=said) if key == "stretch" else str(said)
