"""HTTP on this machine alone: requests -> answers, and the events that tell of changes."""

from __future__ import annotations

from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.serve.panel import FOLDER
from generator.serve.preview import Answer, Preview

ADDRESS = "127.0.0.1"
#: The names by which this machine calls itself.  A page of another site whose name was made to lead here
#: (DNS rebinding) says that name, and must read nothing.
HOSTS = frozenset({ADDRESS, "localhost"})
#: The port that is tried first, and how many after it.
PORT, MORE_PORTS = 8000, 100
TEXT = "text/plain; charset=utf-8"
#: Seconds between signs of life on a connection for events.
ALIVE = 15
#: No other site may read, frame or include what is here; nothing is to be remembered.
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
}


class Server(ThreadingHTTPServer):
    """A thread for each connection; none of them keeps the program from ending."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away while it was answered is nobody's fault."""


class Handler(BaseHTTPRequestHandler):
    """Answers from a preview; it only reads."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "mappa", ""

    def __init__(self, preview: Preview, *others: Any) -> None:
        self.preview = preview
        super().__init__(*others)

    def log_message(self, *_: Any) -> None:
        """Says nothing of each request."""

    def do_GET(self) -> None:
        """A page, a file, or the events."""
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or _name(hosts[0]) not in HOSTS:
            self._send(Answer(421, b"This preview is for this machine alone.\n", TEXT))
            return
        if not self.path.startswith("/"):
            self._send(Answer(400, b"A path begins with a slash.\n", TEXT))
            return
        path = unquote(urlsplit(f"//{ADDRESS}{self.path}").path).removeprefix("/")
        if path == f"{FOLDER}/events" and self.command == "GET":
            self._events()
        else:
            self._send(self.preview.answer(path))

    def do_HEAD(self) -> None:
        """The same without its bytes."""
        self.do_GET()

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if answer.location:
            self.send_header("Location", answer.location)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.data)

    def _events(self) -> None:
        """Tells the version that is shown, and each that follows, as server-sent events."""
        self.send_response(200)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        told = ""
        while True:
            version = self.preview.live.version(told, ALIVE)
            self.wfile.write(f"data: {version}\n\n".encode() if version != told else b": alive\n\n")
            self.wfile.flush()
            told = version


def _name(host: str) -> str:
    """The name of a Host field without its port (RFC 9110, 7.2)."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def open_server(preview: Preview, port: int | None) -> Server:
    """A server at a port, or at the first that is free.  Raises OSError if the port is taken."""
    handler = partial(Handler, preview)
    ports = [port] if port is not None else [*range(PORT, PORT + MORE_PORTS), 0]
    for one in ports[:-1]:
        try:
            return Server((ADDRESS, one), handler)
        except OSError:
            continue
    return Server((ADDRESS, ports[-1]), handler)
