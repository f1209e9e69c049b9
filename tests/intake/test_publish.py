"""From an upload to a published state: refused on any doubt, merged cell by cell, undone byte by byte."""

import csv
import io
import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from clerk import NOW, Clerk, Deed, files_under, small_template, whole_template, without_ledger
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from corridor.draw.web.update.report import SHOWN, report
from corridor.i18n import both, word
from corridor.i18n.problems import in_cell
from corridor.intake.publish.annotate import marked_up
from corridor.intake.publish.prepare import Step, answer, prepare, prepare_path
from corridor.intake.publish.proposal import Proposal, RefusedError
from corridor.intake.publish.publish import Published, publish
from corridor.intake.template.write import template
from corridor.model.figure import Release
from corridor.model.problem import Severity, how_many
from corridor.pack import history
from corridor.pack.history import CommitInfo
from corridor.pack.load import examine, load

SIGNED = CommitInfo(by="王敏", at=NOW, message="更新")
TAX, OTHER = "lantern-city-tax-2022", "kite-tower-tax-2023"


@pytest.fixture
def pack(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented corridor, without its ledger."""
    return without_ledger(invented, tmp_path / "pack")


def edited(pack: Path, deed: Deed, data: bytes | None = None) -> Proposal:
    """What a deed in a template of the pack would change."""
    clerk = Clerk(data or small_template(pack))
    deed(clerk)
    return prepare(pack, "模板.xlsx", clerk.data, now=NOW)


def done(pack: Path, proposal: Proposal) -> Published:
    """Publish what must be publishable."""
    published = publish(pack, proposal, SIGNED, accept_warnings=True)
    assert published is not None
    return published


def figures(pack: Path) -> dict[str, dict[str, str]]:
    """The figures that a reader sees."""
    text = history.current_files(pack)["figures.csv"].decode("utf-8-sig")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


def test_what_was_published_is_what_everybody_reads(pack: Path) -> None:
    """The pack's own files stay; the published state is read in their place."""
    own = files_under(pack)
    published = done(pack, edited(pack, lambda c: c.put(TAX, "value", 1.5)))
    assert (published.version.id, published.version.by, published.version.message) == ("0002", "王敏", "更新")
    assert load(pack, Release.PUBLIC).figure_by_id[TAX].value == load(pack, Release.INTERNAL).figure_by_id[TAX].value
    assert str(load(pack, Release.PUBLIC).figure_by_id[TAX].value) == "1.5"
    assert {name: data for name, data in files_under(pack).items() if not name.startswith(".history")} == own


def test_only_the_edited_file_differs(pack: Path) -> None:
    """Everything else keeps its bytes, and in the edited file every other line."""
    before = history.current_files(pack)
    done(pack, edited(pack, lambda c: c.put(TAX, "value", 1.5)))
    after = history.current_files(pack)
    assert {name for name in after if after[name] != before.get(name)} == {"figures.csv"}
    lines = zip(before["figures.csv"].splitlines(), after["figures.csv"].splitlines(), strict=True)
    assert [old.split(b",")[0].decode() for old, new in lines if old != new] == [TAX]


def test_no_change_makes_no_version(pack: Path) -> None:
    """Sending the template back as it came leaves no trace."""
    before = files_under(pack)
    assert publish(pack, edited(pack, lambda _: None), SIGNED) is None
    assert files_under(pack) == before


def test_an_error_publishes_nothing(pack: Path) -> None:
    """Not even the changes beside it, and not when warnings are accepted."""
    before = files_under(pack)
    proposal = edited(pack, lambda c: [c.put(OTHER, "value", 2.1), c.put(TAX, "value", "很多")][1])
    assert [change.id for change in proposal.changes] == [OTHER]
    with pytest.raises(RefusedError):
        publish(pack, proposal, SIGNED, accept_warnings=True)
    assert files_under(pack) == before


def test_a_warning_waits_to_be_accepted(pack: Path) -> None:
    """What is doubtful is published only when somebody says so."""
    proposal = edited(pack, lambda c: c.put(TAX, "value", 14.6))
    with pytest.raises(RefusedError) as refused:
        publish(pack, proposal, SIGNED)
    assert [problem.code for problem in refused.value.proposal.problems] == ["value-tenfold"]
    assert history.versions(pack) == ()
    assert done(pack, proposal).version.id == "0002"


def test_what_is_accepted_is_said_of_what_is_published(pack: Path) -> None:
    """A warning that only what others published brought up is told with the publishing that accepted it."""
    head = "id,subject_id,indicator_id,period,value,status,scope_id,source_id\n"
    about = "lantern-city,tax-revenue,2019"
    mine, theirs = (
        prepare(pack, "上报.csv", f"{head}f-{who},{about},{value},actual,all-taxes,s1\n".encode(), now=NOW)
        for who, value in (("mine", 1), ("theirs", 2))
    )
    assert "value-other" not in {problem.code for problem in mine.problems}
    done(pack, theirs)
    published = publish(pack, mine, SIGNED, accept_warnings=True)
    assert published is not None
    assert "value-other" in {problem.code for problem in published.warnings}


def test_many_equal_warnings_are_counted_and_stay_warnings(pack: Path) -> None:
    """The sentence that counts those beyond the first hundreds is no error: who accepts them publishes them all."""
    head = "统计主体,指标名称,期间,数值,数据性质,统计口径,数据来源\n"
    months = [f"{1980 + n // 12}-{n % 12 + 1:02}" for n in range(502)]
    rows = "".join(f"灯影科学城（虚构）,税收,{month},0,宣称,全口径税收,s2\n" for month in months)
    proposal = prepare(pack, "上报.csv", (head + rows).encode(), now=NOW)
    assert not proposal.has_errors
    zeros = [problem for problem in proposal.warnings if problem.code == "value-zero"]
    assert [in_cell(problem).en for problem in zeros if not problem.row] == [both("check.more-alike", n=2).en]
    assert (len(zeros), how_many(zeros)) == (501, 502)
    for shown in (proposal.problems, zeros):
        page = report(shown, "en")
        assert f'data-errors="0" data-warnings="{how_many(shown)}"' in page
        assert word("update.report-left", "en", n=how_many(shown) - SHOWN - 1) in page  # the first line tells of two
    before = len(figures(pack))
    done(pack, proposal)
    assert len(figures(pack)) == before + 502


def test_many_equal_errors_are_counted_and_stay_errors(pack: Path) -> None:
    """Counted apart from the warnings beside them."""
    head = "统计主体,指标名称,期间,数值,数据性质,统计口径,数据来源\n"
    rows = "".join(f"灯影科学城（虚构）,税收,{2000 + n % 20},很多,宣称,全口径税收,s2\n" for n in range(502))
    proposal = prepare(pack, "上报.csv", (head + rows).encode(), now=NOW)
    numbers = [problem for problem in proposal.problems if problem.code == "number"]
    assert (len(numbers), {problem.severity for problem in numbers}) == (501, {Severity.ERROR})


def test_nothing_is_compared_with_a_table_that_cannot_be_read(pack: Path) -> None:
    """Its rows would seem new, and those about them another's: only the file is named, until it is mended in place."""
    data = edited(pack, lambda c: c.put(TAX, "value", 1.5)).data
    nodes = pack / "nodes.geojson"
    sound = nodes.read_bytes()
    deep = b'"deep": ' + b"[" * 3_000 + b"]" * 3_000
    nodes.write_bytes(sound.replace(b'"properties":', deep + b', "properties":', 1))
    proposal = prepare(pack, "模板.xlsx", data, now=NOW)
    assert [problem.code for problem in proposal.problems] == ["file-too-deep"]
    assert proposal.changes == ()
    assert [problem.code for problem in prepare_path(pack, nodes, now=NOW).problems] == ["file-too-deep"]
    nodes.write_bytes(sound)
    assert {change.table for change in prepare(pack, "模板.xlsx", data, now=NOW).changes} == {"figures"}


def test_nobody_publishes_nothing(pack: Path) -> None:
    """A publishing has a name."""
    with pytest.raises(ValueError, match="name"):
        publish(pack, edited(pack, lambda c: c.put(TAX, "value", 1.5)), CommitInfo(by=" ", at=NOW))


def test_two_clerks_who_changed_different_cells_both_keep_theirs(pack: Path) -> None:
    """The second publishes on top of the first, and is told what came in between."""
    old = small_template(pack)
    first = edited(pack, lambda c: c.put(TAX, "value", 1.5), old)
    second = edited(pack, lambda c: c.put(OTHER, "value", 2.1), old)
    done(pack, first)
    published = done(pack, second)
    assert [(change.id, change.new) for change in published.since] == [(TAX, "1.5")]
    assert (figures(pack)[TAX]["value"], figures(pack)[OTHER]["value"]) == ("1.5", "2.1")


def test_an_older_workbook_is_brought_in_cell_by_cell(pack: Path) -> None:
    """What it does not touch is not turned back."""
    old = small_template(pack)
    done(pack, edited(pack, lambda c: c.put(TAX, "value", 1.5), old))
    proposal = edited(pack, lambda c: c.put(OTHER, "value", 2.1), old)
    assert [(change.id, change.old, change.new) for change in proposal.changes] == [(OTHER, "2.05", "2.1")]
    assert [change.id for change in proposal.since] == [TAX]


def test_what_others_publish_again_and_again_stays(pack: Path) -> None:
    """A table is held against the state that it was made for, however often it has to be brought into a newer one."""
    rows = [figures(pack)[TAX], {**figures(pack)[OTHER], "value": "2.1"}]
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, ["id", "value"], extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    mine = prepare(pack, "上报.csv", out.getvalue().encode(), now=NOW)
    done(pack, edited(pack, lambda c: c.put(TAX, "value", 1.5)))
    mine = answer(replace(mine.request, base=mine.base))
    done(pack, edited(pack, lambda c: c.put("town-green", "value", 12.5)))
    published = done(pack, mine)
    assert [(change.id, change.new) for change in published.changes] == [(OTHER, "2.1")]
    assert (figures(pack)[TAX]["value"], figures(pack)[OTHER]["value"]) == ("1.5", "2.1")


def test_a_row_without_an_id_is_not_removed_into_a_new_one(pack: Path) -> None:
    """A table that lacks a row which has no name cannot take it away, and nothing else comes of it."""
    own = pack / "figures.csv"
    good = own.read_bytes()
    header, row, *_ = good.decode("utf-8-sig").splitlines()
    own.write_bytes(good + f",{row.partition(',')[2]}\n".encode())
    proposal = prepare(pack, "figures.csv", good, now=NOW)
    assert proposal.files["figures.csv"] == own.read_bytes()
    assert {problem.code for problem in proposal.problems if problem.severity is Severity.ERROR} == {"cell-empty"}
    assert header.startswith("id,")


def test_two_clerks_who_changed_the_same_cell_are_told(pack: Path) -> None:
    """The second learns what the first wrote, by cell, and loses nothing."""
    old = small_template(pack)
    done(pack, edited(pack, lambda c: c.put(TAX, "value", 1.5), old))
    clerk = Clerk(old)
    cell = clerk.put(TAX, "value", 1.6)
    proposal = prepare(pack, "模板.xlsx", clerk.data, now=NOW)
    assert [(problem.code, problem.place.cell) for problem in proposal.problems] == [("conflict", cell)]
    assert "从“1.46 亿元”改为“1.5 亿元”，您填的是“1.6 亿元”" in in_cell(proposal.problems[0]).zh
    clerk.put(TAX, "value", 1.46)
    clerk.put(TAX, "note_zh", "甲")
    done(pack, edited(pack, lambda c: [c.put(TAX, "note_zh", "乙"), c.put(TAX, "note_en", "B")][-1], old))
    (told,) = prepare(pack, "模板.xlsx", clerk.data, now=NOW).problems
    assert "从“（空）”改为“乙”，您填的是“甲”" in in_cell(told).zh


def test_a_row_that_one_removed_and_the_other_changed_is_told_as_a_row(pack: Path) -> None:
    """Once for the row that the upload lacks, and as removed for the one that it changes, not cell by cell."""
    old = small_template(pack)

    def changed(clerk: Clerk) -> None:
        clerk.put(OTHER, "value", 1.5)

    def removed(clerk: Clerk) -> None:
        clerk.sheet().delete_rows(clerk.row(OTHER))

    for first, second, code in ((changed, removed, "conflict-changed"), (removed, changed, "conflict-removed")):
        done(pack, edited(pack, first, old))
        told = [one.code for one in edited(pack, second, old).problems if one.code.startswith("conflict")]
        assert told == [code]
        history.restore(pack, "0001")


def test_a_file_edited_by_hand_removes_no_rows_of_others(pack: Path) -> None:
    """What is about a row that is gone, or in a file that cannot be read, is not gone itself."""
    done(pack, edited(pack, lambda c: c.put(TAX, "value", 1.5)))
    sources, nodes = pack / "sources.csv", pack / "nodes.geojson"
    sources.write_bytes("id".encode("utf-16"))
    content = json.loads(nodes.read_text(encoding="utf-8"))
    del content["features"][0]
    nodes.write_text(json.dumps(content), encoding="utf-8")
    gone = {file: prepare_path(pack, file, now=NOW) for file in (sources, nodes)}
    assert {change.table for change in gone[nodes].changes} == {"nodes"}
    assert [one.file for one in gone[nodes].problems if one.code == "rows-removed"] == ["nodes.geojson"]
    assert gone[sources].changes == ()
    assert next(one.code for one in gone[sources].problems if one.severity is Severity.ERROR) == "encoding-utf16"


def test_a_prepared_proposal_meets_a_newer_state(pack: Path) -> None:
    """A conflict that arises between looking and publishing is refused, not overwritten."""
    old = small_template(pack)
    first, second = (edited(pack, lambda c, value=value: c.put(TAX, "value", value), old) for value in (1.5, 1.6))
    done(pack, first)
    with pytest.raises(RefusedError) as refused:
        publish(pack, second, SIGNED, accept_warnings=True)
    assert [problem.code for problem in refused.value.proposal.problems] == ["conflict"]
    assert figures(pack)[TAX]["value"] == "1.5"


def test_the_same_upload_twice_is_published_once(pack: Path) -> None:
    """A second click finds nothing left to do, also for new rows."""
    clerk = Clerk(small_template(pack))
    row = clerk.prepared("ferry-lab", "tax-revenue")
    cells = {"period": 2025, "value": 2, "status": "实际", "scope_id": "全口径税收", "source_id": "s2"}
    clerk.fill(row, cells)
    proposal = prepare(pack, "模板.xlsx", clerk.data, now=NOW)
    done(pack, proposal)
    assert publish(pack, proposal, SIGNED) is None
    assert prepare(pack, "模板.xlsx", clerk.data, now=NOW).changes == ()


def test_a_workbook_of_a_forgotten_state_is_compared_with_the_current_one(pack: Path) -> None:
    """The clerk is warned that others' changes may look like her own."""
    old = small_template(pack)
    text = (pack / "figures.csv").read_text(encoding="utf-8").replace(",1.46,", ",1.47,")
    (pack / "figures.csv").write_text(text, encoding="utf-8", newline="\n")
    proposal = edited(pack, lambda _: None, old)
    assert [problem.code for problem in proposal.problems] == ["workbook-older"]
    assert [(change.id, change.old, change.new) for change in proposal.changes] == [(TAX, "1.47", "1.46")]


def test_internal_rows_survive_a_public_workbook(pack: Path) -> None:
    """Who cannot see a row can neither remove it, nor overwrite it, nor learn of it."""
    clerk = Clerk(whole_template(pack, profile=Release.PUBLIC))
    clerk.put(TAX, "value", 1.5)
    before = figures(pack)
    proposal = prepare(pack, "模板.xlsx", clerk.data, now=NOW, profile=Release.PUBLIC)
    assert [change.id for change in proposal.changes] == [TAX]
    done(pack, proposal)
    assert figures(pack) == {**before, TAX: {**before[TAX], "value": "1.5"}}
    assert prepare(pack, "模板.xlsx", template(pack, profile=Release.PUBLIC), now=NOW).changes == ()


def test_a_hidden_rows_id_is_not_to_be_had(pack: Path) -> None:
    """Neither by asking for it nor by chance."""
    clerk = Clerk(whole_template(pack, profile=Release.PUBLIC))
    about = {"subject_id": "lantern-city", "indicator_id": "税收", "period": "2024", "value": 3}
    clerk.add(**about, id="lantern-city-tax-2024", status="宣称", scope_id="未说明", source_id="s2", release="公开")
    proposal = prepare(pack, "模板.xlsx", clerk.data, now=NOW, profile=Release.PUBLIC)
    assert "id-taken" in {problem.code for problem in proposal.problems}
    assert "777.7701" not in str(proposal.changes) + str(proposal.problems)


def test_a_file_edited_by_hand_is_named_and_published(pack: Path) -> None:
    """It is not in use before, brings in what it changes, and turns nothing back."""
    done(pack, edited(pack, lambda c: c.put(TAX, "value", 1.5)))
    path = pack / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",2.05,", ",2.06,"), encoding="utf-8", newline="\n")
    _, problems = examine(pack)
    named = [problem for problem in problems if problem.code == "edited-by-hand"]
    assert [problem.file for problem in named] == ["figures.csv"]
    assert f"publish {pack} {path} --by" in in_cell(named[0]).zh
    assert figures(pack)[OTHER]["value"] == "2.05"
    proposal = prepare_path(pack, path, now=NOW)
    assert [(change.id, change.new) for change in proposal.changes] == [(OTHER, "2.06")]
    done(pack, proposal)
    assert (figures(pack)[TAX]["value"], figures(pack)[OTHER]["value"]) == ("1.5", "2.06")
    assert not any(problem.code == "edited-by-hand" for problem in examine(pack)[1])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("corridor.toml", "一线", "一道"),
        ("story.toml", "一条", "一道"),
        ("axis.geojson", '"s1"', '"s2"'),
        ("context/metro.geojson", '"sketch"', '"s1"'),
    ],
    ids=["settings", "story", "axis", "layer"],
)
def test_every_file_of_a_pack_can_be_edited_by_hand(pack: Path, name: str, old: str, new: str) -> None:
    """Also those that no sheet shows: they are taken as they are."""
    done(pack, edited(pack, lambda c: c.put(TAX, "value", 1.5)))
    text = (pack / name).read_text(encoding="utf-8").replace(old, new, 1)
    (pack / name).write_text(text, encoding="utf-8", newline="\n")
    done(pack, prepare_path(pack, pack / name, now=NOW))
    assert history.current_files(pack)[name].decode() == text
    assert not any(problem.code == "edited-by-hand" for problem in examine(pack)[1])


