"""The record of the proof: what counts as a false fail, what as caught."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from benchmarks.growth_judge.judgement import Judgement
from benchmarks.growth_judge.main import is_good, make_record
from benchmarks.growth_judge.subjects import REFERENCE

OPTIONS = argparse.Namespace(busy=4)


def judged(subject: str, verdict: str, wall_s: float = 1.0) -> Judgement:
    return Judgement("twice", subject, verdict, 0.0, None, 3, wall_s, wall_s / 2, "")


@pytest.mark.parametrize(
    ("found", "good"),
    [
        ([judged(REFERENCE, "pass"), judged("worse", "fail")], True),
        ([judged(REFERENCE, "pass"), judged("worse", "TLE")], True),
        ([judged(REFERENCE, "fail"), judged("worse", "fail")], False),
        ([judged(REFERENCE, "JE"), judged("worse", "fail")], False),
        ([judged(REFERENCE, "pass"), judged("worse", "pass")], False),
        ([judged("worse", "fail")] * 99 + [judged("worse", "pass")], True),
        ([judged("worse", "fail")] * 98 + [judged("worse", "pass")] * 2, False),
    ],
)
def test_every_reference_must_pass_and_99_percent_of_the_worse_must_not(
    found: list[Judgement], good: bool
) -> None:
    """Whatever is not a pass is a false fail of a reference, and catches a worse version."""
    assert is_good(make_record(found, OPTIONS, Path(), [])) is good


def test_the_record_has_counts_medians_and_the_command() -> None:
    """References and worse versions are counted apart."""
    found = [judged(REFERENCE, "pass", wall) for wall in (1.0, 2.0, 9.0)]
    record = make_record([*found, judged("worse", "fail", 4.0)], OPTIONS, Path(), ["--busy", "4"])
    assert (record["references"], record["false_fails"]) == (3, 0)
    assert (record["worse"], record["caught"]) == (1, 1)
    assert record["median_wall_s"] == {"references": 2.0, "worse": 4.0}
    assert record["median_cpu_s"] == {"references": 1.0, "worse": 2.0}
    assert record["command"] == "bazel run //benchmarks:growth_judge -- --busy 4"
    assert len(record["judgements"]) == 4
