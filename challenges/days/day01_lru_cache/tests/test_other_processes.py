"""Stage 7: asyncio, processes that follow, the command line."""

from __future__ import annotations

import asyncio
import contextlib
import io
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from challenges.days.day01_lru_cache.tests.places import entry_names, opened, raw
from challenges.shared.testing import check, live
from challenges.shared.testing.proxies import TcpProxy

NO_DIFF = ((), (), (), ())
DEADLINE_S = 5.0


def until(condition: Callable[[], bool]) -> None:
    """Waits for what another thread does."""
    end = time.monotonic() + DEADLINE_S
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, "it does not come"
        pause.wait(0.005)


# asyncio


def test_the_async_face(subject: ModuleType, redis_url: str) -> None:
    """The same cache with `async with`; reading is at once, what may wait is awaited."""

    async def main() -> None:
        async with subject.AsyncPersistentLRU(3, redis_url, "app", flush_every=None) as cache:
            for letter in "abcd":
                await cache.put(letter, letter)
            assert (cache.get("b"), cache.get("a"), cache.peek("c")) == ("b", None, "c")
            assert cache.touch("c")
            assert await cache.pop("d") == "d"
            assert await cache.pop("d", 0) == 0
            await cache.put("e", 1, ttl=100)
            assert ("e" in cache, len(cache)) == (True, 3)
            await cache.resize(2)
            assert list(cache.items_lru()) == [("c", "c"), ("e", 1)]
            assert await cache.verify() == NO_DIFF
            assert cache.stats().hits == 1
        await cache.close()
        assert cache.health().state == "closed"

    asyncio.run(main())
    with opened(subject, redis_url) as cache:
        check(list, live(cache)).returns(["c", "e"])


def test_the_loop_goes_on(subject: ModuleType, redis_url: str) -> None:
    """While Redis does not answer a task, the others run and read; nobody waits for ever."""

    async def main() -> None:
        port = urlsplit(redis_url).port
        assert port is not None
        with TcpProxy(port) as proxy:
            url = f"redis://127.0.0.1:{proxy.port}/0"
            async with subject.AsyncPersistentLRU(
                9, url, "app", flush_every=None, timeout=2.0
            ) as cache:
                await cache.put("a", 1)
                proxy.hold()
                writing = asyncio.ensure_future(cache.put("b", 2))
                turns = 0
                while turns < 100:
                    turns += 1
                    await asyncio.sleep(0)
                    assert cache.get("a") == 1
                assert not writing.done()
                proxy.release()
                await writing
                assert await cache.verify() == NO_DIFF

    asyncio.run(main())


def test_a_cancelled_task_does_not_undo(subject: ModuleType, redis_url: str) -> None:
    """A write whose task is cancelled is made or not, and memory and Redis agree."""

    async def main() -> None:
        async with subject.AsyncPersistentLRU(9, redis_url, "app", flush_every=None) as cache:
            for number in range(20):
                task = asyncio.ensure_future(cache.put("a", number))
                await asyncio.sleep(0)
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            await cache.put("b", 1)
            assert await cache.verify() == NO_DIFF

    asyncio.run(main())


