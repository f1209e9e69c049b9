"""The command ``check``: exit codes and output that programs and people rely on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corridor.__main__ import main

NOT_FOR_A_CHECK = {
    *("streamlit", "folium", "branca", "jinja2", "altair", "resvg_py"),
    *("pptx", "lxml", "openpyxl", "segno", "pypinyin", "tomlkit", "requests"),
}
"""Libraries of the page, the exports and the uploads."""


def run(root: Path, *arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    """Start the program as a user does."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "corridor", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False, timeout=120)


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """The exit code and both streams of a command that needs no process of its own."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as end:
        code = int(str(end.code))
    return code, *capsys.readouterr()


@pytest.fixture
def broken(invented: Path, tmp_path: Path) -> Path:
    """A pack with one broken value, in a folder with a Chinese name."""
    folder = tmp_path / "坏数据"
    folder.mkdir()
    for path in invented.iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    table = folder / "scopes.csv"
    table.write_text("id,name_zh,name_en,definition_zh,definition_en\nBad_Id,甲,A,,\n", encoding="utf-8")
    return folder


def test_a_sound_pack_exits_0(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings alone are good."""
    code, told, wrong = said(capsys, "check", pack)
    assert (code, wrong) == (0, ""), told


def test_the_program_itself_says_nothing_of_a_sound_pack(root: Path, invented: Path) -> None:
    """Neither the interpreter nor what is imported has a word to add, and the exit code arrives."""
    result = run(root, "check", str(invented))
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_check_loads_nothing_that_only_pictures_and_workbooks_need(root: Path, invented: Path) -> None:
    """Who checks a folder waits for no library that draws, writes slides or reads names aloud."""
    command = [sys.executable, "-X", "importtime", "-m", "corridor", "check", str(invented)]
    result = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True, timeout=120)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in result.stderr.splitlines()}
    assert "pandas" in loaded
    assert loaded.isdisjoint(NOT_FOR_A_CHECK)


def test_an_error_exits_1_and_is_named_in_chinese(root: Path, broken: Path) -> None:
    """The default language is the clerk's, also where the console is set to another encoding."""
    result = run(root, "check", str(broken), encoding="cp936")
    assert result.returncode == 1
    assert "错误 scopes.csv 第 2 行 id [cell-id]" in result.stdout.decode("utf-8")


def test_english_on_request(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--lang en`` prints no Chinese but what the data say."""
    code, told, _ = said(capsys, "check", broken, "--lang", "en")
    assert code == 1
    assert "error scopes.csv row 2 id [cell-id]" in told


def test_json_has_the_agreed_shape(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every problem has exactly the keys of the contract."""
    code, told, _ = said(capsys, "check", broken, "--json")
    assert code == 1
    content = json.loads(told)
    assert set(content) == {"problems"}
    keys = {"severity", "code", "file", "row", "column", "message_zh", "message_en"}
    assert content["problems"]
    for problem in content["problems"]:
        assert set(problem) == keys
        assert all(isinstance(value, str) for value in problem.values())
        assert problem["severity"] in {"error", "warning"}
    assert any(
        (p["code"], p["file"], p["row"], p["column"]) == ("cell-id", "scopes.csv", "2", "id")
        for p in content["problems"]
    )


@pytest.mark.parametrize("arguments", [["check"], ["check", "no/such/folder"], ["chek"], []])
def test_wrong_use_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What names no pack or no command is wrong use, said on the error stream."""
    code, told, wrong = said(capsys, *arguments)
    assert (code, told) == (2, "")
    assert wrong


def test_an_empty_folder_names_every_required_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without a pack in it is an error for each file it lacks."""
    code, told, _ = said(capsys, "check", tmp_path, "--json")
    assert code == 1
    files = {problem["file"] for problem in json.loads(told)["problems"]}
    assert files == {"corridor.toml", "axis.geojson", "nodes.geojson", "sources.csv"}
