"""An act of a reader is done wholly and once, whatever comes in the middle of it."""

import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    """A page whose one button is pressed while the next acts of the reader arrive; runs apart from this module."""
    import streamlit as st  # noqa: PLC0415
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx  # noqa: PLC0415

    from corridor.ui import session  # noqa: PLC0415
    from corridor.ui.interruption import uninterrupted  # noqa: PLC0415
    from corridor.ui.url import change  # noqa: PLC0415

    def next_act(name: str) -> None:
        """What the server does when the browser sends something while a script runs."""
        context = get_script_run_ctx()
        assert context is not None
        assert context.script_requests is not None
        context.script_requests.request_rerun(RerunData(query_string=f"q=lantern&from={name}"))

    @uninterrupted
    def pressed() -> None:
        next_act("first")
        session.set("count", (session.get("count", int) or 0) + 1)
        next_act("second")
        change(node="kite-tower")
        next_act("third")
        session.set_widget("last", "done")

    st.button("press", on_click=pressed)
    st.text(f"{session.get('count', int)} {session.widget_value('last')}")
    st.text(st.query_params.get("from", ""))


@pytest.fixture
def pressed() -> AppTest:
    """The page after its button was pressed."""
    app = AppTest.from_function(_page)
    app.query_params["q"] = "lantern"
    return app.run().button[0].click().run()


def test_all_of_it_is_done_once(pressed: AppTest) -> None:
    """What comes after the interruption is done, and nothing is done twice."""
    assert pressed.text[0].value == "1 done"


def test_what_came_in_the_middle_follows(pressed: AppTest) -> None:
    """The latest of the acts that waited has its run."""
    assert pressed.text[1].value == "third"
