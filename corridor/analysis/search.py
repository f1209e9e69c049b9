"""Finding nodes by any name they go by, in Chinese, English, pinyin or its initials, and by what is there; and why."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple, Self

from corridor.i18n.pinyin import read_aloud
from corridor.i18n.roles import role_name
from corridor.model.corridor import Corridor, Enterprise
from corridor.model.place import Node
from corridor.model.selection import Selection
from corridor.model.text import LANGS, Text

Reader = Callable[[str], list[str]]
"""Turns a text into the pinyin syllables of its characters."""


class Where(StrEnum):
    """What the text is to a node in which a query was found, the closest to the node first."""

    NAME = "name"
    ALIAS = "alias"
    FIRM = "firm"
    RELATED = "related"
    INDUSTRY = "industry"
    FIGURE = "figure"
    ROLE = "role"
    OPERATOR = "operator"
    ADDRESS = "address"
    NOTE = "note"


_NEARNESS = {where: place for place, where in enumerate(Where)}
_READ_INSIDE = (Where.NAME, Where.ALIAS, Where.FIRM)
"""Names that are read in pinyin from every syllable; others from their first only."""
_NAMES = (*_READ_INSIDE, Where.RELATED, Where.OPERATOR)
_NEVER_READ = (Where.ADDRESS, Where.NOTE)
"""Sentences: among so many syllables any input would be found."""

_HAN = (
    r"\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Signs that stand for syllables and need no blanks between words."""
_WORD = re.compile(rf"[{_HAN}]+|[^\W\d_{_HAN}]+|[^\W_a-zA-Z{_HAN}]+")
_HAN_SIGN = re.compile(f"[{_HAN}]")
_UNIT = re.compile(rf"[{_HAN}]|[^{_HAN}]+")
"""What one syllable of a reading stands for."""
_LATIN = re.compile(r"[a-z][a-z0-9]+")
_SHORT = 3
"""Letters of an input that is read as the beginning of a name only: so few are in almost any text."""
_FEW = 2
"""The same for the initials of syllables."""
_SINGLE_READING_FROM = 5000
"""From this many firms on, a firm's name is read character by character: a hundred times faster, blind to phrases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Why a node was found: a text of it and the part of that text which the query names."""

    where: Where
    text: str
    start: int
    end: int
    is_read: bool
    """Whether the text was found as it is read in pinyin."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found."""

    nodes: dict[str, tuple[Match, ...]]
    """For each node the matches of the query's words, best node first; without a query all nodes, without matches."""
    firms: tuple[Enterprise, ...]
    """Firms that are found just so, but are not known to be at any node; none where nothing was asked for."""


class _Manner(IntEnum):
    """How a line was found, the closest to what was typed first."""

    EXACT = 0
    BEGINNING = 1
    WITHIN = 2
    READ = 3
    INITIALS = 4


class _Hit(NamedTuple):
    """One finding; the least is the best."""

    nearness: int
    manner: _Manner
    line: int
    start: int
    end: int
    """From and to which character of the line in the column that its manner searches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A text and the nodes and firms that it speaks of."""

    owners: tuple[str, ...]
    where: Where
    text: str
    reader: Reader = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Column:
    """One text a line, joined so that all lines are searched at once."""

    text: str
    starts: tuple[int, ...]
    """Where each line starts, and where one more would."""

    @classmethod
    def of(cls, lines: Sequence[str]) -> Self:
        """Join the lines and remember where each starts."""
        return cls("\n".join(lines), tuple(accumulate((len(line) + 1 for line in lines), initial=0)))

    def find(self, pattern: str) -> Iterator[tuple[int, int, int]]:
        """Each finding: number of its line, and from and to which character of that."""
        for match in re.finditer(pattern, self.text, re.MULTILINE):
            line = bisect_right(self.starts, match.start()) - 1
            yield line, match.start() - self.starts[line], match.end() - self.starts[line]

    def line(self, number: int) -> str:
        """The text of a line."""
        return self.text[self.starts[number] : self.starts[number + 1] - 1]

    def ends(self, number: int) -> int:
        """Length of a line."""
        return self.starts[number + 1] - 1 - self.starts[number]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """Lines of text, one below the other: as written, as read, and the initials of how they are read."""

    lines: tuple[_Line, ...]
    words: _Column
    """A blank before each word; Chinese, Latin letters and digits are words of their own."""
    syllables: _Column
    initials: _Column

    def nearness(self, line: int) -> int:
        """How close a line is to the node that it speaks of, the least the closest."""
        return _NEARNESS[self.lines[line].where]


