"""Who may publish: nobody by accident."""

import pytest

from corridor.ui.access import is_loopback, local_editor, signed_in_editor

NAMED = {"CORRIDOR_EDITOR": "王敏"}
HERE = {"Host": "127.0.0.1:8501"}
EDITORS = {"wang@example.com": "王敏"}
USER = {"is_logged_in": True, "email": "Wang@example.com", "email_verified": True, "exp": 2000}


def test_the_person_at_a_loopback_server_is_the_editor_that_the_environment_names() -> None:
    """It works on day one with nothing else set up."""
    for address, host in (("127.0.0.1", "127.0.0.1:8501"), ("localhost", "localhost:8501"), ("::1", "[::1]:8501")):
        assert local_editor(NAMED, address, {"Host": host}) == "王敏"


@pytest.mark.parametrize(
    ("environ", "address", "headers"),
    [
        ({}, "127.0.0.1", HERE),
        ({"CORRIDOR_EDITOR": " "}, "127.0.0.1", HERE),
        (NAMED, None, HERE),
        (NAMED, "0.0.0.0", HERE),  # noqa: S104 - the very case to refuse
        (NAMED, "192.168.1.5", HERE),
        (NAMED, "127.0.0.1", {}),
        (NAMED, "127.0.0.1", {"Host": "corridor.example.com"}),
        (NAMED, "127.0.0.1", {**HERE, "X-Forwarded-For": "203.0.113.7"}),
        (NAMED, "127.0.0.1", {**HERE, "Forwarded": "for=203.0.113.7"}),
    ],
    ids=["unnamed", "blank", "everywhere", "any", "lan", "no-host", "other-host", "proxied", "forwarded"],
)
def test_nobody_is_the_editor_of_a_server_that_others_can_reach(
    environ: dict[str, str], address: str | None, headers: dict[str, str]
) -> None:
    """A reverse proxy before a loopback server counts as others."""
    assert local_editor(environ, address, headers) == ""


def test_a_signed_in_editor_publishes_under_the_listed_name() -> None:
    """The address decides, in any case of letters."""
    assert signed_in_editor(USER, EDITORS, now=1000) == "王敏"


@pytest.mark.parametrize(
    "change",
    [{"is_logged_in": False}, {"email": "else@example.com"}, {"email_verified": False}, {"exp": 999}],
    ids=["signed-out", "not-listed", "unverified", "expired"],
)
def test_anyone_else_is_no_editor(change: dict[str, object]) -> None:
    """One missing condition is enough."""
    assert signed_in_editor({**USER, **change}, EDITORS, now=1000) == ""


def test_loopback_is_this_machine_only() -> None:
    """Names that merely look like it do not count."""
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "LOCALHOST")))
    assert not any(map(is_loopback, (None, "", "0.0.0.0", "localhost.example.com", "127.0.0.1.example.com")))  # noqa: S104
