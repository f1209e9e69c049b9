"""Publishing is atomic: readers see one state or the other, whatever happens in between."""

import shutil
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corridor.store.history import (
    BrokenHistoryError,
    Entry,
    NoSuchVersionError,
    OutdatedError,
    digest,
    edited_by_hand,
    files_of,
    record,
    restore,
    state_folder,
    versions,
)

ENTRY = Entry("王敏", datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "更新")


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


def publish(pack: Path, **changes: bytes) -> str:
    """Publish a change of ``figures.csv`` and the like on top of the current state."""
    files = state(pack)
    named = {f"{stem}.csv": data for stem, data in changes.items()}
    return record(pack, {**files, **named}, ENTRY, base=digest(files)).id


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
        b'{"current": "0002", "published": [], "own": {}}',
        b'{"current": "0009", "published": ["0001", "0009"], "own": {}}',
        b'{"current": "../..", "published": ["../.."], "own": {}}',
        b'{"current": 2, "published": [1, 2], "own": {}}',
        b'{"current": "0002", "published": "0002", "own": {}}',
        b'{"current": "0002", "published": ["0001", "0002"], "own": {"figures.csv": 1}}',
    ],
)
def test_a_damaged_pointer_is_told_and_no_state_is_lost(own: Path, pointer: bytes) -> None:
    """Whatever stands in it: nothing is read, brought back, published or cleared away on its word."""
    base = digest(state(own))
    publish(own, figures=b"two")
    (own / ".history" / "pointer.json").write_bytes(pointer)
    for act in (
        lambda: versions(own),
        lambda: state_folder(own),
        lambda: restore(own),
        lambda: record(own, {"figures.csv": b"three"}, ENTRY, base=base),
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


def test_a_state_whose_record_is_lost_can_still_be_brought_back(own: Path) -> None:
    """Its files are whole; only who published it is not known any more."""
    publish(own, figures=b"two")
    (own / ".history" / "0001" / ".version.json").write_bytes(b"{")
    assert [version.by for version in versions(own)] == ["?", "王敏"]
    assert restore(own).id == "0001"
    assert state(own)["figures.csv"] == b"one"


def test_what_a_kill_left_behind_is_cleared_away(own: Path) -> None:
    """Drafts of states and pointers, and a state that no pointer ever named; nothing else."""
    publish(own, figures=b"two")
    home = own / ".history"
    for name in ("draft-a", "0003", "of-mine"):
        (home / name).mkdir()
    (home / "draft-b.json").write_bytes(b"{}")
    assert publish(own, figures=b"three") == "0003"
    assert {path.name for path in home.iterdir()} >= {"0001", "0002", "0003", "of-mine"}
    assert not [path for path in home.iterdir() if path.name.startswith("draft-")]


def test_publishing_on_an_outdated_state_is_refused_and_changes_nothing(own: Path) -> None:
    """The second of two clerks is told, and the first one's work stays."""
    base = digest(state(own))
    publish(own, figures=b"first")
    with pytest.raises(OutdatedError) as caught:
        record(own, {"figures.csv": b"second"}, ENTRY, base=base)
    assert caught.value.current == digest(state(own))
    assert state(own)["figures.csv"] == b"first"
    assert len(versions(own)) == 2


def test_of_many_publishing_at_once_each_is_recorded_or_told(own: Path) -> None:
    """Processes and threads queue; nobody overwrites a state unseen."""
    base = digest(state(own))

    def attempt(number: int) -> str:
        try:
            return record(own, {"figures.csv": str(number).encode()}, ENTRY, base=base).id
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
    entry = Entry("王敏", ENTRY.at, "", {"figures.csv": b"by hand"})
    record(own, {**files, "figures.csv": b"by hand"}, entry, base=digest(files))
    assert edited_by_hand(own) == ()


KILLED = textwrap.dedent("""
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from corridor.store.history import Entry, digest, record, state_folder

    pack, stop = Path(sys.argv[1]), int(sys.argv[2])
    files = {p.relative_to(state_folder(pack)).as_posix(): p.read_bytes() for p in state_folder(pack).rglob("*")
             if p.is_file() and not any(part.startswith(".") for part in p.relative_to(state_folder(pack)).parts)}
    seen = 0

    def kill(event, arguments):
        global seen
        if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree") and ".history" in str(arguments[0]):
            seen += 1
            if seen == stop:
                os._exit(9)

    sys.addaudithook(kill)
    record(pack, {**files, "figures.csv": b"after"}, Entry("x", datetime.now(UTC)), base=digest(files))
""")  # noqa: E501


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
    for step in range(1, 200):
        pack = tmp_path / f"killed-{step}"
        shutil.copytree(own, pack)
        done = subprocess.run([sys.executable, "-c", KILLED, pack, str(step)], check=False, capture_output=True)
        assert done.returncode in (0, 9), done.stderr.decode()
        assert state(pack) in (old, new)
        seen.add(state(pack)["figures.csv"])
        publish(pack, figures=b"later")
        assert state(pack)["figures.csv"] == b"later"
        if done.returncode == 0:
            break
    else:
        pytest.fail("the publishing never came to its end")
    assert seen == {old["figures.csv"], b"after"}
    assert step > 8, "fewer steps were interrupted than a publishing has"
