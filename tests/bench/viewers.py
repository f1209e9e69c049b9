"""Measure many viewers at once: ``python tests/bench/viewers.py [PACK]``. Prints a table, judges nothing.

Each viewer is a session of its own that opens the page and then picks a node every five seconds, as a browser would
through its websocket. The browsers themselves are left out: fifty of them would measure this machine instead.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))

from browsing import STREAM, Dashboard, serving  # noqa: E402 - the path is set above

VIEWERS = 50
EVERY_S = 5.0
CLICKS = 6
MOST_BYTES = 64 * 1024 * 1024
MIB = 1024 * 1024
BUTTON = "-pick-"
"""What a button that opens a node has in its id before the id of the node."""


@dataclass
class Viewer:
    """One session and the nodes that it can pick."""

    socket: ClientConnection
    buttons: dict[str, str] = field(default_factory=dict)
    """Id of the button of each node."""

    async def ask(self, button: str | None = None) -> float:
        """Send one act, or the first visit, and give the seconds until its answer is whole."""
        said = BackMsg()
        said.rerun_script.query_string = ""
        if button:
            said.rerun_script.widget_states.widgets.add(id=button, trigger_value=True)
        start = time.perf_counter()
        await self.socket.send(said.SerializeToString())
        async for frame in self.socket:
            assert isinstance(frame, bytes)
            answer = ForwardMsg.FromString(frame)
            self._note(answer)
            if answer.WhichOneof("type") == "script_finished":
                break
        return time.perf_counter() - start

    def _note(self, answer: ForwardMsg) -> None:
        key = answer.delta.new_element.button.id
        if BUTTON in key:
            self.buttons[key.rpartition(BUTTON)[2]] = key


async def visit(app: Dashboard, start_after_s: float) -> list[float]:
    """The seconds that each click of one viewer took."""
    await asyncio.sleep(start_after_s)
    stream = app.url.replace("http", "ws") + STREAM
    async with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=MOST_BYTES) as socket:
        viewer = Viewer(profile=socket)
        await viewer.ask()
        took = []
        for number in range(CLICKS):
            await asyncio.sleep(EVERY_S - (took[-1] if took else 0.0))
            buttons = list(viewer.buttons.values())
            took.append(await viewer.ask(buttons[number % len(buttons)]))
        return took


async def together(app: Dashboard, viewers: int) -> list[float]:
    """The seconds of all clicks of viewers who come one after another and stay."""
    every = await asyncio.gather(*(visit(app, EVERY_S * number / viewers) for number in range(viewers)))
    return [one for clicks in every for one in clicks]


def memory(app: Dashboard) -> int:
    """Bytes that the server holds."""
    return int(psutil.Process(app.pid).memory_info().rss)


def line(name: str, took: list[float]) -> None:
    """Print what many clicks took."""
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"{name:<24}{len(took):>6} clicks{statistics.median(took) * 1000:>8.0f} ms median{p95 * 1000:>8.0f} ms p95")  # noqa: T201


def main() -> None:
    """Measure one viewer, then fifty, over one pack."""
    pack = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "qilianshan"
    with tempfile.TemporaryDirectory() as scratch, serving(ROOT, Path(scratch), pack.parent) as app:
        asyncio.run(together(app, 1))  # the first visitor waits for what is then kept
        line("one viewer", asyncio.run(together(app, 1)))
        before = memory(app)
        line(f"{VIEWERS} viewers", asyncio.run(together(app, VIEWERS)))
        print(f"{'memory a viewer':<24}{(memory(app) - before) / VIEWERS / MIB:>6.1f} MiB")  # noqa: T201


if __name__ == "__main__":
    main()