def test_coroutine_functions_remember(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """lru_cached on a coroutine function with a persistent cache computes once in two lives."""
    calls: list[int] = []

    async def main() -> Any:
        with opened(subject, redis_url, mode="write_behind", journal=tmp_path / "j") as cache:

            @subject.lru_cached(cache=cache, key=lambda x: x)
            async def slow(x: int) -> int:
                calls.append(x)
                await asyncio.sleep(0)
                return x * 2

            return await asyncio.gather(slow(1), slow(1), slow(2))

    assert [asyncio.run(main()) for _ in range(2)] == [[2, 2, 4]] * 2
    assert calls == [1, 2]


# Following


def test_a_follower_reads_and_hears(subject: ModuleType, redis_url: str) -> None:
    """It keeps what it has read until the owner changes or removes it."""
    with opened(subject, redis_url) as owner, subject.FollowerLRU(9, redis_url, "app") as follower:
        owner["a"], owner["b"] = 1, (2,)
        assert follower.listening
        assert (follower["a"], follower.get("b"), follower.get("c", 0)) == (1, (2,), 0)
        until(lambda: follower.get("a") == 1 and len(follower) >= 1)
        owner["a"] = 10
        until(lambda: follower.get("a") == 10)
        del owner["b"]
        until(lambda: "b" not in follower)
        check(follower.__getitem__, "b").raises(KeyError)
        owner.clear()
        until(lambda: follower.get("a") is None)


def test_a_follower_asks_once(subject: ModuleType, redis_url: str) -> None:
    """What has not changed is read from memory; looking up is no use in the owner's order."""
    with opened(subject, redis_url) as owner, raw(redis_url) as client:
        owner["a"], owner["b"] = 1, 2
        with subject.FollowerLRU(9, redis_url, "app") as follower:
            follower.get("a")
            before = client.info("commandstats")["cmdstat_get"]["calls"]
            for _ in range(50):
                assert follower["a"] == 1
            assert client.info("commandstats")["cmdstat_get"]["calls"] == before
            check(lambda: follower.stats().hits).returns(50)
        check(owner.verify).returns(NO_DIFF)
        check(list, live(owner)).returns(["a", "b"])


def test_a_follower_that_does_not_hear(subject: ModuleType, redis_url: str) -> None:
    """When its connection breaks it keeps nothing, so it is never behind; then it hears again."""
    port = urlsplit(redis_url).port
    assert port is not None
    with opened(subject, redis_url) as owner, TcpProxy(port) as proxy:
        owner["a"] = 1
        url = f"redis://127.0.0.1:{proxy.port}/0"
        with subject.FollowerLRU(9, url, "app") as follower:
            until(lambda: follower.get("a") == 1 and len(follower) == 1)
            proxy.refuse()
            until(lambda: not follower.listening and len(follower) == 0)
            check(follower.get, "a").raises(subject.StoreUnavailable)
            owner["a"] = 2
            proxy.accept_again()
            until(lambda: follower.listening)
            check(follower.get, "a").returns(2)


def test_a_follower_and_time(subject: ModuleType, redis_url: str) -> None:
    """An entry with a time to live is kept no longer than that."""
    with opened(subject, redis_url) as owner, subject.FollowerLRU(9, redis_url, "app") as follower:
        owner.put("a", 1, ttl=0.15)
        assert follower.get("a") in (1, None)
        until(lambda: follower.get("a") is None)
        follower.close()
        follower.close()


# The command line


def run(subject: ModuleType, url: str, *arguments: str) -> tuple[int, str]:
    """Returns status and output of a command on the namespace `app`."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        command, *rest = arguments
        status: int = subject.main([command, "--url", url, "--namespace", "app", *rest])
    return status, output.getvalue()


def test_looking_after_a_namespace(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """inspect, verify, dump, drop and restore; what is restored is what was dumped, in order."""
    file = str(tmp_path / "dump.ndjson")
    with opened(subject, redis_url) as cache:
        cache["a"], cache[("b", 1)], cache["c"] = 1, [b"\xff"], None
        cache.put("d", 4, ttl=500)
        cache["a"]
    status, said = run(subject, redis_url, "inspect")
    assert status == 0
    assert all(word in said for word in ("epoch", "schema", "entries", "durability", "none"))
    check(run, live(subject), redis_url, "verify").returns(
        (0, "4 entries, 0 keys without one, 0 that cannot be read\n")
    )
    check(run, live(subject), redis_url, "dump", file).returns((0, ""))
    assert run(subject, redis_url, "drop")[0] == 0
    with raw(redis_url) as client:
        assert client.dbsize() == 0
    check(run, live(subject), redis_url, "restore", file).returns((0, "4 entries\n"))
    with opened(subject, redis_url) as cache:
        found = list(cache.items_lru())
        check(lambda: found).returns([(("b", 1), [b"\xff"]), ("c", None), ("d", 4), ("a", 1)])
        assert 400 < cache.remaining("d") <= 500
        assert cache.remaining("a") is None


def test_restoring_fences(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """A cache that runs while its namespace is restored may not write over it."""
    file = str(tmp_path / "dump.ndjson")
    with opened(subject, redis_url) as cache:
        cache["a"] = 1
        assert run(subject, redis_url, "dump", file)[0] == 0
        cache["a"] = 2
        assert run(subject, redis_url, "restore", file)[0] == 0
        check(cache.put, "a", 3).raises(subject.OwnerChanged)


def test_what_goes_wrong_on_the_command_line(
    subject: ModuleType, redis_url: str, tmp_path: Path
) -> None:
    """Damage is status 1; a wrong command, a wrong dump and a missing server are status 2."""
    with opened(subject, redis_url) as cache:
        cache["a"], cache["b"] = 1, 2
    with raw(redis_url) as client:
        first, second = entry_names(redis_url)
        client.set(first, "x")
        client.delete(second)
    status, said = run(subject, redis_url, "verify")
    assert status == 1
    assert "0 entries, 1 keys without one, 1 that cannot be read" in said
    wrong = tmp_path / "wrong"
    wrong.write_text('{"key": "AAAA"}\n')
    status, said = run(subject, redis_url, "restore", str(wrong))
    assert (status, "line 1" in said) == (2, True)
    assert run(subject, "redis://127.0.0.1:1/0", "inspect")[0] == 2
    assert run(subject, redis_url, "nonsense")[0] == 2
    assert run(subject, redis_url, "inspect", "--unknown")[0] == 2
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        assert subject.main(["--help"]) == 0
    assert all(word in output.getvalue() for word in ("inspect", "verify", "dump", "restore"))