@pytest.mark.parametrize("was_published", [False, True])
@pytest.mark.parametrize("name", ["context/metro.geojson", "milestones.csv"])
def test_of_a_file_that_cannot_be_read_nothing_is_said_but_that(pack: Path, name: str, *, was_published: bool) -> None:
    """Its rows are not gone, also where other files of its table can be read."""
    if was_published:
        done(pack, edited(pack, lambda c: c.put(TAX, "value", 1.5)))
    (pack / name).write_bytes(b"\x00")
    proposal = prepare_path(pack, pack / name, now=NOW)
    assert proposal.changes == ()
    assert {problem.file for problem in proposal.problems} == {name}
    assert proposal.has_errors


def test_nothing_is_compared_with_a_layer_that_cannot_be_read(pack: Path) -> None:
    """Whatever else is sent: all that the layer shows would seem to be gone."""
    data = edited(pack, lambda c: c.put(TAX, "value", 1.5)).data
    (pack / "context" / "metro.geojson").write_bytes(b"{")
    proposal = prepare(pack, "模板.xlsx", data, now=NOW)
    assert (proposal.changes, [problem.file for problem in proposal.problems]) == ((), ["context/metro.geojson"])


def test_a_hand_edit_that_says_nothing_new_is_settled(pack: Path) -> None:
    """Saved again by a spreadsheet, with other quotes and line ends: no version, and no more warnings."""
    done(pack, edited(pack, lambda c: c.put(TAX, "value", 1.5)))
    path = pack / "sources.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert publish(pack, prepare_path(pack, path, now=NOW), SIGNED) is None
    assert len(history.versions(pack)) == 2
    assert not any(problem.code == "edited-by-hand" for problem in examine(pack)[1])


