"""Callbacks that end whole, however fast the reader's next act follows.

Streamlit stops whatever runs, a callback too, at its first touch of the page after the browser has sent something new;
what the callback was to do is then lost. Inside an `uninterrupted` callback such a touch is made again, and what waits
is handed back when the callback is over.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from streamlit.runtime.scriptrunner import RerunData, RerunException, get_script_run_ctx

P = ParamSpec("P")
T = TypeVar("T")

_WAITING: ContextVar[list[RerunData] | None] = ContextVar("waiting", default=None)


def uninterrupted(callback: Callable[P, None]) -> Callable[P, None]:
    """Make a callback that is done wholly and once; it must touch the page through `retry` only."""

    @wraps(callback)
    def whole(*args: P.args, **kwargs: P.kwargs) -> None:
        if _WAITING.get() is not None:
            callback(*args, **kwargs)
            return
        waiting: list[RerunData] = []
        outside = _WAITING.set(waiting)
        try:
            callback(*args, **kwargs)
        finally:
            _WAITING.reset(outside)
            _hand_back(waiting)

    return whole


def retry(touch: Callable[[], T]) -> T:
    """Touch the page; inside such a callback again, when the next act came in between."""
    while True:
        try:
            return touch()
        except RerunException as next_act:
            waiting = _WAITING.get()
            if waiting is None:
                raise
            waiting.append(next_act.rerun_data)


def _hand_back(waiting: list[RerunData]) -> None:
    context = get_script_run_ctx()
    if waiting and context is not None and context.script_requests is not None:
        context.script_requests.request_rerun_batch(waiting)
