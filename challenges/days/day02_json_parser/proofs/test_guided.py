"""Fuzzing led by coverage: its corpus is judged everywhere, it is gone on from where atheris is."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from challenges.days.day02_json_parser.proofs import guided
from challenges.days.day02_json_parser.proofs.documents import DUMP_OPTIONS, LOAD_OPTIONS
from challenges.days.day02_json_parser.proofs.judge import Judge
from challenges.days.day02_json_parser.proofs.present import present

RUNS = 100_000


def test_corpus() -> None:
    """The backends agree on each document of the corpus, which is small and tells errors apart."""
    judge = Judge(present())
    files = sorted(guided.CORPUS.iterdir())
    assert 24 <= len(files) <= 80
    for file in files:
        data = file.read_bytes()
        assert len(data) <= 32
        finding = judge.finding(guided.case_of(data))
        assert not finding, f"{file.name}: {finding}"
    assert len(judge.told) >= 16, judge.told


def test_first_byte_is_about_options() -> None:
    """Some byte asks for each set of options, for pieces and none, for text and bytes."""
    cases = [guided.case_of(bytes([head]) + b"[1,2]") for head in range(256)]
    assert all(any(case.load == options for case in cases) for options in LOAD_OPTIONS)
    assert all(any(case.dump == options for case in cases) for options in DUMP_OPTIONS)
    assert {case.cuts for case in cases} == {None, (2,)}
    assert {case.text for case in cases} == {True, False}
    assert {case.data for case in cases} == {b"[1,2]"}
    assert guided.case_of(b"").data == b""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Fuzzes in a process of its own; what is found there is written into a folder."""
    if not importlib.util.find_spec("atheris"):
        pytest.skip("atheris is not here: it has wheels for Linux on x86-64 only")
    command = [
        sys.executable,
        "-S",
        "-m",
        guided.__name__,
        *arguments,
        f"-artifact_prefix={folder}/",
    ]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, errors="replace", check=False
    )


@pytest.mark.nightly
def test_guided_fuzzing(tmp_path: Path) -> None:
    """From the corpus on, nothing that is wrong is found in many thousand documents."""
    new = tmp_path / "new"
    new.mkdir()
    options = (f"-runs={RUNS}", "-seed=8259", "-max_len=64")
    done = run(tmp_path, str(new), str(guided.CORPUS), *options)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert f"Done {RUNS} runs" in done.stderr
    assert any(new.iterdir()), "no new branch was reached"


@pytest.mark.nightly
def test_corpus_is_led_by_coverage(tmp_path: Path) -> None:
    """The corpus reaches far more than one document does: the package is instrumented."""
    one = tmp_path / "one"
    one.mkdir()
    (one / "array").write_bytes(b"\0[1]")

    def reached(folder: Path) -> int:
        done = run(tmp_path, str(folder), "-runs=0")
        words = done.stderr.split()
        return int(words[len(words) - words[::-1].index("cov:")])

    assert reached(guided.CORPUS) > 2 * reached(one) > 0
