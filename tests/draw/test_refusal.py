from dataclasses import replace

from factories import corridor, figure, firm, node, subject
from hypothesis import given
from hypothesis import strategies as st

from corridor.draw.web.table import refusal_card
from corridor.draw.words.refusal import refusal_reasons, refusal_title
from corridor.model.comparison import Objection, Refusal, Use, objections
from corridor.model.figure import Figure, Status
from corridor.model.text import LANGS, Text

PLACES = corridor(
    nodes=(node("park"), node("hall", part_of="park"), node("yard", overlaps=("park",))),
    subjects=(subject("town"),),
    enterprises=(firm("works", Text("厂", "works"), "hall"),),
)


def test_the_reason_that_decides_comes_first_and_the_others_are_folded() -> None:
    """What is not the same thing at all is not made so by one time or one status."""
    figures = (
        figure("a", "park", "1", "2020", status=Status.PLANNED),
        figure("b", "town", "2", "2021H1", "industry", indicator_id="firms"),
    )
    within = replace(PLACES, figures=figures)
    refusal = Refusal(Use.SUM, objections(within, figures, Use.SUM))
    assert len(refusal.objections) > 1
    assert refusal.code != "indicator"
    first = refusal_reasons(within, refusal, "zh")[0]
    assert first == refusal_reasons(within, replace(refusal, objections=(_of(refusal, "indicator"),)), "zh")[0]
    lead, _, rest = refusal_card(within, refusal, "zh").partition("<details>")
    assert lead.count('class="reason"') == 1
    assert rest.count("<li>") == len(refusal.objections) - 1


def _of(refusal: Refusal, code: str) -> Objection:
    return next(one for one in refusal.objections if one.code == code)


@given(
    figures=st.lists(
        st.builds(
            figure,
            st.sampled_from("abcd"),
            st.sampled_from(["park", "hall", "yard", "town", "works", "test-corridor"]),
            st.sampled_from(["1", "-2", None]),
            st.sampled_from(["2020", "2021H1", ""]),
            st.sampled_from(["district", "industry", None]),
            indicator_id=st.sampled_from(["tax", "firms", "rate"]),
        ),
        max_size=3,
        unique_by=lambda one: one.id,
    ),
    use=st.sampled_from(Use),
)
def test_every_reason_can_be_said(figures: list[Figure], use: Use) -> None:
    """Whatever is refused, each reason is one sentence in each language, with no code and no placeholder in it."""
    within = replace(PLACES, figures=tuple(figures))
    found = objections(within, figures, use)
    if not found:
        return
    refusal = Refusal(use, found)
    for lang, end in zip(LANGS, "。.", strict=True):
        reasons = refusal_reasons(within, refusal, lang)
        assert len(reasons) == len(found)
        assert all(reason.endswith(end) and "{" not in reason for reason in reasons)
        assert refusal_title(refusal, lang) in refusal_card(within, refusal, lang)
        assert all(reason[:12] in refusal_card(within, refusal, lang) for reason in reasons if "&" not in reason)


def test_the_scopes_are_named() -> None:
    """The reader learns which two definitions stand against each other."""
    pair = (figure("a", "town", "1", "2020"), figure("b", "town", "2", "2021", "industry", status=Status.ESTIMATED))
    within = replace(PLACES, figures=pair)
    refusal = Refusal(Use.SERIES, objections(within, pair, Use.SERIES))
    assert refusal_reasons(within, refusal, "zh") == ("口径不同（口径district与口径industry）。",)
    assert refusal_reasons(within, refusal, "en") == (
        "They have different scopes (scope district and scope industry).",
    )
