"""An upload made the current state."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime

from corridor.commands import ERRORS, GOOD, WRONG_USE
from corridor.commands.asked import in_both
from corridor.commands.printed import print_problems
from corridor.commands.proposed import folder_and_upload, prepared, print_changes, print_ledger
from corridor.commands.states import not_written
from corridor.i18n import word
from corridor.intake.compare.describe import changed_rows
from corridor.intake.publish.proposal import RefusedError
from corridor.intake.publish.publish import Published, publish
from corridor.pack.history import BrokenHistoryError, CommitInfo


def arguments(parser: ArgumentParser) -> None:
    """Which upload, by whom and why."""
    folder_and_upload(parser)
    parser.add_argument("--by", required=True, metavar="NAME", help=in_both("cli.by"))
    parser.add_argument("--message", default="", metavar="TEXT", help=in_both("cli.message"))
    parser.add_argument("--accept-warnings", action="store_true", help=in_both("cli.accept-warnings"))


def run(options: Namespace) -> int:
    """Publish, or print why not."""
    if not options.by.strip():
        print(word("publish.nobody", options.lang), file=sys.stderr)
        return WRONG_USE
    proposal = prepared(options)
    if proposal is None:
        return WRONG_USE
    entry = CommitInfo(by=options.by, at=datetime.now().astimezone(), message=options.message)
    try:
        done = publish(options.pack, proposal, entry, accept_warnings=options.accept_warnings)
    except RefusedError as error:
        return _refused(options, error)
    except (OSError, BrokenHistoryError) as error:
        return not_written(options, error)
    if accepted := done.warnings if done else proposal.warnings:
        print_problems(accepted, options.lang)
        print(word("publish.accepted", options.lang))
    if done is None:
        print(word("publish.no-version", options.lang))
    else:
        _print(done, options)
    return GOOD


def _refused(options: Namespace, error: RefusedError) -> int:
    print_problems(error.proposal.problems, options.lang)
    refused = "publish.refused" if error.proposal.has_errors else "publish.unaccepted"
    print(word(refused, options.lang), file=sys.stderr)
    return ERRORS


def _print(done: Published, options: Namespace) -> None:
    if done.ledger:
        print_ledger(done.ledger, done.after, options.lang)
    elif done.picture:
        print(word("publish.picture", options.lang, file=done.picture))
    else:
        print_changes(changed_rows(done.changes, done.before, done.after), options.lang)
    if done.since:
        print(word("publish.since", options.lang, n=len({(change.table, change.id) for change in done.since})))
    print(word("publish.published", options.lang, version=done.version.id, by=done.version.by))
