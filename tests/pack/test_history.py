"""Publishing is atomic: readers see one state or the other, whatever happens in between."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corridor.pack.history import (
    BrokenHistoryError,
    CommitInfo,
    DamagedVersionError,
    NoSuchVersionError,
    OutdatedError,
    commit,
    current_files,
    digest,
    edited_by_hand,
    files_of,
    restore,
    state_folder,
    verify,
    versions,
    whole_versions,
)

ENTRY = CommitInfo(by="王敏", at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC), message="更新")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A small pack of its own files, one of them in a folder."""
    pack = tmp_path / "pack"
    (pack / "context").mkdir(parents=True)
    (pack / "figures.csv").write_bytes(b"one")
    (pack / "context" / "roads.geojson").write_bytes(b"roads")
    return pack


def state(pack: Path) -> dict[str, bytes]:
    """What a reader sees."""
    home = state_folder(pack)
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(home).parts)
    }


def put_pointer(pack: Path, pointer: bytes | None) -> None:
    """Write something else into the pointer, or lose it."""
    path = pack / ".history" / "pointer.json"
    path.unlink() if pointer is None else path.write_bytes(pointer)


def publish(pack: Path, **changes: bytes) -> str:
    """Publish a change of ``figures.csv`` and the like on top of the current state."""
    files = state(pack)
    named = {f"{stem}.csv": data for stem, data in changes.items()}
    return commit(pack, {**files, **named}, ENTRY, base=digest(files)).id


def test_without_a_history_the_own_files_are_the_state(own: Path) -> None:
    """A pack nobody published to is read as it lies."""
    assert state_folder(own) == own
    assert versions(own) == ()


def test_the_first_publishing_keeps_the_state_before_it(own: Path) -> None:
    """Nothing is lost: the own files are the first version."""
    before = state(own)
    publish(own, figures=b"two")
    assert [version.id for version in versions(own)] == ["0001", "0002"]
    assert files_of(own, "0001") == before
    assert state(own)["figures.csv"] == b"two"
    assert (own / "figures.csv").read_bytes() == b"one"


def test_author_time_and_message_are_kept(own: Path) -> None:
    """Who published what, and when, can be read later."""
    publish(own, figures=b"two")
    latest = versions(own)[-1]
    assert (latest.by, latest.at, latest.message, latest.current) == (
        "王敏", "2026-01-02T03:04:00+00:00", "更新", True,
    )  # fmt: skip


def test_any_state_can_be_brought_back_and_forward_with_the_same_bytes(own: Path) -> None:
    """Undo is a walk over unchanging states."""
    states = {"0001": state(own)}
    for number in range(2, 6):
        version = publish(own, figures=str(number).encode())
        states[version] = state(own)
    for version in ("0003", "0001", "0005", "0002"):
        restore(own, version)
        assert state(own) == states[version]
    assert restore(own).id == "0001"


def test_a_state_that_never_was_cannot_be_brought_back(own: Path) -> None:
    """There is nothing before the first state, and nothing under an invented number."""
    with pytest.raises(NoSuchVersionError):
        restore(own)
    publish(own, figures=b"two")
    restore(own)
    for version in (None, "0009", "../0001"):
        with pytest.raises(NoSuchVersionError):
            restore(own, version)


@pytest.mark.parametrize(
    "pointer",
    [
        b"null",
        b"\xff\xfe\x00",
        b'{"current": "0002"}',
        b'{"current": "0009", "own": {}}',
        b'{"current": "../..", "own": {}}',
        b'{"current": 2, "own": {}}',
        b'{"current": "0002", "own": "0002"}',
        b'{"current": "0002", "own": {"figures.csv": 1}}',
        None,
    ],
)
def test_a_damaged_or_lost_pointer_is_told_and_no_state_is_lost(own: Path, pointer: bytes | None) -> None:
    """Whatever stands in it: nothing is read, brought back, published or cleared away on its word."""
    base = digest(state(own))
    publish(own, figures=b"two")
    put_pointer(own, pointer)
    for act in (
        lambda: versions(own),
        lambda: state_folder(own),
        lambda: restore(own),
        lambda: commit(own, {"figures.csv": b"three"}, ENTRY, base=base),
    ):
        with pytest.raises(BrokenHistoryError):
            act()
    assert (own / ".history" / "0001" / "figures.csv").read_bytes() == b"one"
    assert (own / ".history" / "0002" / "figures.csv").read_bytes() == b"two"


