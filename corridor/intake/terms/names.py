"""What things are called, and which thing a name means."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Self

from corridor.i18n.spelling import plain
from corridor.intake.terms.footnotes import footnote
from corridor.intake.terms.labels import join, label_of, split_label, split_labels, split_list
from corridor.model.problem import UploadCellError
from corridor.model.text import LANGS, Lang
from corridor.pack.rows import GEOMETRY, POINT, Rows
from corridor.pack.schema import TARGETS

_ONLY_POINTS = "landmark"
_STEMS = ("name", "title", "caption")
"""Columns that name a row, each in two languages; a table has one of them."""


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
                own_id: {lang: name_of(self._rows, table, row.cells, lang) for lang in LANGS}
                for table in TARGETS[target]
                for own_id, row in self._rows.get(table, {}).items()
                if target != _ONLY_POINTS or row.cells.get(GEOMETRY, "").startswith(POINT)
            }
        return self._listed[target]

    def label(self, target: str, own_id: str, lang: Lang) -> str:
        """A thing as the drop-down shows it; the bare id where there is no such thing."""
        names = self.listed(target).get(own_id)
        return label_of(names[lang], own_id) if names else own_id

    def find(self, target: str, text: str) -> str:
        """The id of what a text names: by label, by id, or by a name that only one thing has.

        Raises:
            UploadCellError: nothing is called so, or several things are, or the label names two.
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
                raise UploadCellError("label-of-two", found=text, other=join(sorted(called)))
            return own_id
        if own_id or not called:
            near = self._near(target, name)
            raise UploadCellError("reference-near" if near else "reference", found=text, near=near)
        if len(called) > 1:
            raise UploadCellError("reference-ambiguous", found=text, choices=join(self._labels(target, sorted(called))))
        return next(iter(called))

    def find_all(self, target: str, text: str) -> list[str]:
        """The ids of what a list names.

        A label is taken whole, as drop-downs show it, whatever separators its name has.

        Raises:
            UploadCellError: an entry is as `find` refuses it.
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
        return join(self._labels(target, list(dict.fromkeys(near))[:3]))


def name_of(rows: Rows, table: str, cells: Mapping[str, str], lang: Lang) -> str:
    """What a row of a table is called, a figure by what it is about; empty where it has no name."""
    if table == "figures":
        about = (thing_name(rows, target, cells.get(f"{target}_id", ""), lang) for target in ("subject", "indicator"))
        return " ".join(part for part in (*about, cells.get("period", "")) if part)
    names = (cells.get(f"{stem}_{lang}", "").strip() for stem in _STEMS)
    return next(filter(None, names), "")


def thing_name(rows: Rows, target: str, own_id: str, lang: Lang) -> str:
    """What a reference to a target names, in words; its id where there is no such thing, or one without a name."""
    found = ((table, rows[table][own_id]) for table in TARGETS[target] if own_id in rows.get(table, {}))
    return next((name_of(rows, table, row.cells, lang) for table, row in found), "") or own_id
