"""The proxy passes everything on, until it is told to do what networks do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from challenges.shared.testing.proxies import TcpProxy


@pytest.fixture
def echo_port() -> Iterator[int]:
    """A server that sends back what it gets."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=echo, args=(connection,), daemon=True).start()

    def echo(connection: socket.socket) -> None:
        with connection:
            try:
                while data := connection.recv(4096):
                    connection.sendall(data)
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


@pytest.fixture
def proxy(echo_port: int) -> Iterator[TcpProxy]:
    """A proxy in front of it."""
    with TcpProxy(echo_port) as made:
        yield made


def connect(proxy: TcpProxy) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", proxy.port))
    connection.settimeout(10)
    return connection


def receive(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size and (piece := connection.recv(size - len(data))):
        data += piece
    return data


def test_everything_passes_both_ways(proxy: TcpProxy) -> None:
    """A megabyte goes there and back, and is counted."""
    data = bytes(range(256)) * 4096
    with connect(proxy) as connection:
        threading.Thread(target=connection.sendall, args=(data,), daemon=True).start()
        assert receive(connection, len(data)) == data
    assert (proxy.to_server, proxy.to_client, proxy.accepted) == (len(data), len(data), 1)


def test_the_end_of_data_passes(proxy: TcpProxy) -> None:
    """A client that has nothing more to say gets the rest of the answer and its end."""
    with connect(proxy) as connection:
        connection.sendall(b"abc")
        connection.shutdown(socket.SHUT_WR)
        assert receive(connection, 10) == b"abc"


@pytest.mark.parametrize("way", ["to_server", "to_client"])
def test_a_connection_is_cut_behind_a_byte(proxy: TcpProxy, way: str) -> None:
    """So many bytes pass, then both sides see a reset; the next connection is a good one."""
    with connect(proxy) as connection:
        proxy.cut_after(**{way: 3})
        connection.sendall(b"abcdef")
        with pytest.raises(ConnectionResetError):
            receive(connection, 10)
    assert getattr(proxy, way) == 3
    with connect(proxy) as connection:
        connection.sendall(b"again")
        assert receive(connection, 5) == b"again"


def test_reset_ends_all_connections(proxy: TcpProxy) -> None:
    """Every client sees it."""
    connections = [connect(proxy) for _ in range(3)]
    for connection in connections:
        connection.sendall(b"x")
        assert receive(connection, 1) == b"x"
    proxy.reset()
    for connection in connections:
        with connection, pytest.raises(ConnectionResetError):
            connection.recv(1)


def test_held_data_comes_after_release(proxy: TcpProxy) -> None:
    """A connection that lets nothing pass is still a connection."""
    with connect(proxy) as connection:
        proxy.hold()
        connection.sendall(b"late")
        connection.settimeout(0.05)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        proxy.release()
        connection.settimeout(10)
        assert receive(connection, 4) == b"late"


def test_refused_connections_are_reset(proxy: TcpProxy) -> None:
    """As long as it is asked to, nobody gets through."""
    proxy.refuse()
    with connect(proxy) as connection, pytest.raises(ConnectionResetError):
        receive(connection, 1)
    proxy.accept_again()
    with connect(proxy) as connection:
        connection.sendall(b"x")
        assert receive(connection, 1) == b"x"


def test_a_server_that_is_gone_is_a_reset() -> None:
    """What stands behind the proxy may be down."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with (
        TcpProxy(port) as proxy,
        connect(proxy) as connection,
        pytest.raises(ConnectionResetError),
    ):
        receive(connection, 1)


def test_dripping_data_is_whole(proxy: TcpProxy) -> None:
    """Small pieces make the same data."""
    proxy.drip(1)
    with connect(proxy) as connection:
        connection.sendall(b"drop by drop")
        assert receive(connection, 12) == b"drop by drop"


def test_closing_twice_is_once(echo_port: int) -> None:
    """Nobody gets through to a proxy that is closed."""
    proxy = TcpProxy(echo_port)
    proxy.close()
    proxy.close()
    with pytest.raises(ConnectionRefusedError):
        connect(proxy)
