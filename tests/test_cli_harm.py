"""Whatever has befallen a pack's folder, every command says so in a sentence and ends with its exit code."""

import io
import json
import os
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

import harm
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import sample

from corridor.__main__ import main
from corridor.model.text import LANGS

POINTER, RECORD = ".history/pointer.json", ".history/0002/.version.json"
HARMED = [
    ("figures.csv", harm.a_folder, "file-not-a-file"),
    ("figures.csv", harm.a_pipe, "file-not-a-file"),
    ("figures.csv", harm.a_link_to_nowhere, "file-not-a-file"),
    ("figures.csv", harm.a_link_to_itself, "file-not-a-file"),
    ("figures.csv", harm.a_link_out, "file-outside"),
    ("nodes.geojson", harm.a_folder, "file-not-a-file"),
    ("nodes.geojson", harm.nested_property, "file-too-deep"),
    ("nodes.geojson", harm.nested, "file-too-deep"),
    ("nodes.geojson", harm.nested_out_of_reach, "file-too-deep"),
    ("corridor.toml", harm.a_folder, "file-not-a-file"),
    ("corridor.toml", harm.nested_setting, "file-too-deep"),
    ("corridor.toml", harm.dotted_setting, "file-too-deep"),
    ("context", harm.a_file, "file-not-a-folder"),
    ("context", harm.a_link_to_nowhere, "file-not-a-folder"),
    ("context", harm.a_link_out, "file-outside"),
]
BROKEN_HISTORY = [
    (".history", harm.a_file, "history-broken"),
    (".history", harm.a_pipe, "history-broken"),
    (".history", harm.a_link_to_nowhere, "history-broken"),
    (".history", harm.a_link_to_itself, "history-broken"),
    (".history", harm.a_link_out, "history-broken"),
    (POINTER, harm.a_folder, "history-broken"),
    (POINTER, harm.a_pipe, "history-broken"),
    (POINTER, harm.a_link_to_itself, "history-broken"),
    (POINTER, harm.a_link_out, "history-broken"),
    (POINTER, harm.nested, "history-broken"),
    (POINTER, harm.nested_out_of_reach, "history-broken"),
    (RECORD, harm.a_folder, "version-damaged"),
    (RECORD, harm.a_pipe, "version-damaged"),
    (RECORD, harm.nested, "version-damaged"),
    (RECORD, harm.nested_out_of_reach, "version-damaged"),
    (".history/0002", harm.a_file, "version-damaged"),
    (".history/0002", harm.a_link_out, "version-damaged"),
    (".history/0002", harm.a_link_to_itself, "version-damaged"),
    (".history/0002/figures.csv", harm.a_pipe, "version-damaged"),
    (".history/0002/figures.csv", harm.a_folder, "version-damaged"),
    (".history/0002/figures.csv", harm.a_link_out, "version-damaged"),
]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A pack that nobody published to."""
    return harm.small_pack(tmp_path / "packs" / "own")


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A pack that somebody published to twice; its current version is 0003."""
    pack = harm.small_pack(tmp_path / "packs" / "published", published=True)
    assert main(["undo", str(pack)]) == 0
    return pack


def said(*arguments: object) -> tuple[int, str]:
    """A command's exit code and what it printed."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        code = main([str(argument) for argument in arguments])
    return code, printed.getvalue()


def commands(pack: Path, upload: Path) -> list[tuple[object, ...]]:
    """Every command that reads a pack's data."""
    return [
        ("check", pack, "--lang", "en"),
        ("check", pack, "--json"),
        ("export", pack, "--format", "geojson", "-o", upload.parent / "out.geojson"),
        ("template", pack, "-o", upload.parent / "out.xlsx"),
        ("diff", pack, upload),
        ("publish", pack, upload, "--by", "李雷", "--accept-warnings"),
    ]


def upload_beside(pack: Path) -> Path:
    """A table with one new row."""
    path = pack.parent.parent / "scopes.csv"
    path.write_bytes(sample()["scopes.csv"] + "sc-new,新,New,,\n".encode())
    return path


@pytest.mark.parametrize(("name", "what", "code"), HARMED)
def test_what_has_befallen_a_file_is_told_by_every_command(own: Path, name: str, what: harm.Harm, code: str) -> None:
    """Nothing is exported, filled in, compared or published from what could be read besides."""
    upload = upload_beside(own)
    assert said("diff", own, upload)[0] == 0
    what(own / name)
    for command in commands(own, upload):
        ended, text = said(*command)
        assert ended == 1, (command, text)
        assert code in text
        assert str(own.parent) not in text
    assert not (own / ".history").exists()
    assert said("history", own)[0] == 0
    assert said("undo", own)[0] == 1
    ended, text = said("doctor", own)
    assert (ended, own.name in text) == (1, True)


