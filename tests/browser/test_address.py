"""The address is the state: it can be shared, gone back from, and cannot break the page."""

import re
from urllib.parse import urlencode

import pytest
from browsing import STREAM, TWO_FRAMES, Screen
from playwright.sync_api import Page, Route, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from corridor.i18n import word
from corridor.model.selection import View

PLACE = {"corridor": "lantern-canal", "lang": "zh"}


def test_a_shared_address_opens_the_same_node(screen: Screen) -> None:
    """Whoever gets the address sees what the sender saw."""
    screen.open(**PLACE, node="kite-tower")
    expect(screen.panel_of("kite-tower")).to_be_visible()
    expect(screen.map.locator(".node-kite-tower.selected").first).to_be_visible()


def test_back_returns_to_the_node_before_and_forward_again(screen: Screen) -> None:
    """The browser's own buttons walk through the nodes in the order they were opened."""
    screen.open(**PLACE)
    screen.listed("kite-tower").click()
    expect(screen.panel_of("kite-tower")).to_be_visible()
    screen.listed("lock-service").click()
    expect(screen.panel_of("lock-service")).to_be_visible()
    screen.page.go_back()
    expect(screen.panel_of("kite-tower")).to_be_visible()
    screen.page.go_back()
    expect(screen.panel.locator("[data-corridor]")).to_be_visible()
    screen.page.go_forward()
    expect(screen.panel_of("kite-tower")).to_be_visible()


def test_a_reload_changes_nothing(screen: Screen) -> None:
    """What was selected on the map is still selected after F5."""
    screen.open(**PLACE)
    screen.click_on_map("reed-dye-park")
    expect(screen.panel_of("reed-dye-park")).to_be_visible()
    screen.page.reload()
    expect(screen.panel_of("reed-dye-park")).to_be_visible()


@pytest.mark.parametrize(
    "wrong",
    [
        {"node": "no-such-node"},
        {"view": "no-such-view"},
        {"corridor": "no-such-corridor"},
        {"lang": "xx"},
        {"industry": "no-such-industry"},
        {"role": "emperor"},
        {"compare": "no-such-node,kite-tower"},
        {"node": "<script>document.title=1</script>", "role": "`${1}`", "lang": "../../zh"},
        {"node": "灯" * 500},
    ],
    ids="-".join,
)
def test_an_unknown_value_gives_a_notice_and_not_an_exception(screen: Screen, wrong: dict[str, str]) -> None:
    """The rest of the address still counts, and the page says what it ignored."""
    screen.open(**{**PLACE, **wrong})
    expect(screen.keyed("notice")).to_be_visible()
    expect(screen.panel).to_be_visible()
    screen.expect_no_exception()


def test_a_good_address_gives_no_notice(screen: Screen) -> None:
    """A notice means something."""
    screen.open(**PLACE, view="map", node="kite-tower", industry="canal-twins", role="headquarters")
    expect(screen.panel_of("kite-tower")).to_be_visible()
    expect(screen.page.locator(".st-key-notice")).to_have_count(0)


def test_the_language_changes_and_the_node_stays(screen: Screen) -> None:
    """The switch changes the words and nothing else."""
    screen.open(**PLACE, node="kite-tower")
    screen.keyed("language").get_by_text(word("app.lang-en", "zh")).click()
    expect(screen.panel_of("kite-tower")).to_contain_text("Kite Headquarters Tower")
    screen.expect_query(lang="en", node="kite-tower")
    expect(screen.drawn("kite-tower")).to_contain_text("Kite Headquarters Tower")
    screen.keyed("language").get_by_text(word("app.lang-zh", "en")).click()
    expect(screen.panel_of("kite-tower")).to_contain_text("纸鸢总部大厦")


def test_the_corridor_changes(screen: Screen, packs: tuple[object, ...]) -> None:
    """With several corridors each can be reached from the others, and takes no node of theirs along."""
    assert len(packs) > 1
    screen.open(**PLACE, node="kite-tower")
    chooser = screen.keyed("corridors").get_by_role("combobox")
    chooser.click()
    screen.page.get_by_role("option").filter(has_not_text="灯影").first.click()
    expect(screen.panel.locator("[data-corridor]")).to_be_visible()
    screen.expect_query(node=None)
    screen.expect_no_exception()


@pytest.mark.parametrize("view", list(View))
def test_every_view_opens(screen: Screen, view: str) -> None:
    """Each view stands without an exception and, as on every page of these tests, without asking any other machine."""
    screen.open(**{**PLACE, "view": view})
    expect(screen.page.locator(".st-key-page, .st-key-notice").first).to_be_visible()
    screen.expect_no_exception()


class SlowAnswers:
    """A line on which the server's answers wait while what the page sends still arrives."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held: list[str | bytes] = []
        self._is_holding = False
        page.route_web_socket(re.compile(STREAM), self._connect)

    def hold(self) -> None:
        """Let nothing more through to the page."""
        self._is_holding = True

    def await_address(self) -> None:
        """Wait until the server has sent the page to another address, which the page does not hear of yet."""
        while not any(_moves(frame) for frame in self._held):
            self._page.evaluate(TWO_FRAMES)

    def release(self) -> None:
        """Let through what was held, and all that follows."""
        self._is_holding = False
        for frame in self._held:
            self._socket.send(frame)

    def _connect(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        server = socket.connect_to_server()
        server.on_message(self._answer)

    def _answer(self, frame: str | bytes) -> None:
        if self._is_holding:
            self._held.append(frame)
        else:
            self._socket.send(frame)


def _moves(frame: str | bytes) -> bool:
    return isinstance(frame, bytes) and ForwardMsg.FromString(frame).WhichOneof("type") == "page_info_changed"


@pytest.mark.own_page
def test_acts_faster_than_the_server_answers_are_all_kept(screen: Screen) -> None:
    """What is sent with the address that an earlier one is about to change does not undo it; Back still goes back."""
    line = SlowAnswers(screen.page)
    screen.page.goto(f"{screen.dashboard.url}/?{urlencode({**PLACE, 'role': 'headquarters'})}")
    expect(screen.listed("kite-tower")).to_be_visible()
    line.hold()
    screen.listed("kite-tower").click()
    line.await_address()
    screen.keyed("language").get_by_text(word("app.lang-en", "zh")).click()
    line.release()
    screen.expect_query(node="kite-tower", lang="en", role="headquarters")
    expect(screen.panel_of("kite-tower")).to_contain_text("Kite Headquarters Tower")
    screen.settle()
    screen.page.go_back()
    screen.expect_query(node="kite-tower", lang="zh", role="headquarters")
    expect(screen.panel_of("kite-tower")).to_contain_text("纸鸢总部大厦")


LATE = re.compile(r"/static/js/(Selectbox|ButtonGroup|TextInput|Multiselect)\.[^/]*\.js")


def test_what_the_browser_draws_late_still_says_what_the_address_says(screen: Screen) -> None:
    """On a slow line the switches come after the first act; they then do not send a choice that nobody made."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    screen.page.route(LATE, hold)
    place = {"corridor": "qilianshan", "role": "headquarters", "q": "研究", "lang": "en"}
    screen.open(**place)
    assert held
    screen.listed("raytron").click()
    expect(screen.panel_of("raytron")).to_be_visible()
    for route in held:
        route.continue_()
    expect(screen.keyed("corridors").get_by_role("combobox")).to_be_visible()
    screen.settle()
    screen.listed("cetc50").click()
    expect(screen.panel_of("cetc50")).to_be_visible()
    screen.expect_query(**place, node="cetc50", view=None)
