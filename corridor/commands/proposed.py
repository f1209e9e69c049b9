"""An upload against a data folder, as ``diff`` and ``publish`` take and tell it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import datetime

from corridor.commands import asked
from corridor.commands.printed import refuse
from corridor.i18n import word
from corridor.intake.compare.changes import ChangeKind
from corridor.intake.compare.describe import ChangedRow, describe_changes, describe_row
from corridor.intake.compare.ledger import LedgerDifference, as_json, described
from corridor.intake.publish.prepare import prepare_path
from corridor.intake.publish.proposal import Proposal
from corridor.intake.terms.sheets import sheet_title
from corridor.model.text import Lang
from corridor.pack.rows import Rows


def folder_and_upload(parser: ArgumentParser) -> None:
    """Which folder, and what is handed in."""
    asked.pack(parser)
    asked.upload(parser)


def prepared(options: Namespace) -> Proposal | None:
    """The upload against the pack; None, and a word of it, when there is no such file."""
    try:
        return prepare_path(options.pack, options.file, now=datetime.now().astimezone())
    except OSError as error:
        refuse("publish.unreadable", options, error, file=options.file)
        return None


def changes_as_json(proposal: Proposal) -> dict[str, object]:
    """What an upload would change, as programs read it; of a ledger also what that comes to."""
    if proposal.ledger is None:
        return {"changes": [change.as_json() for change in proposal.changes]}
    changes, ledger = as_json(proposal.ledger)
    return {"changes": changes, "ledger": ledger}


def print_ledger(told: LedgerDifference, rows: Rows, lang: Lang) -> None:
    """Print what differs between two ledgers, a line each."""
    for line in described(told, rows):
        print(line[lang])


def print_changes(rows: Sequence[ChangedRow], lang: Lang) -> None:
    """Print what differs, a line for each cell, row by row."""
    for row in rows:
        kind = word(f"publish.kind-{row.kind.value}", lang)
        print(f"{kind} {sheet_title(row.known.table, lang)} {describe_row(row.known)[lang]}")
        for one in describe_changes(row):
            both = f"{one.old[lang]} → {one.new[lang]}  {one.change.by}".rstrip()
            shown = {ChangeKind.NEW: one.new[lang], ChangeKind.REMOVED: one.old[lang]}.get(row.kind, both)
            print(f"    {one.column[lang]}: {shown}")
    kinds = [row.kind for row in rows]
    print(word("publish.changes", lang, **{kind.value: kinds.count(kind) for kind in ChangeKind}))
