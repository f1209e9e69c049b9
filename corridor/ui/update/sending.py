"""Template, upload, report and difference: what everybody may do, each with the data that is theirs to see."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from corridor.analysis.gaps import matrix
from corridor.draw.web.markup import render
from corridor.draw.web.update.difference import difference, ledger_difference
from corridor.draw.web.update.report import report
from corridor.draw.web.update.uploader import uploader_words
from corridor.draw.words.gap_matrix import gaps_sum
from corridor.i18n import word
from corridor.i18n.problems import Naming
from corridor.intake.publish.annotate import marked_up
from corridor.intake.publish.prepare import Step
from corridor.intake.template.ledger import ledger_template
from corridor.intake.template.write import template
from corridor.model.figure import Release
from corridor.model.problem import quoted
from corridor.model.text import Lang
from corridor.pack import history
from corridor.pack.disk import read_inside
from corridor.ui.components.focus import move_focus
from corridor.ui.context import PageContext
from corridor.ui.preview import begin_preview, leave_preview, previewed
from corridor.ui.update.publishing import count_rows, publish_form, say_outcome
from corridor.ui.update.upload_session import (
    MAX_UPLOAD_MB,
    Prepared,
    Submission,
    clear_uploader,
    prepared,
    receive,
    submission,
    submission_count,
    submit,
    uploader_key,
)
from corridor.ui.url import change

_FIRST_EXAMINED = 3
"""Number of the step after downloading and uploading."""
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sending(context: PageContext) -> None:
    """Draw the way from the template to the published state."""
    say_outcome(context)
    with st.container(key="steps"):
        with st.container(key="step-template"):
            _template(context)
        with st.container(key="step-upload"):
            _upload(context)
    if context.viewer.editor:
        _edited_by_hand(context)
    current = submission(context.published.id)
    if current is not None and not current.is_form:
        with st.container(key="checking"):
            place = st.empty()
            ready = prepared(context, current, lambda step: _say_step(place, step, current.name, context.lang))
            place.empty()
        examined(context, ready, first=_FIRST_EXAMINED)
    else:
        _to_come(context)


def _to_come(context: PageContext) -> None:
    """Say what follows an upload, and how much there is to fill in."""
    lang = context.lang
    by_whom = "publish" if context.viewer.editor else "publish-by-editor"
    with st.container(key="to-come"):
        for number, (step, said) in enumerate(
            (("report", "report"), ("difference", "difference"), ("publish", by_whom)), _FIRST_EXAMINED
        ):
            with st.container(key=f"to-come-{step}"):
                st.html(_heading(lang, f"step-{step}", number))
                st.html(render("update_note.html.j2", lang, text=word(f"update.to-come-{said}", lang)))
    with st.container(key="to-fill", horizontal=True, vertical_alignment="center"):
        st.html(render("update_note.html.j2", lang, text=gaps_sum(matrix(context.published), lang)))
        st.button(
            word("update.to-fill", lang), key="see-gaps", on_click=change, kwargs={"view": "figures", "part": "gaps"}
        )


def _say_step(place: DeltaGenerator, step: Step, name: str, lang: Lang) -> None:
    """Say what is being done with an upload, and what comes after it."""
    place.html(render("checking.html.j2", lang, steps=get_args(Step), step=step, name=name))


@dataclass(frozen=True, slots=True)
class PageForm:
    """A form on this page, whose author has no file."""

    naming: Naming
    """How it calls columns."""
    name: str
    """What the words of its acts begin with."""


def examined(context: PageContext, ready: Prepared, *, first: int = 0, form: PageForm | None = None) -> None:
    """Draw what is wrong with an upload, what it changes, and what can be done with it.

    Args:
        context: whose page it is.
        ready: the upload, prepared.
        first: number of the first of these three steps; 0 for steps without numbers.
        form: the form that says it; ``None`` for an upload.
    """
    lang, proposal = context.lang, ready.proposal
    numbers = (first, first + 1, first + 2) if first else (0, 0, 0)
    with st.container(key="report"):
        move_focus("report", f"{context.published.id}-{submission_count()}")
        st.html(_heading(lang, "step-report", numbers[0], proposal.name if first else ""))
        again = word(f"update.{form.name}-check", lang) if form else ""
        st.html(report(proposal.problems, lang, form.naming if form else None, again))
        with st.container(key="report-acts", horizontal=True):
            if proposal.problems and form is None:
                _marked_copy(ready, lang)
            clear = "clear" if form is None else f"{form.name}-clear"
            st.button(word(f"update.{clear}", lang), key="clear-upload", type="tertiary", on_click=clear_uploader)
    if proposal.is_idle and proposal.has_errors:
        return
    with st.container(key="difference"):
        st.html(_heading(lang, "step-difference", numbers[1]))
        if proposal.ledger:
            st.html(ledger_difference(proposal.ledger, proposal.after, lang))
        else:
            st.html(difference(ready.rows, (context.published, ready.after), lang))
    if not proposal.is_idle and ready.after is not None:
        with st.container(key="step-publish"):
            st.html(_heading(lang, "step-publish", numbers[2]))
            _preview(ready, lang)
            publish_form(context, ready)


def _heading(lang: Lang, step: str, number: int, detail: str = "") -> str:
    return render("step.html.j2", lang, step=step, number=number, title=word(f"update.{step}", lang), detail=detail)


def _template(context: PageContext) -> None:
    lang = context.lang
    st.html(_heading(lang, "step-template", 1))
    key = "template-internal" if context.published.profile == "internal" else "template-public"
    st.html(render("update_note.html.j2", lang, text=word(f"update.{key}", lang)))
    st.download_button(
        word("update.download-template", lang),
        data=partial(template, context.pack, lang=lang, profile=context.published.profile),
        file_name=f"{context.published.id}-{context.published.data_date.isoformat()}.xlsx",
        mime=_EXCEL,
        key="download-template",
        on_click="ignore",
    )
    if context.published.profile == Release.INTERNAL:
        st.download_button(
            word("update.download-ledger", lang),
            data=partial(ledger_template, context.pack, lang=lang),
            file_name=f"{context.published.id}-ledger.xlsx",
            mime=_EXCEL,
            key="download-ledger",
            on_click="ignore",
            type="tertiary",
        )


def _upload(context: PageContext) -> None:
    lang, key = context.lang, uploader_key(context.published.id)
    st.html(_heading(lang, "step-upload", 2))
    st.html(render("update_note.html.j2", lang, text=word("update.upload-hint", lang, most=MAX_UPLOAD_MB)))
    with st.container(key="uploader"):
        st.html(uploader_words(lang))
        st.file_uploader(
            word("update.upload", lang),
            key=key,
            on_change=receive,
            args=(context.published.id, key),
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


def _edited_by_hand(context: PageContext) -> None:
    lang, names = context.lang, history.edited_by_hand(context.pack)
    if not names:
        return
    with st.container(key="edited-by-hand"):
        told = [quoted(name) for name in names]
        st.html(render("edited_by_hand.html.j2", lang, names=told, folder=quoted(context.pack.name)))
        with st.container(key="edited-acts", horizontal=True):
            for number, name in enumerate(names):
                with suppress(OSError):  # it was deleted, or cannot be read
                    data = read_inside(context.pack, context.pack / PurePath(name))
                    own = Submission(corridor_id=context.published.id, name=name, data=data, own=True)
                    label = word("update.examine-own", lang, name=told[number])
                    st.button(label, key=f"examine-{number}", on_click=submit, args=(own,))
