"""The words of choices, in both languages, and back."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from corridor.i18n import word
from corridor.i18n.numbers import unit_text
from corridor.i18n.spelling import folded
from corridor.intake.terms.labels import join, label_of, split_label
from corridor.model.problem import UploadCellError
from corridor.model.text import LANGS, Lang, Text
from corridor.model.unit import UNITS
from corridor.pack.schema import BY_NAME, Cell, Column

NONE: Mapping[str, Mapping[Lang, str]] = MappingProxyType({})


def choice_word(table: str, column: str, choice: str, lang: Lang) -> str:  # noqa: PLR0911 - one line for each sort
    """What a choice of a column is called."""
    match column:
        case "role":
            return word(f"place.role-{choice}", lang)
        case "status":
            return word(f"figure.status-{choice}", lang)
        case "release":
            return word(f"figure.release-{choice}", lang)
        case "unit" if choice != "count":
            return unit_text(UNITS[choice], lang)
        case "qualifier" | "group" | "level" | "weight":
            return word(f"export.{column}-{choice}", lang)
        case "kind":
            return word(f"template.{table}-kind-{choice}", lang)
        case _ if choice in ("true", "false"):
            return word(f"template.boolean-{choice}", lang)
        case _:
            return word(f"template.choice-{choice}", lang)


def choice_label(table: str, column: Column, choice: str, lang: Lang) -> str:
    """A choice as the drop-down shows it."""
    words = choice_word(table, column.name, choice, lang)
    return words if column.cell is Cell.BOOLEAN else label_of(words, choice)


def read_choice(table: str, column: Column, text: str, own: Mapping[str, Mapping[Lang, str]] = NONE) -> str:
    """The choice that a text means: by its id, its word in either language, or both.

    Args:
        table: the table it is a choice of.
        column: the column it is a choice of.
        text: what was written.
        own: the words that the pack adds to the choices, by id.

    Raises:
        UploadCellError: the text is none of the choices.
    """
    name, own_id = split_label(text)
    known = _choices(table, column.name)
    if own:
        added = {folded(word): key for key, words in own.items() for word in (key, *words.values())}
        known = {**added, **known}
    if own_id in {*column.choices, *own}:
        if known.get(folded(name), own_id) != own_id:
            raise UploadCellError("label-of-two", found=text, other=known[folded(name)])
        return own_id
    found = known.get(folded(text))
    if found is None:
        named = column.usual or column.choices
        choices = Text(*(join(_named(table, column, named, own, lang)) for lang in LANGS))
        raise UploadCellError("choice", found=text, choices=choices)
    return found


def _named(
    table: str, column: Column, choices: Iterable[str], own: Mapping[str, Mapping[Lang, str]], lang: Lang
) -> list[str]:
    return [*(choice_word(table, column.name, one, lang) for one in choices), *(words[lang] for words in own.values())]


@cache
def _choices(table: str, name: str) -> dict[str, str]:
    column = BY_NAME[table].column(name)
    known: dict[str, str] = {}
    for choice in column.choices:
        known.setdefault(folded(choice), choice)
        for lang in LANGS:
            known.setdefault(folded(choice_word(table, name, choice, lang)), choice)
            if column.cell is Cell.BOOLEAN:
                for also in word(f"template.also-boolean-{choice}", lang).split("|"):
                    known.setdefault(folded(also), choice)
    return known
