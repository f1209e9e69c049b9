"""A difference on the page: the same words for the same cell as the command line's."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from corridor.__main__ import main
from corridor.draw.web.update.difference import difference
from corridor.draw.words.difference import Corridors
from corridor.i18n.columns import header
from corridor.intake.compare.changes import before_changes, compare_rows
from corridor.intake.compare.describe import ChangedRow, changed_rows
from corridor.intake.publish.prepare import prepare_path
from corridor.intake.publish.proposal import Proposal
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Release, Status
from corridor.model.text import LANGS, Lang
from corridor.pack.files import read_files
from corridor.pack.load import examine, load
from corridor.pack.rows import Rows, rows_of

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def own(pack: Path, tmp_path: Path) -> Path:
    """A copy of each corridor in turn, beside which an upload can lie."""
    return Path(shutil.copytree(pack, tmp_path / pack.name))


@pytest.fixture
def internal(own: Path) -> Corridor:
    """The corridor of the copy, all of it."""
    return load(own, Release.INTERNAL)


def noted(corridor: Corridor) -> Figure:
    """A figure with a value, a definition, sources and a note."""
    return next(one for one in corridor.figures if one.value and one.scope_id and one.source_ids and one.note.zh)


def prepared(own: Path, corridor: Corridor, *more: str) -> Proposal:
    """An upload that changes a reference, a choice, a value and a list of a figure, and empties its note."""
    figure = noted(corridor)
    scope = next(one.id for one in corridor.scopes if one.id != figure.scope_id)
    status = next(one for one in (Status.CLAIMED, Status.ESTIMATED) if one is not figure.status)
    source = next(one.id for one in corridor.sources if one.id not in figure.source_ids)
    listed = ";".join((*figure.source_ids, source))
    row = f"{figure.id},{(figure.value or 0) + 1},{status},{scope},{listed},,"
    path = own.parent / "part.csv"
    path.write_text("\n".join(["id,value,status,scope_id,source_id,note_zh,note_en", row, *more]), encoding="utf-8")
    return prepare_path(own, path, now=NOW)


def rows_in(proposal: Proposal) -> tuple[ChangedRow, ...]:
    """The rows that a proposal changes."""
    return changed_rows(proposal.changes, proposal.before, proposal.after)


def page(rows: tuple[ChangedRow, ...], corridors: Corridors, lang: Lang) -> ET.Element:
    """The difference that the page draws."""
    return ET.fromstring(difference(rows, corridors, lang))  # noqa: S314 - our own markup


def told(drawn: ET.Element, key: str) -> dict[str, list[str]]:
    """What the page says of the cells of a row: by the column's name, the old words and the new ones."""
    return {
        line.findtext("dt", ""): [side.text or "" for side in line.findall("dd/*") if side.tag != "i"]
        for line in drawn.findall(f".//li[@data-row='{key}']//dl/div")
    }


def printed(own: Path, lang: Lang, capsys: pytest.CaptureFixture[str]) -> str:
    """The same difference from the command line."""
    main(["diff", str(own), str(own.parent / "part.csv"), "--lang", lang])
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", LANGS)
def test_page_and_command_line_say_the_same_of_the_same_cell(
    own: Path, internal: Corridor, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reference, a choice, a value, a list and an empty cell, where a mistake elsewhere lets no figure be built."""
    figure = noted(internal)
    cells = told(page(rows_in(prepared(own, internal, "another,many,,,,,")), (internal, None), lang), figure.id)
    text = printed(own, lang, capsys)
    assert {header(name, lang) for name in ("value", "status", "scope_id", "source_id", "note_zh")} <= cells.keys()
    for column, (old, new) in cells.items():
        assert f"    {column}: {old} → {new}" in text
    assert cells[header("note_zh", lang)][1] == {"zh": "（空）", "en": "(empty)"}[lang]
    assert not {figure.scope_id, str(figure.value), *figure.source_ids} & {
        said for pair in cells.values() for said in pair
    }


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_that_can_be_built_is_told_by_its_value_and_the_rest_by_its_cells(
    own: Path, internal: Corridor, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    """The amounts are the command line's, and no cell is told that the value already shows."""
    figure, proposal = noted(internal), prepared(own, internal)
    drawn = page(rows_in(proposal), (internal, load(proposal.files, Release.INTERNAL)), lang)
    values = drawn.find(f".//li[@data-row='{figure.id}']//p[@class='values']")
    assert values is not None
    text = printed(own, lang, capsys)
    (line,) = [one.strip() for one in text.splitlines() if one.startswith(f"    {header('value', lang)}: ")]
    old, new = line.partition(": ")[2].split("  ")[0].split(" → ")
    assert (values.findtext("del", "")[-len(old) :], values.findtext("ins", "")[-len(new) :]) == (old, new)
    assert header("value", lang) not in told(drawn, figure.id)
    for column, (one, other) in told(drawn, figure.id).items():
        assert f"    {column}: {one} → {other}" in text


def state(files: dict[str, bytes]) -> Rows:
    """The rows of some files."""
    return rows_of(examine(files)[0])


def test_what_others_published_is_told_in_the_units_it_had(invented: Path) -> None:
    """A number that only followed its indicator into another unit is the same amount, before and after."""
    files = dict(read_files(invented))
    corridor = load(files, Release.INTERNAL)
    tax = next(one for one in corridor.indicators if one.unit.id == "yi-cny")
    figure = next(one for one in corridor.figures if one.indicator_id == tax.id and one.value)
    units = files["indicators.csv"].replace(b",yi-cny,", b",wan-cny,")
    values = files["figures.csv"].replace(f",{figure.value},".encode(), f",{(figure.value or 0) * 10000:f},".encode())
    after = state({**files, "indicators.csv": units, "figures.csv": values})
    since = compare_rows(state(files), after)
    (row,) = (one for one in changed_rows(since, before_changes(since, after), after) if one.known.id == figure.id)
    old, new = told(page((row,), (None, corridor), "zh"), figure.id)[header("value", "zh")]
    assert (old, new) == (f"{figure.value} 亿元", f"{figure.value} 亿元")
