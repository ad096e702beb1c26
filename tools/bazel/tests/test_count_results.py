"""Results are counted from what the targets wrote, and nothing passes by silence."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest

from tools.bazel.count_results import main

XML = """\
<testsuites><testsuite>
  <testcase name="a"/>
  <testcase name="b"><failure/></testcase>
  <testcase name="c"><skipped/></testcase>
</testsuite></testsuites>
"""


def result(label: str, status: str, xml: pathlib.Path | None = None) -> dict[str, Any]:
    outputs = [{"name": "test.xml", "uri": xml.as_uri()}] if xml else []
    return {
        "id": {"testResult": {"label": label}},
        "testResult": {"status": status, "testActionOutput": outputs},
    }


def skipped(label: str) -> dict[str, Any]:
    return {"id": {"targetCompleted": {"label": label}}, "aborted": {"reason": "SKIPPED"}}


def run(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str], events: list[dict[str, Any]]
) -> tuple[int, str]:
    log = tmp_path / "events.json"
    log.write_text("\n".join(map(json.dumps, events)), encoding="utf-8")
    status = main([str(log)])
    return status, capsys.readouterr().out.splitlines()[-1]


def test_cases_and_left_out_targets_are_counted(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cases come from the XML; a target without XML is one case; an incompatible one is skipped."""
    xml = tmp_path / "test.xml"
    xml.write_text(XML)
    events = [result("//a:t", "FAILED", xml), result("//b:t", "PASSED"), skipped("//c:t")]
    assert run(tmp_path, capsys, events) == (1, "2 passed, 1 failed, 2 skipped")


def test_a_target_that_timed_out_is_a_failure(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even when it wrote no XML."""
    events = [result("//a:t", "PASSED"), result("//b:t", "TIMEOUT")]
    assert run(tmp_path, capsys, events) == (1, "1 passed, 1 failed, 0 skipped")


def test_all_passed(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Then, and only then, the status is 0."""
    assert run(tmp_path, capsys, [result("//a:t", "PASSED")]) == (
        0,
        "1 passed, 0 failed, 0 skipped",
    )


def test_nothing_ran_is_a_failure(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A log without a passed case is not a pass."""
    assert run(tmp_path, capsys, [skipped("//a:t")]) == (1, "0 passed, 0 failed, 1 skipped")
