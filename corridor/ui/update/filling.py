"""One figure by a form: a number that is missing, or one to be corrected, read as the row of a workbook is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from corridor.draw.web.markup import render
from corridor.draw.words.filling import known_line, understood_line
from corridor.draw.words.wording import status_text
from corridor.i18n import word
from corridor.i18n.problems import Naming, sentence
from corridor.intake.publish.prepare import read_filling
from corridor.intake.rows.filling import Filling
from corridor.intake.rows.records import Intake
from corridor.intake.terms.choices import choice_word
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Indicator, Qualifier, Release, Status, needs_source
from corridor.model.problem import PackError, Problem, Severity
from corridor.model.text import Lang
from corridor.model.unit import UNITS
from corridor.ui import session
from corridor.ui.components.select import select
from corridor.ui.context import PageContext
from corridor.ui.interruption import uninterrupted
from corridor.ui.update.citing import Cited, cite
from corridor.ui.update.publishing import say_outcome
from corridor.ui.update.sending import PageForm, examined
from corridor.ui.update.upload_session import Submission, form_round, prepared, submission, submit
from corridor.ui.url import change

_TYPED = ("value", "period", "note_zh", "note_en")
_CHOSEN = ("unit", "qualifier", "status", "scope_id", "release")
_FIELDS = ("value", "unit", "qualifier", "period", "status", "scope_id", "source_id", "release", "note_zh", "note_en")
"""What the form asks for, in its order, by the column that it is written to."""
_NEEDED = ("value", "period", "status", "scope_id")
"""What a number cannot do without."""
_UNSTATED = "unstated"
"""The choice by which a form says that the source does not say what the number counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Which figure the form is about."""

    subject_id: str
    indicator: Indicator
    figure: Figure | None
    """``None`` for a new one."""

    @property
    def key(self) -> str:
        """Part of the keys of its fields: what was typed of another figure is not taken over."""
        return f"{self.subject_id}-{self.indicator.id}-{self.figure.id if self.figure else ''}-{form_round()}"


@uninterrupted
def ask(lang: Lang, subject_id: str, indicator_id: str, figure_id: str = "") -> None:
    """Go to the form of a figure, as a callback; without an id, of the one that is missing."""
    session.set_sticky("fill-subject", lang, subject_id)
    session.set_sticky("fill-indicator", lang, indicator_id)
    session.reset(_name_of_which(subject_id, indicator_id))
    if figure_id:
        session.set_sticky(_name_of_which(subject_id, indicator_id), lang, figure_id)
    change(view="update", part="fill")


def filling_in(context: PageContext) -> None:
    """Draw the form, what is wrong with each of its fields, and what publishing it would change."""
    lang = context.lang
    say_outcome(context)
    with st.container(key="fill-which"):
        asked = _asked(context)
    with st.container(key="fill-form"):
        boxes = {name: st.container(key=f"fill-{name}") for name in _FIELDS}
    filling, cited = _fields(context.published, asked, boxes, lang)
    read, lacks = _read(context, filling), _lacking(dict(filling.cells), cited)
    problems = [one for one in read.problems if one.place.column not in lacks]
    _tell(problems, boxes, lang)
    _acts(context, filling, lacks, _understood(asked.indicator, read, lang), refused=_are_errors(problems))
    current = submission(context.published.id)
    if current is not None and current.filling == filling:
        examined(context, prepared(context, current), form=PageForm(Naming(_label), "fill"))


def _label(column: str, lang: Lang) -> str:
    """What the form asks for a column by."""
    return word(f"update.fill-{column}", lang) if column in (*_FIELDS, "subject_id", "indicator_id", "id") else column


def _asked(context: PageContext) -> _Asked:
    corridor, lang = context.published, context.lang
    places = (*(one.id for one in corridor.nodes), *(one.id for one in corridor.subjects))
    ids = (*places, corridor.id, *corridor.figures_by_subject)
    subjects = {one: corridor.name_of(one)[lang] for one in ids}
    here = context.selection.node_id or ids[0]
    subject_id = _one("subject_id", "fill-subject", subjects, here, lang)
    indicators = {one.id: one.name[lang] for one in sorted(corridor.indicators, key=lambda one: one.order)}
    indicator_id = _one("indicator_id", "fill-indicator", indicators, next(iter(indicators)), lang)
    known = [one for one in corridor.figures_by_subject.get(subject_id, ()) if one.indicator_id == indicator_id]
    which = {one.id: known_line(corridor, one, lang) for one in known} | {"": word("update.fill-new", lang)}
    gap = next((one.id for one in known if one.value is None), "")
    figure_id = _one("id", _name_of_which(subject_id, indicator_id), which, gap, lang)
    return _Asked(
        subject_id=subject_id,
        indicator=corridor.indicator_by_id[indicator_id],
        figure=corridor.figure_by_id.get(figure_id),
    )


def _name_of_which(subject_id: str, indicator_id: str) -> str:
    return f"fill-figure-{subject_id}-{indicator_id}"


def _one(column: str, name: str, names: Mapping[str, str], first: str, lang: Lang) -> str:
    """One of several, always chosen."""
    held = session.sticky(name, lang, first, names)
    chosen = select(_label(column, lang), names, held)
    return first if chosen is None else chosen


def _fields(
    corridor: Corridor, asked: _Asked, boxes: Mapping[str, DeltaGenerator], lang: Lang
) -> tuple[Filling, Cited]:
    """The fields, drawn, and what they say."""
    known = _known(asked)
    cells = {"id": asked.figure.id if asked.figure else "", "subject_id": asked.subject_id}
    cells["indicator_id"] = asked.indicator.id
    for name in _TYPED:
        with boxes[name]:
            cells[name] = _typed(name, asked, known.get(name, ""), lang)
    for name in _CHOSEN:
        with boxes[name]:
            cells[name] = _chosen(name, asked, _choices(corridor, asked, name, lang), known.get(name), lang)
    with boxes["source_id"]:
        known_ids = asked.figure.source_ids if asked.figure else ()
        first = known_ids if known.get("value") else ()
        cited = cite(corridor, "fill", lang, of=asked.key, known=known_ids, chosen=first)
    new_ids = (cited.new_source.id,) if cited.new_source else ()
    cells["source_id"] = ";".join((*cited.source_ids, *new_ids))
    if cells["scope_id"] == _UNSTATED:
        cells["scope_id"] = word("template.unstated", lang)
    name = f"{corridor.name_of(asked.subject_id)[lang]} · {asked.indicator.name[lang]}"
    return Filling(name=name, cells=tuple(cells.items()), new_source=cited.new_source), cited


def _known(asked: _Asked) -> dict[str, str]:
    """What stands in the fields at first; of an absence nothing that was said of it is taken over for its number."""
    figure, first = asked.figure, {"unit": asked.indicator.unit.id, "release": Release.INTERNAL.value}
    if figure is None or figure.value is None:
        return {**first, "qualifier": Qualifier.EXACT.value}
    return {
        **first,
        "value": f"{figure.value:f}",
        "qualifier": figure.qualifier.value,
        "period": figure.period.text,
        "status": figure.status.value,
        "scope_id": figure.scope_id or _UNSTATED,
        "release": figure.release.value,
        "note_zh": figure.note.zh,
        "note_en": figure.note.en,
    }


def _typed(name: str, asked: _Asked, first: str, lang: Lang) -> str:
    held = session.sticky(f"fill-{name}-{asked.key}", lang, first)
    said = st.text_input(
        _label(name, lang),
        value=held.value,
        key=held.key,
        placeholder=word("update.fill-period-hint", lang) if name == "period" else None,
        live=True,
        persist_state="session",
    )
    return said or ""


def _chosen(name: str, asked: _Asked, names: Mapping[str, str], first: str | None, lang: Lang) -> str:
    held = session.sticky(f"fill-{name}-{asked.key}", lang, first, {*names, None})
    return select(_label(name, lang), names, held, word("update.fill-choose", lang)) or ""


def _choices(corridor: Corridor, asked: _Asked, name: str, lang: Lang) -> dict[str, str]:
    own = asked.indicator.unit
    match name:
        case "unit" if own.id == "count":
            return {own.id: asked.indicator.unit_name[lang]}
        case "unit":
            like = [own, *(unit for unit in UNITS.values() if unit.dimension == own.dimension)]
            return {unit.id: choice_word("figures", "unit", unit.id, lang) for unit in like}
        case "status":
            return {one.value: status_text(one, lang) for one in Status}
        case "scope_id":
            named = {scope.id: scope.name[lang] for scope in corridor.scopes}
            return {_UNSTATED: word("update.fill-unstated", lang), **named}
        case _:
            every = Qualifier if name == "qualifier" else Release
            return {one.value: choice_word("figures", name, one.value, lang) for one in every}


def _read(context: PageContext, filling: Filling) -> Intake:
    """What the form says so far; nothing where the data cannot be read, which checking it says in words."""
    try:
        return read_filling(context.pack, filling, context.published.profile)
    except PackError:
        return Intake(name=filling.name)


def _lacking(cells: Mapping[str, str], cited: Cited) -> list[str]:
    """What has still to be said, by columns; of a number that was not found, the status says it all."""
    missing = [] if cells["status"] == Status.NOT_PUBLISHED else [name for name in _NEEDED if not cells[name].strip()]
    must_cite = needs_source(cells["status"] or Status.ACTUAL, cells["release"]) or bool(cited.new_source)
    return [*missing, *(["source_id"] if must_cite and not cited.is_whole else [])]


def _tell(problems: Iterable[Problem], boxes: Mapping[str, DeltaGenerator], lang: Lang) -> None:
    """Say what is wrong beside the field where it is."""
    for problem in problems:
        with boxes.get(problem.place.column, boxes["source_id"]):
            said = sentence(problem, Naming(_label))[lang]
            st.html(render("field_problem.html.j2", lang, text=said, problem=problem))


def _are_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _understood(indicator: Indicator, read: Intake, lang: Lang) -> str:
    records = read.records.get("figures", {}).values()
    return next((understood_line(indicator, record.cells, lang) for record in records), "")


def _acts(context: PageContext, filling: Filling, lacks: Iterable[str], understood: str, *, refused: bool) -> None:
    lang = context.lang
    labels = word("figure.list-join", lang).join(_label(name, lang) for name in lacks)
    told = word("update.place-lacks", lang, what=labels) if labels else understood
    with st.container(key="fill-acts", horizontal=True, vertical_alignment="center"):
        st.button(
            word("update.fill-check", lang),
            key="fill-check",
            type="primary",
            disabled=bool(labels) or refused,
            on_click=_send,
            args=(context.published.id, filling),
        )
        st.html(render("update_note.html.j2", lang, text=told))
        st.button(
            word("update.fill-back", lang),
            key="fill-back",
            type="tertiary",
            on_click=change,
            kwargs={"view": "figures", "part": "gaps"},
        )


@uninterrupted
def _send(corridor_id: str, filling: Filling) -> None:
    submit(Submission(corridor_id=corridor_id, name=filling.name, filling=filling))
