"""On a shared server an editor signs in with a provider, and is one only when the list of editors says so."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Dashboard, Screen, Serve
from playwright.sync_api import Page, expect
from provider import CLIENT, SECRET, Provider, providing

MAIL, NAME = "wang@example.com", "王敏"
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "a secret of at least thirty-two characters"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{url}/.well-known/openid-configuration"

[editors]
"{mail}" = "{name}"
"""
HIDDEN = "777.7701"


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider of this machine."""
    with providing() as running:
        yield running


@pytest.fixture
def shared(provider: Provider, invented: Path, tmp_path: Path, serve: Serve) -> Iterator[Dashboard]:
    """A shared server that knows the provider and one editor."""
    shutil.copytree(invented, tmp_path / "data" / invented.name)
    home = tmp_path / "home"
    (home / ".streamlit").mkdir(parents=True)
    secrets = SECRETS.format(client=CLIENT, secret=SECRET, url=provider.url, mail=MAIL, name=NAME)
    (home / ".streamlit" / "secrets.toml").write_text(secrets, encoding="utf-8")
    with serve(tmp_path / "data", HOME=str(home), USERPROFILE=str(home)) as running:
        yield running


def sign_in(screen: Screen) -> None:
    """Press the button, and come back from the provider to the front page."""
    screen.open(view="update", lang="zh")
    expect(screen.page.locator(".who[data-editor='false']")).to_be_visible()
    screen.keyed("sign-in").locator("button").click()
    expect(screen.keyed("map")).to_be_visible()
    screen.open(view="update", lang="zh")
    expect(screen.keyed("sign-out")).to_be_visible()


def test_a_listed_editor_signs_in_sees_what_is_internal_and_signs_out(
    shared: Dashboard, provider: Provider, page: Page
) -> None:
    """The session changes hands with the sign-in, and back with the sign-out."""
    provider.claims = {"email": MAIL.title(), "email_verified": True, "name": "Anyone"}
    screen = Screen(page, shared)
    screen.open(view="map", node="lantern-city", lang="zh")
    expect(screen.panel).not_to_contain_text(HIDDEN)
    sign_in(screen)
    expect(page.locator(".who[data-editor='true']")).to_contain_text(NAME)
    screen.open(view="map", node="lantern-city", lang="zh")
    expect(screen.panel).to_contain_text(HIDDEN)
    screen.open(view="update", lang="zh")
    screen.keyed("sign-out").locator("button").click()
    expect(screen.keyed("map")).to_be_visible()
    screen.open(view="map", node="lantern-city", lang="zh")
    expect(screen.panel_of("lantern-city")).to_be_visible()
    expect(screen.panel).not_to_contain_text(HIDDEN)


def test_whoever_is_not_listed_stays_a_viewer(shared: Dashboard, provider: Provider, page: Page) -> None:
    """Signing in proves who somebody is, not that they may publish."""
    provider.claims = {"email": "else@example.com", "email_verified": True}
    screen = Screen(page, shared)
    sign_in(screen)
    expect(page.locator(".who[data-editor='false']")).to_be_visible()
    screen.open(view="map", node="lantern-city", lang="zh")
    expect(screen.panel_of("lantern-city")).to_be_visible()
    expect(screen.panel).not_to_contain_text(HIDDEN)
