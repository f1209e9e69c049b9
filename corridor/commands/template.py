"""The workbook that is given out."""

from argparse import ArgumentParser, Namespace

from corridor.commands import ERRORS, GOOD, asked
from corridor.commands.asked import in_both
from corridor.commands.printed import print_problems, refuse
from corridor.i18n import word
from corridor.intake.template.ledger import ledger_template
from corridor.intake.template.write import template
from corridor.model.problem import PackError


def arguments(parser: ArgumentParser) -> None:
    """Which folder, and where to."""
    asked.pack(parser)
    asked.output(parser)
    parser.add_argument("--ledger", action="store_true", help=in_both("cli.template-ledger"))


def run(options: Namespace) -> int:
    """Write the workbook, or print what is wrong with the folder."""
    try:
        write = ledger_template if options.ledger else template
        content = write(options.pack, lang=options.lang)
        options.output.write_bytes(content)
    except PackError as error:
        print_problems(error.problems, options.lang)
        return ERRORS
    except OSError as error:
        refuse("export.unwritable", options, error, file=options.output)
        return ERRORS
    print(word("publish.template-written", options.lang, file=options.output))
    return GOOD
