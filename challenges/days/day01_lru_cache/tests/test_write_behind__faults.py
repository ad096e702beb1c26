"""Stage 5, faults: clients that are killed, journals that are damaged."""

from __future__ import annotations

import inspect
import os
import random
import sys
from pathlib import Path
from types import ModuleType

from challenges.days.day01_lru_cache.tests.places import opened
from challenges.shared.testing.faults import fault_seeds, kill_after

NO_DIFF = ((), (), (), ())


def test_a_client_that_is_killed(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """Every write that returned before the kill is in Redis after the next load, none is undone."""
    package = str(Path(inspect.getfile(subject)).parent)
    child = str(Path(__file__).with_name("child_writer.py"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    journal = tmp_path / "journal"
    expected: dict[int, object] = {}
    first = 0
    for seed in fault_seeds(small=4, full=2000):
        source = random.Random(seed)
        command = [sys.executable, child, package, redis_url, str(journal), str(first)]
        killed = kill_after(command, source.randint(1, 60), source.random() * 0.01, env=environment)
        assert killed.died
        numbers = [int(line) for line in killed.lines]
        popped = {-number for number in numbers if number < 0}
        written = [number for number in numbers if number >= 0]
        with opened(subject, redis_url, None, mode="write_behind", journal=journal) as cache:
            found = dict(cache.items_lru())
            for number in written:
                if number not in popped and number in found:
                    assert found[number] == ("value", number)
                # The last pop may have been promised without being printed.
                assert (number in found) is (number not in popped) or number == max(written) - 2
            assert cache.verify() == NO_DIFF
            assert expected.keys() <= found.keys(), "an earlier life's writes are gone"
            assert list(found)[: len(expected)] == list(expected)
            expected = found
            first = max([*found, *written]) + 1
            if len(found) > 5000:
                cache.clear()
                expected = {}


def test_bits_that_flip(subject: ModuleType, tmp_path: Path) -> None:
    """Of a damaged journal the frames before the damage come back, none is changed."""
    path = tmp_path / "j"
    journal = subject.Journal(path)
    frames = [(number, bytes([number]) * (7 * number)) for number in range(1, 9)]
    for frame in frames:
        journal.append(*frame)
    journal.close()
    data = path.read_bytes()
    header = 30
    for seed in fault_seeds(small=100, full=10_000):
        source = random.Random(seed)
        place = source.randrange(header, len(data))
        damaged = bytearray(data)
        damaged[place] ^= 1 << source.randrange(8)
        end = source.choice([len(data), source.randrange(place, len(data)) + 1])
        path.write_bytes(damaged[:end])
        again = subject.Journal(path)
        found = again.found
        again.close()
        assert found == frames[: len(found)]
        whole = header + sum(16 + len(payload) for _, payload in found)
        assert whole <= place, "a damaged frame was taken"
        assert path.read_bytes() == data[:whole]
        assert path.with_name("j.corrupt").read_bytes().endswith(damaged[whole:end])
        path.with_name("j.corrupt").unlink()