@lru_cache(maxsize=16_384)
def normalised(text: str) -> str:
    """The text as it is compared: full-width and half-width, upper and lower case alike; letters and digits only."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


def search(corridor: Corridor, query: str) -> SearchResult:
    """What every word of the query speaks of, the best first: by its own name, then its firms, last its note."""
    terms = query_terms(query)
    if not terms:
        return SearchResult(dict.fromkeys(corridor.node_by_id, ()), ())
    index = _index(corridor)
    hits = _all_of(index, terms)
    nodes = sorted((node_id for node_id in corridor.node_by_id if node_id in hits), key=lambda one: _rank(hits[one]))
    firms = tuple(firm for firm in _unplaced(corridor) if firm.id in hits)
    return SearchResult({node_id: _matches(index, hits[node_id]) for node_id in nodes}, firms)


def find(corridor: Corridor, selection: Selection) -> SearchResult:
    """What passes the query and the filters; nodes best first, in display order without a query.

    Firms without a node have an industry but no role.
    """
    found = search(corridor, selection.query)
    firms = found.firms if query_terms(selection.query) or selection.industry_id is None else _unplaced(corridor)
    kept = passing(corridor, selection)
    return SearchResult(
        {node_id: why for node_id, why in found.nodes.items() if node_id in kept},
        tuple(firm for firm in firms if not selection.role and selection.industry_id in (None, firm.industry_id)),
    )


def passing(corridor: Corridor, selection: Selection) -> set[str]:
    """Ids of the nodes that have the role and the industry that are filtered by."""
    of_role = {node.id for node in corridor.nodes if selection.role in (None, node.role_id)}
    if selection.industry_id is None:
        return of_role
    return of_role & {tie.node_id for tie in corridor.ties_to(selection.industry_id)}


def unplaced(corridor: Corridor, industry_id: str) -> tuple[Enterprise, ...]:
    """Firms of an industry that are not known to be at any node."""
    return tuple(firm for firm in _unplaced(corridor) if firm.industry_id == industry_id)


def _unplaced(corridor: Corridor) -> tuple[Enterprise, ...]:
    return corridor.enterprises_by_node.get(None, ())


def query_terms(query: str) -> list[str]:
    """The words of a query as they are compared."""
    return [term for term in map(normalised, query.split()) if term]


def _rank(hits: Sequence[_Hit]) -> list[tuple[int, _Manner]]:
    """What is found by several words is as good as the worst of them."""
    return sorted(((hit.nearness, hit.manner) for hit in hits), reverse=True)


def _all_of(index: _Index, terms: Sequence[str]) -> dict[str, list[_Hit]]:
    """Owners that all terms speak of, with their best hit for each; first of all for the terms as one name."""
    each = [_hits(index, term) for term in terms]
    common = set(each[0]).intersection(*each[1:])
    found = {owner: [hits[owner] for hits in each] for owner in common}
    if len(terms) > 1:
        found |= {owner: [hit] for owner, hit in _hits(index, "".join(terms)).items()}
    return found


def _hits(index: _Index, term: str) -> dict[str, _Hit]:
    """The best hit of a term for each owner."""
    best: dict[str, _Hit] = {}
    for hit in _findings(index, term):
        for owner in index.lines[hit.line].owners:
            if owner not in best or hit < best[owner]:
                best[owner] = hit
    return best


def _findings(index: _Index, term: str) -> Iterator[_Hit]:
    spaced = " ?".join(map(re.escape, term))
    # Chinese has no blanks between words; a Latin word or a number is found from its beginning.
    is_slight = bool(_LATIN.fullmatch(term)) and len(term) <= _SHORT
    for line, start, end in index.words.find(f" ?{spaced}" if _HAN_SIGN.match(term) else f" {spaced}"):
        if not is_slight or index.lines[line].where is not Where.NOTE:
            yield _Hit(index.nearness(line), _manner(start, end, index.words.ends(line)), line, start, end)
    if _LATIN.fullmatch(term):
        yield from _readings(index, index.syllables, f" {spaced}", _Manner.READ, short=len(term) <= _SHORT)
        yield from _readings(index, index.initials, term, _Manner.INITIALS, short=len(term) <= _FEW)


def _manner(start: int, end: int, ends: int) -> _Manner:
    if start > 0:
        return _Manner.WITHIN
    return _Manner.EXACT if end == ends else _Manner.BEGINNING


def _readings(index: _Index, column: _Column, pattern: str, manner: _Manner, *, short: bool) -> Iterator[_Hit]:
    for line, start, end in column.find(f"^{pattern}" if short else pattern):
        if index.lines[line].where in (_NAMES if short else Where if start == 0 else _READ_INSIDE):
            yield _Hit(index.nearness(line), manner, line, start, end)


def _matches(index: _Index, hits: Sequence[_Hit]) -> tuple[Match, ...]:
    """What the hits name, each line once."""
    by_line = {hit.line: hit for hit in reversed(hits)}
    return tuple(_match(index, hit) for hit in sorted(by_line.values()))


def _match(index: _Index, hit: _Hit) -> Match:
    line = index.lines[hit.line]
    is_read = hit.manner in (_Manner.READ, _Manner.INITIALS)
    start, end = _letters_read(index, hit) if is_read else _letters_written(index.words.line(hit.line), hit)
    first, last = _signs(line.text, start, end)
    return Match(where=line.where, text=line.text, start=first, end=last, is_read=is_read)


def _letters_written(spaced: str, hit: _Hit) -> tuple[int, int]:
    return len(spaced[: hit.start].replace(" ", "")), len(spaced[: hit.end].replace(" ", ""))


def _letters_read(index: _Index, hit: _Hit) -> tuple[int, int]:
    """From and to which letter of the normalised text the hit names whole syllables."""
    units = _UNIT.findall("".join(_words(index.lines[hit.line].text)))
    if hit.manner is _Manner.READ:
        read = index.syllables.line(hit.line)
        first, last = read[: hit.start].count(" "), read[: hit.end].count(" ")
    else:
        starts = list(accumulate((1 if _HAN_SIGN.match(unit) else len(unit) for unit in units), initial=0))
        first, last = bisect_right(starts, hit.start) - 1, bisect_right(starts, hit.end - 1)
    ends = [*accumulate(map(len, units), initial=0)]
    return ends[first], ends[min(last, len(units))]


def _signs(text: str, start: int, end: int) -> tuple[int, int]:
    """From and to which sign of a text as written some letters of it as normalised stand."""
    places = [place for place, sign in enumerate(text) for _ in normalised(sign)]
    if end > len(places) or start >= end:
        return 0, 0
    return places[start], places[end - 1] + 1


@lru_cache(maxsize=8)
def _index(corridor: Corridor) -> _Index:
    lines = tuple(line for line in _lines_of(corridor) if line.text)
    words = [_words(line.text) for line in lines]
    texts = ["".join(each) for each in words]
    read = [_read(line, text) for line, text in zip(lines, texts, strict=True)]
    return _Index(
        lines=lines,
        words=_Column.of([" ".join(("", *each)) for each in words]),
        syllables=_Column.of([" ".join(("", *readings)) for readings in read]),
        initials=_Column.of([_initials(readings, text) for readings, text in zip(read, texts, strict=True)]),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _read(line: _Line, text: str) -> list[str]:
    """The syllables of a line's characters; none of Latin letters alone."""
    return [] if text.isascii() or line.where in _NEVER_READ else line.reader(text)


