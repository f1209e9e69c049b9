"""Finding nodes by any name they go by, in Chinese, English, pinyin or its initials, and by what is at them."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate
from typing import Self

from corridor.i18n import both
from corridor.i18n.pinyin import read_aloud
from corridor.model.corridor import Corridor
from corridor.model.place import Node, Role
from corridor.model.selection import Selection
from corridor.model.text import Text

Reader = Callable[[str], list[str]]
"""Turns a text into the pinyin syllables of its characters."""

_LATIN = re.compile(r"[a-z][a-z0-9]+")
_SINGLE_READING_FROM = 5000
"""From this many firms on, a firm's name is read character by character: a hundred times faster, blind to phrases."""


@dataclass(frozen=True, slots=True)
class _Key:
    """What an index belongs to; the corridor itself only comes along to build it."""

    id: str
    profile: str
    version: str
    corridor: Corridor = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Column:
    """One text a line, joined so that all lines are searched at once."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, lines: Sequence[str]) -> Self:
        """Join the lines and remember where each starts."""
        starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
        return cls("\n".join(lines), tuple(starts))

    def find(self, pattern: str) -> set[int]:
        """Numbers of the lines in which the pattern occurs."""
        return {bisect_right(self.starts, match.start()) - 1 for match in re.finditer(pattern, self.text)}


@dataclass(frozen=True, slots=True)
class _Index:
    """Lines of text, one below the other, and the nodes that each line speaks of."""

    owners: tuple[tuple[str, ...], ...]
    words: _Column
    syllables: _Column
    initials: _Column


@lru_cache(maxsize=16_384)
def normalised(text: str) -> str:
    """The text as it is compared: full-width and half-width, upper and lower case alike; letters and digits only."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


def search(corridor: Corridor, query: str) -> tuple[str, ...]:
    """Ids of the nodes that every word of the query speaks of, in display order; all nodes for an empty query."""
    terms = [term for term in map(normalised, query.split()) if term]
    found = set(corridor.node_by_id)
    if terms:
        index = _index(_Key(corridor.id, corridor.profile, corridor.version, corridor))
        for term in terms:
            found &= _nodes_of(index, term)
    return tuple(node_id for node_id in corridor.node_by_id if node_id in found)


def selected_nodes(corridor: Corridor, selection: Selection) -> tuple[str, ...]:
    """Ids of the nodes that pass the query and the filters by industry and role, in display order."""
    return tuple(
        node_id
        for node_id in search(corridor, selection.query)
        if selection.role in (None, corridor.node_by_id[node_id].role)
        and (selection.industry_id is None or node_id in _tied(corridor, selection.industry_id))
    )


def _tied(corridor: Corridor, industry_id: str) -> set[str]:
    return {tie.node_id for tie in corridor.node_industries if tie.industry_id == industry_id}


def _nodes_of(index: _Index, term: str) -> set[str]:
    lines = index.words.find(re.escape(term))
    if _LATIN.fullmatch(term):
        # Pinyin is matched from the start of a syllable; between syllables the spaces may be left out.
        lines |= index.syllables.find(" " + " ?".join(term)) | index.initials.find(term)
    return {node_id for line in lines for node_id in index.owners[line]}


@lru_cache(maxsize=8)
def _index(key: _Key) -> _Index:
    owners: list[tuple[str, ...]] = []
    words, syllables, initials = [], [], []
    for owner, name, read in _lines_of(key.corridor):
        text = normalised(name)
        readings = [] if text.isascii() else read(text)
        owners.append(owner)
        words.append(text)
        syllables.append("".join(f" {reading}" for reading in readings))
        initials.append("".join(_initial(reading, text) for reading in readings))
    return _Index(tuple(owners), _Column.of(words), _Column.of(syllables), _Column.of(initials))


def _initial(reading: str, text: str) -> str:
    """First letter of a syllable; Latin letters and digits of the name itself stay whole."""
    return reading if reading in text else reading[0]


def _lines_of(corridor: Corridor) -> Iterator[tuple[tuple[str, ...], str, Reader]]:
    for node in corridor.nodes:
        yield from (((node.id,), name, read_aloud) for name in _names(corridor, node))
    for industry in corridor.industries:
        owners = tuple(node_id for node_id in corridor.node_by_id if node_id in _tied(corridor, industry.id))
        yield from ((owners, name, read_aloud) for name in _both(industry.name))
    for role in Role:
        owners = tuple(node.id for node in corridor.nodes if node.role is role)
        yield from ((owners, name, read_aloud) for name in _both(both(f"place.role-{role}")))
    read = read_aloud if len(corridor.enterprises) < _SINGLE_READING_FROM else _read_singly
    for firm in corridor.enterprises:
        if firm.node_id is not None:
            yield from (((firm.node_id,), name, read) for name in _both(firm.name))


def _names(corridor: Corridor, node: Node) -> Iterator[str]:
    texts = (node.name, node.operator, node.address, *(thing.name for thing in corridor.shown_with(node.id)))
    yield from node.aliases
    for text in texts:
        yield from _both(text)


def _both(text: Text) -> Iterator[str]:
    yield text.zh
    yield text.en


def _read_singly(text: str) -> list[str]:
    return [_reading(letter) for letter in text]


@cache
def _reading(letter: str) -> str:
    return str(read_aloud(letter)[0])
