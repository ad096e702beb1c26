"""Results of any kind, with texts of any length."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tools.kata.judge.result import EXIT_CODES, Case, Failure, Result, StageRef, Where

PASS = Result(
    unit="twice",
    uuid="",
    subject="attempt",
    verdict="AC",
    stage=StageRef("any_input", 2, "Any input"),
    stages=2,
    scope=None,
    case="",
    passed=3,
    total=3,
    cases=(),
    failure=None,
    ms=1.0,
    cpu_ms=1.0,
    peak_kb=1,
    output_bytes=0,
    seed=None,
    subject_sha="",
    tests_sha="",
)

TEXT = st.text(max_size=30) | st.text(min_size=200, max_size=3000) | st.just("a\nb\n" * 40)


@st.composite
def results(draw: st.DrawFn) -> Result:
    verdict = draw(st.sampled_from(sorted(EXIT_CODES)))
    names = ("call", "expected", "got", "why", "message", "output", "kept")
    texts = {name: draw(TEXT) for name in names}
    where = draw(st.none() | st.builds(Where, TEXT, st.integers(0), TEXT))
    return replace(
        PASS,
        unit=draw(st.from_regex(r"[a-z][a-z_]{0,30}", fullmatch=True)),
        verdict=verdict,
        stage=StageRef("s", 1, draw(TEXT)),
        stages=3,
        scope=draw(st.none() | st.just("s")),
        case="" if verdict == "AC" else f"test_s.py::test_x[{draw(TEXT)}]",
        passed=draw(st.integers(0, 10**6)),
        total=draw(st.integers(0, 10**6)),
        cases=(Case("c", "s", "passed", 0.5),),
        failure=None if verdict == "AC" else Failure(where=where, **texts),
    )
