"""Real servers of a unit: one for all runs, empty at each test, gone with the warden."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from tools.kata.tests.checkouts import Checkout, eventually

needs_redis = pytest.mark.skipif(
    shutil.which("redis-server") is None, reason="redis-server is not installed"
)

# The cases leave a key behind, and say who has answered.
TESTS = """\
import redis


def test_it_is_empty_and_the_same(subject, redis_url):
    with redis.Redis.from_url(redis_url) as client:
        assert client.keys() == []
        client.set("left", "behind")
        print(client.info("server")["process_id"])
    assert subject.double(1) == 2


def test_it_is_empty_again(redis_url):
    with redis.Redis.from_url(redis_url) as client:
        assert client.keys() == []
"""
WRONG = "def double(value):\n    return value\n"
RIGHT = "def double(value):\n    return value * 2\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    made.unit.write("tests/test_examples.py", TESTS)
    made.unit.change("unit.toml", "requires = []", 'requires = []\nservices = ["redis"]')
    yield made
    made.close()


def server_of(checkout: Checkout) -> psutil.Process:
    """Returns the server that a wrong run has named in its output."""
    checkout.unit.attempt(WRONG)
    result = checkout.result("twice")
    assert result["verdict"] == "WA", result
    return psutil.Process(int(result["failure"]["output"].split()[0]))


@needs_redis
def test_server_stays_for_the_next_run_and_is_emptied(checkout: Checkout) -> None:
    """Both runs find the same process, and no key of another test or run."""
    first = server_of(checkout)
    assert server_of(checkout) == first
    checkout.unit.attempt(RIGHT)
    assert checkout.result("twice")["verdict"] == "AC"


@needs_redis
def test_server_ends_with_the_warden(checkout: Checkout) -> None:
    """Also when the warden is killed and can stop nothing."""
    server = server_of(checkout)
    (warden,) = checkout.wardens()
    warden.kill()
    eventually(lambda: not server.is_running(), "the end of the server")


@needs_redis
def test_without_the_warden_the_tests_start_their_own(checkout: Checkout) -> None:
    """As under Bazel and with plain pytest."""
    checkout.unit.attempt(RIGHT)
    ended = checkout.kata("test", "--no-daemon", "twice")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert checkout.wardens() == []


def test_missing_server_is_named_with_its_package(checkout: Checkout) -> None:
    """It is no fault of the attempt: status 5."""
    checkout.unit.attempt(RIGHT)
    servers = checkout.root / "challenges/shared/testing/servers.py"
    text = servers.read_text(encoding="utf-8")
    servers.write_text(text.replace('_program("redis-server"', '_program("no-redis"'), "utf-8")
    ended = checkout.kata("test", "twice")
    assert ended.returncode == 5
    assert "Debian's package is redis-server" in ended.stderr


def test_unknown_service_is_refused(checkout: Checkout) -> None:
    """With what is known."""
    checkout.unit.attempt(RIGHT)
    checkout.unit.change("unit.toml", '["redis"]', '["oracle"]')
    ended = checkout.kata("test", "twice")
    assert ended.returncode == 5
    assert "'oracle'" in ended.stderr
    assert "known are redis" in ended.stderr