def test_a_history_that_is_no_folder_is_told(own: Path) -> None:
    """A file of that name says nothing."""
    (own / ".history").write_bytes(b"junk")
    with pytest.raises(BrokenHistoryError):
        restore(own)


def test_a_state_whose_record_is_lost_is_not_used(own: Path) -> None:
    """Nothing tells any more whether its files are those that were published."""
    publish(own, figures=b"two")
    (own / ".history" / "0002" / ".version.json").write_bytes(b"{")
    (own / ".history" / "0002" / "figures.csv").write_bytes(b"altered")
    with pytest.raises(DamagedVersionError):
        state_folder(own)
    with pytest.raises(DamagedVersionError):
        restore(own, "0002")
    assert [version.id for version in whole_versions(own)] == ["0001"]
    assert restore(own, "0001").id == "0001"
    assert state(own)["figures.csv"] == b"one"


def test_versions_that_are_damaged_or_gone_are_told_of(own: Path) -> None:
    """Whoever looks at the list knows which of them can be brought back."""
    for figures in (b"two", b"three", b"four"):
        publish(own, figures=figures)
    assert not any(version.damaged for version in verify(own))
    (own / ".history" / "0002" / "figures.csv").write_bytes(b"altered")
    shutil.rmtree(own / ".history" / "0003")
    assert [(version.id, version.damaged) for version in verify(own)] == [
        ("0001", False),
        ("0002", True),
        ("0003", True),
        ("0004", False),
    ]


def test_what_a_kill_left_behind_is_cleared_away(own: Path) -> None:
    """Drafts of states and pointers; nothing else."""
    publish(own, figures=b"two")
    home = own / ".history"
    for name in ("draft-a", "of-mine"):
        (home / name).mkdir()
    (home / "draft-b.json").write_bytes(b"{}")
    assert publish(own, figures=b"three") == "0003"
    assert {path.name for path in home.iterdir()} >= {"0001", "0002", "0003", "of-mine"}
    assert not [path for path in home.iterdir() if path.name.startswith("draft-")]


@pytest.mark.parametrize("pointer", [None, b"{"])
def test_a_named_version_is_brought_back_without_a_pointer(own: Path, pointer: bytes | None) -> None:
    """It gets a new one; all versions are there, and what was edited by hand is told from what was published."""
    publish(own, figures=b"two")
    (own / "context" / "roads.geojson").write_bytes(b"by hand")
    entry = CommitInfo(by="王敏", at=ENTRY.at, message="", seen={"context/roads.geojson": b"by hand"})
    commit(own, {**state(own), "context/roads.geojson": b"merged"}, entry, base=digest(state(own)))
    (own / "figures.csv").write_bytes(b"not published")
    put_pointer(own, pointer)
    with pytest.raises(BrokenHistoryError):
        restore(own, "0009")
    assert [version.id for version in whole_versions(own)] == ["0003", "0002", "0001"]
    assert restore(own, "0003").current
    assert state(own) == {"figures.csv": b"two", "context/roads.geojson": b"merged"}
    assert [version.id for version in versions(own)] == ["0001", "0002", "0003"]
    assert edited_by_hand(own) == ("figures.csv",)


def test_an_older_pointer_takes_no_version_away(own: Path) -> None:
    """Put back from a backup, it says what is current and nothing of what there is."""
    publish(own, figures=b"two")
    older = (own / ".history" / "pointer.json").read_bytes()
    publish(own, figures=b"three")
    put_pointer(own, older)
    assert state(own)["figures.csv"] == b"two"
    assert publish(own, figures=b"four") == "0004"
    assert [version.id for version in versions(own)] == ["0001", "0002", "0003", "0004"]
    assert files_of(own, "0003")["figures.csv"] == b"three"


def test_a_pointer_that_lists_the_versions_is_read(own: Path) -> None:
    """Former ones did."""
    publish(own, figures=b"two")
    put_pointer(own, b'{"current": "0001", "published": ["0001", "0002"], "own": {}}')
    assert state(own)["figures.csv"] == b"one"


def test_a_first_publishing_that_was_interrupted_leaves_a_pack_nobody_published_to(own: Path) -> None:
    """Its copy of the own files serves the next one, or stays beside it when they have changed since."""
    for edit, expected in ((b"one", ["0001", "0002"]), (b"edited", ["0001", "0002", "0003"])):
        pack = own.parent / edit.decode()
        shutil.copytree(own, pack)
        publish(pack, figures=b"two")
        shutil.rmtree(pack / ".history" / "0002")
        put_pointer(pack, None)
        (pack / "figures.csv").write_bytes(edit)
        assert versions(pack) == ()
        assert state(pack)["figures.csv"] == edit
        with pytest.raises(NoSuchVersionError):
            restore(pack, "0001")
        publish(pack, figures=b"three")
        assert [version.id for version in versions(pack)] == expected
        restore(pack)
        assert state(pack)["figures.csv"] == edit


