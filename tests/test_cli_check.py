"""The command ``check``: exit codes and output that programs and people rely on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(root: Path, *arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    """Start the program as a user does."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "corridor", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False, timeout=120)


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


def test_a_sound_pack_exits_0(root: Path, pack: Path) -> None:
    """Warnings alone are good."""
    result = run(root, "check", str(pack))
    assert result.returncode == 0, result.stdout.decode()
    assert result.stderr == b""


def test_an_error_exits_1_and_is_named_in_chinese(root: Path, broken: Path) -> None:
    """The default language is the clerk's, also where the console is set to another encoding."""
    result = run(root, "check", str(broken), encoding="cp936")
    assert result.returncode == 1
    assert "错误 scopes.csv 第 2 行 id [cell-id]" in result.stdout.decode("utf-8")


def test_english_on_request(root: Path, broken: Path) -> None:
    """``--lang en`` prints no Chinese but what the data say."""
    result = run(root, "check", str(broken), "--lang", "en")
    assert result.returncode == 1
    assert "error scopes.csv row 2 id [cell-id]" in result.stdout.decode("utf-8")


def test_json_has_the_agreed_shape(root: Path, broken: Path) -> None:
    """Every problem has exactly the keys of the contract."""
    result = run(root, "check", str(broken), "--json")
    assert result.returncode == 1
    content = json.loads(result.stdout)
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
def test_wrong_use_exits_2(root: Path, arguments: list[str]) -> None:
    """What names no pack or no command is wrong use, said on the error stream."""
    result = run(root, *arguments)
    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr


def test_an_empty_folder_names_every_required_file(root: Path, tmp_path: Path) -> None:
    """A folder without a pack in it is an error for each file it lacks."""
    result = run(root, "check", str(tmp_path), "--json")
    assert result.returncode == 1
    files = {problem["file"] for problem in json.loads(result.stdout)["problems"]}
    assert files == {"corridor.toml", "axis.geojson", "nodes.geojson", "sources.csv"}
