"""A module of the page's scripts, run without a browser."""

import json
from typing import Any

import pytest

from corridor.draw.web.scripts import module


class Engine:
    """What a module of ``js/`` can do that knows neither page nor map."""

    def __init__(self, name: str) -> None:
        racer = pytest.importorskip(
            "py_mini_racer", reason="mini-racer, which runs scripts without a browser, is not installed"
        )
        self._racer = racer.MiniRacer()
        self._racer.eval(module(name))

    def call(self, function: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever JSON can say
        """What a function gives back for these arguments; ``None`` where it is nothing."""
        return json.loads(self._racer.eval(f"JSON.stringify({function}(...{json.dumps(arguments)}) ?? null)"))
