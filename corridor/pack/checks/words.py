"""Words: both languages or neither, and no number in a story that is not a figure."""

import re

from corridor.model.figure import Release
from corridor.model.problem import Problems
from corridor.model.web_address import is_web_address
from corridor.pack.read import Tables
from corridor.pack.release_filter import ids
from corridor.pack.schema import PLACEHOLDER, PLACEHOLDER_COLUMNS, TARGETS
from corridor.pack.table import Table, equal_to, row_indices


def check_pairs(tables: Tables, problems: Problems) -> None:
    """What is said in one language is said in the other, and required words are there."""
    for sheet in tables.values():
        for stem, required in sheet.schema.pairs.items():
            if sheet.schema.name in _NAMED_AS_FOUND:
                continue
            zh, en = (sheet.cells[f"{stem}_{lang}"] for lang in ("zh", "en"))
            _check_half(sheet, stem, ("zh", "en"), problems)
            _check_half(sheet, stem, ("en", "zh"), problems)
            if required:
                for row in row_indices(~zh.filled & ~en.filled):
                    sheet.error(problems, "cell-empty", row, f"{stem}_zh")


_NAMED_AS_FOUND = ("context",)
"""Tables of what lies around: a street without a name in a language is drawn without one there, not transliterated."""


def _check_half(sheet: Table, stem: str, langs: tuple[str, str], problems: Problems) -> None:
    empty, other = (sheet.cells[f"{stem}_{lang}"] for lang in langs)
    for row in row_indices(~empty.filled & other.filled):
        sheet.error(problems, "translation-missing", row, f"{stem}_{langs[0]}", found=other.text(row))


def check_placeholders(tables: Tables, problems: Problems) -> None:
    """Every number in the tour is a figure that the public may see."""
    if "chapters" not in tables:
        return
    chapters = tables["chapters"]
    figures = tables.get("figures")
    releases = dict(zip(figures.column("id", str), figures.column("release", str), strict=True)) if figures else {}
    for column in PLACEHOLDER_COLUMNS:
        for row, text in enumerate(chapters.column(column, str)):
            for name in PLACEHOLDER.findall(text or ""):
                if figures and name not in releases:
                    chapters.error(problems, "placeholder-unknown", row, column, found=name)
                elif releases.get(name) == Release.INTERNAL:
                    chapters.error(problems, "placeholder-internal", row, column, found=name)
            if re.search(r"[{}]", PLACEHOLDER.sub("", text or "")):
                chapters.error(problems, "placeholder-broken", row, column)


def check_own_words(tables: Tables, problems: Problems) -> None:
    """A choice that the pack may add to is the product's or the pack's, and the pack's words are not the product's."""
    for sheet in list(tables.values()):
        for column in (column for column in sheet.schema.columns if column.own_words):
            own = ids(tables, column.own_words)
            known = dict.fromkeys((*column.choices, *sorted(own)))
            cells = sheet.cells[column.name]
            for row in row_indices(~cells.where(known.__contains__) & cells.filled):
                found = cells.text(row)
                sheet.error(problems, "cell-choice", row, column.name, found=found, choices=", ".join(known))
            for words in (tables[name] for name in TARGETS[column.own_words] if name in tables):
                for row in row_indices(words.cells["id"].where(column.choices.__contains__)):
                    words.error(problems, "word-taken", row, "id", found=words.cells["id"].text(row))


def check_addresses(tables: Tables, problems: Problems) -> None:
    """What is shown as a link is an address on the web."""
    if "sources" in tables:
        sources = tables["sources"]
        for row in row_indices(sources.cells["link"].where(bool) & ~sources.cells["url"].where(_is_web)):
            sources.error(problems, "link-address", row, "url", found=sources.cells["url"].text(row))
    if "corridor" in tables:
        corridor = tables["corridor"]
        for row in row_indices(corridor.cells["public_url"].where(lambda url: url and not _is_web(url))):
            corridor.error(problems, "link-address", row, "public_url", found=corridor.cells["public_url"].text(row))


def _is_web(address: object) -> bool:
    return isinstance(address, str) and is_web_address(address)


def check_unit_names(tables: Tables, problems: Problems) -> None:
    """A counted thing is named, and nothing else is."""
    if "indicators" not in tables:
        return
    indicators = tables["indicators"]
    counted = indicators.cells["unit"].where(equal_to("count"))
    named = indicators.cells["unit_name_zh"].filled | indicators.cells["unit_name_en"].filled
    for row in row_indices(counted & ~named):
        indicators.error(problems, "unit-name-missing", row, "unit_name_zh")
    for row in row_indices(~counted & named):
        indicators.error(problems, "unit-name-unused", row, "unit_name_zh")
