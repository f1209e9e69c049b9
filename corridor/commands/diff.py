"""What publishing an upload would change."""

from argparse import ArgumentParser, Namespace

from corridor.commands import ERRORS, GOOD, WRONG_USE, asked
from corridor.commands.printed import print_json, print_problems
from corridor.commands.proposed import changes_as_json, folder_and_upload, prepared, print_changes, print_ledger
from corridor.i18n import word
from corridor.i18n.problems import as_json
from corridor.intake.compare.describe import changed_rows
from corridor.intake.publish.proposal import Proposal
from corridor.model.text import Lang


def arguments(parser: ArgumentParser) -> None:
    """Which upload, and for whom."""
    folder_and_upload(parser)
    asked.json(parser)


def run(options: Namespace) -> int:
    """Print changes and problems."""
    proposal = prepared(options)
    if proposal is None:
        return WRONG_USE
    if options.json:
        problems = [as_json(problem) for problem in proposal.problems]
        print_json({"problems": problems, **changes_as_json(proposal)})
    else:
        _print(proposal, options.lang)
    return ERRORS if proposal.has_errors else GOOD


def _print(proposal: Proposal, lang: Lang) -> None:
    if proposal.changes:
        print_changes(changed_rows(proposal.changes, proposal.before, proposal.after), lang)
    elif proposal.ledger and proposal.has_errors:
        # What a wrong ledger would change is long, and hides what is wrong with it.
        print_problems(proposal.problems, lang)
        print(word("publish.not-as-it-is", lang))
        return
    elif proposal.ledger:
        print_ledger(proposal.ledger, proposal.after, lang)
    elif proposal.picture:
        print(word("publish.picture", lang, file=proposal.picture))
    elif not proposal.has_errors:
        # A file that could not even be read was compared with nothing.
        print(word("publish.no-changes", lang))
    print_problems(proposal.problems, lang)
