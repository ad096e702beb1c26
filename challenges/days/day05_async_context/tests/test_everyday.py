"""Stage 7: transactions, files, surroundings, and what is still open."""

# Blocks within blocks are what is tested here.
# ruff: noqa: PT012, SIM117

from __future__ import annotations

import asyncio
import io
import os
import sqlite3
import stat
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from challenges.shared.clock import FakeClock
from challenges.shared.testing import check, run_virtual

Log = list[object]


@pytest.fixture(params=["", None], ids=["legacy", "autocommit"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database with an empty table, in both modes of the driver."""
    connection = sqlite3.connect(tmp_path / "data.db", isolation_level=request.param)
    connection.execute("CREATE TABLE t (value INTEGER)")
    yield connection
    connection.close()


def rows(connection: sqlite3.Connection) -> list[int]:
    """Return what another connection sees: what is committed."""
    (_, _, path), *_ = connection.execute("PRAGMA database_list")
    other = sqlite3.connect(path)
    try:
        return [value for (value,) in other.execute("SELECT value FROM t ORDER BY value")]
    finally:
        other.close()


def insert(connection: sqlite3.Connection, value: int) -> None:
    """Write a row."""
    connection.execute("INSERT INTO t VALUES (?)", (value,))


def test_a_transaction_is_all_or_nothing(subject: ModuleType, database: sqlite3.Connection) -> None:
    """Committed after a good block, undone by any error, Ctrl-C included."""
    with subject.transaction(database) as connection:
        assert connection is database
        insert(database, 1)
        assert rows(database) == []
    assert rows(database) == [1]
    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error), subject.transaction(database):
            insert(database, 2)
            raise error
    assert rows(database) == [1]
    assert not database.in_transaction


def test_inside_a_transaction_is_a_savepoint(
    subject: ModuleType, database: sqlite3.Connection
) -> None:
    """What fails inside is undone alone, at any depth; the outer block decides about the rest."""
    with subject.transaction(database):
        insert(database, 1)
        with subject.transaction(database):
            insert(database, 2)
            with pytest.raises(ValueError, match="inner"), subject.transaction(database):
                insert(database, 3)
                raise ValueError("inner")
        assert rows(database) == []
    assert rows(database) == [1, 2]
    with pytest.raises(ValueError, match="outer"), subject.transaction(database):
        with subject.transaction(database):
            insert(database, 4)
        raise ValueError("outer")
    assert rows(database) == [1, 2]
    with subject.transaction(database):
        insert(database, 5)
        with pytest.raises(ValueError, match="middle"), subject.transaction(database):
            insert(database, 6)
            with pytest.raises(ValueError, match="inner"), subject.transaction(database):
                raise ValueError("inner")
            raise ValueError("middle")
    assert rows(database) == [1, 2, 5]


def test_without_savepoints_a_block_joins_the_one_around(
    subject: ModuleType, database: sqlite3.Connection
) -> None:
    """Its failure undoes nothing by itself."""
    with subject.transaction(database), pytest.raises(ValueError, match="x"):
        with subject.transaction(database, savepoint=False):
            insert(database, 1)
            raise ValueError("x")
    assert rows(database) == [1]


def test_a_commit_that_fails_leaves_no_transaction(
    subject: ModuleType, database: sqlite3.Connection
) -> None:
    """A constraint that is checked at the commit: the error is told, and all is undone."""
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("CREATE TABLE p (id INTEGER PRIMARY KEY)")
    database.execute("CREATE TABLE c (p INTEGER REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)")
    with pytest.raises(sqlite3.IntegrityError), subject.transaction(database):
        database.execute("INSERT INTO c VALUES (7)")
    assert not database.in_transaction
    assert database.execute("SELECT * FROM c").fetchall() == []


def test_a_transaction_is_a_block_of_both_kinds(
    subject: ModuleType, database: sqlite3.Connection
) -> None:
    """`async with` as well, since nothing in it waits."""

    async def main() -> None:
        async with subject.transaction(database):
            insert(database, 1)

    run_virtual(main())
    assert rows(database) == [1]


def test_a_file_is_there_whole_or_not_at_all(subject: ModuleType, tmp_path: Path) -> None:
    """The old content stays until the block has ended well, and for good if it does not."""
    path = tmp_path / "state.txt"
    with subject.atomic_write(path) as file:
        file.write("first é")
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "first é"
    with pytest.raises(KeyboardInterrupt), subject.atomic_write(path, "wb") as file:
        file.write(b"second")
        raise KeyboardInterrupt
    assert path.read_text(encoding="utf-8") == "first é"
    with subject.atomic_write(path, "wb", fsync=False) as file:
        file.write(b"third")
        assert path.read_text(encoding="utf-8") == "first é"
    assert path.read_bytes() == b"third"
    assert [one.name for one in tmp_path.iterdir()] == ["state.txt"]
    check(lambda: subject.atomic_write(path, "a").__enter__()).raises(ValueError)


def test_permissions_and_links_survive(subject: ModuleType, tmp_path: Path) -> None:
    """The new file has the mode of the old one, and a link still leads to it."""
    path, link = tmp_path / "real", tmp_path / "link"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    with subject.atomic_write(link) as file:
        file.write("new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_left_overs_are_removed_but_not_what_is_being_written(
    subject: ModuleType, tmp_path: Path
) -> None:
    """A partial file that nobody has locked is of a dead process."""
    path = tmp_path / "a[1].txt"
    with subject.atomic_write(path) as file:
        (partial,) = tmp_path.iterdir()
        dead = partial.with_name(partial.name + "x")
        dead.write_text("half")
        assert subject.remove_partial(path) == [dead]
        file.write("whole")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text() == "whole"


def test_chdir_comes_back(subject: ModuleType, tmp_path: Path) -> None:
    """To where it came from, also inside itself and after an error."""
    inner = tmp_path / "inner"
    inner.mkdir()
    before = Path.cwd()
    outer = subject.chdir(tmp_path)
    with outer:
        with pytest.raises(ValueError, match="x"), subject.chdir(inner):
            assert Path.cwd() == inner
            with outer:
                assert Path.cwd() == tmp_path
            assert Path.cwd() == inner
            raise ValueError("x")
        assert Path.cwd() == tmp_path
    assert Path.cwd() == before


def test_environment_variables_are_all_put_back(
    subject: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set, changed, removed: also what the block itself has done to others."""
    monkeypatch.setenv("W_KEPT", "old")
    monkeypatch.setenv("W_GONE", "old")
    before = dict(os.environ)
    with pytest.raises(ValueError, match="x"), subject.env(W_NEW="1", W_KEPT="2", W_GONE=None):
        assert os.environ["W_NEW"] == "1"
        assert os.environ["W_KEPT"] == "2"
        assert "W_GONE" not in os.environ
        os.environ["W_ADDED"] = "3"
        del os.environ["W_KEPT"]
        raise ValueError("x")
    assert dict(os.environ) == before


def test_streams_are_redirected(subject: ModuleType) -> None:
    """One or both, and the same block may be entered again."""
    out, err = io.StringIO(), io.StringIO()
    both = subject.redirect(stdout=out, stderr=err)
    before = sys.stdout, sys.stderr
    with both as stream:
        assert stream is out
        print("a")
        with both:
            print("b", file=sys.stderr)
    assert (sys.stdout, sys.stderr) == before
    assert (out.getvalue(), err.getvalue()) == ("a\n", "b\n")
    check(subject.redirect).raises(ValueError)


def test_an_attribute_is_put_back_or_taken_away(subject: ModuleType) -> None:
    """What only the class had is the class's again."""

    class Settings:
        level = 1

    settings = Settings()
    with subject.temporary_attr(settings, "level", 2) as value:
        assert (value, settings.level) == (2, 2)
    assert settings.level == 1
    assert vars(settings) == {}
    plain = SimpleNamespace(name="a")
    with subject.temporary_attr(plain, "name", "b"), subject.temporary_attr(plain, "new", 1):
        assert (plain.name, plain.new) == ("b", 1)
    assert vars(plain) == {"name": "a"}


def test_time_is_measured_also_when_the_block_fails(subject: ModuleType) -> None:
    """By a monotonic clock that may be another one."""
    clock = FakeClock()
    with subject.timed(clock) as timing:
        assert timing.seconds is None
        clock.advance(3)
    assert timing == subject.Timing(3, failed=False)
    with pytest.raises(ValueError, match="x"), subject.timed(clock) as timing:
        clock.advance(2)
        raise ValueError("x")
    assert timing == subject.Timing(2, failed=True)


def test_what_is_suppressed_is_counted(subject: ModuleType) -> None:
    """By class; others go through, and of a group only the expected ones are taken."""
    counting = subject.suppress_and_count(OSError, KeyError)
    for error in (KeyError(1), FileNotFoundError(2), KeyError(3)):
        with counting:
            raise error
    with pytest.raises(ValueError, match="x"), counting:
        raise ValueError("x")
    rest = ValueError(5)
    with pytest.raises(ExceptionGroup) as caught, counting:
        raise ExceptionGroup("several", [KeyError(4), ExceptionGroup("inner", [rest])])
    assert caught.value.exceptions[0].exceptions == (rest,)  # type: ignore[union-attr]
    assert counting.counts == {KeyError: 3, FileNotFoundError: 1}


def test_entering_is_tried_again(subject: ModuleType) -> None:
    """After waits that grow up to a limit; each attempt has a fresh resource, one block."""
    log: Log = []

    @subject.resource
    async def flaky(works_at: int) -> AsyncIterator[str]:
        log.append(asyncio.get_running_loop().time())
        if len(log) < works_at:
            raise ConnectionError(len(log))
        yield "up"

    class LoopClock(FakeClock):
        async def sleep_async(self, seconds: float) -> None:
            await asyncio.sleep(seconds)

    policy = subject.Retry(attempts=5, wait=1, factor=2, most=3)
    assert list(policy.waits()) == [1, 2, 3, 3]

    async def main(works_at: int) -> None:
        async with subject.retry_enter(lambda: flaky(works_at), policy, LoopClock()) as value:
            log.append(value)

    run_virtual(main(4))
    assert log == [0, 1, 3, 6, "up"]
    log.clear()
    with pytest.raises(ConnectionError) as caught:
        run_virtual(main(99))
    assert caught.value.args == (5,)
    assert caught.value.__notes__ == ["attempt 5 of 5"]
    check(subject.Retry, attempts=0).raises(ValueError)


def test_errors_of_the_block_are_not_tried_again(subject: ModuleType) -> None:
    """Nor those that the policy does not name."""
    log: Log = []

    @subject.resource
    async def opened(error: Exception | None) -> AsyncIterator[None]:
        log.append("enter")
        if error is not None:
            raise error
        yield

    async def main(error: Exception | None) -> None:
        async with subject.retry_enter(lambda: opened(error)):
            raise ConnectionError("block")

    with pytest.raises(ConnectionError, match="block"):
        run_virtual(main(None))
    with pytest.raises(KeyError):
        run_virtual(main(KeyError("other")))
    assert log == ["enter", "enter"]


def test_what_is_open_is_shown_as_a_tree(subject: ModuleType) -> None:
    """Each with its age and where it was opened; what was closed is gone."""
    clock = FakeClock()

    @subject.resource
    def database() -> Iterator[None]:
        yield

    @subject.resource
    async def session() -> AsyncIterator[None]:
        yield

    async def main() -> None:
        with subject.track_open(clock) as watch:
            with database():
                clock.advance(5)
                async with session():
                    clock.advance(1)
                    first, second = subject.explain_open().splitlines()
                    names = [one.name.rpartition(".")[2] for one in watch.opened()]
            assert subject.explain_open() == "nothing is open"
        assert names == ["database", "session"]
        assert "database, open for 6.0 s, at " in first
        assert "session, open for 1.0 s, at " in second
        assert second.startswith("  ")
        assert not first.startswith(" ")
        assert f"{__file__}:" in first
        assert " in main" in first

    run_virtual(main())
    check(subject.explain_open).raises(RuntimeError)


def test_a_leak_fails_the_test_around(subject: ModuleType) -> None:
    """ResourceLeak is an AssertionError that shows where it was opened; closed ones are none."""

    @subject.resource
    def file() -> Iterator[None]:
        yield

    @subject.resource
    async def session() -> AsyncIterator[None]:
        yield

    kept: list[Any] = []

    def forget() -> None:
        kept.append(file())
        kept[-1].__enter__()

    async def tasks() -> None:
        async with session():
            await asyncio.sleep(1)

    async def main() -> None:
        with subject.no_leaks():
            await asyncio.gather(tasks(), tasks())

    with pytest.raises(subject.ResourceLeak) as caught, subject.no_leaks():
        with file():
            pass
        forget()
    assert isinstance(caught.value, AssertionError)
    assert "1 still open" in str(caught.value)
    assert "in forget" in str(caught.value)
    run_virtual(main())
    with pytest.raises(ValueError, match="block"), subject.no_leaks():
        forget()
        raise ValueError("block")


def test_a_connection_that_is_not_given_back_is_a_leak(subject: ModuleType) -> None:
    """Loans of a pool are seen as well."""

    @subject.resource
    async def connection() -> AsyncIterator[None]:
        yield

    async def main() -> None:
        async with subject.Pool(connection) as pool:
            loan = pool.acquire()
            with pytest.raises(subject.ResourceLeak, match="connection"), subject.no_leaks():
                await loan.__aenter__()
            await loan.__aexit__(None, None, None)

    run_virtual(main())