@pytest.mark.parametrize("name", ["figures.csv", "context/roads.geojson"])
@pytest.mark.parametrize("change", [b"", b"altered", None])
def test_a_damaged_version_is_told_and_not_built_upon(own: Path, name: str, change: bytes | None) -> None:
    """A file altered, emptied or deleted where it must never change; every whole version can be brought back."""
    publish(own, figures=b"two")
    base = digest(state(own))
    publish(own, figures=b"three")
    path = own / ".history" / "0003" / name
    path.unlink() if change is None else path.write_bytes(change)
    for act in (
        lambda: state_folder(own),
        lambda: current_files(own),
        lambda: commit(own, {"figures.csv": b"four"}, ENTRY, base=base),
        lambda: restore(own, "0003"),
    ):
        with pytest.raises(DamagedVersionError, match="0003"):
            act()
    assert [version.id for version in whole_versions(own)] == ["0002", "0001"]
    assert restore(own).id == "0002"
    with pytest.raises(DamagedVersionError):
        restore(own, "0003")
    assert state(own)["figures.csv"] == b"two"


def test_a_version_without_files_is_none(own: Path) -> None:
    """Nothing tells an empty folder from one that lost all, its record included."""
    publish(own, figures=b"two")
    (own / ".history" / "0003").mkdir()
    with pytest.raises(DamagedVersionError):
        restore(own, "0003")


def test_undoing_after_an_undo_does_not_bring_the_withdrawn_state_back(own: Path) -> None:
    """One goes back to what the current state was made from, not to what was published before it."""
    publish(own, figures=b"good")
    publish(own, figures=b"bad")
    assert restore(own).id == "0002"
    assert publish(own, figures=b"better") == "0004"
    assert versions(own)[-1].parent == "0002"
    assert restore(own).id == "0002"
    assert restore(own).id == "0001"


def test_versions_that_do_not_say_what_they_were_made_from_are_undone_in_order(own: Path) -> None:
    """Former ones did not."""
    for figures in (b"two", b"three"):
        publish(own, figures=figures)
    for path in (own / ".history").glob("*/.version.json"):
        about = json.loads(path.read_bytes())
        del about["parent"]
        path.write_text(json.dumps(about), encoding="utf-8")
    assert [restore(own).id, restore(own).id] == ["0002", "0001"]


def test_publishing_on_an_outdated_state_is_refused_and_changes_nothing(own: Path) -> None:
    """The second of two clerks is told, and the first one's work stays."""
    base = digest(state(own))
    publish(own, figures=b"first")
    with pytest.raises(OutdatedError) as caught:
        commit(own, {"figures.csv": b"second"}, ENTRY, base=base)
    assert caught.value.current == digest(state(own))
    assert state(own)["figures.csv"] == b"first"
    assert len(versions(own)) == 2


def test_of_many_publishing_at_once_each_is_recorded_or_told(own: Path) -> None:
    """Processes and threads queue; nobody overwrites a state unseen."""
    base = digest(state(own))

    def attempt(number: int) -> str:
        try:
            return commit(own, {"figures.csv": str(number).encode()}, ENTRY, base=base).id
        except OutdatedError:
            return "outdated"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(attempt, range(8)))
    assert outcomes == ["0002"] + ["outdated"] * 7


def test_files_edited_beside_a_history_are_named_and_not_in_use(own: Path) -> None:
    """A hand edit after publishing would otherwise be silently ignored."""
    publish(own, figures=b"two")
    assert edited_by_hand(own) == ()
    (own / "figures.csv").write_bytes(b"by hand")
    (own / "context" / "roads.geojson").unlink()
    assert edited_by_hand(own) == ("context/roads.geojson", "figures.csv")
    assert state(own)["figures.csv"] == b"two"


def test_a_hand_edit_that_is_published_is_no_longer_named(own: Path) -> None:
    """Publishing the edited file settles it."""
    publish(own, figures=b"two")
    (own / "figures.csv").write_bytes(b"by hand")
    files = state(own)
    entry = CommitInfo(by="王敏", at=ENTRY.at, message="", seen={"figures.csv": b"by hand"})
    commit(own, {**files, "figures.csv": b"by hand"}, entry, base=digest(files))
    assert edited_by_hand(own) == ()


