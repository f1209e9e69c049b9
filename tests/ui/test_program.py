"""The program around the page, asked without a browser: what every answer carries, and what is answered by itself."""

import base64
import hashlib
import importlib.util
import re
import shutil
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from httpx import Response
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from corridor.export import FORMATS
from corridor.i18n import word
from corridor.intake.publish.sums import load_summed
from corridor.model.figure import Release
from corridor.model.text import LANGS, Lang
from corridor.pack.load import load
from corridor.ui.program import ON_FAILURE, middleware
from corridor.ui.program.policy import websites

MARKUP_IN_A_NAME = '</title><script>alert("灯")</script>'
RUN = (None, "module", "text/javascript")
"""Types of a script element whose text a browser runs."""


class Head(HTMLParser):
    """What a page says of itself, and the inline scripts it would run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lang, self.title, self.description = "", "", ""
        self.scripts: list[str] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the reading stands."""
        said = dict(attrs)
        self._inside = tag
        if tag == "html":
            self.lang = said["lang"] or ""
        elif tag == "meta" and said.get("name") == "description":
            self.description = said["content"] or ""
        elif tag == "script" and "src" not in said and said.get("type") in RUN:
            self.scripts.append("")
            self._inside = "run"

    def handle_endtag(self, tag: str) -> None:
        """Note where the reading stands."""
        del tag
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Keep what is to be kept."""
        if self._inside == "title":
            self.title += data
        elif self._inside == "run":
            self.scripts[-1] += data


@pytest.fixture(scope="module")
def client(root: Path) -> Iterator[TestClient]:
    """The dashboard as `streamlit run` would serve it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORRIDOR_DATA", str(root / "data"))
        config.set_option("server.headless", True)  # noqa: FBT003 - Streamlit's own signature
        spec = importlib.util.spec_from_file_location("dashboard", root / "dashboard.py")
        assert spec is not None
        assert spec.loader is not None
        dashboard = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(dashboard)
        with TestClient(dashboard.app, raise_server_exceptions=False) as running:
            yield running


@pytest.fixture
def over(monkeypatch: pytest.MonkeyPatch, client: TestClient) -> TestClient:
    """The dashboard for strangers, over a data folder that the test names."""
    monkeypatch.delenv("CORRIDOR_PROFILE", raising=False)
    monkeypatch.delenv("CORRIDOR_METRICS", raising=False)
    monkeypatch.delenv("CORRIDOR_PUBLIC_URL", raising=False)
    return client


