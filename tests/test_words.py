"""The word tables: both languages say the same things, and the code asks only for words that exist."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corridor.i18n import table
from corridor.model.problem import Topic
from corridor.model.text import LANGS

PACKAGE = Path(__file__).parent.parent / "corridor"
KEY = re.compile(r"[a-z_]+\.[\w.-]+")
TEMPLATE_CALL = re.compile(r"""\b(?:word|both)\(\s*(["'])(?P<key>[^"']+)\1\s*(?P<then>[,)~])""")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def placeholders(words: str) -> frozenset[str]:
    """The names in braces; a value's own name in a language (``month_name``) stands for the value."""
    return frozenset(name.removesuffix("_name") for _, name, _, _ in string.Formatter().parse(words) if name)


@cache
def asked() -> tuple[tuple[str, str, bool], ...]:
    """Every key that the package asks for as (where, key or its constant beginning, whether it is whole)."""
    return tuple(asked_in_files())


def asked_in_files() -> Iterator[tuple[str, str, bool]]:
    """The same, one after the other."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.relative_to(PACKAGE).as_posix()}:{getattr(node, 'lineno', 0)}"
            match node:
                case ast.Call(func=ast.Name(id="word" | "both"), args=[ast.Constant(value=str(key)), *_]):
                    yield where, key, True
                case ast.Call(
                    func=ast.Name(id="word" | "both"),
                    args=[ast.JoinedStr(values=[ast.Constant(value=str(key)), *_]), *_],
                ):
                    yield where, key, False
    for path in sorted((PACKAGE / "draw" / "web" / "templates").rglob("*.j2")):
        for match in TEMPLATE_CALL.finditer(path.read_text(encoding="utf-8")):
            yield path.name, match["key"], match["then"] != "~"


def test_both_languages_have_the_same_words() -> None:
    """A key of one language is a key of the other."""
    assert set(table("zh")) == set(table("en"))


def test_a_word_takes_the_same_values_in_both_languages() -> None:
    """No language drops or invents a placeholder, and none is empty."""
    words = {key: [table(lang).get(key, "") for lang in LANGS] for key in table("zh")}
    assert {key: both for key, both in words.items() if not all(both)} == {}
    assert {key: both for key, both in words.items() if len(set(map(placeholders, both))) > 1} == {}


def test_the_english_words_are_english() -> None:
    """No Chinese is left in the English tables, but for the name by which it offers itself."""
    assert {key for key, words in table("en").items() if CHINESE.search(words.replace("中文", ""))} == set()


def test_every_word_asked_for_exists() -> None:
    """A key written in the code or in a template stands in the tables."""
    keys = table("zh")
    missing = [
        (where, key)
        for where, key, whole in asked()
        if not (key in keys if whole else any(known.startswith(key) for known in keys))
    ]
    assert missing == []


def test_every_word_is_asked_for() -> None:
    """No table holds words that nothing can reach."""
    whole = {key for _, key, complete in asked() if complete}
    # A problem finds its sentence by its topic and its code.
    beginnings = (*(key for _, key, complete in asked() if not complete), *(f"{topic}." for topic in Topic))
    texts = {
        constant
        for path in PACKAGE.rglob("*")
        if path.suffix in {".py", ".j2", ".js"}
        for constant in KEY.findall(path.read_text(encoding="utf-8"))
    }
    unreached = [key for key in table("zh") if key not in whole | texts and not key.startswith(beginnings)]
    assert unreached == []


def test_chinese_words_carry_chinese_punctuation() -> None:
    """A half-width mark beside a Chinese sign is a slip of the keyboard."""
    slip = re.compile(r"[\u4e00-\u9fff][,:;()?!]|[,:;()?!][\u4e00-\u9fff]")
    assert {key: words for key, words in table("zh").items() if slip.search(words)} == {}


OF_ONE_TOWN = re.compile(
    r"镇|经发办|税|南端|普陀|桃浦|祁连|\b(?:town|towns|tax|taxes|taxpayer|south end|Putuo|Taopu|Qilianshan)\b",
    re.IGNORECASE,
)
"""What belongs to the corridor that came first, and to no other: its offices, its taxes, its ends."""
ALLOWED = {"template.subjects-kind-town"}
"""One of the kinds to choose from is called so."""


def test_no_word_belongs_to_one_town() -> None:
    """A corridor of another country brings its own offices and indicators; our words know none."""
    found = {(lang, key) for lang in LANGS for key, words in table(lang).items() if OF_ONE_TOWN.search(words)}
    assert {(lang, key) for lang, key in found if key not in ALLOWED} == set()
