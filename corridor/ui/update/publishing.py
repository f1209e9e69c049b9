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
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.pack import history
from corridor.pack.files import broken_history
from corridor.ui.access import viewer
from corridor.ui.act import act
from corridor.ui.news import no_news
from corridor.ui.preview import leave_preview
from corridor.ui.state import entered
from corridor.ui.update.desk import Outcome, Prepared, clear_uploader, end, last_prepared, now, outcome
from corridor.ui.visit import Visit, visit

_MESSAGE, _ACCEPT = "publish-message", "publish-accept"
MOST_SIGNS = 200
"""Length of a message."""


def publish_form(here: Visit, ready: Prepared, selection: Selection) -> None:
    """Draw the form that publishes what was compared; a viewer who may not is told so."""
    lang = selection.lang
    proposal = ready.proposal
    if not here.viewer.editor:
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
            st.checkbox(word("update.accept", lang, n=how_many(proposal.warnings)), key=_ACCEPT)
        st.form_submit_button(
            word("update.publish-as", lang, by=here.viewer.editor),
            key="publish-now",
            type="primary",
            on_click=_publish,
        )


def say_outcome(here: Visit, lang: Lang) -> None:
    """Say how the last act ended, with the way back."""
    ended = outcome(here.live.id)
    if ended is None:
        return
    with st.container(key="outcome"):
        changes = difference(ended.since, (None, here.live), lang) if ended.since else ""
        st.html(render("outcome.html.j2", lang, ended=ended))
        if changes:
            st.html(render("since.html.j2", lang))
            st.html(changes)
        for problem in ended.problems:
            st.html(render("update_warning.html.j2", lang, text=sentence(problem)[lang]))
        if ended.what == "published" and ended.before and _is_current(here, ended.version):
            st.button(word("update.undo", lang), key="undo", on_click=restore, args=(ended.before,))


@act
def restore(version: str) -> None:
    """Make a published state current again, as a callback."""
    here = visit()
    if not viewer().editor:
        end(Outcome("not-editor", here.live.id))
        return
    leave_preview()
    try:
        current = history.restore(here.pack, version)
    except history.BrokenHistoryError as error:
        end_broken(here, error)
        return
    except (history.NoSuchVersionError, OSError) as error:
        end(Outcome("disk", here.live.id, reason=reason_of(error)))
        return
    no_news(here.live)
    end(Outcome("restored", here.live.id, current.id))


@act
def _publish() -> None:
    here, ready = visit(), last_prepared()
    editor = viewer().editor
    if not editor or ready is None:
        end(Outcome("not-editor", here.live.id))
        return
    proposal = ready.proposal
    accepted = bool(entered(_ACCEPT))
    if proposal.warnings and not accepted:
        end(Outcome("unconfirmed", here.live.id))
        return
    try:
        signed = history.Entry(by=editor, at=now(), message=str(entered(_MESSAGE) or ""))
        done = publish(here.pack, proposal, signed, accept_warnings=accepted)
    except RefusedError as refused:
        end(Outcome("conflict", here.live.id, since=_rows_since(refused.proposal)))
        return
    except history.BrokenHistoryError as error:
        end_broken(here, error)
        return
    except OSError as error:
        end(Outcome("disk", here.live.id, reason=reason_of(error)))
        return
    clear_uploader()
    no_news(here.live)
    if done is None:
        end(Outcome("nothing", here.live.id))
    else:
        made = done.version
        end(Outcome("published", here.live.id, made.id, count_rows(proposal), _rows_since(done), before=made.parent))


def _rows_since(told: Proposal | Published) -> tuple[ChangedRow, ...]:
    """The rows that others published in between."""
    return changed_rows(told.since, before_changes(told.since, told.before), told.before)


def end_broken(here: Visit, error: history.BrokenHistoryError) -> None:
    """End an act that found the published states damaged, with what is wrong and the way out."""
    end(Outcome("broken", here.live.id, problems=(broken_history(here.pack, error),)))


def _is_current(here: Visit, version: str) -> bool:
    try:
        return any(one.current and one.id == version for one in history.versions(here.pack))
    except history.BrokenHistoryError:
        return False


def count_rows(proposal: Proposal) -> int:
    """How many rows a proposal touches."""
    return len({(change.table, change.id) for change in proposal.changes})
