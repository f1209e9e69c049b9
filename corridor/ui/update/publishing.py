"""Publishing, and bringing back: the acts that only an editor may do, each asked for again when it is done."""

import streamlit as st

from corridor.draw.web.markup import render
from corridor.draw.web.update.difference import difference
from corridor.i18n import word
from corridor.i18n.os_errors import reason_of
from corridor.i18n.problems import sentence
from corridor.intake.compare.changes import before_changes
from corridor.intake.compare.describe import ChangedRow, changed_rows
from corridor.intake.publish.proposal import Proposal, RefusedError
from corridor.intake.publish.publish import Published, publish
from corridor.model.problem import how_many
from corridor.pack import history
from corridor.pack.files import broken_history
from corridor.ui import session
from corridor.ui.access import viewer
from corridor.ui.context import PageContext
from corridor.ui.interruption import uninterrupted
from corridor.ui.preview import leave_preview
from corridor.ui.update.upload_session import (
    Outcome,
    Prepared,
    clear_uploader,
    last_prepared,
    now,
    outcome,
    set_outcome,
    show_merged,
)
from corridor.ui.update_notice import mark_as_known

_MESSAGE, _ACCEPT, _ASKED = "publish-message", "publish-accept", "publish-asked"
MOST_SIGNS = 200
"""Length of a message."""


def publish_form(context: PageContext, ready: Prepared) -> None:
    """Draw the form that publishes what was compared; a viewer who may not is told so."""
    lang, proposal = context.lang, ready.proposal
    if not context.viewer.editor:
        st.html(render("update_note.html.j2", lang, text=word("update.may-not-publish", lang)))
        return
    with st.form("publish", border=False, enter_to_submit=False), st.container(key="publish"):
        st.text_input(
            word("update.message", lang),
            key=_MESSAGE,
            max_chars=MOST_SIGNS,
            placeholder=word("update.message-hint", lang),
        )
        if proposal.warnings:
            _ask_anew(proposal)
            st.checkbox(word("update.accept", lang, n=how_many(proposal.warnings)), key=_ACCEPT)
        st.form_submit_button(
            word("update.publish-as", lang, by=context.viewer.editor),
            key="publish-now",
            type="primary",
            on_click=_publish,
            args=(context,),
        )


def _ask_anew(proposal: Proposal) -> None:
    """Take back what was confirmed of other warnings than those of this proposal."""
    if session.get(_ASKED, tuple) != proposal.warnings:
        session.set(_ASKED, proposal.warnings)
        session.set_widget(_ACCEPT, value=False)


def say_outcome(context: PageContext) -> None:
    """Say how the last act ended, with the way back."""
    ended, lang = outcome(context.published.id), context.lang
    if ended is None:
        return
    with st.container(key="outcome"):
        changes = difference(ended.since, (None, context.published), lang) if ended.since else ""
        st.html(render("outcome.html.j2", lang, ended=ended))
        if changes:
            st.html(render("since.html.j2", lang))
            st.html(changes)
        for problem in ended.problems:
            st.html(render("update_warning.html.j2", lang, text=sentence(problem)[lang]))
        if ended.what == "published" and ended.before and _is_current(context, ended.version):
            st.button(word("update.undo", lang), key="undo", on_click=restore, args=(context, ended.before))


@uninterrupted
def restore(context: PageContext, version: str) -> None:
    """Make a published state current again, as a callback."""
    if not viewer().editor:
        set_outcome(Outcome(what="not-editor", corridor_id=context.published.id))
        return
    leave_preview()
    try:
        current = history.restore(context.pack, version)
    except history.BrokenHistoryError as error:
        end_broken(context, error)
        return
    except (history.NoSuchVersionError, OSError) as error:
        set_outcome(Outcome(what="disk", corridor_id=context.published.id, reason=reason_of(error)))
        return
    mark_as_known(context.published)
    set_outcome(Outcome(what="restored", corridor_id=context.published.id, version=current.id))


@uninterrupted
def _publish(context: PageContext) -> None:
    editor, ready = viewer().editor, last_prepared()
    if not editor or ready is None:
        set_outcome(Outcome(what="not-editor", corridor_id=context.published.id))
        return
    proposal = ready.proposal
    accepted = bool(session.widget_value(_ACCEPT))
    if proposal.warnings and not accepted:
        set_outcome(Outcome(what="unconfirmed", corridor_id=context.published.id))
        return
    try:
        signed = history.CommitInfo(by=editor, at=now(), message=str(session.widget_value(_MESSAGE) or ""))
        done = publish(context.pack, proposal, signed, accept_warnings=accepted, seen=proposal.warnings)
    except RefusedError as refused:
        show_merged(refused.proposal)
        set_outcome(Outcome(what="conflict", corridor_id=context.published.id, since=_rows_since(refused.proposal)))
        return
    except history.BrokenHistoryError as error:
        end_broken(context, error)
        return
    except OSError as error:
        set_outcome(Outcome(what="disk", corridor_id=context.published.id, reason=reason_of(error)))
        return
    clear_uploader()
    mark_as_known(context.published)
    if done is None:
        set_outcome(Outcome(what="nothing", corridor_id=context.published.id))
    else:
        made, count = done.version, count_rows(proposal)
        set_outcome(
            Outcome(
                what="published",
                corridor_id=context.published.id,
                version=made.id,
                count=count,
                since=_rows_since(done),
                before=made.parent,
            )
        )


def _rows_since(told: Proposal | Published) -> tuple[ChangedRow, ...]:
    """The rows that others published in between."""
    return changed_rows(told.since, before_changes(told.since, told.before), told.before)


def end_broken(context: PageContext, error: history.BrokenHistoryError) -> None:
    """End an act that found the published states damaged, with what is wrong and the way out."""
    set_outcome(
        Outcome(what="broken", corridor_id=context.published.id, problems=(broken_history(context.pack, error),))
    )


def _is_current(context: PageContext, version: str) -> bool:
    try:
        return any(one.current and one.id == version for one in history.versions(context.pack))
    except history.BrokenHistoryError:
        return False


def count_rows(proposal: Proposal) -> int:
    """How many rows a proposal touches; of a ledger, how many the periods have that it changes."""
    of_ledger = proposal.ledger.rows.values() if proposal.ledger else ()
    return len({(change.table, change.id) for change in proposal.changes}) + sum(has for _, has in of_ledger)