KILLED = textwrap.dedent("""
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from corridor.pack.history import CommitInfo, commit, current_files, digest

    WRITING = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree")

    def publish(pack, stop):
        files = current_files(pack)
        seen = 0

        def kill(event, arguments):
            nonlocal seen
            if event in WRITING and ".history" in str(arguments[0]):
                seen += 1
                if seen == stop:
                    os._exit(9)

        sys.addaudithook(kill)
        commit(pack, {**files, "figures.csv": b"after"}, CommitInfo(by="x", at=datetime.now(UTC)), base=digest(files))
        os._exit(0)

    for line in sys.stdin:
        stop, _, pack = line.rstrip("\\n").partition(" ")
        child = os.fork() if hasattr(os, "fork") else 0
        if not child:
            publish(Path(pack), int(stop))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
""")
"""Publishes into packs, a process each, which ends at the given step; an interpreter that can be forked starts once."""


@contextmanager
def killer() -> Iterator[Callable[[Path, int], int]]:
    """What publishes into a pack and is killed at a step; it returns 9, or 0 where the publishing came to its end."""
    program = [sys.executable, "-c", KILLED]
    if not hasattr(os, "fork"):
        yield lambda pack, step: subprocess.run(program, input=f"{step} {pack}\n", text=True, check=False).returncode
        return
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdin is not None
        assert started.stdout is not None

        def kill(pack: Path, step: int) -> int:
            print(step, pack, file=started.stdin, flush=True)
            return int(started.stdout.readline())  # type: ignore[union-attr]

        yield kill


@pytest.mark.parametrize("published_before", [False, True])
def test_a_kill_at_any_step_leaves_the_old_state_or_the_new(
    own: Path, tmp_path: Path, *, published_before: bool
) -> None:
    """Each file operation of a publishing is once the last one; the pack is whole each time and can go on."""
    if published_before:
        publish(own, figures=b"before")
    old = state(own)
    new = {**old, "figures.csv": b"after"}
    seen: set[bytes] = set()
    with killer() as kill:
        for step in range(1, 200):
            pack = tmp_path / f"killed-{step}"
            shutil.copytree(own, pack)
            code = kill(pack, step)
            assert code in (0, 9)
            assert state(pack) in (old, new)
            seen.add(state(pack)["figures.csv"])
            publish(pack, figures=b"later")
            assert state(pack)["figures.csv"] == b"later"
            if code == 0:
                break
        else:
            pytest.fail("the publishing never came to its end")
    assert seen == {old["figures.csv"], b"after"}
    assert step > 8, "fewer steps were interrupted than a publishing has"


LARGE = b"firm_id,period\n" + b"a,2022\n" * 200_000


def test_versions_share_a_large_file_that_did_not_change(own: Path) -> None:
    """It lies on the disk once, small files and changed ones lie there for each, and every version stays whole."""
    (own / "ledger.csv").write_bytes(LARGE)
    for text in (b"two", b"three"):
        commit(own, {**current_files(own), "figures.csv": text}, ENTRY, base=digest(current_files(own)))
    home = own / ".history"
    first, second, third = (home / f"000{number}" for number in (1, 2, 3))
    assert first.joinpath("ledger.csv").samefile(third / "ledger.csv")
    assert not second.joinpath("context/roads.geojson").samefile(third / "context/roads.geojson")
    assert not (own / "ledger.csv").samefile(first / "ledger.csv")
    commit(own, {**current_files(own), "ledger.csv": LARGE[:-7]}, ENTRY, base=digest(current_files(own)))
    assert not (home / "0004" / "ledger.csv").samefile(third / "ledger.csv")
    assert [version.damaged for version in verify(own)] == [False] * 4
    assert files_of(own, "0003")["ledger.csv"] == LARGE


def test_a_shared_file_that_is_damaged_is_told_of_in_every_version(own: Path) -> None:
    """Sharing must not hide it: neither version is whole, and none is read."""
    (own / "ledger.csv").write_bytes(LARGE)
    commit(own, {**current_files(own), "figures.csv": b"two"}, ENTRY, base=digest(current_files(own)))
    (own / ".history" / "0001" / "ledger.csv").write_bytes(LARGE[:-7])
    assert [version.damaged for version in verify(own)] == [True, True]
    with pytest.raises(DamagedVersionError):
        current_files(own)
