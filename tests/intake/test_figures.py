"""What an absence becomes when somebody supplies its number: nothing that was said of it is taken over unasked."""

from pathlib import Path

import pytest
from clerk import NOW, Clerk, small_template, without_ledger

from corridor.i18n.problems import in_cell
from corridor.intake.publish.prepare import prepare
from corridor.intake.publish.proposal import Proposal
from corridor.model.problem import Severity

GAP = "drum-yard-tax-2023"
"""A row that says a number was not found; here made one of several years."""
FULL = {
    "value": 0.3,
    "period": "2024",
    "status": "实际",
    "scope_id": "全口径税收",
    "source_id": "s2",
    "release": "内部",
    "note_zh": "镇经发办提供。",
    "note_en": "Supplied by the town.",
}


@pytest.fixture(scope="module")
def pack(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented corridor that lacks a number of several years."""
    copy = tmp_path_factory.mktemp("figures") / "pack"
    without_ledger(invented, copy)
    figures = copy / "figures.csv"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(text.replace(f"{GAP},drum-yard,tax-revenue,2023,", f"{GAP},drum-yard,tax-revenue,2022/2024,"))
    return copy


@pytest.fixture(scope="module")
def blank(pack: Path) -> bytes:
    """Its template."""
    return small_template(pack)


def supplied(pack: Path, data: bytes, *left: str, **changed: object) -> Proposal:
    """What becomes of a number supplied for the gap with all it needs, but for the columns that are left alone."""
    clerk = Clerk(data)
    clerk.fill(clerk.row(GAP), {name: text for name, text in (FULL | changed).items() if name not in left})
    return prepare(pack, "模板.xlsx", clerk.data, now=NOW)


def told(proposal: Proposal, severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    """Code and column of the problems of a severity."""
    return [(one.code, one.column) for one in proposal.problems if one.severity is severity]


def new(proposal: Proposal, column: str) -> str:
    """What a cell of the gap becomes; ``-`` where it does not change."""
    return next((one.new for one in proposal.changes if (one.id, one.column) == (GAP, column)), "-")


def test_a_number_with_all_it_needs_is_taken_without_a_word(pack: Path, blank: bytes) -> None:
    """Whoever states everything is asked nothing, be it internal or public."""
    for release, change in (("内部", "internal"), ("公开", "-")):
        proposal = supplied(pack, blank, release=release)
        assert (proposal.problems, new(proposal, "value"), new(proposal, "release")) == ((), "0.3", change)


def test_the_release_of_an_absence_is_not_that_of_its_number(pack: Path, blank: bytes) -> None:
    """That a number was not found is public; the number itself is internal until somebody says otherwise."""
    clerk = Clerk(blank)
    assert clerk.sheet().cell(clerk.row(GAP), clerk.column("release")).value is None
    proposal = supplied(pack, blank, "release")
    assert (told(proposal), told(proposal, Severity.WARNING)) == ([], [("value-internal", "公开范围")])
    assert new(proposal, "release") == "internal"


def test_an_absence_that_nobody_filled_stays_public(pack: Path, blank: bytes) -> None:
    """Its empty cell in the template says nothing."""
    clerk = Clerk(blank)
    clerk.put("lantern-city-tax-2022", "value", 1.5)
    assert {one.id for one in prepare(pack, "模板.xlsx", clerk.data, now=NOW).changes} == {"lantern-city-tax-2022"}


def test_an_older_template_that_came_with_a_release_asks_about_it(pack: Path, blank: bytes) -> None:
    """Nobody can tell whether the clerk chose what had been filled in before."""
    clerk = Clerk(blank)
    labels = [row[0].value for row in clerk.book["_corridor"].iter_rows()]
    clerk.book["_corridor"].cell(labels.index("template") + 1, 2).value = "1"
    proposal = supplied(pack, clerk.data, release="公开")
    assert (told(proposal), told(proposal, Severity.WARNING)) == ([], [("value-public", "公开范围")])


@pytest.mark.parametrize(
    "mark", ["—", "——", "-", "－", "/", "……", "无", "暂无", "未知", "待定", "待填报", "N/A", "tbd"]
)
def test_a_mark_for_missing_is_no_entry(pack: Path, blank: bytes, mark: str) -> None:
    """A row that waits goes on waiting: nothing is asked of it, and nobody has said that none was published."""
    clerk = Clerk(blank)
    clerk.put(clerk.prepared("ferry-lab", "tax-revenue"), "value", mark)
    clerk.put(GAP, "value", mark)
    clerk.put(GAP, "scope_id", mark)
    proposal = prepare(pack, "模板.xlsx", clerk.data, now=NOW)
    assert (proposal.changes, proposal.problems) == ((), ())


def test_a_mark_for_missing_takes_nothing_that_must_be_there(pack: Path, blank: bytes) -> None:
    """It is as if the cell had been emptied: a number that was published is asked for, and so is a status."""
    clerk = Clerk(blank)
    clerk.put("lantern-city-tax-2022", "value", "—")
    clerk.put("lantern-city-tax-2021", "status", "—")
    proposal = prepare(pack, "模板.xlsx", clerk.data, now=NOW)
    assert told(proposal) == [("cell-empty", "性质"), ("value-missing", "数值")]


@pytest.mark.parametrize("mark", ["?", "~", "*", "……元", "空", "没填", "未见公开"])
def test_no_other_sign_means_missing(pack: Path, blank: bytes, mark: str) -> None:
    """What is not known to say nothing is refused."""
    assert ("number", "数值") in told(supplied(pack, blank, value=mark))


def test_a_word_for_no_is_no_mark(pack: Path, blank: bytes) -> None:
    """无 answers a question of yes or no, and unknown is where a node can be; 暂无 is none of the choices."""
    clerk = Clerk(blank)
    clerk.put("egret-hub", "economy", "暂无", "nodes")
    assert told(prepare(pack, "模板.xlsx", clerk.data, now=NOW)) == [("choice", "经济数据")]
    clerk.put("egret-hub", "economy", "—", "nodes")
    clerk.put("s1", "link", "无", "sources")
    clerk.fill(clerk.row("lock-service", "nodes"), {"position": "unknown"}, "nodes")
    proposal = prepare(pack, "模板.xlsx", clerk.data, now=NOW)
    assert {(one.id, one.column, one.new) for one in proposal.changes} <= {("s1", "link", "false")}
    assert told(proposal) == []


def test_a_table_without_a_release_publishes_nothing(pack: Path) -> None:
    """A clerk's own little table says nothing of who may see its number, which is internal then."""
    text = f"编号,数值,单位,期间,性质,口径,来源,说明\n{GAP},3000,万元,2024,实际,全口径税收,s2,镇经发办提供\n"
    proposal = prepare(pack, "上报.csv", text.encode(), now=NOW)
    assert (new(proposal, "value"), new(proposal, "release")) == ("0.3", "internal")
    assert ("value-internal", "公开范围") in told(proposal, Severity.WARNING)


def test_the_packs_own_file_asks_before_a_number_becomes_public(pack: Path) -> None:
    """Where a row was public as an absence, its number is public with it."""
    text = (pack / "figures.csv").read_text(encoding="utf-8")
    text = text.replace("2022/2024,,,not_published,,", "2024,0.3,,actual,all-taxes,")
    proposal = prepare(pack, "figures.csv", text.encode(), now=NOW)
    assert {"value-public", "note-stale"} <= {code for code, _ in told(proposal, Severity.WARNING)}


def test_the_years_of_a_gap_are_not_the_period_of_its_number(pack: Path, blank: bytes) -> None:
    """Left alone or typed again, they do not say which year the number is of."""
    for proposal in (supplied(pack, blank, "period"), supplied(pack, blank, period="2022-2024")):
        assert told(proposal) == [("period-of-gap", "期间")]
        assert "例如 2024" in in_cell(proposal.problems[0]).zh


def test_the_year_of_a_gap_is_the_period_of_its_number(invented: Path) -> None:
    """Where none was found for one year, that year is what is supplied."""
    proposal = supplied(invented, small_template(invented), "period")
    assert (told(proposal), new(proposal, "value"), new(proposal, "period")) == ([], "0.3", "-")


def test_the_note_of_an_absence_goes_with_it(pack: Path, blank: bytes) -> None:
    """It says that nothing was found, which would stand beside the number; the difference shows that it goes."""
    proposal = supplied(pack, blank, "note_zh", "note_en")
    assert (told(proposal), told(proposal, Severity.WARNING)) == ([], [])
    assert (new(proposal, "note_zh"), new(proposal, "note_en")) == ("", "")


def test_half_of_a_note_of_an_absence_is_asked_about(pack: Path, blank: bytes) -> None:
    """Whoever rewrote it in one language may have forgotten the other."""
    proposal = supplied(pack, blank, "note_en")
    assert (told(proposal), told(proposal, Severity.WARNING)) == ([], [("note-stale", "说明（英文）")])


def test_a_note_that_is_cleared_is_gone(pack: Path, blank: bytes) -> None:
    """Nothing is asked, and nothing is left of it."""
    proposal = supplied(pack, blank, note_zh=None, note_en=None)
    assert (proposal.problems, new(proposal, "note_zh")) == ((), "")


def test_all_that_is_wrong_with_a_row_is_told_at_once(pack: Path, blank: bytes) -> None:
    """Mending one cell does not bring up the next."""
    clerk = Clerk(blank)
    clerk.fill(clerk.row(GAP), FULL | {"value": "很多", "unit": "斤", "scope_id": None, "source_id": None})
    proposal = prepare(pack, "模板.xlsx", clerk.data, now=NOW)
    assert sorted(told(proposal)) == sorted(
        [("number", "数值"), ("unit", "单位"), ("value-needs", "口径"), ("value-source", "来源")]
    )


def test_a_bad_indicator_hides_no_bad_value_and_no_bad_unit(pack: Path) -> None:
    """What can be read without the indicator is."""
    text = "主体,指标,期间,数值,单位,性质,口径,来源\n渡口实验楼（虚构）,税手,2024,很多,斤两,实际,全口径税收,\n"
    assert {("reference", "指标"), ("number", "数值"), ("unit-unknown", "单位"), ("value-source", "来源")} <= set(
        told(prepare(pack, "上报.csv", text.encode(), now=NOW))
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("灯影科学城（虚构）,企业数,2024,120.5,家,入驻企业", "count-fraction"),
        ("潮汐档案馆项目（虚构）,产值,2024,9,亿元,未说明", ""),
        ("澄湾镇（虚构）,区域面积,2023,300,平方公里,已竣工", "value-above-whole"),
        ("澄湾镇（虚构）,区域面积,2023,30,平方公里,未说明", ""),
        ("澄湾镇（虚构）,区域面积,2023,300,平方公里,未说明", ""),  # asked about beside its own past
        ("灯影科学城（虚构）,税收,2020,52000,万元,全口径税收", ""),
        ("灯影科学城（虚构）,税收,2020,52000,亿元,全口径税收", "value-above-whole"),
        ("灯影运河创新带全线（虚构）,税收,2023,52000,亿元,全口径税收", "value-above-whole"),
        ("灯影运河创新带全线（虚构）,税收,2023Q1,6,亿元,全口径税收", ""),
    ],
)
def test_what_is_hardly_possible_of_a_part_or_a_count_is_asked_about(pack: Path, row: str, code: str) -> None:
    """A part above its whole was hardly typed in its unit, and half a firm is none."""
    text = f"主体,指标,期间,数值,单位,口径,性质,来源\n{row},实际,s2\n"
    proposal = prepare(pack, "上报.csv", text.encode(), now=NOW)
    assert told(proposal) == []
    doubts = {one for one, _ in told(proposal, Severity.WARNING)} & {"count-fraction", "value-above-whole"}
    assert doubts == ({code} if code else set())
