"""A problem in words: the one place where a finding becomes a sentence.

Its sentence stands in the word tables under the problem's key. ``{column}`` is the column it is about,
``{columns[source_id]}`` any other; both are called as whoever is told calls them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from corridor.i18n import word
from corridor.i18n.columns import header
from corridor.model.problem import ColumnName, Place, Problem
from corridor.model.text import LANGS, Lang, Text

_CLOSED = re.compile(r"(?<=[\u4e00-\u9fff]) (?=“)|(?<=”) (?=[\u4e00-\u9fff])")
"""Spaces around a Latin name that a quoted Chinese one does not have."""


@dataclass(frozen=True, slots=True)
class Naming:
    """How a reader calls a column: by the name in the file, by a sheet's header, by a form's label."""

    called: Callable[[str, Lang], str]
    """The pack's name of a column to the reader's."""
    is_word: bool = True
    """Whether that is a word of the reader's language, which a sentence puts between quotation marks."""

    def in_sentence(self, column: str, lang: Lang) -> str:
        """A column as a sentence names it."""
        called = self.called(column, lang)
        return f"“{called}”" if self.is_word and called else called


BY_FILE = Naming(lambda column, _: column, is_word=False)
BY_HEADER = Naming(header)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What ``{columns[source_id]}`` in a sentence looks into."""

    naming: Naming
    lang: Lang

    def __getitem__(self, column: str) -> str:
        return self.naming.in_sentence(column, self.lang)


def sentence(problem: Problem, naming: Naming | None = None) -> Text:
    """What was found, what was expected and what to do, in one or two sentences.

    Without a naming, columns are called as the problem's place does: as the pack's files, or as the upload's headers.
    """
    return Text(**{lang: _sentence(problem, naming or _naming(problem), lang) for lang in LANGS})


def in_cell(problem: Problem) -> Text:
    """The sentence behind the cell that it is about, like ``C14: …``; without a cell just the sentence."""
    said = sentence(problem)
    if not problem.place.cell:
        return said
    return Text(**{lang: word("intake.in-cell", lang, cell=problem.place.cell, message=said[lang]) for lang in LANGS})


def as_json(problem: Problem) -> dict[str, str]:
    """The problem as the command line prints it."""
    said = in_cell(problem)
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "message_zh": said.zh,
        "message_en": said.en,
    }


def _naming(problem: Problem) -> Naming:
    place = problem.place
    return BY_HEADER if place.header and place.header != place.column else BY_FILE


def _sentence(problem: Problem, naming: Naming, lang: Lang) -> str:
    own = {"file": problem.file, "column": _column(problem.place, naming, lang), "columns": _Columns(naming, lang)}
    values = {name: _value(value, naming, lang) for name, value in problem.values}
    said = word(problem.words, lang, **{**own, **values})
    return _CLOSED.sub("", said) if lang == "zh" else said


def _column(place: Place, naming: Naming, lang: Lang) -> str:
    is_theirs = naming is BY_HEADER and place.header
    return f"“{place.header}”" if is_theirs else naming.in_sentence(place.column, lang)


def _value(value: object, naming: Naming, lang: Lang) -> object:
    # Whoever sent a file that calls columns as the pack does is told of others by their headers.
    in_words = BY_HEADER if naming is BY_FILE else naming
    match value:
        case Text():
            return value[lang]
        case ColumnName():
            return in_words.in_sentence(value, lang)
        case tuple():
            return word("figure.list-join", lang).join(in_words.called(name, lang) for name in value)
        case _:
            return value
