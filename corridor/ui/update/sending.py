"""Template, upload, report and difference: what everybody may do, each with the data that is theirs to see."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from corridor.draw.web.markup import render
from corridor.draw.web.update.difference import difference
from corridor.draw.web.update.report import report
from corridor.draw.web.update.uploader import uploader_words
from corridor.i18n import word
from corridor.i18n.problems import Naming
from corridor.intake.publish.annotate import marked_up
from corridor.intake.publish.prepare import Step
from corridor.intake.template.write import template
from corridor.model.problem import quoted
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.pack import history
from corridor.pack.disk import read_inside
from corridor.ui.components.focus import move_focus
from corridor.ui.preview import begin_preview, leave_preview, previewed
from corridor.ui.update.desk import (
    MAX_UPLOAD_MB,
    Prepared,
    Sent,
    clear_uploader,
    prepared,
    receive,
    send,
    sent,
    turn,
    uploader_key,
)
from corridor.ui.update.publishing import count_rows, publish_form, say_outcome
from corridor.ui.visit import Visit, visit

_FIRST_EXAMINED = 3
"""Number of the step after downloading and uploading."""
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sending(selection: Selection) -> None:
    """Draw the way from the template to the published state."""
    here, lang = visit(), selection.lang
    say_outcome(here, lang)
    with st.container(key="steps"):
        with st.container(key="step-template"):
            _template(here, lang)
        with st.container(key="step-upload"):
            _upload(here, lang)
    if here.viewer.editor:
        _edited_by_hand(here, lang)
    current = sent(here.live.id)
    if current is not None and not current.is_form:
        with st.container(key="checking"):
            place = st.empty()
            ready = prepared(here, current, lambda step: _say_step(place, step, current.name, lang))
            place.empty()
        examined(here, ready, selection, first=_FIRST_EXAMINED)


def _say_step(place: DeltaGenerator, step: Step, name: str, lang: Lang) -> None:
    """Say what is being done with an upload, and what comes after it."""
    place.html(render("checking.html.j2", lang, steps=get_args(Step), step=step, name=name))


@dataclass(frozen=True, slots=True)
class Form:
    """A form on this page, whose author has no file."""

    naming: Naming
    """How it calls columns."""
    name: str
    """What the words of its acts begin with."""


def examined(here: Visit, ready: Prepared, selection: Selection, *, first: int = 0, form: Form | None = None) -> None:
    """Draw what is wrong with an upload, what it changes, and what can be done with it.

    Args:
        here: whose page it is.
        ready: the upload, prepared.
        selection: the language.
        first: number of the first of these three steps; 0 for steps without numbers.
        form: the form that says it; ``None`` for an upload.
    """
    lang, proposal = selection.lang, ready.proposal
    numbers = (first, first + 1, first + 2) if first else (0, 0, 0)
    with st.container(key="report"):
        move_focus("report", f"{here.live.id}-{turn()}")
        st.html(_heading(lang, "step-report", numbers[0], proposal.name if first else ""))
        again = word(f"update.{form.name}-check", lang) if form else ""
        st.html(report(proposal.problems, lang, form.naming if form else None, again))
        with st.container(key="report-acts", horizontal=True):
            if proposal.problems and form is None:
                _marked_copy(ready, lang)
            clear = "clear" if form is None else f"{form.name}-clear"
            st.button(word(f"update.{clear}", lang), key="clear-upload", type="tertiary", on_click=clear_uploader)
    if not proposal.changes and proposal.has_errors:
        return
    with st.container(key="difference"):
        st.html(_heading(lang, "step-difference", numbers[1]))
        st.html(difference(ready.rows, (here.live, ready.after), lang))
    if proposal.changes and ready.after is not None:
        with st.container(key="step-publish"):
            st.html(_heading(lang, "step-publish", numbers[2]))
            _preview(ready, lang)
            publish_form(here, ready, selection)


def _heading(lang: Lang, step: str, number: int, detail: str = "") -> str:
    return render("step.html.j2", lang, step=step, number=number, title=word(f"update.{step}", lang), detail=detail)


def _template(here: Visit, lang: Lang) -> None:
    st.html(_heading(lang, "step-template", 1))
    key = "template-internal" if here.live.profile == "internal" else "template-public"
    st.html(render("update_note.html.j2", lang, text=word(f"update.{key}", lang)))
    st.download_button(
        word("update.download-template", lang),
        data=partial(template, here.pack, lang=lang, profile=here.live.profile),
        file_name=f"{here.live.id}-{here.live.data_date.isoformat()}.xlsx",
        mime=_EXCEL,
        key="download-template",
        on_click="ignore",
    )


def _upload(here: Visit, lang: Lang) -> None:
    key = uploader_key(here.live.id)
    st.html(_heading(lang, "step-upload", 2))
    st.html(render("update_note.html.j2", lang, text=word("update.upload-hint", lang, most=MAX_UPLOAD_MB)))
    with st.container(key="uploader"):
        st.html(uploader_words(lang))
        st.file_uploader(
            word("update.upload", lang),
            key=key,
            on_change=receive,
            args=(here.live.id, key),
            max_upload_size=MAX_UPLOAD_MB,
            label_visibility="collapsed",
        )


def _marked_copy(ready: Prepared, lang: Lang) -> None:
    proposal = ready.proposal
    st.download_button(
        word("update.download-marked", lang),
        data=partial(marked_up, proposal.name, proposal.data, proposal.problems, lang),
        file_name=f"{PurePath(proposal.name).stem}-{word('update.marked', lang)}.xlsx",
        mime=_EXCEL,
        key="download-marked",
        on_click="ignore",
    )


def _preview(ready: Prepared, lang: Lang) -> None:
    if ready.after is None:
        return
    shown = previewed(ready.after.profile)
    with st.container(key="preview-acts", horizontal=True, vertical_alignment="center"):
        if shown is not None and shown.corridor is ready.after:
            st.button(word("update.leave-preview", lang), key="leave-preview-here", on_click=leave_preview)
        else:
            st.button(
                word("update.begin-preview", lang),
                key="begin-preview",
                on_click=begin_preview,
                args=(ready.after, ready.proposal.name),
            )
        st.html(
            render("update_note.html.j2", lang, text=word("update.preview-hint", lang, n=count_rows(ready.proposal)))
        )


def _edited_by_hand(here: Visit, lang: Lang) -> None:
    names = history.edited_by_hand(here.pack)
    if not names:
        return
    with st.container(key="edited-by-hand"):
        told = [quoted(name) for name in names]
        st.html(render("edited_by_hand.html.j2", lang, names=told, folder=quoted(here.pack.name)))
        with st.container(key="edited-acts", horizontal=True):
            for number, name in enumerate(names):
                with suppress(OSError):  # it was deleted, or cannot be read
                    own = Sent(here.live.id, name, read_inside(here.pack, here.pack / PurePath(name)), own=True)
                    label = word("update.examine-own", lang, name=told[number])
                    st.button(label, key=f"examine-{number}", on_click=send, args=(own,))
