"""A forwarder on this machine, such as a reverse proxy or a tunnel: who asks it reaches what listens on loopback."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit

PIECE = 65536


@contextmanager
def forwarding(url: str, changes: Mapping[str, str]) -> Iterator[str]:
    """Forward all that is asked of the address given, websockets too, to a server, until the block ends.

    Args:
        url: of the server.
        changes: headers that every request gets in place of its own, or besides.
    """
    name, _, port = urlsplit(url).netloc.rpartition(":")
    goal = name, int(port)

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            head = [line.decode("latin-1") for line in iter(self.rfile.readline, b"\r\n") if line]
            if head:
                with socket.create_connection(goal) as server:
                    server.sendall("\r\n".join((*changed(head, changes), "", "")).encode("latin-1"))
                    Thread(target=self.pass_on, args=(server,), daemon=True).start()
                    while piece := server.recv(PIECE):
                        self.wfile.write(piece)

        def pass_on(self, server: socket.socket) -> None:
            """Hand over what else the browser says; either may have gone by then."""
            with suppress(OSError, ValueError):
                while piece := self.rfile.read1(PIECE):  # type: ignore[attr-defined]
                    server.sendall(piece)
                server.shutdown(socket.SHUT_WR)

    class Forwarder(ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing of a browser that went away."""

    with Forwarder(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def changed(head: list[str], changes: Mapping[str, str]) -> list[str]:
    """The head of a request with other headers; one request is all that a connection carries."""
    first, *lines = (line.rstrip("\r\n") for line in head)
    headers = {name.lower(): (name, value.strip()) for name, _, value in (line.partition(":") for line in lines)}
    if "upgrade" not in headers:
        headers["connection"] = ("Connection", "close")
    given = {name.lower(): (name, value) for name, value in changes.items() if name != "Origin" or "origin" in headers}
    return [first, *(f"{name}: {value}" for name, value in {**headers, **given}.values())]
