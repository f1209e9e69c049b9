"""The corridor as a file to hand over."""

import sys
from argparse import ArgumentParser, Namespace

from corridor.commands import ERRORS, GOOD, WRONG_USE, asked
from corridor.commands.asked import in_both
from corridor.commands.printed import print_problems, refuse
from corridor.export import FORMATS
from corridor.i18n import word
from corridor.intake.publish.sums import load_summed
from corridor.model.figure import Release
from corridor.model.problem import PackError

_DECK = "pptx"
_PARTS = ("talk", "appendix")
"""Of the deck, as `corridor.export.pptx.PARTS` has them, which is not imported for every question."""


def arguments(parser: ArgumentParser) -> None:
    """Which folder, as what, for whom."""
    asked.pack(parser)
    parser.add_argument("--format", choices=sorted(FORMATS), required=True, help=in_both("cli.format"))
    parser.add_argument("--audience", metavar="ID", help=in_both("cli.audience"))
    parser.add_argument("--only", choices=_PARTS, help=in_both("cli.only"))
    asked.output(parser)
    asked.profile(parser)


def run(options: Namespace) -> int:
    """Write the file, or print what is wrong with the folder."""
    if options.only and options.format != _DECK:
        print(word("export.only-deck", options.lang), file=sys.stderr)
        return WRONG_USE
    try:
        corridor = load_summed(options.pack, Release(options.profile), decides=True)
    except PackError as error:
        print_problems(error.problems, options.lang)
        return ERRORS
    if options.audience and options.audience not in {audience.id for audience in corridor.audiences}:
        known = ", ".join(audience.id for audience in corridor.audiences) or "-"
        print(word("export.no-audience", options.lang, found=options.audience, known=known), file=sys.stderr)
        return WRONG_USE
    part = {"only": options.only} if options.only else {}
    content = FORMATS[options.format](corridor.told_before(options.audience), options.lang, **part)
    try:
        options.output.write_bytes(content)
    except OSError as error:
        refuse("export.unwritable", options, error, file=options.output)
        return ERRORS
    print(_written(options, size=max(1, len(content) // 1024)))
    return GOOD


def _written(options: Namespace, size: int) -> str:
    profile = word(f"figure.release-{options.profile}", options.lang)
    language = word(f"doctor.lang-{options.lang}", options.lang)
    return word("export.written", options.lang, file=options.output, size=size, profile=profile, language=language)
