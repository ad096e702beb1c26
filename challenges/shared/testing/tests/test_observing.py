"""Calls of C functions are counted, and audit events are noted, while somebody watches."""

from __future__ import annotations

import hashlib
import hmac
import pickle
import subprocess
import sys
from pathlib import Path

from challenges.shared.testing import audited, c_calls


def test_c_functions_are_counted_by_name() -> None:
    """A comparison in constant time is seen, and how often; `==` is not one."""
    with c_calls() as calls:
        hmac.compare_digest(b"a", b"b")
        hmac.compare_digest(b"a", b"a")
        hashlib.scrypt(b"secret", salt=b"salt", n=2, r=1, p=1)
        assert str(b"a") != str(b"b")
    assert sum(count for name, count in calls.items() if name.endswith("compare_digest")) == 2
    assert calls["_hashlib.scrypt"] == 1


def test_methods_of_types_have_their_class() -> None:
    """A method is named with its class."""
    with c_calls() as calls:
        "".join(["a"])
        dict.fromkeys("ab")
    assert calls["str.join"] == 1
    assert calls["dict.fromkeys"] == 1


def test_nothing_is_counted_outside() -> None:
    """Before and after the block nobody looks, and a profiler that was there is there again."""
    assert sys.getprofile() is None
    with c_calls() as calls:
        pass
    len("abc")
    assert not calls
    assert sys.getprofile() is None


def test_opening_a_file_is_seen(tmp_path: Path) -> None:
    """An event that is watched is noted with its first argument, others are not."""
    file = tmp_path / "file"
    with audited("open") as events:
        file.write_text("x", encoding="utf-8")
        file.unlink()
    assert events.seen == [("open", str(file))]


def test_families_of_events_end_in_a_dot(tmp_path: Path) -> None:
    """ "os." means all events of os."""
    with audited("os.") as events:
        (tmp_path / "a").mkdir()
        (tmp_path / "a").rmdir()
    assert [event for event, _ in events.seen] == ["os.mkdir", "os.rmdir"]


def test_what_hostile_data_starts_is_seen() -> None:
    """A pickle that names a function to call is caught at it; harmless data causes nothing."""

    class Hostile:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return exec, ("1 + 1",)

    data = pickle.dumps(Hostile())
    with audited() as events:
        pickle.loads(pickle.dumps([1, "a", None]))
    assert events.seen == []
    with audited() as events:
        pickle.loads(data)
    assert ("pickle.find_class", "builtins") in events.seen
    assert "exec" in [event for event, _ in events.seen]


def test_starting_a_process_is_seen() -> None:
    """A program that is started does not go by unseen."""
    with audited() as events:
        subprocess.run([sys.executable, "-S", "-c", ""], check=True)
    assert "subprocess.Popen" in [event for event, _ in events.seen]


def test_blocks_may_overlap_and_end() -> None:
    """Each block sees its own time only."""
    with audited("compile") as outer:
        compile("1", "<first>", "eval")
        with audited("compile") as inner:
            compile("2", "<second>", "eval")
        compile("3", "<third>", "eval")
    compile("4", "<fourth>", "eval")
    assert (len(outer.seen), len(inner.seen)) == (3, 1)
