"""The pytest runner keeps Bazel's test protocol; each test runs it as Bazel does."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

RUNNER = pathlib.Path(__file__).resolve().parents[1] / "pytest_runner.py"

TESTS = """\
import pytest

@pytest.mark.parametrize("number", range(12))
def test_even_and_odd(number):
    assert number % 2 in (0, 1)

def test_other():
    pass
"""


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p no:cacheprovider\n")
    (tmp_path / "test_sample.py").write_text(TESTS)
    return tmp_path


def run(folder: pathlib.Path, **environment: str) -> tuple[int, list[str]]:
    """Runs it in `folder`; returns the exit status and the names in its XML."""
    xml = folder / "test.xml"
    finished = subprocess.run(
        [sys.executable, str(RUNNER), "test_sample.py"],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(sys.path),
            "XML_OUTPUT_FILE": str(xml),
            "TEST_TMPDIR": str(folder),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    cases = [str(case.get("name")) for case in ET.parse(xml).iter("testcase")]
    return finished.returncode, cases


def test_every_test_is_in_the_xml(folder: pathlib.Path) -> None:
    """Without filter or shards all thirteen run."""
    status, cases = run(folder)
    assert status == 0
    assert len(cases) == 13


def test_a_failing_test_fails_the_target(folder: pathlib.Path) -> None:
    """The exit status is pytest's."""
    (folder / "test_sample.py").write_text("def test_wrong():\n    assert 1 == 2\n")
    assert run(folder)[0] == 1


def test_the_filter_selects(folder: pathlib.Path) -> None:
    """--test_filter reaches pytest as -k."""
    assert run(folder, TESTBRIDGE_TEST_ONLY="other") == (0, ["test_other"])


def test_shards_are_disjoint_and_whole(folder: pathlib.Path) -> None:
    """Four shards run each test once, and each says that it knows of shards."""
    ran: list[str] = []
    for index in range(4):
        told = folder / f"shard-{index}"
        status, cases = run(
            folder,
            TEST_TOTAL_SHARDS="4",
            TEST_SHARD_INDEX=str(index),
            TEST_SHARD_STATUS_FILE=str(told),
        )
        assert status == 0
        assert told.exists()
        ran += cases
    assert sorted(ran) == sorted(run(folder)[1])
    assert len(ran) == 13


def test_no_tests_is_an_error(folder: pathlib.Path) -> None:
    """A file without tests is not a pass, unless a filter left none."""
    (folder / "test_sample.py").write_text("")
    assert run(folder)[0] == 5
    assert run(folder, TESTBRIDGE_TEST_ONLY="nothing")[0] == 0


def test_coverage_is_written_as_lcov(folder: pathlib.Path) -> None:
    """With COVERAGE_DIR set, lines of the instrumented files are counted."""
    (folder / "manifest").write_text("test_sample.py\n")
    (folder / "coverage").mkdir()
    run(folder, COVERAGE_DIR=str(folder / "coverage"), COVERAGE_MANIFEST=str(folder / "manifest"))
    record = (folder / "coverage" / "python.dat").read_text()
    assert "SF:test_sample.py" in record
    assert "DA:5,1" in record
