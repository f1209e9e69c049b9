"""The words of an uploader that Streamlit only says in English."""

import json

from markupsafe import Markup

from corridor.draw.web.markup import render
from corridor.i18n import word
from corridor.model.text import Lang


def uploader_words(lang: Lang) -> str:
    """A style sheet that makes the uploader in the container ``uploader`` speak the language of the page."""
    # A style element takes text as it is; JSON writes a string as CSS reads it.
    choose = Markup(json.dumps(word("update.upload-choose", lang), ensure_ascii=False))  # noqa: S704 - our own words
    return render("uploader_words.html.j2", lang, choose=choose)
