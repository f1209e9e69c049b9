"""What drop-downs show, and back: 中文名 [id] for things, and the words of both languages for choices."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Self

from corridor.i18n import word
from corridor.model.problem import Unclear
from corridor.model.text import LANGS, Lang, Text
from corridor.store.schema import BY_NAME, TARGETS, Cell, Column
from corridor.store.workbook.marks import footnote
from corridor.store.workbook.plan import folded, plain
from corridor.store.workbook.rows import GEOMETRY, POINT, Row, Rows, label_of

_ID = re.compile(r"[a-z][a-z0-9_-]*")
_LABELS = re.compile(
    r"(?P<label>.*?[\[［]\s*[a-z][a-z0-9_-]*\s*[\]］])\s*(?:[;；、,，\n]\s*|$)|(?P<rest>.+)", re.DOTALL
)
_ONLY_POINTS = "landmark"


def split_label(text: str) -> tuple[str, str]:
    """Name and id of ``中文名 [id]``; an empty id where the text is no label."""
    name, bracket, behind = unicodedata.normalize("NFKC", text).strip().rpartition("[")
    own_id = behind.removesuffix("]").strip()
    is_label = bracket and behind.endswith("]") and _ID.fullmatch(own_id)
    return (name.strip(), own_id) if is_label else (text.strip(), "")


def split_list(text: str) -> list[str]:
    """The entries of a list as people write it: separated by semicolons of either width, or lines."""
    return [part.strip() for part in re.split(r"[;；\n]", text) if part.strip()]


def split_labels(text: str) -> list[str]:
    """The parts of a list that end with a label, or with the list; the names in them may hold semicolons, too."""
    parts = (match["label"] or match["rest"] for match in _LABELS.finditer(text))
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
    name, own_id = split_label(text)
    known = _choices(table, column.name)
    if own_id in column.choices:
        if known.get(folded(name), own_id) != own_id:
            raise Unclear("label-of-two", found=text, other=known[folded(name)])
        return own_id
    found = known.get(folded(text))
    if found is None:
        choices = Text(*(_join(choice_word(table, column.name, one, lang) for one in column.choices) for lang in LANGS))
        raise Unclear("choice", found=text, choices=choices)
    return found


def is_choice(table: str, column: Column, text: str) -> bool:
    """Whether a text is the word or the id of a choice, such as 无 for no."""
    return folded(text) in _choices(table, column.name)


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


def _join(words: Iterable[str]) -> str:
    return " / ".join(words)


class Names:
    """What every thing that a cell may refer to is called, and which thing a name means."""

    def __init__(self, rows: Rows, *, former: Self | None = None) -> None:
        self._rows = rows
        self._former = former
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

    def find_all(self, target: str, text: str) -> list[str]:
        """The ids of what a list names.

        A label is taken whole, as drop-downs show it, whatever separators its name has.

        Raises:
            Unclear: an entry is as `find` refuses it.
        """
        found: list[str] = []
        for part in split_labels(text):
            entries = [part] if self._is_label(target, part) else split_list(part)
            found += (self.find(target, entry) for entry in entries)
        return list(dict.fromkeys(found))

    def _is_label(self, target: str, text: str) -> bool:
        """Whether a text is the label of a thing, by the name that it has or had."""
        name, own_id = split_label(text)
        had = self._former is not None and self._former._is_label(target, text)  # noqa: SLF001 - its own kind
        return had or own_id in self._by_name(target).get(plain(name), set())

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
