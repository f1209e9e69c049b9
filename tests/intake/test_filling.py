"""One figure by a form is read, refused, compared and published as the row of an upload is."""

from pathlib import Path

import pytest
from clerk import NOW, Clerk, small_template, without_ledger

from corridor.i18n.problems import sentence
from corridor.intake.publish.prepare import prepare, prepare_filling, read_filling
from corridor.intake.publish.proposal import Proposal
from corridor.intake.publish.publish import publish
from corridor.intake.rows.filling import Filling
from corridor.intake.rows.placing import NewSource
from corridor.model.figure import Release
from corridor.model.problem import Problem, Severity
from corridor.model.text import Text
from corridor.pack import history
from corridor.pack.load import load

GAP = "drum-yard-tax-2023"
"""A row that says a number was not found."""
FULL = {
    "id": GAP,
    "subject_id": "drum-yard",
    "indicator_id": "tax-revenue",
    "period": "2024年",
    "value": "3000",
    "unit": "wan-cny",
    "qualifier": "exact",
    "status": "claimed",
    "scope_id": "未说明",
    "release": "internal",
    "source_id": "s2",
    "note_zh": "",
    "note_en": "",
}
"""All that the form says of a number for it."""


@pytest.fixture
def pack(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented corridor, without its ledger."""
    return without_ledger(invented, tmp_path / invented.name)


def said(**cells: str) -> Filling:
    """What the form says, but for these cells."""
    return Filling(name="税收", cells=tuple({**FULL, **cells}.items()))


def proposed(pack: Path, filling: Filling) -> Proposal:
    """What publishing it would change."""
    return prepare_filling(pack, filling, now=NOW)


def told(problems: tuple[Problem, ...]) -> set[tuple[str, str, str]]:
    """What a clerk is told, without the place where it stands."""
    return {(one.code, one.place.column, sentence(one).zh) for one in problems}


def test_a_number_for_a_gap_changes_that_row_alone(pack: Path) -> None:
    """It is converted without losing a digit, published, and nothing else is touched."""
    proposal = proposed(pack, said())
    assert proposal.problems == ()
    assert {change.id for change in proposal.changes} == {GAP}
    before = history.current_files(pack)
    assert publish(pack, proposal, history.CommitInfo(by="王敏", at=NOW)) is not None
    after = history.current_files(pack)
    assert {name for name in after if after[name] != before.get(name)} == {"figures.csv"}
    figure = load(after, Release.INTERNAL).figure_by_id[GAP]
    assert (str(figure.value), figure.period.text, figure.scope_id, figure.release) == ("0.3", "2024", None, "internal")


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "约3亿"},
        {"value": "1.2.3"},
        {"value": "3000万元", "unit": "yi-cny"},
        {"value": "3e5"},
        {"period": "去年"},
        {"status": ""},
        {"scope_id": ""},
        {"source_id": ""},
        {"status": "not_published"},
    ],
)
def test_what_an_upload_is_refused_for_the_form_is_refused_for_alike(pack: Path, wrong: dict[str, str]) -> None:
    """One grammar: the same sentence for the same mistake, whether typed in a cell or in a field."""
    clerk = Clerk(small_template(pack))
    clerk.fill(clerk.row(GAP), {name: text for name, text in {**FULL, **wrong}.items() if name != "id"})
    by_sheet = prepare(pack, "模板.xlsx", clerk.data, now=NOW).problems
    by_form = proposed(pack, said(**wrong)).problems
    assert any(one.severity is Severity.ERROR for one in by_form)
    assert told(by_form) == told(by_sheet)


def test_a_form_is_told_at_once_what_is_wrong_with_a_cell(pack: Path) -> None:
    """Nothing has to be compared for it, and what could be understood is there to be shown."""
    read = read_filling(pack, said(value="约3亿"), Release.INTERNAL)
    assert [(one.code, one.place.column) for one in read.problems] == [("number", "value")]
    (row,) = read_filling(pack, said(), Release.INTERNAL).records["figures"].values()
    assert (row.cells["value"], row.cells["period"]) == ("0.3", "2024")


def test_a_new_number_gets_an_id_that_is_free_and_can_bring_its_source(pack: Path) -> None:
    """A source that is not in the list yet is added with the number that rests on it."""
    source = NewSource(id="s99", title=Text("镇经发办函", "Letter of the town"), weight="medium")
    cells = {**FULL, "id": "", "subject_id": "lock-service", "source_id": "s99"}
    proposal = proposed(pack, Filling(name="税收", cells=tuple(cells.items()), new_source=source))
    assert [one.code for one in proposal.problems if one.severity is Severity.ERROR] == []
    new = {(change.table, change.id) for change in proposal.changes}
    assert {table for table, _ in new} == {"figures", "sources"}
    (key,) = (key for table, key in new if table == "figures")
    figure = load(proposal.files, Release.INTERNAL).figure_by_id[key]
    assert (figure.subject_id, figure.source_ids) == ("lock-service", ("s99",))


def test_a_known_number_is_corrected_and_the_rest_of_its_row_stays(pack: Path) -> None:
    """What the form shows unchanged is no change."""
    known = load(history.current_files(pack), Release.INTERNAL).figure_by_id["strip-length"]
    cells = {
        "id": known.id,
        "subject_id": known.subject_id,
        "indicator_id": known.indicator_id,
        "period": known.period.text,
        "value": "4.2",
        "unit": "km",
        "qualifier": known.qualifier.value,
        "status": known.status.value,
        "scope_id": known.scope_id or "未说明",
        "release": known.release.value,
        "source_id": ";".join(known.source_ids),
        "note_zh": known.note.zh,
        "note_en": known.note.en,
    }
    proposal = proposed(pack, Filling(name="长度", cells=tuple(cells.items())))
    assert [(one.id, one.column, one.old, one.new) for one in proposal.changes] == [
        ("strip-length", "value", f"{known.value:f}", "4.2")
    ]
