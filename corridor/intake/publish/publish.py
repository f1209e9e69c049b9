"""The one step that makes a proposal the current state."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from corridor.intake.compare.changes import Change
from corridor.intake.compare.ledger import LedgerDifference
from corridor.intake.publish.prepare import answer
from corridor.intake.publish.proposal import Proposal, RefusedError
from corridor.intake.publish.state import state
from corridor.intake.publish.sums import Sums, decide_anew
from corridor.model.figure import Release
from corridor.model.problem import PackError, Problem
from corridor.pack import history
from corridor.pack.ledger.read import ledger_file
from corridor.pack.rows import Rows

_ATTEMPTS = 20
"""How often to bring a change into a state that others keep changing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """A publishing that happened."""

    version: history.Version
    since: tuple[Change, ...]
    """What others had published since the upload's author downloaded it; it is kept."""
    changes: tuple[Change, ...]
    ledger: LedgerDifference | None
    """What it changed in the ledger."""
    picture: str
    """The picture that was published; empty for none."""
    before: Rows
    """The rows that it was brought into, those of `since` among them."""
    after: Rows
    warnings: tuple[Problem, ...]
    """What was accepted with it, in that state: more than was shown before, where others published in between."""


def publish(
    pack: Path,
    proposal: Proposal,
    signed: history.CommitInfo,
    *,
    accept_warnings: bool = False,
    seen: Collection[Problem] | None = None,
) -> Published | None:
    """Make a proposal the current state under somebody's name; None when it changes nothing.

    When others have published since it was prepared, its cells are brought into what is current now.

    Args:
        pack: its folder.
        proposal: what is to be published.
        signed: who publishes it, when and why.
        accept_warnings: whether warnings keep it from being published no longer.
        seen: the warnings that were looked at, where no other is accepted; ``None`` to accept whichever there are.

    Raises:
        ValueError: nobody's name is given.
        RefusedError: there are errors, or warnings that were not accepted, also those that only the merging with
            what others published brought up; `RefusedError.proposal` is then what the merging made.
        BrokenHistoryError: the published states were damaged since it was prepared; nothing was written.
        OSError: the disk refused; the former state is untouched.
    """
    if not signed.by.strip():
        raise ValueError("a publishing needs a name")
    # However often it is brought into a newer state: it was made from the one that it was first prepared for.
    base = proposal.request.base or proposal.base
    request = replace(proposal.request, today=signed.at.date(), base=base)
    own = {request.file: request.data} if request.file else {}
    entry = replace(signed, by=signed.by.strip(), message=signed.message.strip(), seen=own)
    for _ in range(_ATTEMPTS):
        unseen = set(proposal.warnings) - set(proposal.warnings if seen is None else seen)
        if proposal.has_errors or unseen or (proposal.warnings and not accept_warnings):
            raise RefusedError(proposal)
        if proposal.is_idle:
            history.acknowledge(pack, own)
            return None
        try:
            sums = _decided(pack, proposal)
            version = history.commit(pack, proposal.files, entry, base=proposal.base)
        except history.OutdatedError:
            proposal = answer(request)
        else:
            if sums:
                sums.keep(pack)
            return Published(
                version=version,
                since=proposal.since,
                changes=proposal.changes,
                ledger=proposal.ledger,
                picture=proposal.picture,
                before=proposal.before,
                after=proposal.after,
                warnings=proposal.warnings,
            )
    raise RefusedError(proposal)


def _decided(pack: Path, proposal: Proposal) -> Sums | None:
    """Which sums of its ledger a proposal makes public, where that can be others than before.

    Raises:
        RefusedError: a firm's amount could be worked out from them.
    """
    if not ledger_file(proposal.files):
        return None
    before, after = (state(pack, files, Release.INTERNAL) for files in (history.current_files(pack), proposal.files))
    try:
        return decide_anew(before, after)
    except PackError as error:
        raise RefusedError(replace(proposal, problems=(*proposal.problems, *error.problems))) from error
