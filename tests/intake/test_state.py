"""The states that uploads are compared with are read once, however many uploads to however many packs ask."""

from pathlib import Path

import pytest

from corridor.intake.publish.state import State, state
from corridor.model.figure import Release


def current(pack: Path, number: int = 0) -> State:
    """A state of a pack that is like no other of another number."""
    return state(pack, {"sources.csv": str(number).encode()}, Release.INTERNAL)


@pytest.mark.parametrize("others", [1, 20])
def test_uploads_to_one_pack_make_no_other_be_read_again(tmp_path: Path, others: int) -> None:
    """Whatever is uploaded elsewhere, the current state of a pack is the one that was examined before."""
    first = current(tmp_path / "first")
    for number in range(others):
        current(tmp_path / "second", number)
    assert current(tmp_path / "first") is first


def test_a_state_is_told_to_each_profile(tmp_path: Path) -> None:
    """Who may see less is compared with less, of the same files."""
    internal = current(tmp_path)
    public = internal.known_to(Release.PUBLIC)
    assert (public.profile, public.digest) == (Release.PUBLIC, internal.digest)
    assert public != internal
    assert public.known_to(Release.INTERNAL) is internal
