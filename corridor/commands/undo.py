"""Back, or forward, to a published state."""

import sys
from argparse import ArgumentParser, Namespace

from corridor.commands import ERRORS, GOOD, asked
from corridor.commands.asked import in_both
from corridor.commands.states import not_written
from corridor.i18n import word
from corridor.pack.history import BrokenHistoryError, NoSuchVersionError, restore, versions


def arguments(parser: ArgumentParser) -> None:
    """Which folder, and which state."""
    asked.pack(parser)
    parser.add_argument("--to", metavar="VERSION", help=in_both("cli.to"))


def run(options: Namespace) -> int:
    """Make the state the current one."""
    try:
        version = restore(options.pack, options.to)
    except NoSuchVersionError:
        known = ", ".join(version.id for version in versions(options.pack)) or "-"
        print(word("publish.no-such-version", options.lang, known=known), file=sys.stderr)
        return ERRORS
    except (OSError, BrokenHistoryError) as error:
        return not_written(options, error)
    print(word("publish.restored", options.lang, version=version.id))
    return GOOD