def show(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    """Let the dashboard read its corridors here."""
    monkeypatch.setenv("CORRIDOR_DATA", str(data))


def refused_scripts(answer: Response) -> list[str]:
    """The inline scripts of an answer that its own policy would not let run."""
    allowed = answer.headers["content-security-policy"]
    assert "script-src" in allowed
    hashes = {
        script: base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in Head(answer.text).scripts
    }
    return [script for script, digest in hashes.items() if f"'sha256-{digest}'" not in allowed]


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_answer_names_the_page(
    over: TestClient, monkeypatch: pytest.MonkeyPatch, pack: Path, lang: Lang
) -> None:
    """Language, title and description of the only corridor stand in the head before any script has run."""
    show(monkeypatch, pack)
    head = Head(over.get("/", params={"lang": lang}).text)
    corridor = load(pack, Release.PUBLIC)
    assert (head.lang, head.title, head.description) == (lang, corridor.name[lang], corridor.subtitle[lang])


@pytest.mark.parametrize("query", ["", "?lang=fr", "?lang=zh", '?lang="><script>'])
def test_the_first_language_is_chinese(over: TestClient, query: str) -> None:
    """An address that asks for none of our languages gets the first."""
    assert Head(over.get(f"/{query}").text).lang == "zh"


@pytest.mark.parametrize("lang", LANGS)
def test_several_corridors_or_none_are_called_by_the_product(
    over: TestClient, monkeypatch: pytest.MonkeyPatch, packs: tuple[Path, ...], tmp_path: Path, lang: Lang
) -> None:
    """With no corridor to name the page by, it is called what the product is called."""
    for count in (0, 2):
        show(monkeypatch, tmp_path / str(count))
        for pack in packs[:count]:
            shutil.copytree(pack, tmp_path / "2" / pack.name)
        head = Head(over.get("/", params={"lang": lang}).text)
        assert (head.title, head.description) == (word("app.title", lang), word("app.description", lang))


def test_a_name_is_no_markup(over: TestClient, monkeypatch: pytest.MonkeyPatch, invented: Path, tmp_path: Path) -> None:
    """A corridor called like a script is shown by that name, and runs nothing."""
    shutil.copytree(invented, tmp_path / invented.name)
    settings = tmp_path / invented.name / "corridor.toml"
    text = settings.read_text(encoding="utf-8")
    named = re.sub(r"(?m)^((?:name|subtitle)_zh = ).*$", lambda key: f"{key[1]}'{MARKUP_IN_A_NAME}'", text)
    settings.write_text(named, encoding="utf-8", newline="\n")
    show(monkeypatch, tmp_path)
    answer = over.get("/")
    assert (Head(answer.text).title, Head(answer.text).description) == (MARKUP_IN_A_NAME, MARKUP_IN_A_NAME)
    assert refused_scripts(answer) == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?lang=en",
        "/no-such-page",
        "/health",
        "/tour/lantern-canal",
        "/tour/nowhere",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/metrics",
        "/media/nothing.png",
        "/component/streamlit_folium.st_folium/index.html",
        "/component/nothing/index.html",
        "/favicon.png",
        "/..%2f..%2fetc",
    ],
)
def test_every_answer_has_our_headers(
    over: TestClient, monkeypatch: pytest.MonkeyPatch, invented: Path, path: str
) -> None:
    """Pages, files, refusals and what Streamlit answers by itself: no address is without them."""
    show(monkeypatch, invented)
    headers = over.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "camera=()" in headers["permissions-policy"]
    directives = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert directives["default-src"] == "'self'"
    assert directives["frame-ancestors"] == "'self'"
    assert directives["object-src"] == "'none'"
    assert directives["connect-src"] == "'self' ws://testserver wss://testserver"
    is_component = path.startswith("/component/")
    assert ("'unsafe-eval'" in directives["script-src"]) is is_component
    assert ("'unsafe-inline'" in directives["script-src"]) is is_component
    assert directives.get("script-src-attr") == ("'none'" if is_component else None)


@pytest.mark.parametrize("host", ["[::1]:8501", "a;script-src *", "a b", "<x>"])
def test_a_host_cannot_write_the_policy(over: TestClient, host: str) -> None:
    """What a request calls this server is taken into the policy only when it looks like a server's name."""
    policy = over.get("/health", headers={"Host": host}).headers["content-security-policy"]
    assert "connect-src 'self'; frame-ancestors" in policy
    assert host not in policy


def test_every_inline_script_of_ours_is_allowed_by_name(
    over: TestClient, monkeypatch: pytest.MonkeyPatch, pack: Path
) -> None:
    """The page's and the tour's scripts are those whose hashes the policy holds."""
    show(monkeypatch, pack)
    for path in ("/", f"/tour/{load(pack, Release.PUBLIC).id}"):
        answer = over.get(path)
        assert len(Head(answer.text).scripts) >= 2
        assert refused_scripts(answer) == []


