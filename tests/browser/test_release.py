"""What is internal never leaves the server for the public: not in the page, its frames, its files or its messages."""

import pytest
from browsing import Dashboard, Screen, Serve
from playwright.sync_api import Page, Response, WebSocket, expect

pytestmark = pytest.mark.own_page

SECRETS = (
    *("777.7701", "888.8802", "666.6603", "555.5504"),
    *("77.77701", "88.88802", "66.66603", "55.55504"),  # in billions
    *("柒柒肆壹", "捌捌伍贰", "aside 7741", "no. 7741", "Ledger 7741", "aside 8852", "no. 8852"),
    *("s-ledger", "s-memo", "ledger-only", "lantern-city-tax-2024", "strip-tax-2024"),
)
OF_THE_LEDGER = ("虚构企业0", "Invented firm 0", "L0001")
"""Single firms of the books, which are on nobody's page."""
WITHHELD = ("9,290 万元", "前十家占")
"""A sum that is withheld, and what only editors are told of the largest firms."""


class Ears:
    """Everything a server sends to a page."""

    def __init__(self, page: Page) -> None:
        self.responses: list[Response] = []
        self.messages: list[bytes] = []
        page.on("response", self._keep)
        page.on("websocket", self._listen)

    def _keep(self, response: Response) -> None:
        self.responses.append(response)

    def _listen(self, socket: WebSocket) -> None:
        socket.on(
            "framereceived", lambda data: self.messages.append(data if isinstance(data, bytes) else data.encode())
        )

    def heard(self) -> bytes:
        """All since it was last asked, in one piece; a browser forgets it with the next address."""
        own = [response for response in self.responses if "/static/" not in response.url and response.ok]
        found = b"\n".join([*self.messages, *(response.body() for response in own)])
        self.responses.clear()
        self.messages.clear()
        return found


def secrets_heard(screen: Screen, ears: Ears) -> list[str]:
    """Open every node that has something to hide and tell which secrets came through."""
    for node_id in ("lantern-city", "drum-yard", "willow-works", "egret-hub"):
        screen.listed(node_id).click()
        expect(screen.panel_of(node_id)).to_be_visible()
        expect(screen.drawn(node_id)).to_be_attached()
        screen.settle()  # a panel comes in pieces, and the next click would stop the last of them
    heard = ears.heard()
    screen.open(view="figures", part="ledger", corridor="lantern-canal", lang="zh")
    expect(screen.keyed("ledger").locator(".sum-table")).to_be_visible()
    heard += ears.heard()
    return [secret for secret in (*SECRETS, *OF_THE_LEDGER, *WITHHELD) if secret.encode() in heard]


@pytest.fixture
def ears(page: Page) -> Ears:
    """What the page of this test is sent."""
    return Ears(page)


def test_the_public_hears_nothing_internal(screen: Screen, ears: Ears, dashboard: Dashboard) -> None:
    """Neither value, note, definition nor source of an internal figure is sent."""
    screen.open(corridor="lantern-canal", lang="zh")
    assert secrets_heard(screen, ears) == []
    log = dashboard.log.read_text(encoding="utf-8", errors="replace")
    assert [secret for secret in (*SECRETS, *OF_THE_LEDGER) if secret in log] == []


def test_an_internal_viewer_hears_it(page: Page, ears: Ears, serve: Serve, dashboard: Dashboard) -> None:
    """The same ears hear the secrets where they may be heard, so that the silence above means something."""
    with serve(dashboard.data, CORRIDOR_PROFILE="internal") as running:
        screen = Screen(page, running)
        screen.open(corridor="lantern-canal", lang="zh")
        heard = set(secrets_heard(screen, ears))
        assert {"777.7701", "柒柒肆壹", *WITHHELD} <= heard
        assert heard.isdisjoint(OF_THE_LEDGER)  # which are for editors
        page.close()
