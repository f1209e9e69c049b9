"""Everything a presentation needs, tried before the event."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from corridor.commands import ERRORS, GOOD
from corridor.commands.asked import in_both
from corridor.doctor import CheckedItem, check_up
from corridor.i18n import word
from corridor.model.text import Lang
from corridor.pack.packs import data_folder, discover


def arguments(parser: ArgumentParser) -> None:
    """Which folder; without one all that are found."""
    parser.add_argument("pack", type=Path, nargs="?", metavar="PACK", help=in_both("cli.pack"))


def run(options: Namespace) -> int:
    """Print each finding as soon as it is known."""
    packs = (options.pack,) if options.pack else discover(data_folder())
    findings = []
    for finding in check_up(packs):
        findings.append(finding)
        _print(finding, options.lang)
    bad = sum(not finding.good for finding in findings)
    print(word("doctor.not-good" if bad else "doctor.all-good", options.lang, count=bad or len(findings)))
    return ERRORS if bad else GOOD


def _print(finding: CheckedItem, lang: Lang) -> None:
    mark = word("doctor.good" if finding.good else "doctor.bad", lang)
    print(f"[{mark}] {finding.message[lang]}", flush=True)
    if finding.remedy:
        print(word("doctor.remedy", lang, remedy=finding.remedy[lang]), flush=True)
