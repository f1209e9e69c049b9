"""What stands on a page is set in few sizes, none too small to read, and in colours that a reader's system may set."""

import pytest
from browsing import Screen
from playwright.sync_api import expect

from corridor.i18n import word
from corridor.model.text import Lang

SIZES = """() => {
  const found = {};
  const apart = "style, script, svg, [data-testid=stIconMaterial], [data-testid=stSkipToContent]";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement: box } = texts.currentNode;
    if (!data.trim() || box.closest(apart) || !box.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const size = parseFloat(getComputedStyle(box).fontSize);
    if (size && range.getClientRects().length) (found[size] ??= []).push(data.trim());
  }
  return found;
}"""
"""Texts by size in pixels: all that is visible of the page's own, without drawings and frames, which have a scale of
their own, and without signs and words that Streamlit hides."""
MOST, LEAST_PX = 5, 12
VIEWS = ({}, {"node": "zhongyi-park"}, {"view": "figures"}, {"view": "figures", "part": "gaps"}, {"view": "update"})


@pytest.mark.parametrize("query", VIEWS, ids=lambda query: "-".join(query.values()) or "map")
def test_type_has_five_sizes_at_most(reader: Screen, lang: Lang, query: dict[str, str]) -> None:
    """None is below 12 pixels, the least in which Chinese can be read."""
    reader.page.set_viewport_size({"width": 1366, "height": 768})
    reader.open(corridor="qilianshan", lang=lang, **query)
    expect(reader.page.get_by_test_id("stSkeleton")).to_have_count(0)
    found = {float(size): texts[:3] for size, texts in reader.page.evaluate(SIZES).items()}
    assert len(found) <= MOST, found
    assert min(found) >= LEAST_PX, found


IS_MARKED = """part => {
  const [paper, mark] = ["Canvas", "Highlight"].map((colour) => {
    const sample = document.body.appendChild(document.createElement("p"));
    sample.style.cssText = `forced-color-adjust: none; background-color: ${colour}`;
    const { backgroundColor } = getComputedStyle(sample);
    sample.remove();
    return backgroundColor;
  });
  return paper !== mark && getComputedStyle(part).backgroundColor === mark;
}"""


def test_what_is_chosen_is_seen_in_the_colours_of_the_system(screen: Screen) -> None:
    """View, language and row in the list have the ground that the system gives to what is chosen; no other has it."""
    screen.page.emulate_media(forced_colors="active")
    screen.open(corridor="lantern-canal", lang="zh", node="kite-tower")
    for group, chosen, other in (
        (screen.keyed("views"), word("app.view-map", "zh"), word("app.view-figures", "zh")),
        (screen.keyed("language"), word("app.lang-zh", "zh"), word("app.lang-en", "zh")),
    ):
        button = group.get_by_role("radio")
        expect(button.filter(has_text=chosen)).to_have_attribute("aria-checked", "true")
        assert button.filter(has_text=chosen).evaluate(IS_MARKED)
        assert not button.filter(has_text=other).evaluate(IS_MARKED)
    assert screen.listed("kite-tower").evaluate(IS_MARKED)
    assert not screen.listed("drum-yard").evaluate(IS_MARKED)


def test_a_wish_for_dark_leaves_the_page_whole(screen: Screen) -> None:
    """The page is drawn for light ground and says so: no browser turns its fields and scroll bars alone dark."""
    screen.page.emulate_media(color_scheme="dark")
    screen.open(corridor="lantern-canal", lang="zh")
    scheme = "() => getComputedStyle(document.documentElement).colorScheme"
    frame = screen.page.locator(".st-key-map iframe").element_handle().content_frame()
    screen.page.wait_for_function("() => document.querySelector('.st-key-map iframe')?.dataset.drawn")
    assert frame is not None
    assert [screen.page.evaluate(scheme), frame.evaluate(scheme)] == ["light only", "light only"]
