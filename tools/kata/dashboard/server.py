"""Serves the page on this machine, to the one who was told its address.

Other pages in the same browser are kept out: by the Host header (a foreign name that was made to
lead here), by the Origin of what writes, and by a token that only the printed address has.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import secrets
import sys
import threading
import urllib.parse
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from tools.kata.dashboard.badge import badge
from tools.kata.dashboard.export import as_json
from tools.kata.dashboard.page import content_policy, file_page, live_page
from tools.kata.dashboard.report import make_report
from tools.kata.dashboard.writing import RefusedError, start_unit, write_notes
from tools.kata.learner.errors import KataError
from tools.kata.learner.progress_file import NotesChangedError, ProgressFile
from tools.kata.learner.trial import Learner

ADDRESS = "127.0.0.1"
_LARGEST_BODY = 1 << 20
_PATIENCE_S = 10.0
_LOOK_EVERY_S = 0.25
# A comment now and then finds out that a browser has gone.
_SIGN_OF_LIFE_S = 15.0


class Dashboard(ThreadingHTTPServer):
    """The server; it listens as soon as it is made.

    Attributes:
        url: The address of the page, with the token.
    """

    daemon_threads = True

    def __init__(self, learner: Learner, port: int = 0) -> None:
        """Binds to a port of 127.0.0.1; 0 takes a free one.

        Raises:
            KataError: The port cannot be had.
        """
        self.learner = learner
        self.token = secrets.token_urlsafe(24)
        # The learner's data is read and written by one request at a time.
        self.data = threading.Lock()
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as error:
            raise KataError(f"port {port} of {ADDRESS} cannot be had: {error.strerror}") from error
        self.hosts = {f"{name}:{self.server_port}" for name in (ADDRESS, "localhost")}
        self.url = f"http://{ADDRESS}:{self.server_port}/?token={self.token}"
        self._watched = (learner.journal.file, ProgressFile(learner).file)

    def stamp(self) -> str:
        """Returns what changes whenever journal or notes change."""
        stamps = []
        for file in self._watched:
            with contextlib.suppress(FileNotFoundError):
                found = file.stat()
                stamps.append(f"{found.st_ino}.{found.st_size}.{found.st_mtime_ns}")
        return "-".join(stamps) or "none"

    def close(self) -> None:
        """Stops; a write that is under way comes to its end, and none begins after it."""
        self.data.acquire()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Passes over a browser that has gone; a fault of this program is printed."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Dashboard
    server_version = "kata"
    sys_version = ""
    timeout = _PATIENCE_S

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        asked = dict(urllib.parse.parse_qsl(query))
        if not self._welcome(asked.get("token", "")):
            return
        if path == "/events":
            self._follow(asked.get("stamp", ""))
            return
        make = self._pages.get(path)
        if make is None:
            self._refuse(404, f"there is no {path}; there are {', '.join(self._pages)}")
            return
        try:
            with self.server.data:
                kind, text = make(self)
        except (KataError, OSError) as error:
            self._refuse(500, str(error))
            return
        self._answer(200, kind, text)

    def do_POST(self) -> None:
        if not self._welcome(self.headers.get("X-Kata-Token", "")):
            return
        origin = self.headers.get("Origin", "")
        if origin.removeprefix("http://") not in self.server.hosts:
            self._refuse(403, f"a page of {origin or 'no origin'} cannot write here")
            return
        write = self._writes.get(self.path)
        if write is None:
            self._refuse(404, f"nothing is written at {self.path}")
            return
        try:
            body = self._body()
            with self.server.data:
                answer = write(self.server.learner, body)
        except RefusedError as error:
            self._refuse(error.code, str(error))
        except NotesChangedError as error:
            self._refuse(409, f"{error}; copy yours, then load the page again")
        except (KataError, OSError) as error:
            self._refuse(400 if isinstance(error, KataError) else 500, str(error))
        else:
            self._answer(200, "application/json", json.dumps(answer))

    def log_message(self, *_: object) -> None:
        """Says nothing: the terminal is the learner's."""

    def _page(self) -> tuple[str, str]:
        # Taken before the data is read: what comes between is then shown once more, not missed.
        stamp = self.server.stamp()
        return "text/html", live_page(self.server.learner, self.server.token, stamp)

    def _json(self) -> tuple[str, str]:
        report = as_json(make_report(self.server.learner))
        return "application/json", json.dumps(report, indent=1, ensure_ascii=False)

    def _html(self) -> tuple[str, str]:
        return "text/html", file_page(self.server.learner)

    def _svg(self) -> tuple[str, str]:
        return "image/svg+xml", badge(make_report(self.server.learner))

    _pages: ClassVar[dict[str, Callable[[_Handler], tuple[str, str]]]] = {
        "/": _page,
        "/progress.html": _html,
        "/progress.json": _json,
        "/progress.svg": _svg,
    }
    _writes: ClassVar[dict[str, Callable[[Learner, dict[str, object]], dict[str, object]]]] = {
        "/notes": write_notes,
        "/start": start_unit,
    }

    def _welcome(self, token: str) -> bool:
        host = self.headers.get("Host", "")
        if host not in self.server.hosts:
            self._refuse(421, f"{host!r} is not here; this is {self.server.url.partition('?')[0]}")
        elif not hmac.compare_digest(token.encode(), self.server.token.encode()):
            self._refuse(403, "open the address that `kata dash` has printed, with its token")
        else:
            return True
        return False

    def _body(self) -> dict[str, object]:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _LARGEST_BODY:
            raise RefusedError(413, f"a body of {length!r} bytes; allowed are {_LARGEST_BODY}")
        try:
            body = json.loads(self.rfile.read(int(length)))
        except ValueError as error:
            raise RefusedError(400, f"the body is not JSON: {error}") from error
        if not isinstance(body, dict):
            raise RefusedError(400, "the body is not a JSON object")
        return body

    def _follow(self, known: str) -> None:
        """Sends an event whenever the data is no longer what the page knows, until it goes."""
        self._head(200, "text/event-stream")
        waits = threading.Event()
        quiet_s = 0.0
        with contextlib.suppress(OSError):
            while True:
                now = self.server.stamp()
                if now != known or quiet_s >= _SIGN_OF_LIFE_S:
                    self.wfile.write(f"data: {now}\n\n".encode() if now != known else b":\n\n")
                    known, quiet_s = now, 0.0
                waits.wait(_LOOK_EVERY_S)
                quiet_s += _LOOK_EVERY_S

    def _refuse(self, code: int, said: str) -> None:
        if self.command == "POST":
            self._answer(code, "application/json", json.dumps({"error": said}))
        else:
            self._answer(code, "text/plain", said)

    def _answer(self, code: int, kind: str, text: str) -> None:
        content = text.encode("utf-8", errors="replace")
        with contextlib.suppress(OSError):
            self._head(code, f"{kind}; charset=utf-8", len(content))
            self.wfile.write(content)

    def _head(self, code: int, kind: str, length: int | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        policy = f"{content_policy(live=True)}; frame-ancestors 'none'"
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