@pytest.mark.parametrize(("name", "what", "code"), BROKEN_HISTORY)
def test_what_has_befallen_the_history_is_told_by_every_command(
    published: Path, name: str, what: harm.Harm, code: str
) -> None:
    """What was published is not used, nothing is published on it, and nobody is told where it lies."""
    upload = upload_beside(published)
    assert said("diff", published, upload)[0] == 0
    what(published / name)
    for command in (*commands(published, upload), ("history", published)):
        ended, text = said(*command)
        assert ended == 1, (command, text)
        assert code in text
        assert str(published.parent) not in text
    assert said("doctor", published)[0] == 1
    ended, text = said("undo", published, "--to", "0002")
    assert (ended, bool(text.strip())) == (1, True) if code == "version-damaged" else True
    assert said("undo", published)[0] in (0, 1)


@pytest.mark.parametrize(
    "record",
    [
        {"by": 5},
        {"message": ["a"]},
        {"at": None},
        {"parent": {}},
        {"by": "\ud800"},
        {"id": "../../elsewhere"},
    ],
)
def test_a_record_of_other_things_than_text_is_a_damaged_version(published: Path, record: dict[str, object]) -> None:
    """It can be listed all the same."""
    path = published / RECORD
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **record}), encoding="utf-8")
    ended, text = said("history", published)
    assert ended == 1
    assert "version-damaged" in text
    assert "elsewhere" not in text


@pytest.mark.parametrize("what", [harm.a_folder, harm.a_pipe, harm.a_link_to_nowhere, harm.a_link_out])
@pytest.mark.parametrize("lang", LANGS)
def test_what_befalls_a_file_beside_a_history_changes_nothing(published: Path, what: harm.Harm, lang: str) -> None:
    """The published state is in use, and the file is named like any that was edited by hand."""
    what(published / "figures.csv")
    ended, text = said("check", published, "--lang", lang)
    assert (ended, "[edited-by-hand] figures.csv" in text or "figures.csv [edited-by-hand]" in text) == (0, True)
    assert said("history", published)[0] == 0
    assert said("diff", published, upload_beside(published))[0] == 0
    # A link that leads to a file may be named like any file that lies somewhere.
    ended, text = said("diff", published, published / "figures.csv")
    assert (ended, bool(text.strip())) == (0 if what is harm.a_link_out else 2, True)


def test_a_link_out_of_the_pack_is_no_part_of_what_is_published(own: Path) -> None:
    """Its content would be copied to where the pack is copied."""
    (own / "notes.txt").write_text("my notes", encoding="utf-8")
    harm.a_link_out(own / "notes.txt")
    assert said("publish", own, upload_beside(own), "--by", "王敏", "--accept-warnings")[0] == 0
    kept = {path.name for path in (own / ".history").rglob("*") if path.is_file()}
    assert "figures.csv" in kept
    assert "notes.txt" not in kept


def test_a_name_that_is_not_utf_8_is_published_like_any_other(own: Path) -> None:
    """A state is a whole copy."""
    name = os.fsdecode(b"\xb1\xb8\xd7\xa2.txt")
    try:
        (own / name).write_bytes(b"notes")
    except OSError:
        pytest.skip("no such names here")
    for command in commands(own, upload_beside(own)):
        assert said(*command)[0] == 0
    assert (own / ".history" / "0002" / name).read_bytes() == b"notes"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published pack to take copies of."""
    return harm.small_pack(tmp_path_factory.mktemp("sound") / "pack", published=True)


HARMS = st.sampled_from(
    [
        harm.gone,
        harm.a_folder,
        harm.a_pipe,
        harm.a_link_to_nowhere,
        harm.a_link_to_itself,
        harm.nested,
        harm.nested_out_of_reach,
        harm.garbage,
    ]
)


@given(data=st.data(), first=HARMS, is_published=st.booleans())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_one_thing_may_have_befallen_any_file(
    sound: Path, data: st.DataObject, first: Callable[[Path], None], *, is_published: bool
) -> None:
    """The answer is always a list of problems."""
    names = sorted(path.relative_to(sound).as_posix() for path in sound.rglob("*") if path.is_file())
    own = st.sampled_from([name for name in names if not name.startswith(".history")])
    # What is kept of publishing is many copies of the data and few files of its own.
    kept = st.sampled_from([POINTER, RECORD]) | st.sampled_from(names)
    name = data.draw(kept if is_published else own)
    with TemporaryDirectory() as home:
        pack = Path(home) / "pack"
        shutil.copytree(sound, pack, ignore=None if is_published else shutil.ignore_patterns(".history"))
        first(pack / name)
        for command in ("check", "history"):
            ended, text = said(command, pack, "--json")
            assert ended in (0, 1)
            assert text.lstrip().startswith("{") or ended == 1
