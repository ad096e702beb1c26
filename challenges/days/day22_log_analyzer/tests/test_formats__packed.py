"""Stage 5: packed sources count as what is in them does."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from challenges.days.day22_log_analyzer.tests.logs import dirty_log
from challenges.days.day22_log_analyzer.tests.present import on_each_backend
from challenges.days.day22_log_analyzer.tests.processes import environment
from challenges.days.day22_log_analyzer.tests.reading import line
from challenges.shared.testing import check


def zstd(data: bytes) -> bytes:
    """Returns packed bytes; the test is left out where zstandard is not installed."""
    return bytes(pytest.importorskip("zstandard").ZstdCompressor().compress(data))


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstd,
}
on_each_packing = pytest.mark.parametrize("packing", PACKERS)


@on_each_packing
@on_each_backend
def test_packed_files(subject: ModuleType, backend: str, packing: str, tmp_path: Path) -> None:
    """A packed file of several members counts as its content does, under whatever name."""
    data = dirty_log(3000, seed=4)
    plain, packed = tmp_path / "plain.log", tmp_path / "packed.log"
    plain.write_bytes(data)
    pack = PACKERS[packing]
    packed.write_bytes(pack(data[:100_001]) + pack(data[100_001:]))
    expected, found = (
        subject.analyze(path, backend=backend, malformed_samples=0).to_dict()
        for path in (plain, packed)
    )
    check(dict, found).returns(expected)
    [sample, *_] = subject.analyze(packed, backend=backend).malformed
    assert sample.file == str(packed)


@on_each_packing
def test_a_packed_file_that_is_cut(subject: ModuleType, packing: str, tmp_path: Path) -> None:
    """What came before the cut is counted, and the source has failed."""
    lines = dirty_log(6_000, seed=5).splitlines(keepends=True)
    whole = PACKERS[packing](b"".join(lines))
    path = tmp_path / "access.log"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    report = subject.analyze(path, keep_going=True)
    said = [failure.why for failure in report.failures]
    check(len, said).returns(1, why="failures of an archive that is cut")
    assert packing in said[0]
    assert report.totals.lines > 0 or packing == "bzip2"
    prefix = b"".join(lines[: max(report.totals.lines - 1, 0)])
    analyzer = subject.Analyzer()
    analyzer.feed(prefix)
    assert 0 <= report.totals.bytes - analyzer.report().totals.bytes < 200_000
    check(subject.analyze, path).raises(subject.SourceError)
    path.write_bytes(PACKERS[packing](b"".join(lines[:9])) + b"\x00garbage")
    report = subject.analyze(path, keep_going=True, format="combined")
    assert report.totals.lines == 9


def test_packed_standard_input(subject: ModuleType) -> None:
    """Standard input may be packed too, and its format is found all the same."""
    done = subprocess.run(
        [sys.executable, "-m", subject.__name__, "-", "--output", "json"],
        env=environment(),
        input=gzip.compress(b"\n".join([line().rsplit(b' "', 2)[0]] * 500)),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["totals"]["parsed"] == 500
