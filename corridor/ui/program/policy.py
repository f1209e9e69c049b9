"""What a browser may do with our answers, as the text of a Content-Security-Policy.

A page runs scripts of this server, those of Streamlit's components (which it hands to itself as ``blob:``) and the
inline ones that are known here by their hash: an injected script is none of the three. The tour inside the page has no
address, so it stands under the page's policy. Only the frames of components may make code of text: the map's frame is
sent its drawing as text, as a script element and for ``eval``. Styles are inline everywhere in Streamlit and cannot be
refused.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html.parser import HTMLParser

_ALWAYS = (
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)
_HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d+)?")
_WEBSITE = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d+)?")
_DATA_BLOCKS = re.compile(r"application/(?:ld\+)?json")


def policy(script_source: str, embedders: Iterable[str], host: str) -> str:
    """The policy of an answer.

    Args:
        script_source: what `of_page` or `of_component` says.
        embedders: websites that may show the dashboard in a frame, beside this server itself.
        host: by which name and port the browser asks. Browsers of before 2022 do not count the websocket of the same
            host as ``'self'``, so it is named; a name that is not of letters, digits, dots and hyphens is left out.
    """
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    frame = " ".join(("frame-ancestors 'self'", *embedders))
    return "; ".join((*_ALWAYS, script_source, f"connect-src 'self'{sockets}", frame))


def of_page(inline: Iterable[str]) -> str:
    """Where the scripts of a page come from; its inline ones are these."""
    return " ".join(("script-src 'self' blob: 'wasm-unsafe-eval'", *dict.fromkeys(map(_hash, inline))))


def of_component() -> str:
    """Where the scripts of a component's frame come from; what stands in an attribute of its markup is none."""
    return "script-src 'self' 'unsafe-inline' 'unsafe-eval'; script-src-attr 'none'"


def inline_scripts(markup: str) -> Iterator[str]:
    """The text of every script that stands in a page and would be run, in templates of it too."""
    found = _Scripts()
    found.feed(markup.replace("\r\n", "\n"))
    found.close()
    yield from found.texts


def websites(words: str) -> tuple[str, ...]:
    """The websites that a text names, with blanks between them.

    Raises:
        ValueError: one of them is no ``https://example.com``; the error's only argument is that one.
    """
    for site in words.split():
        if not _WEBSITE.fullmatch(site):
            raise ValueError(site)
    return tuple(words.split())


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode('ascii')}'"


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self._is_open = tag == "script" and "src" not in said and not _DATA_BLOCKS.fullmatch(said.get("type") or "")
        if self._is_open:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._is_open = False

    def handle_data(self, data: str) -> None:
        if self._is_open:
            self.texts[-1] += data
