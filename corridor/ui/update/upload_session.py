"""What this session has sent, what publishing it would change, and how the last act ended."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from corridor.intake.compare.describe import ChangedRow, changed_rows
from corridor.intake.publish.prepare import TellStep, answer, prepare, prepare_filling, prepare_path, prepare_placing
from corridor.intake.publish.proposal import Proposal, Request
from corridor.intake.publish.sums import load_summed
from corridor.intake.rows.filling import Filling
from corridor.intake.rows.placing import Placing
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.problem import PackError, Problem
from corridor.model.text import Text
from corridor.ui import session
from corridor.ui.context import PageContext
from corridor.ui.interruption import uninterrupted
from corridor.ui.preview import as_preview, leave_preview

MAX_UPLOAD_MB = 20

_SENT, _PREPARED, _MERGING, _OUTCOME = "sent", "prepared", "merging", "outcome"
_ROUND, _TURN = "upload-round", "sent-turn"


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A file that this session has sent, one of the pack's own that was edited by hand, or what a form says."""

    corridor_id: str
    name: str
    data: bytes = b""
    own: bool = False
    """Whether it is the pack's own file."""
    placing: Placing | None = None
    """What the form for a node's position says; then there is no file."""
    filling: Filling | None = None
    """What the form for one figure says; then there is no file."""

    @property
    def is_form(self) -> bool:
        """Whether its author sent no file."""
        return bool(self.placing or self.filling)

    @cached_property
    def digest(self) -> str:
        """A name for its content."""
        return hashlib.sha256(self.name.encode() + b"\0" + self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A proposal, and the corridor as it would make it."""

    proposal: Proposal
    after: Corridor | None
    """As the viewer may know it; ``None`` while there are errors."""
    rows: tuple[ChangedRow, ...]
    """That differ between the two states."""
    made_for: tuple[Submission, str, str]
    """What it was prepared from: what was sent, state and profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How publishing or going back ended."""

    what: Literal["published", "nothing", "restored", "unconfirmed", "conflict", "not-editor", "disk", "broken"]
    corridor_id: str
    version: str = ""
    count: int = 0
    """Rows that it changed."""
    since: tuple[ChangedRow, ...] = ()
    """What others published in between."""
    reason: Text = field(default_factory=Text)
    before: str = ""
    """The version that was current before it, to go back to."""
    problems: tuple[Problem, ...] = ()
    """What keeps the published states from being used."""


def now() -> datetime:
    """This moment on this machine's clock, with its offset."""
    return datetime.now(UTC).astimezone()


def uploader_key(corridor_id: str) -> str:
    """Key of the uploader; another one after each publishing, so that it is empty again."""
    return f"upload-{corridor_id}-{session.get(_ROUND, int) or 0}"


def form_round() -> str:
    """A part of the keys of a form's fields; another one after each publishing, so that they are as published."""
    return str(session.get(_ROUND, int) or 0)


@uninterrupted
def receive(corridor_id: str, key: str) -> None:
    """Take what the uploader holds, as its callback; it also calls when it says the same file again."""
    uploaded = session.widget_value(key)
    read, name = getattr(uploaded, "getvalue", None), getattr(uploaded, "name", "")
    if read is None:
        clear()
        return
    taken, before = Submission(corridor_id=corridor_id, name=str(name), data=bytes(read())), submission(corridor_id)
    if before is None or before.digest != taken.digest:
        submit(taken)


@uninterrupted
def submit(submission: Submission) -> None:
    """Take a file for what this session wants to publish."""
    session.pop(_PREPARED, _MERGING, _OUTCOME)
    leave_preview()
    session.set(_SENT, submission)
    session.set(_TURN, submission_count() + 1)


def submission_count() -> int:
    """How often this session has sent anything: what is shown of the latest has to be looked at once."""
    return session.get(_TURN, int) or 0


@uninterrupted
def clear() -> None:
    """Send nothing any more, as a callback."""
    session.pop(_SENT, _PREPARED, _MERGING, _OUTCOME)
    leave_preview()


@uninterrupted
def clear_uploader() -> None:
    """Send nothing any more and empty the uploader, as a callback."""
    clear()
    session.set(_ROUND, (session.get(_ROUND, int) or 0) + 1)


def submission(corridor_id: str) -> Submission | None:
    """What this session has sent for a corridor."""
    found = session.get(_SENT, Submission)
    return found if found is not None and found.corridor_id == corridor_id else None


def prepared(context: PageContext, of: Submission, tell: TellStep | None = None) -> Prepared:
    """The proposal that a file makes against the current state; prepared anew when one of the two has changed.

    ``tell`` hears each step of the work as it begins, and nothing where there is none to do.
    """
    made_for = (of, context.published.version, context.published.profile)
    found = session.get(_PREPARED, Prepared)
    if found is None or found.made_for != made_for:
        proposal = _propose(context, of, tell or (lambda _: None))
        rows = changed_rows(proposal.changes, proposal.before, proposal.after)
        found = Prepared(
            proposal=proposal,
            after=_after(context.pack, proposal, context.published.profile),
            rows=rows,
            made_for=made_for,
        )
        session.set(_PREPARED, found)
    return found


def last_prepared() -> Prepared | None:
    """What the reader has before the eyes, for the callback of the button that publishes it."""
    return session.get(_PREPARED, Prepared)


@uninterrupted
def show_merged(merged: Proposal) -> None:
    """Show from the next run on what merging with what others published made of a proposal, instead of the proposal.

    What cannot be published after the merging is compared with what is current now, as if it had just been sent.
    """
    session.pop(_PREPARED, _MERGING)
    if not merged.has_errors:
        session.set(_MERGING, merged.request)


def set_outcome(outcome: Outcome) -> None:
    """Remember how an act ended, for the page to say."""
    session.set(_OUTCOME, outcome)


def outcome(corridor_id: str) -> Outcome | None:
    """How the last act on a corridor ended."""
    found = session.get(_OUTCOME, Outcome)
    return found if found is not None and found.corridor_id == corridor_id else None


def _propose(context: PageContext, of: Submission, tell: TellStep) -> Proposal:
    merging = session.get(_MERGING, Request)
    if merging is not None:
        return answer(replace(merging, today=now().date(), profile=context.published.profile), tell)
    if of.own:
        return prepare_path(context.pack, context.pack / of.name, now=now())
    if of.placing is not None:
        return prepare_placing(context.pack, of.placing, now=now(), profile=context.published.profile)
    if of.filling is not None:
        return prepare_filling(context.pack, of.filling, now=now(), profile=context.published.profile)
    return prepare(context.pack, of.name, of.data, now=now(), profile=context.published.profile, tell=tell)


def _after(pack: Path, proposal: Proposal, profile: Release) -> Corridor | None:
    if proposal.has_errors:
        return None
    try:
        return as_preview(load_summed(pack, profile, proposal.files))
    except PackError:
        return None