def test_a_table_in_a_chinese_encoding_is_written_as_utf8(pack: Path) -> None:
    """The rows that did not change read the same."""
    before = history.current_files(pack)["milestones.csv"].decode("gb18030")
    clerk = Clerk(whole_template(pack))
    clerk.put("ms-plan", "text_en", "Changed.", "milestones")
    done(pack, prepare(pack, "模板.xlsx", clerk.data, now=NOW))
    after = history.current_files(pack)["milestones.csv"].decode("utf-8")
    lines = zip(before.splitlines(), after.splitlines(), strict=True)
    assert [new.split(",")[0] for old, new in lines if old != new] == ["ms-plan"]


def test_the_day_of_the_data_can_be_set(pack: Path) -> None:
    """It stands on every screen, so a clerk must be able to move it on."""
    clerk = Clerk(whole_template(pack))
    clerk.put("lantern-canal", "data_date", "2026年5月31日", "corridor")
    done(pack, prepare(pack, "模板.xlsx", clerk.data, now=NOW))
    assert load(pack, Release.PUBLIC).data_date.isoformat() == "2026-05-31"


def test_a_preview_is_a_corridor(pack: Path) -> None:
    """What is proposed can be looked at before anything is published."""
    proposal = edited(pack, lambda c: c.put(TAX, "value", 1.5))
    assert str(load(proposal.files, Release.PUBLIC).figure_by_id[TAX].value) == "1.5"
    assert str(load(pack, Release.PUBLIC).figure_by_id[TAX].value) == "1.46"


