"""The round trip from the command line: template, diff, publish, history, undo, with their words and exit codes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from clerk import Clerk, files_under, small_template, without_ledger
from openpyxl import Workbook

from corridor.__main__ import main
from corridor.model.text import LANGS
from corridor.pack import history

TAX, OTHER = "lantern-city-tax-2022", "kite-tower-tax-2023"


@pytest.fixture
def own(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented corridor, without its ledger."""
    return without_ledger(invented, tmp_path / "pack")


def saved(pack: Path, name: str, key: str, value: object) -> Path:
    """A filled workbook beside the pack, one value changed."""
    clerk = Clerk(small_template(pack))
    clerk.put(key, "value", value)
    path = pack.parent / name
    path.write_bytes(clerk.data)
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """A command's exit code and what it printed."""
    code = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def test_the_template_is_written(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And comes back without a change."""
    path = own.parent / "模板.xlsx"
    assert said(capsys, "template", own, "-o", path)[0] == 0
    code, text = said(capsys, "diff", own, path, "--json")
    assert (code, json.loads(text)) == (0, {"problems": [], "changes": []})


def test_a_difference_is_printed_for_programs(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With exactly the agreed fields."""
    code, text = said(capsys, "diff", own, saved(own, "a.xlsx", TAX, 1.5), "--json")
    change = {"table": "figures", "id": TAX, "column": "value", "old": "1.46", "new": "1.5", "kind": "changed"}
    assert (code, json.loads(text)) == (0, {"problems": [], "changes": [change]})


def test_a_mistake_is_printed_with_its_place(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In Chinese, in English, and for programs; the exit code says that it is an error."""
    path = saved(own, "a.xlsx", TAX, "很多")
    code, text = said(capsys, "diff", own, path)
    assert code == 1
    assert "错误 指标数据 第 16 行 数值 [number]" in text
    assert "E16：“很多”不是数" in text
    assert "is not a number" in said(capsys, "diff", own, path, "--lang", "en")[1]
    problem = json.loads(said(capsys, "diff", own, path, "--json")[1])["problems"][0]
    assert {name: problem[name] for name in ("severity", "file", "row", "column")} == {
        "severity": "error", "file": "指标数据", "row": "16", "column": "数值",
    }  # fmt: skip


def test_a_difference_is_printed_in_names_and_units(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ids are for programs; the row's own stays, since it is what finds the row."""
    clerk = Clerk(small_template(own))
    for column, text in {
        "value": 1.5,
        "status": "估算",
        "scope_id": "地方留成",
        "note_zh": "改",
        "note_en": "B",
    }.items():
        clerk.put(TAX, column, text)
    path = own.parent / "a.xlsx"
    path.write_bytes(clerk.data)
    printed = said(capsys, "diff", own, path)[1].split("共新增")[0]
    assert f"修改 指标数据 灯影科学城（虚构） · 税收 · 2022 [{TAX}]" in printed
    assert "数值: 1.46 亿元 → 1.5 亿元  +2.7%" in printed
    assert "性质: 实际 → 估算" in printed
    assert "口径: 全口径税收 → 地方留成" in printed
    assert "说明（中文）: （空） → 改" in printed
    published = said(capsys, "publish", own, path, "--by", "王敏", "--accept-warnings")[1]
    assert "口径: 全口径税收 → 地方留成" in published


def test_a_file_that_was_never_compared_is_not_said_to_change_nothing(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what is wrong with it is said."""
    path = own.parent / "a.xlsx"
    path.write_bytes(b"")
    code, printed = said(capsys, "diff", own, path)
    assert code == 1
    assert "没有改动" not in printed


@pytest.mark.parametrize(
    ("file", "zh", "en"),
    [("none.xlsx", "没有这个文件", "there is no such file"), ("context", "这是文件夹", "it is a folder")],
)
def test_why_a_file_cannot_be_read_is_said_in_the_readers_language(
    own: Path, capsys: pytest.CaptureFixture[str], file: str, zh: str, en: str
) -> None:
    """The system's own words are English wherever it runs."""
    told = {lang: said(capsys, "diff", own, own / file, "--lang", lang)[1] for lang in ("zh", "en")}
    assert zh in told["zh"]
    assert en in told["en"]
    assert "directory" not in told["zh"]


def test_what_cannot_be_written_is_said_in_the_readers_language(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there."""
    assert "没有这个文件或文件夹" in said(capsys, "template", own, "-o", own / "none" / "a.xlsx")[1]


def test_a_number_without_a_source_is_told_by_whose_it_is(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By name: a clerk knows no ids."""
    clerk = Clerk(small_template(own))
    clerk.put(TAX, "source_id", None)
    path = own.parent / "a.xlsx"
    path.write_bytes(clerk.data)
    assert "“灯影科学城（虚构）”的公开数没有来源" in said(capsys, "diff", own, path)[1]


def test_publishing_and_undoing(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every state is listed and can be brought back, by number or one step."""
    before = history.current_files(own)
    code, text = said(capsys, "publish", own, saved(own, "a.xlsx", TAX, 1.5), "--by", "王敏", "--message", "更新")
    assert code == 0
    assert "0002" in text
    after = history.current_files(own)
    listed = json.loads(said(capsys, "history", own, "--json")[1])["versions"]
    assert [(one["id"], one["by"], one["message"], one["current"]) for one in listed] == [
        ("0001", "", "", False),
        ("0002", "王敏", "更新", True),
    ]
    assert said(capsys, "undo", own)[0] == 0
    assert history.current_files(own) == before
    assert said(capsys, "undo", own, "--to", "0002")[0] == 0
    assert history.current_files(own) == after
    told = said(capsys, "history", own)[1]
    assert "王敏" in told
    assert f"0002  {history.versions(own)[1].at[:16].replace('T', ' ')}  王敏" in told
    assert said(capsys, "check", own)[0] == 0


def test_a_reader_that_has_had_enough_ends_a_command_quietly(own: Path) -> None:
    """As under `head`: no traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "corridor", "check", own], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), told) == (1, b"")


def test_what_is_refused_changes_nothing(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Errors always; warnings until they are accepted."""
    before = files_under(own)
    assert said(capsys, "publish", own, saved(own, "a.xlsx", TAX, "很多"), "--by", "王敏", "--accept-warnings")[0] == 1
    doubtful = saved(own, "b.xlsx", TAX, 14.6)
    code, text = said(capsys, "publish", own, doubtful, "--by", "王敏")
    assert code == 1
    assert "--accept-warnings" in text
    assert files_under(own) == before
    assert said(capsys, "publish", own, doubtful, "--by", "王敏", "--accept-warnings")[0] == 0


def test_warnings_that_are_accepted_are_said(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With their places, as the difference says them: what was waved through can be read afterwards."""
    path = saved(own, "a.xlsx", TAX, 14.6)
    difference = said(capsys, "diff", own, path)[1].splitlines()
    published = said(capsys, "publish", own, path, "--by", "王敏", "--accept-warnings")[1].splitlines()
    assert "[value-tenfold]" in " ".join(difference)
    assert set(difference) < set(published)
    assert any("视为已核对" in line for line in published)
    quiet = said(capsys, "publish", own, saved(own, "b.xlsx", TAX, 1.47), "--by", "王敏", "--accept-warnings")[1]
    assert "视为已核对" not in quiet


def test_every_finding_is_counted_also_those_that_are_not_listed(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line that says how many more there are is not one of them."""
    months = [f"{1980 + n // 12}-{n % 12 + 1:02}" for n in range(502)]
    for text, errors, warnings in (("0", 0, 502), ("很多", 502, 0)):
        path = own.parent / "上报.csv"
        rows = [f"灯影科学城（虚构）,税收,{month},{text},宣称,全口径税收,s2" for month in months]
        path.write_text("\n".join(["统计主体,指标名称,期间,数值,数据性质,统计口径,数据来源", *rows]), encoding="utf-8")
        printed = said(capsys, "diff", own, path)[1]
        assert f"共 {errors} 个错误，{warnings} 个警告。" in printed


LEDGER = (
    ("企业名称", "所在节点", "产业", "期间", "税收（万元）"),
    ("甲厂（虚构）", "", "", "2023", 120),
    ("甲厂（虚构）", "", "", "2024", 130),
    ("乙厂（虚构）", "", "", "2024", 80),
)


def ledger(folder: Path, kind: str) -> tuple[Path, str]:
    """What single firms paid, as somebody keeps it, and what the place of its header is called."""
    path = folder / f"台账.{kind}"
    if kind == "csv":
        path.write_text("\n".join(",".join(map(str, row)) for row in LEDGER), encoding="gb18030")
        return path, path.name
    book = Workbook()
    book.worksheets[0].title = "一季度"
    for row in (("2024年各企业纳税",), *LEDGER):
        book.worksheets[0].append(row)
    book.save(path)
    return path, "一季度"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_ledger_is_never_published_as_the_list_of_firms(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Nobody can accept it: it is refused as what it is, with the columns that have to go."""
    own = tmp_path / "pack"
    shutil.copytree(pack, own)
    path, sheet = ledger(tmp_path, kind)
    before = files_under(own)
    for lang in LANGS:
        arguments = ("publish", own, path, "--by", "王敏", "--accept-warnings", "--lang", lang)
        code, text = said(capsys, *arguments)
        assert code == 1
        assert files_under(own) == before
        assert "[looks-like-ledger]" in text
        assert {"zh": "期间、税收（万元）", "en": "期间, 税收（万元）"}[lang] in text
    problems = json.loads(said(capsys, "diff", own, path, "--json")[1])["problems"]
    assert [(one["severity"], one["file"], one["row"], one["column"]) for one in problems] == [
        ("error", sheet, "1" if kind == "csv" else "2", "期间")
    ]


def test_amounts_beside_the_packs_own_firms_are_not_published(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Typed into the file where it lies: neither the check nor publishing lets them pass."""
    path = own / "enterprises.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{head},period,tax", *(f"{row},2023,120" for row in rows)]), encoding="utf-8")
    before = files_under(own)
    for command in (("check", own), ("publish", own, path, "--by", "王敏", "--accept-warnings")):
        code, text = said(capsys, *command)
        assert code == 1
        assert "[looks-like-ledger]" in text
        assert "period、tax" in text
    assert files_under(own) == before


def test_nothing_new_makes_no_version(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said, and no error."""
    before = files_under(own)
    assert said(capsys, "publish", own, saved(own, "a.xlsx", TAX, 1.46), "--by", "王敏")[0] == 0
    assert files_under(own) == before
    assert "还没有发布过" in said(capsys, "history", own)[1]


def test_wrong_use_is_told_apart_from_errors(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No such file, and nobody's name."""
    path = saved(own, "a.xlsx", TAX, 1.5)
    assert said(capsys, "diff", own, own / "none.xlsx")[0] == 2
    assert said(capsys, "publish", own, own / "none.xlsx", "--by", "王敏")[0] == 2
    assert said(capsys, "publish", own, path, "--by", " ")[0] == 2
    with pytest.raises(SystemExit) as stopped:
        main(["publish", str(own), str(path)])
    assert stopped.value.code == 2
    assert said(capsys, "undo", own)[0] == 1
    assert said(capsys, "undo", own, "--to", "0009")[0] == 1


def test_a_file_of_the_pack_is_published_where_it_lies(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command that the warning of a hand edit names."""
    said(capsys, "publish", own, saved(own, "a.xlsx", TAX, 1.5), "--by", "王敏")
    path = own / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",2.05,", ",2.06,"), encoding="utf-8", newline="\n")
    assert "[edited-by-hand]" in said(capsys, "check", own)[1]
    assert said(capsys, "publish", own, path, "--by", "王敏")[0] == 0
    assert "[edited-by-hand]" not in said(capsys, "check", own)[1]
    figures = history.current_files(own)["figures.csv"].decode()
    assert ",1.5," in figures
    assert ",2.06," in figures


def test_a_damaged_pointer_is_told_and_nothing_older_is_shown(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Falling back to the folder's own files would quietly take every publishing back."""
    path = saved(own, "a.xlsx", TAX, 1.5)
    said(capsys, "publish", own, path, "--by", "王敏")
    published, pointer = history.current_files(own), own / ".history" / "pointer.json"
    for damage in (lambda: pointer.write_text("{", encoding="utf-8"), pointer.unlink):
        damage()
        for command in (("check", own), ("history", own), ("undo", own), ("diff", own, path)):
            code, text = said(capsys, *command)
            assert (code, text.count("[history-broken]"), text.count("错误 ")) == (1, 1, 1)
            assert f"/{own.name} --to" in text
            assert "0002, 0001" in text
        assert said(capsys, "publish", own, path, "--by", "王敏", "--accept-warnings")[0] == 1
        assert "王敏" in said(capsys, "history", own)[1]
        assert said(capsys, "undo", own, "--to", "0002")[0] == 0
        assert history.current_files(own) == published
        assert said(capsys, "check", own)[0] == 0


def test_a_damaged_version_is_told_and_can_be_left(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Publishing on it would make the damage the new state."""
    paths = [saved(own, f"{value}.xlsx", TAX, value) for value in (1.5, 1.6)]
    said(capsys, "publish", own, paths[0], "--by", "王敏", "--accept-warnings")
    (own / ".history" / "0002" / "sources.csv").unlink()
    before = files_under(own)
    for command in (
        ("check", own),
        ("history", own),
        ("diff", own, paths[1]),
        ("publish", own, paths[1], "--by", "王敏"),
    ):
        code, text = said(capsys, *command)
        assert (code, text.count("[version-damaged]"), text.count("错误 ")) == (1, 1, 1)
        assert ".history/0002" in text
    assert files_under(own) == before
    assert said(capsys, "undo", own)[0] == 0
    assert said(capsys, "check", own)[0] == 0
    code, text = said(capsys, "undo", own, "--to", "0002")
    assert (code, "[version-damaged]" in text) == (1, True)


def started(pack: Path, path: Path) -> subprocess.Popen[str]:
    """A publishing in a process of its own."""
    command = [sys.executable, "-m", "corridor", "publish", pack, path, "--by", path.stem, "--accept-warnings"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")


def test_processes_that_publish_at_once_lose_nothing(own: Path) -> None:
    """Different cells are all published, whoever comes second."""
    wanted = {TAX: "1.5", OTHER: "2.1", "town-land": "21.5"}
    paths = [saved(own, f"{key}.xlsx", key, float(value)) for key, value in wanted.items()]
    running = [started(own, path) for path in paths]
    for process in running:
        printed = process.communicate(timeout=240)[0]
        assert process.returncode == 0, printed
    figures = history.current_files(own)["figures.csv"].decode().splitlines()
    values = {line.split(",")[0]: line.split(",")[4] for line in figures}
    assert {key: values[key] for key in wanted} == wanted
    assert len(history.versions(own)) == 1 + len(wanted)


def test_processes_that_publish_the_same_cell_are_told(own: Path) -> None:
    """One is published; the other is refused, with what the first wrote."""
    running = [started(own, saved(own, f"{value}.xlsx", TAX, value)) for value in (1.5, 1.6)]
    printed = {process.communicate(timeout=240)[0]: process.returncode for process in running}
    assert sorted(printed.values()) == [0, 1]
    assert "[conflict]" in next(text for text, code in printed.items() if code)
    assert len(history.versions(own)) == 2
