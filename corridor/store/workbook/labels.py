"""What drop-downs show, and back: 中文名 [id] for things, and the words of both languages for choices."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from corridor.i18n import word
from corridor.model.problem import Unclear
from corridor.model.text import LANGS, Lang, Text
from corridor.store.schema import BY_NAME, TARGETS, Cell, Column
from corridor.store.workbook.marks import footnote
from corridor.store.workbook.plan import plain
from corridor.store.workbook.rows import GEOMETRY, POINT, Row, Rows, label_of

_LABEL = re.compile(r"(?P<name>.*?)\s*\[\s*(?P<id>[a-z][a-z0-9_-]*)\s*\]", re.DOTALL)
_ONLY_POINTS = "landmark"


def split_label(text: str) -> tuple[str, str]:
    """Name and id of ``中文名 [id]``; an empty id where the text is no label."""
    match = _LABEL.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return (match["name"].strip(), match["id"]) if match else (text.strip(), "")


def split_list(text: str) -> list[str]:
    """The entries of a list as people write it: separated by semicolons of either width, or lines."""
    parts = re.split(r"(?<=[\]］])\s*[;；、,，\n]\s*|[;；\n]", text)
    return [part.strip() for part in parts if part.strip()]


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
            return word(f"export.unit-{choice}", lang)
        case "qualifier" | "group" | "weight":
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


def read_choice(table: str, column: Column, text: str) -> str:
    """The choice that a text means: by its id, its word in either language, or both.

    Raises:
        Unclear: the text is none of the choices.
    """
    _, own_id = split_label(text)
    if own_id in column.choices:
        return own_id
    found = _choices(table, column.name).get(plain(text))
    if found is None:
        choices = Text(*(_join(choice_word(table, column.name, one, lang) for one in column.choices) for lang in LANGS))
        raise Unclear("choice", found=text, choices=choices)
    return found


@cache
def _choices(table: str, name: str) -> dict[str, str]:
    column = BY_NAME[table].column(name)
    known: dict[str, str] = {}
    for choice in column.choices:
        known.setdefault(plain(choice), choice)
        for lang in LANGS:
            known.setdefault(plain(choice_word(table, name, choice, lang)), choice)
            if column.cell is Cell.BOOLEAN:
                for also in word(f"template.also-boolean-{choice}", lang).split("|"):
                    known.setdefault(plain(also) or also, choice)
    return known


def _join(words: Iterable[str]) -> str:
    return " / ".join(words)


class Names:
    """What every thing that a cell may refer to is called, and which thing a name means."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._listed: dict[str, dict[str, Mapping[Lang, str]]] = {}
        self._called: dict[str, dict[str, set[str]]] = {}

    def listed(self, target: str) -> Mapping[str, Mapping[Lang, str]]:
        """Names of everything that a reference to a target may name, by id."""
        if target not in self._listed:
            self._listed[target] = {
                own_id: {lang: self._name(table, row, lang) for lang in LANGS}
                for table in TARGETS[target]
                for own_id, row in self._rows.get(table, {}).items()
                if target != _ONLY_POINTS or row.cells.get(GEOMETRY, "").startswith(POINT)
            }
        return self._listed[target]

    def label(self, target: str, own_id: str, lang: Lang) -> str:
        """A thing as the drop-down shows it; the bare id where there is no such thing."""
        names = self.listed(target).get(own_id)
        return label_of(names[lang], own_id) if names else own_id

    def title(self, table: str, key: str, lang: Lang) -> str:
        """A row of a table as `label` shows what references may name; its bare key where it has no name."""
        return label_of(self._name(table, self._rows[table][key], lang), key)

    def find(self, target: str, text: str) -> str:
        """The id of what a text names: by label, by id, or by a name that only one thing has.

        Raises:
            Unclear: nothing is called so, or several things are, or the label names two.
        """
        name, own_id = split_label(text)
        known = self.listed(target)
        if not own_id:
            bare = unicodedata.normalize("NFKC", text).strip()
            if bare in known and not footnote(text):
                return bare
        called = self._by_name(target).get(plain(name), set())
        if own_id and own_id in known:
            if called and own_id not in called:
                raise Unclear("label-of-two", found=text, other=_join(sorted(called)))
            return own_id
        if own_id or not called:
            near = self._near(target, name)
            raise Unclear("reference-near" if near else "reference", found=text, near=near)
        if len(called) > 1:
            raise Unclear("reference-ambiguous", found=text, choices=_join(self._labels(target, sorted(called))))
        return next(iter(called))

    def _labels(self, target: str, ids: Iterable[str]) -> Iterator[str]:
        return (self.label(target, own_id, "zh") for own_id in ids)

    def _by_name(self, target: str) -> dict[str, set[str]]:
        if target not in self._called:
            called: dict[str, set[str]] = {}
            for own_id, names in self.listed(target).items():
                aliases = self._rows.get("nodes", {}).get(own_id)
                also = aliases.cells.get("aliases", "").split(";") if aliases else []
                for name in {*names.values(), *also}:
                    if plain(name):
                        called.setdefault(plain(name), set()).add(own_id)
            self._called[target] = called
        return self._called[target]

    def _near(self, target: str, name: str) -> str:
        """What looks most like a name, as a hint; empty when nothing does."""
        wanted = plain(name)
        near = [
            own_id
            for called, ids in self._by_name(target).items()
            if wanted and (wanted in called or called in wanted)
            for own_id in sorted(ids)
        ]
        return _join(self._labels(target, list(dict.fromkeys(near))[:3]))

    def _name(self, table: str, row: Row, lang: Lang) -> str:
        if table == "figures":
            return self._figure_name(row, lang)
        stem = "title" if table in ("sources", "chapters") else "name"
        return row.cells.get(f"{stem}_{lang}", "").strip()

    def _figure_name(self, row: Row, lang: Lang) -> str:
        subject = self.listed("subject").get(row.cells.get("subject_id", ""), {}).get(lang, "")
        indicator = self.listed("indicator").get(row.cells.get("indicator_id", ""), {}).get(lang, "")
        return " ".join(part for part in (subject, indicator, row.cells.get("period", "")) if part)