def test_the_marked_up_workbook_can_be_mended_and_sent_again(pack: Path) -> None:
    """It is the clerk's own, with the cells coloured and explained, and reads like the first."""
    clerk = Clerk(small_template(pack))
    cell = clerk.put(TAX, "value", "很多")
    proposal = prepare(pack, "模板.xlsx", clerk.data, now=NOW)
    marked = Clerk(marked_up("模板.xlsx", clerk.data, proposal.problems, "zh"))
    found = marked.sheet()[cell]
    assert found.fill.fgColor.rgb.endswith("F8C9C4")
    assert "不是数" in found.comment.text
    assert marked.book.worksheets[0]["B2"].value == marked.sheet().title
    marked.put(TAX, "value", 1.5)
    again = prepare(pack, "模板.xlsx", marked.data, now=NOW)
    assert (again.problems, [change.new for change in again.changes]) == ((), ["1.5"])


EDITS = st.one_of(
    st.tuples(
        st.just("figures"),
        st.sampled_from([TAX, OTHER, "town-land", "strip-firms"]),
        st.fixed_dictionaries({"value": st.decimals("0.01", "99999", places=2).map(str)}),
    ),
    st.tuples(
        st.just("figures"),
        st.sampled_from([TAX, OTHER, "town-land", "strip-firms"]),
        st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20).map(
            lambda text: {"note_zh": f"说{text}", "note_en": f"say {text}"}
        ),
    ),
    st.tuples(
        st.just("figures"),
        st.integers(1, 9).map(lambda n: f"new-{n}"),
        st.fixed_dictionaries(
            {"subject_id": st.sampled_from(["lantern-city", "clearbay-town"]), "indicator_id": st.just("tax-revenue")}
            | {"period": st.sampled_from(["2019", "2020年", "2018上半年"]), "status": st.just("实际")}
            | {"value": st.integers(1, 999).map(str), "scope_id": st.just("地方留成"), "source_id": st.just("s2")}
        ),
    ),
    st.tuples(
        st.just("nodes"),
        st.sampled_from(["kite-tower", "egret-hub"]),
        st.fixed_dictionaries({"accuracy_m": st.integers(10, 300).map(str)}),
    ),
    st.tuples(
        st.just("milestones"),
        st.sampled_from(["ms-plan"]),
        st.fixed_dictionaries({"date": st.dates().map(lambda day: f"{max(day.year, 1900)}年{day.month}月")}),
    ),
)


