"""What we draw with is known to the oldest browsers that officials have.

These are Chromium 109, the last one of old Windows, which is also what WeChat is made of, and the Firefox ESR from 128
on: the layout asks what is inside an element (``:has()``), which earlier ones do not know.
"""

import re
from pathlib import Path

import pytest

import corridor.draw.web

WEB = Path(corridor.draw.web.__file__).parent
FILES = sorted(
    (*(WEB / "css").rglob("*.css"), *(WEB / "js").rglob("*.js"), *(WEB / "templates").rglob("*.j2")),
    key=lambda file: file.relative_to(WEB).as_posix(),
)
TOO_NEW = {
    "nested rules": r"(?:^|[{;}])\s*&[\s.:>+~\[#]",
    "colours of later years": r"\b(?:light-dark|oklch|oklab|lch|lab)\(",
    "at-rules of later years": r"@(?:scope|starting-style|view-transition|position-try|property)\b",
    "layout of later years": r"\bsubgrid\b|\b(?:anchor-name|position-anchor|field-sizing|interpolate-size)\s*:",
    "motion of later years": r"\b(?:animation-timeline|transition-behavior)\s*:",
    "selectors of later years": r"::details-content|:popover-open|:nth-child\([^)]*\sof\s",
    "masks without a prefix": r"(?<![-\w])mask(?:-image|-size)?\s*:",
    "popovers": r"\bpopover=|\.(?:show|hide|toggle)Popover\(",
    "copies of arrays": r"\.(?:toSorted|toReversed|toSpliced)\(",
    "grouping": r"\b(?:Object|Map)\.groupBy\(",
    "sets as in mathematics": r"\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(",
    "promises of later years": r"\bPromise\.(?:withResolvers|try)\(|\bArray\.fromAsync\(",
    "addresses and signals of later years": r"\bURL\.(?:canParse|parse)\(|\bAbortSignal\.any\(",
    "pages in motion": r"\bstartViewTransition\(|\bmoveBefore\(",
    "iterators with methods": r"\.(?:values|keys|entries)\(\)\.(?:map|filter|toArray|some|every|find)\(",
}
_RULE = re.compile(r"\{([^{}]*)\}")
_DECLARED = re.compile(r"(?:^|;)\s*([\w-]+)\s*:\s*([^;]+)")


def found_in(text: str) -> list[str]:
    """Names of what is too new in a text, in the order of the table."""
    return [name for name, pattern in TOO_NEW.items() if re.search(pattern, text, re.MULTILINE)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_is_too_new(file: Path) -> None:
    """No style, script or template uses what those browsers do not know and would not draw."""
    assert found_in(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", [file for file in FILES if ".css" in file.name], ids=lambda file: file.name)
def test_a_mixed_colour_has_a_plain_one_before_it(file: Path) -> None:
    """Chromium mixes colours from 111 on: what is older takes the declaration before, which must be there."""
    for rule in _RULE.findall(file.read_text(encoding="utf-8")):
        declared = _DECLARED.findall(rule)
        for place, (name, value) in enumerate(declared):
            if "color-mix(" in value:
                assert any(before == name for before, _ in declared[:place]), rule


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (".list { & li { margin: 0; } }", "nested rules"),
        ("a { color: light-dark(#000, #fff); }", "colours of later years"),
        ("const rows = all.toSorted();", "copies of arrays"),
        ("Object.groupBy(all, kind)", "grouping"),
        ("Promise.withResolvers()", "promises of later years"),
        ('<div popover="auto">', "popovers"),
    ],
)
def test_what_is_too_new_is_seen(text: str, name: str) -> None:
    """The table finds what it names."""
    assert found_in(text) == [name]
