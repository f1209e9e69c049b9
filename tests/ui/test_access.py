"""Who may publish: nobody by accident."""

import pytest

from corridor.model.figure import Release
from corridor.ui.access import Server, Viewer, as_chosen, is_loopback, local_editor, signed_in_editor

NAMED = {"CORRIDOR_EDITOR": "王敏"}
LOCAL = Server("127.0.0.1", 8501)
HERE = {"Host": "127.0.0.1:8501"}
BROWSER = {
    **HERE,
    "Connection": "keep-alive, Upgrade",
    "Upgrade": "websocket",
    "Origin": "http://127.0.0.1:8501",
    "User-Agent": "Mozilla/5.0",
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Cache-Control": "no-cache",
    "Pragma": "no-cache",
    "Cookie": "_streamlit_xsrf=2",
    "DNT": "1",
    "Priority": "u=4",
    "Sec-GPC": "1",
    "Sec-Fetch-Mode": "websocket",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol": "streamlit, 2",
}
"""All that one browser or another sends when it opens a websocket."""
FORWARDERS = (
    *("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Server"),
    *("X-Forwarded-Prefix", "X-Forwarded-Ssl", "X-Forwarded-User", "X-Forwarded", "Forwarded", "Forwarded-For", "Via"),
    *("X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "Client-IP", "True-Client-IP", "X-Original-Host"),
    *("X-Original-URL", "X-Original-Forwarded-For", "X-ProxyUser-Ip", "X-Proxy-Id", "Proxy-Connection", "X-Scheme"),
    *("CF-Connecting-IP", "CF-Ray", "CF-Visitor", "CDN-Loop", "Fastly-Client-IP", "Fly-Client-IP", "Fly-Region"),
    *("Akamai-Origin-Hop", "X-Akamai-Edgescape", "X-Varnish", "X-Envoy-External-Address", "X-Amzn-Trace-Id"),
    *("X-Amz-Cf-Id", "X-Azure-ClientIP", "X-ARR-LOG-ID", "X-MS-CLIENT-PRINCIPAL-NAME", "X-AppEngine-User-IP"),
    *(
        "X-Goog-IAP-JWT-Assertion",
        "X-Goog-Authenticated-User-Email",
        "X-Cloud-Trace-Context",
        "Ngrok-Skip-Browser-Warning",
    ),
    *("Tailscale-User-Login", "Remote-User", "Authorization", "X-Request-ID", "Traceparent", "Keep-Alive"),
)
"""What forwarders of many makers add."""
EDITORS = {"wang@example.com": "王敏"}
USER = {"is_logged_in": True, "email": "Wang@example.com", "email_verified": True, "exp": 2000}


@pytest.mark.parametrize(
    ("server", "headers"),
    [
        (LOCAL, HERE),
        (LOCAL, BROWSER),
        (LOCAL, {"host": "LOCALHOST:8501", "origin": "http://localhost:8501"}),
        (Server("localhost", 8502), {"Host": "localhost:8502"}),
        (Server("::1", 8501), {"Host": "[::1]:8501", "Origin": "http://[::1]:8501"}),
        (Server("127.0.0.1", 80), {"Host": "localhost"}),
        (Server("127.0.0.1", 80), {"Host": "localhost", "Origin": "http://localhost"}),
        (Server("127.0.0.1", 443), {"Host": "localhost", "Origin": "https://localhost"}),
    ],
    ids=["bare", "browser", "cases", "name", "ipv6", "usual", "usual-origin", "usual-tls"],
)
def test_the_person_at_a_loopback_server_is_the_editor_that_the_environment_names(
    server: Server, headers: dict[str, str]
) -> None:
    """It works on day one with nothing else set up, whatever the browser."""
    for peer in (None, "127.0.0.1", "127.0.0.2", "::1"):
        assert local_editor(NAMED, server, headers, peer) == "王敏"


@pytest.mark.parametrize("environ", [{}, {"CORRIDOR_EDITOR": " "}], ids=["unnamed", "blank"])
def test_nobody_is_the_editor_whom_the_environment_does_not_name(environ: dict[str, str]) -> None:
    """A version always carries a name."""
    assert local_editor(environ, LOCAL, BROWSER, None) == ""


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.5"])  # noqa: S104 - the very case to refuse
def test_nobody_is_the_editor_of_a_server_that_listens_to_others(address: str | None) -> None:
    """Even the one who sits at it: the server could not tell."""
    assert local_editor(NAMED, Server(address, 8501), BROWSER, None) == ""


@pytest.mark.parametrize("peer", ["192.168.1.7", "203.0.113.7", "::ffff:203.0.113.7", "unknown", ""])
def test_nobody_is_the_editor_who_comes_from_elsewhere(peer: str) -> None:
    """An address that cannot be read is elsewhere too."""
    assert local_editor(NAMED, LOCAL, BROWSER, peer) == ""


@pytest.mark.parametrize("header", FORWARDERS)
def test_whatever_a_forwarder_adds_ends_it(header: str) -> None:
    """One header is enough, in any case of letters, also without a value."""
    for name in (header, header.lower(), header.upper()):
        for value in ("203.0.113.7", "127.0.0.1", ""):
            assert local_editor(NAMED, LOCAL, {**BROWSER, name: value}, None) == ""


@pytest.mark.parametrize(
    "change",
    [
        {"Host": ""},
        {"Host": "corridor.example.com"},
        {"Host": "corridor.example.com:8501"},
        {"Host": "127.0.0.1.example.com:8501"},
        {"Host": "someone@127.0.0.1:8501"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:80"},
        {"Host": "127.0.0.1:18501"},
        {"Host": "127.0.0.1:"},
        {"Host": "127.0.0.1:x"},
        {"Host": "127.0.0.1:8502", "Origin": "http://127.0.0.1:8502"},
        {"Host": "localhost", "Origin": "http://localhost"},
        {"Origin": "http://127.0.0.1:8502"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://localhost:8501"},
        {"Origin": "https://corridor.example.com"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
    ids=lambda change: " ".join(change.values()) or "none",
)
def test_nobody_is_the_editor_who_asked_for_another_server(change: dict[str, str]) -> None:
    """A forwarder that hides the name or the port that it was asked for must hide it in both headers."""
    assert local_editor(NAMED, LOCAL, {**BROWSER, **change}, None) == ""


def test_nobody_is_the_editor_who_asked_for_no_server() -> None:
    """Every browser says which one."""
    assert local_editor(NAMED, LOCAL, {}, None) == ""


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


def test_an_editor_who_looks_as_the_public_does_sees_and_publishes_no_more() -> None:
    """The choice only ever takes away; of who sees what is public anyway it changes nothing."""
    editor, visitor = Viewer(profile=Release.INTERNAL, editor="王敏", signed_in=True), Viewer(profile=Release.PUBLIC)
    held = as_chosen(editor, as_public=True)
    assert (held.profile, held.editor, held.signed_in, held.holds_back) == (Release.PUBLIC, "", True, True)
    assert as_chosen(editor, as_public=False) == editor
    assert as_chosen(visitor, as_public=True) == visitor