def workbook(table: str, key: str, cells: Mapping[str, str]) -> bytes:
    """A little workbook of one row."""
    book = Workbook()
    book.worksheets[0].title = table
    for place, (name, text) in enumerate({"id": key, **cells}.items(), start=1):
        book.worksheets[0].cell(1, place).value = name
        cell = book.worksheets[0].cell(2, place)
        cell.value = text
        cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(EDITS, min_size=10, max_size=10), st.randoms(use_true_random=False))
def test_any_edits_can_be_undone_to_the_same_bytes(invented: Path, edits: list[tuple], random: object) -> None:
    """A hundred random valid edits: every state in between comes back, forwards and backwards."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "pack"
        without_ledger(invented, pack)
        states = {"0001": history.current_files(pack)}
        for table, key, cells in edits:
            proposal = prepare(pack, "改动.xlsx", workbook(table, key, cells), now=NOW)
            assert not proposal.has_errors, proposal.problems
            published = publish(pack, proposal, SIGNED, accept_warnings=True)
            if published is not None:
                states[published.version.id] = history.current_files(pack)
                assert prepare(pack, "改动.xlsx", proposal.data, now=NOW).changes == ()
        order = list(states)
        random.shuffle(order)  # type: ignore[attr-defined]
        for version in (*order, "0001"):
            if len(states) > 1:
                history.restore(pack, version)
                assert history.current_files(pack) == states[version]
        load(pack, Release.INTERNAL)


def test_an_upload_tells_its_steps_as_they_begin(pack: Path) -> None:
    """Whoever waits sees how far it is; what cannot be opened is told only that it was tried."""
    steps: list[Step] = []
    proposal = prepare(pack, "模板.xlsx", small_template(pack), now=NOW, tell=steps.append)
    assert (proposal.changes, steps) == ((), list(get_args(Step)))
    steps.clear()
    foreign = small_template(pack)
    (pack / "corridor.toml").write_bytes((pack / "corridor.toml").read_bytes().replace(b"lantern-canal", b"another"))
    assert prepare(pack, "模板.xlsx", foreign, now=NOW, tell=steps.append).has_errors
    assert steps == ["read"]
