"""Stage 7, faults: a process that is killed while it writes."""

from __future__ import annotations

import random
from pathlib import Path
from types import ModuleType

from challenges.days.day05_async_context.tests.outside import command, environment
from challenges.shared.testing.faults import fault_seeds, kill_after

SIZE = 1 << 16


def test_a_killed_writer_leaves_a_whole_file(subject: ModuleType, tmp_path: Path) -> None:
    """Old or new, all of one letter; what it had begun is removed afterwards."""
    path = tmp_path / "state"
    partials = 0
    for seed in fault_seeds(small=4, full=500):
        chance = random.Random(seed)
        lines = chance.randint(1, 4)
        killed = kill_after(
            command(subject, "child_writer.py", str(path), str(SIZE)),
            lines,
            chance.random() * 0.005,
            env=environment(),
        )
        assert killed.died
        content = path.read_bytes()
        assert len(content) == SIZE
        assert len(set(content)) == 1, f"seed {seed}: mixed"
        # What was said to be there is there, or what came after it.
        said = int(killed.lines[-1])
        assert content[0] in (b"jabcdefghi"[said % 10], b"jabcdefghi"[(said + 1) % 10])
        partials += len(subject.remove_partial(path))
        assert [one.name for one in tmp_path.iterdir()] == ["state"]
    print(f"{partials} partial files were found")