def _initials(readings: Sequence[str], text: str) -> str:
    """First letters of syllables; Latin letters and digits of the name itself stay whole."""
    return "".join([reading if reading in text else reading[0] for reading in readings])


def _lines_of(corridor: Corridor) -> Iterator[_Line]:
    for node in corridor.nodes:
        yield from _own_lines(corridor, node)
    for industry in corridor.industries:
        nodes = (tie.node_id for tie in corridor.ties_to(industry.id))
        owners = (*nodes, *(firm.id for firm in unplaced(corridor, industry.id)))
        yield from _lines(owners, Where.INDUSTRY, industry.name)
    owners_of = _with_values(corridor)
    for indicator in corridor.indicators:
        yield from _lines(tuple(owners_of[indicator.id]), Where.FIGURE, indicator.name)
    for role_id, alike in corridor.nodes_by_role.items():
        yield from _lines(tuple(node.id for node in alike), Where.ROLE, role_name(corridor, role_id))
    reader = read_aloud if len(corridor.enterprises) < _SINGLE_READING_FROM else _read_singly
    for firm in corridor.enterprises:
        yield from _lines((firm.node_id or firm.id,), Where.FIRM, firm.name, reader)


def _own_lines(corridor: Corridor, node: Node) -> Iterator[_Line]:
    owners = (node.id,)
    yield from _lines(owners, Where.NAME, node.name)
    yield from (_Line(owners=owners, where=Where.ALIAS, text=alias, reader=read_aloud) for alias in node.aliases)
    for thing in corridor.shown_with(node.id):
        yield from _lines(owners, Where.RELATED, thing.name)
    yield from _lines(owners, Where.OPERATOR, node.operator)
    yield from _lines(owners, Where.ADDRESS, node.address)
    for text in (node.summary, node.note):
        yield from _lines(owners, Where.NOTE, text)


def _lines(owners: tuple[str, ...], where: Where, text: Text, reader: Reader = read_aloud) -> Iterator[_Line]:
    yield from (_Line(owners=owners, where=where, text=text[lang], reader=reader) for lang in LANGS)


def _with_values(corridor: Corridor) -> dict[str, dict[str, None]]:
    """For each indicator the ids of the nodes of which a number is known."""
    nodes: dict[str, dict[str, None]] = defaultdict(dict)
    for figure in corridor.figures:
        if figure.value is not None and figure.subject_id in corridor.compared_by_id:
            nodes[figure.indicator_id][figure.subject_id] = None
    return nodes


def _read_singly(text: str) -> list[str]:
    return [_reading(letter) for letter in text]


@cache
def _reading(letter: str) -> str:
    return str(read_aloud(letter)[0])