def test_health_says_that_it_is_well_and_no_more(over: TestClient) -> None:
    """Whoever watches over the server learns nothing else."""
    answer = over.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_metrics_are_closed_unless_asked_for(over: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the exact word opens them."""
    for asked in ("", "yes", "Public"):
        monkeypatch.setenv("CORRIDOR_METRICS", asked)
        assert over.get("/_stcore/metrics").status_code == 404
    monkeypatch.setenv("CORRIDOR_METRICS", "public")
    answer = over.get("/_stcore/metrics")
    assert answer.status_code == 200
    assert "# EOF" in answer.text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("profile", Release)
def test_the_tour_is_the_public_export(
    over: TestClient, monkeypatch: pytest.MonkeyPatch, pack: Path, lang: Lang, profile: Release
) -> None:
    """It is the file that `export` writes for the public, whatever the dashboard shows besides."""
    show(monkeypatch, pack)
    monkeypatch.setenv("CORRIDOR_PROFILE", profile)
    corridor = load_summed(pack, Release.PUBLIC)
    answer = over.get(f"/tour/{corridor.id}", params={"lang": lang})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    is_the_export = answer.content == FORMATS["html"](corridor, lang)
    assert is_the_export  # by itself: to lay out how a megabyte differs takes pytest most of a minute


def test_the_tour_is_sent_compressed_to_whoever_reads_that(
    over: TestClient, monkeypatch: pytest.MonkeyPatch, pack: Path
) -> None:
    """A hall of phones gets a quarter of the bytes; a client that knows no compression gets the document itself."""
    show(monkeypatch, pack)
    path = f"/tour/{load(pack, Release.PUBLIC).id}"
    small, plain = over.get(path), over.get(path, headers={"Accept-Encoding": "identity"})
    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) * 4 < int(plain.headers["content-length"])
    assert "content-encoding" not in plain.headers
    assert small.content == plain.content
    assert small.headers["vary"] == "Accept-Encoding"


def test_a_tour_that_is_known_is_not_sent_again_until_the_data_change(
    over: TestClient, monkeypatch: pytest.MonkeyPatch, invented: Path, tmp_path: Path
) -> None:
    """A phone that opens the tour again asks, and gets it only when a number is another."""
    own = Path(shutil.copytree(invented, tmp_path / invented.name))
    show(monkeypatch, own)
    path = f"/tour/{invented.name}"
    first = over.get(path)
    known = {"If-None-Match": first.headers["etag"]}
    assert first.headers["cache-control"] == "no-cache"
    again = over.get(path, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert "content-security-policy" in again.headers
    assert over.get(path, params={"lang": "en"}, headers=known).status_code == 200
    settings = own / "corridor.toml"
    changed = settings.read_text(encoding="utf-8").replace("灯影运河创新带（虚构）", "改名后的运河带")
    settings.write_text(changed, encoding="utf-8", newline="\n")
    after = over.get(path, headers=known)
    assert after.status_code == 200
    assert "改名后的运河带" in after.text


@pytest.mark.parametrize("lang", LANGS)
def test_what_cannot_be_toured_is_said_in_both_languages(
    over: TestClient, monkeypatch: pytest.MonkeyPatch, invented: Path, tmp_path: Path, lang: Lang
) -> None:
    """An unknown corridor is not found, a broken one not to be had for now, and neither tells where the data lie."""
    shutil.copytree(invented, tmp_path / "good")
    shutil.copytree(invented, tmp_path / "worse")
    (tmp_path / "worse" / "nodes.geojson").write_text("{", encoding="utf-8")
    show(monkeypatch, tmp_path)
    for corridor_id, status, key in (("nowhere", 404, "app.tour-unknown"), ("worse", 503, "app.tour-broken")):
        answer = over.get(f"/tour/{corridor_id}", params={"lang": lang})
        assert answer.status_code == status
        assert Head(answer.text).lang == lang
        assert all(word(key, code) in answer.text for code in LANGS)
        assert str(tmp_path) not in answer.text
        assert answer.headers["cache-control"] == "no-store"
    assert over.get("/tour/lantern-canal").status_code == 200


def test_an_error_of_the_program_is_said_and_not_shown(invented: Path) -> None:
    """What fails is answered in both languages, with our headers and without the reason."""

    def fail(_: Request) -> Response:
        raise FileNotFoundError(invented)

    failing = Starlette(routes=[Route("/", fail)], middleware=middleware(), exception_handlers=dict(ON_FAILURE))
    answer = TestClient(failing, raise_server_exceptions=False).get("/")
    assert answer.status_code == 500
    assert all(word("app.failed", lang) in unescape(answer.text) for lang in LANGS)
    assert invented.name not in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("site", ["town.example.com", "https://a.example;script-src", "'none'", "https://", "*"])
def test_only_a_website_can_be_let_embed(site: str) -> None:
    """Anything else in the setting is named instead of guessed at."""
    with pytest.raises(ValueError, match=re.escape(site)):
        websites(f"https://good.example.com {site}")
    assert websites(" https://*.example.com  http://10.0.0.5:8080 ") == (
        "https://*.example.com",
        "http://10.0.0.5:8080",
    )
