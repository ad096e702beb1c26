"""A TCP proxy on loopback that does to connections what networks do to them."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any, TypeVar

_Result = TypeVar("_Result")
_PIECE = 1 << 16
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER of no time: close sends RST


class TcpProxy:
    """Passes connections on to a server until a test interferes. Safe to use from any thread.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        accepted: Connections so far.
        to_server: Bytes passed on to the server, over all connections.
        to_client: Bytes passed back.
    """

    def __init__(self, port: int) -> None:
        """Begin to listen.

        Args:
            port: Of the server on 127.0.0.1.
        """
        self.accepted = 0
        self.to_server = 0
        self.to_client = 0
        self._server_port = port
        self._lock = threading.Lock()
        self._pairs: list[_Pair] = []
        self._cut_at: dict[str, int] = {}
        self._open = threading.Event()  # whether data passes
        self._open.set()
        self._refusing = False
        self._closed = False
        self._piece = _PIECE
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, name="proxy", daemon=True).start()

    def __enter__(self) -> TcpProxy:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def cut_after(self, *, to_server: int | None = None, to_client: int | None = None) -> None:
        """Reset all connections as soon as so many more bytes have passed; the rest is lost.

        Args:
            to_server: Bytes of requests that still reach the server.
            to_client: Bytes of answers that still come back.
        """
        with self._lock:
            self._cut_at = {}
            if to_server is not None:
                self._cut_at["to_server"] = self.to_server + to_server
            if to_client is not None:
                self._cut_at["to_client"] = self.to_client + to_client

    def reset(self) -> None:
        """Reset all connections now."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            pair.reset()

    def hold(self) -> None:
        """Let nothing pass, though connections stay: what a half-open connection looks like."""
        self._open.clear()

    def release(self) -> None:
        """Let data pass again, also that which was held."""
        self._open.set()

    def refuse(self) -> None:
        """Reset all connections, and each new one at once."""
        self._refusing = True
        self.reset()

    def accept_again(self) -> None:
        """Pass new connections on again."""
        self._refusing = False

    def drip(self, size: int) -> None:
        """Pass data on in pieces of at most that many bytes."""
        self._piece = size

    def close(self) -> None:
        """Reset all connections and stop listening. May be called twice."""
        self._closed = True
        self._open.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.reset()

    def _accept(self) -> None:
        while not self._closed:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self._refusing:
                _reset(client)
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self._server_port))
            except OSError:
                _reset(client)
                continue
            pair = _Pair(client, server)
            with self._lock:
                self.accepted += 1
                self._pairs.append(pair)
            pair.start(self._pass_on)

    def _pass_on(self, pair: _Pair, source: socket.socket, target: socket.socket, way: str) -> None:
        while data := pair.receive(source, self._piece):
            self._open.wait()
            kept, cut = self._take(data, way)
            if not pair.send(target, kept):
                return
            if cut:
                pair.stop()
                self.reset()
                return
        if not pair.stopped:
            with contextlib.suppress(OSError):
                target.shutdown(socket.SHUT_WR)

    def _take(self, data: bytes, way: str) -> tuple[bytes, bool]:
        """Return what may pass of a piece, and whether the connections are cut behind it."""
        with self._lock:
            passed: int = getattr(self, way)
            end = self._cut_at.get(way)
            cut = end is not None and passed + len(data) >= end
            kept = data if end is None or not cut else data[: end - passed]
            setattr(self, way, passed + len(kept))
            if cut:
                self._cut_at = {}
        return kept, cut


class _Pair:
    """A connection to the proxy, and the one that it has made to the server.

    A socket is only reset by closing it when no thread waits in it. So each of the two threads
    waits for its socket or for the word to stop, and the last one out closes both.
    """

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self._ends = (client, server)
        for end in self._ends:
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            end.setblocking(False)
        self._stopped, self._stop = socket.socketpair()
        self._threads: list[threading.Thread] = []

    def start(self, pass_on: Callable[[_Pair, socket.socket, socket.socket, str], None]) -> None:
        """Begin to pass data on in both directions."""
        client, server = self._ends
        barrier = threading.Barrier(2, self._close)

        def run(*arguments: Any) -> None:
            pass_on(self, *arguments)
            barrier.wait()

        for arguments in ((client, server, "to_server"), (server, client, "to_client")):
            thread = threading.Thread(target=run, args=arguments, name="proxy", daemon=True)
            self._threads.append(thread)
            thread.start()

    def receive(self, source: socket.socket, size: int) -> bytes:
        """Return what comes; nothing at the end, after an error, or when it is time to stop."""
        return self._when_ready([source], [], lambda: source.recv(size)) or b""

    def send(self, target: socket.socket, data: bytes) -> bool:
        """Tell whether all of the data could be sent."""
        while data:
            sent = self._when_ready([], [target], partial(target.send, data))
            if not sent:
                return False
            data = data[sent:]
        return True

    def _when_ready(
        self, read: list[socket.socket], write: list[socket.socket], action: Callable[[], _Result]
    ) -> _Result | None:
        ready = select.select([*read, self._stopped], write, [])
        if self._stopped in ready[0]:
            return None
        try:
            return action()
        except OSError:
            self.stop()  # what one side has broken off is broken off for the other
            return None

    def stop(self) -> None:
        """Say that both directions have to end, and with a reset."""
        with contextlib.suppress(OSError):
            self._stop.shutdown(socket.SHUT_WR)

    def reset(self) -> None:
        """Reset both connections; returns when that is done, but not to a thread of their own."""
        self.stop()
        if threading.current_thread() not in self._threads:
            for thread in self._threads:
                thread.join()

    @property
    def stopped(self) -> bool:
        """Whether it is time to stop."""
        return bool(select.select([self._stopped], [], [], 0)[0])

    def _close(self) -> None:
        if self.stopped:
            for end in self._ends:
                _reset(end)
        for end in (*self._ends, self._stopped, self._stop):
            end.close()


def _reset(end: socket.socket) -> None:
    """Close a socket in a way that the other side gets RST and no orderly end."""
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    end.close()
