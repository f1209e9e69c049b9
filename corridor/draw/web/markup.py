"""The one template environment and the one way to a style sheet: all HTML, SVG and CSS comes from here.

Values are escaped by default, so a name from the data can never become markup.
"""

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corridor.draw.layout.map.looks import INFERRED, INFERRED_OUTLINE, LOOKS, QUIET, STOP_INK
from corridor.draw.layout.palette import DARK_GROUND, DARK_SYMBOLS, DARK_TOKENS, SYMBOLS, TOKENS
from corridor.i18n import word
from corridor.model.text import Lang

_ROOM = Path(__file__).parent
_DARK_MAP = Markup('body[data-theme="dark"]')  # a selector of our own
"""Where a map is dark."""
_HYPHENATED = re.compile(r"(?<![\w-])(\w{1,8}-\w{1,8})(?![\w-])")


@cache
def environment() -> Environment:
    """The template environment: autoescape on, undefined names are errors."""
    built = Environment(
        loader=FileSystemLoader(_ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    built.filters["data_uri"] = data_uri
    built.filters["hyphenated"] = hyphenated
    return built


def render(template: str, lang: Lang, **context: object) -> str:
    """Fill a template; inside it ``word("topic.key", name=value)`` speaks the language of the page."""

    def words(key: str, **values: object) -> str:
        return word(key, lang, **values)

    return environment().get_template(template).render(word=words, lang=lang, **context)


@cache
def stylesheet(*names: str) -> str:
    """The colours, fonts and role symbols as custom properties, followed by the named files of ``css/``.

    That of the map brings with it how the ground is drawn, and how the map looks on dark.
    """
    tokens = environment().get_template("tokens.css.j2").render(tokens=trusted_tokens(), symbols=SYMBOLS)
    ground = [_ground(), _dark("dark_stage")] if "map" in names else ()
    return "\n".join((tokens, *ground, *map(bare_stylesheet, names)))


def _dark(template: str) -> str:
    return environment().get_template(f"{template}.css.j2").render(tokens=dark_tokens(), symbols=DARK_SYMBOLS)


def _ground() -> str:
    """The looks of the base map as custom properties of what is drawn so, and the inks of its names."""
    looks = [
        *((f".{style}", look) for style, look in LOOKS.items()),
        *((f".{style}.inferred", look) for style, look in INFERRED.items()),
    ]
    inks = [("", QUIET), (".stop", STOP_INK), *((f".{style}", look.ink) for style, look in LOOKS.items() if look.ink)]
    return (
        environment()
        .get_template("ground.css.j2")
        .render(
            looks=looks,
            inks=inks,
            inferred_outline=INFERRED_OUTLINE,
            dark=_DARK_MAP,
            dark_colours=DARK_GROUND,
        )
    )


@cache
def bare_stylesheet(name: str) -> str:
    """The named file of ``css/`` as it is, for what needs no custom property or has them already."""
    return (_ROOM / "css" / f"{name}.css").read_text(encoding="utf-8")


def template_text(name: str) -> str:
    """A template as it is written, for who fills it otherwise than `render`."""
    return (_ROOM / "templates" / name).read_text(encoding="utf-8")


@cache
def style_element(*names: str) -> str:
    """The style sheet inside its element, for a page that takes HTML only and is dark for a reader who prefers it."""
    css = "\n".join((stylesheet(*names), _dark("dark")))
    return render("style.html.j2", "zh", css=Markup(css))  # noqa: S704 - our own files, no data


def hyphenated(text: str) -> list[str]:
    """A text cut so that every second piece is a short hyphenated word, such as ``high-tech``, which must not break."""
    return _HYPHENATED.split(text)


def data_uri(svg: str) -> str:
    """An SVG picture as an address that a style sheet or an image can use, quotes included."""
    return Markup(f'"data:image/svg+xml,{quote(svg)}"')  # noqa: S704 - percent-encoded


def trusted_tokens() -> dict[str, Markup]:
    """The palette for a template: its constants need no escaping."""
    return _trusted(TOKENS)


def dark_tokens() -> dict[str, Markup]:
    """The same of what differs on dark."""
    return _trusted(DARK_TOKENS)


def _trusted(palette: dict[str, str]) -> dict[str, Markup]:
    return {name: Markup(value) for name, value in palette.items()}  # noqa: S704 - constants of the palette
