"""The files of a pack: whatever lies in the folder, reading it is never an exception."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import harm
import pytest
from samples import sample

from corridor.i18n.problems import in_cell
from corridor.model.problem import Problem, Severity
from corridor.pack.files import read_files
from corridor.pack.history import MOST_BYTES
from corridor.pack.load import examine
from corridor.pack.packs import discover


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample pack as a folder."""
    return harm.small_pack(tmp_path / "packs" / "sample")


def found(folder: Path) -> set[tuple[str, str, str]]:
    """Severity, code and file of every problem."""
    return {(problem.severity.value, problem.code, problem.file) for problem in examine(folder)[1]}


def test_a_sound_folder_is_read_whole(folder: Path) -> None:
    """Every file of the pack, by its name inside it."""
    assert dict(read_files(folder)) == sample()
    assert examine(folder)[1] == ()


def test_what_is_not_data_is_passed_over(folder: Path) -> None:
    """Notes, hidden files and lock files of an office program are none of our business."""
    for name in ("README.md", ".hidden.csv", "~$figures.xlsx", ".~lock.csv"):
        (folder / name).write_bytes(b"x")
    (folder / ".history").mkdir()
    assert examine(folder)[1] == ()


@pytest.mark.parametrize("name", ["figure.csv", "Nodes.GeoJSON", "context/roads.json", "figures.xlsx"])
def test_a_file_with_another_name_is_pointed_out(folder: Path, name: str) -> None:
    """Data that would not be read because of its name is a warning."""
    (folder / name).write_bytes(b"x")
    assert found(folder) == {("warning", "file-unknown", name)}


def test_a_folder_in_place_of_a_file(folder: Path) -> None:
    """A required file that is a folder is one error, and is not called missing."""
    (folder / "sources.csv").unlink()
    (folder / "sources.csv").mkdir()
    assert found(folder) == {("error", "file-not-a-file", "sources.csv")}


def test_a_link_out_of_the_pack_is_not_followed(folder: Path) -> None:
    """A pack shows nothing of the machine it lies on."""
    secret = folder.parent.parent / "secret.csv"
    secret.write_text("id,name_zh,name_en\nsecret,密,Secret\n", encoding="utf-8")
    harm.a_link(folder / "scopes.csv", secret)
    assert found(folder) == {("error", "file-outside", "scopes.csv")}
    assert "scopes.csv" not in read_files(folder)


def test_a_linked_folder_out_of_the_pack_is_not_followed(folder: Path) -> None:
    """The same for the folder of the base map."""
    (folder / "context").rename(folder.parent / "elsewhere")
    harm.a_link(folder / "context", folder.parent / "elsewhere")
    assert ("error", "file-outside", "context") in found(folder)
    assert not any(problem.file.startswith("context/") for problem in examine(folder)[1])


def test_a_link_to_itself(folder: Path) -> None:
    """A link that leads nowhere is a problem like any other."""
    harm.a_link_to_itself(folder / "scopes.csv")
    assert found(folder) == {("error", "file-not-a-file", "scopes.csv")}
    assert str(folder) not in str(examine(folder)[1])


@pytest.mark.parametrize("what", [harm.a_pipe, harm.a_link_to_nowhere, harm.a_folder])
def test_what_is_no_file_is_not_opened(folder: Path, what: harm.Harm) -> None:
    """Above all a pipe, which would be waited on for ever."""
    what(folder / "scopes.csv")
    assert found(folder) == {("error", "file-not-a-file", "scopes.csv")}


@pytest.mark.parametrize("what", [harm.a_pipe, harm.a_link_to_nowhere, harm.a_link_to_itself, harm.a_file])
def test_what_is_no_folder_is_named(folder: Path, what: harm.Harm) -> None:
    """The base map would be missing without a word."""
    what(folder / "context")
    assert ("error", "file-not-a-folder", "context") in found(folder)


def test_the_lock_of_an_editor_is_no_data(folder: Path) -> None:
    """It is a link that names a person and a machine, and leads nowhere."""
    harm.a_link_to_nowhere(folder / ".#figures.csv")
    harm.a_link_to_nowhere(folder / "context" / ".#stations.geojson")
    assert examine(folder)[1] == ()


def test_a_name_that_is_not_utf_8_is_named_so_that_it_can_be_printed(folder: Path) -> None:
    """Old archives hold such names; a layer of that name cannot be declared, and anything else is not read."""
    try:
        for name in (b"f\xefgures.csv", b"context/\xd3\xaf.geojson", b"readme\xff"):
            Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_bytes(sample()["axis.geojson"])  # noqa: PTH118 - bytes
    except OSError:
        pytest.skip("no such names here")
    problems = examine(folder)[1]
    assert {problem.code for problem in problems} >= {"file-unknown", "layer-undeclared"}
    assert all((problem.file + in_cell(problem).zh + in_cell(problem).en).encode() for problem in problems)


@pytest.fixture
def unreadable(folder: Path) -> Iterator[Path]:
    """A file that nobody may read."""
    path = folder / "scopes.csv"
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("who runs the tests may read everything")
    yield path
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_a_file_that_may_not_be_read_is_named(folder: Path, unreadable: Path) -> None:
    """With the reason; and it is not called missing."""
    assert found(folder) == {("error", "file-unreadable", unreadable.name)}


def test_a_huge_file_is_refused_unread(folder: Path) -> None:
    """What cannot sensibly be a table is not loaded into memory."""
    with (folder / "scopes.csv").open("r+b") as file:
        file.truncate(MOST_BYTES + 1)
    assert found(folder) == {("error", "file-too-large", "scopes.csv")}


def test_every_problem_says_it_in_both_languages(folder: Path) -> None:
    """Chinese for the clerk, English for the partner."""
    (folder / "sources.csv").unlink()
    (problem,) = (p for p in examine(folder)[1] if p.severity is Severity.ERROR)
    assert isinstance(problem, Problem)
    assert in_cell(problem).zh != in_cell(problem).en != ""


def test_packs_are_found_by_name_also_broken_ones(folder: Path) -> None:
    """A folder with any required file is a pack; other folders and files are not."""
    data_dir = folder.parent
    (data_dir / "broken").mkdir()
    (data_dir / "broken" / "nodes.geojson").write_bytes(b"")
    (data_dir / "empty").mkdir()
    (data_dir / ".hidden").mkdir()
    (data_dir / ".hidden" / "corridor.toml").write_bytes(b"")
    (data_dir / "notes.txt").write_bytes(b"")
    assert [pack.name for pack in discover(data_dir)] == ["broken", "sample"]
    assert discover(folder) == (folder,)
    assert discover(data_dir / "none") == ()
