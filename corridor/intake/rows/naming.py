"""Ids for rows that came without one: the same for the same upload, and never one that is taken."""

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping

from corridor.i18n.pinyin import read_aloud
from corridor.model.text import Lang

_LONGEST = 60
_READ = 200
"""Characters of a Chinese name of which an id is made, at most."""
_NUMBERED = re.compile(r"(?P<stem>[a-z][a-z-]*)(?P<number>\d+)")


class Either:
    """What is in one of several containers."""

    def __init__(self, *containers: Container[str]) -> None:
        self._containers = containers

    def __contains__(self, item: object) -> bool:
        return any(item in container for container in self._containers)


class Claims(Either):
    """Ids that the rows of one sheet have or were given, beside those of others and those that are taken anyhow."""

    def __init__(self, own: Iterable[str], others: set[str], taken: Container[str]) -> None:
        self.own = set(own)
        self._others = others
        self._numbers: dict[str, int] = {}
        super().__init__(self.own, others, taken)

    def take(self, key: str) -> None:
        """Give an id to a row: no other of the sheet can be the same one, and no new one of any sheet gets it."""
        self.own.add(key)
        self._others.add(key)

    def numbered(self, stem: str, first: int) -> str:
        """The stem with the first number behind it that is free; numbers that were found taken are not tried again."""
        number = self._numbers.get(stem, first)
        while f"{stem}{number}" in self:
            number += 1
        self._numbers[stem] = number
        return f"{stem}{number}"


def figure_id(subject_id: str, indicator_id: str, period: str, taken: Claims) -> str:
    """An id for a figure, from what it is about."""
    return free(slug("f", subject_id, indicator_id, period), taken)


def row_id(names: Mapping[Lang, str], known: Mapping[str, object], taken: Claims) -> str:
    """An id for a row of another table: the next number where its table counts, otherwise from its English name."""
    counted = [match for own_id in known if (match := _NUMBERED.fullmatch(own_id))]
    stems = {match["stem"] for match in counted}
    if len(stems) == 1 and len(counted) * 2 > len(known):
        return taken.numbered(min(stems), max(int(match["number"]) for match in counted) + 1)
    english, chinese = names["en"], names["zh"]
    return free(slug(english) or slug(*read_aloud(chinese[:_READ])) or "row", taken)


def slug(*parts: str) -> str:
    """Words as an id: lower-case letters and digits, joined by hyphens, beginning with a letter."""
    text = unicodedata.normalize("NFKD", "-".join(parts)).lower()
    words = re.findall(r"[a-z0-9]+", text.replace("'", "").replace("’", ""))
    joined = "-".join(words)[:_LONGEST].strip("-")
    return joined if not joined or joined[0].isalpha() else f"n-{joined}"


def free(wanted: str, taken: Claims) -> str:
    """The id, with a number behind it where it is taken."""
    return taken.numbered(f"{wanted}-", 2) if wanted in taken else wanted
