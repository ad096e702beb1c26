"""Real servers start on a free port, serve, and leave no process behind."""

from __future__ import annotations

import pathlib
import shutil
import urllib.request

import pytest
import redis

from challenges.shared.testing.servers import ServerError, nginx_webdav, redis_server

needs_redis = pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server here")
needs_nginx = pytest.mark.skipif(
    not shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin"), reason="no nginx here"
)


@needs_redis
def test_redis_answers_and_is_gone_afterwards(tmp_path: pathlib.Path) -> None:
    """Inside the context it stores; after it nobody listens on its port."""
    with redis_server(tmp_path) as url, redis.Redis.from_url(url) as client:
        client.set("greeting", "hello")
        assert client.get("greeting") == b"hello"
    with redis.Redis.from_url(url) as client, pytest.raises(redis.ConnectionError):
        client.ping()


@needs_redis
def test_redis_keeps_its_files_in_the_folder(tmp_path: pathlib.Path) -> None:
    """An append-only file appears where the test said, and a second server reads it."""
    with redis_server(tmp_path, "--appendonly", "yes") as url, redis.Redis.from_url(url) as client:
        client.set("kept", "1")
    with redis_server(tmp_path, "--appendonly", "yes") as url, redis.Redis.from_url(url) as client:
        assert client.get("kept") == b"1"


@needs_redis
def test_a_wrong_option_is_told_in_the_servers_words(tmp_path: pathlib.Path) -> None:
    """A server that ends at once is an error with what it printed."""
    with (
        pytest.raises(ServerError, match="no-such-option"),
        redis_server(tmp_path, "--no-such-option", "1"),
    ):
        pass


@needs_nginx
def test_nginx_gives_back_what_was_put(tmp_path: pathlib.Path) -> None:
    """PUT stores below files/, GET returns it."""
    with nginx_webdav(tmp_path) as url:
        put = urllib.request.Request(f"{url}/cas/entry", data=b"payload", method="PUT")
        with urllib.request.urlopen(put) as answer:
            assert answer.status == 201
        with urllib.request.urlopen(f"{url}/cas/entry") as answer:
            assert answer.read() == b"payload"
    assert (tmp_path / "files" / "cas" / "entry").read_bytes() == b"payload"
