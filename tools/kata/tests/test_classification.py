"""From exception to verdict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from challenges.shared.testing import CostExceeded, check
from tools.kata.judge.failure import explain
from tools.kata.subject import SubjectImportError, load_subject

SUBJECT = """\
def asserts(value):
    assert value < 0

def raises(error):
    raise error

def calls(function):
    return function()

def counts(calls=[]):
    calls.append(1)
    return len(calls)
"""


@pytest.fixture
def subject_file(tmp_path: Path) -> Path:
    file = tmp_path / "attempt.py"
    file.write_text(SUBJECT, encoding="utf-8")
    return file


def verdict(run: Callable[[], object], file: Path) -> str:
    """Returns the verdict of what a call raises."""
    try:
        run()
    except BaseException as error:
        return explain(error, file)[0]
    raise AssertionError("nothing was raised")


def asserts_false() -> None:
    raise AssertionError("in the tests")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ValueError("x"), "RTE"),
        (NotImplementedError(), "TODO"),
        (MemoryError(), "MLE"),
        (RecursionError(), "RTE"),
        (AssertionError(), "RTE"),
        (SystemExit(0), "RTE"),
        (KeyboardInterrupt(), "RTE"),
        (LookupError(), "RTE"),
        (CostExceeded(call="f()", expected="1", got="2"), "TLE"),
        (CostExceeded(call="f()", expected="1", got="2", verdict="MLE"), "MLE"),
        (ExceptionGroup("several", [NotImplementedError(), ValueError()]), "TODO"),
    ],
    ids=repr,
)
def test_exception_of_the_attempt(subject_file: Path, error: BaseException, expected: str) -> None:
    """What the attempt raises tells what is wrong with it."""
    subject = load_subject(subject_file.parent, str(subject_file))
    assert verdict(lambda: subject.raises(error), subject_file) == expected


def test_assertion_of_the_attempt_is_no_wrong_answer(subject_file: Path) -> None:
    """Its own assert is an error in it; an assert of the tests is a wrong answer."""
    subject = load_subject(subject_file.parent, str(subject_file))
    assert verdict(lambda: subject.asserts(1), subject_file) == "RTE"
    assert verdict(lambda: subject.calls(asserts_false), subject_file) == "WA"
    assert verdict(lambda: check(subject.counts).returns(0), subject_file) == "WA"


def test_missing_exception_is_a_wrong_answer(subject_file: Path) -> None:
    """pytest.raises that sees nothing raised says no."""
    subject = load_subject(subject_file.parent, str(subject_file))

    def run() -> None:
        with pytest.raises(ValueError, match="x"):
            subject.calls(int)

    assert verdict(run, subject_file) == "WA"


def test_fickle_attempt_is_wrong_and_not_the_judges_fault(subject_file: Path) -> None:
    """An attempt that answers differently each time makes hypothesis complain, rightly."""
    subject = load_subject(subject_file.parent, str(subject_file))

    @settings(max_examples=5)
    @given(st.integers())
    def run(_value: int) -> None:
        check(subject.counts).returns(1)

    assert verdict(run, subject_file) == "WA"


def test_unhealthy_tests_are_the_judges_fault(subject_file: Path) -> None:
    """Health checks, skips and missing fixtures are about the tests."""

    @settings(suppress_health_check=list(HealthCheck))
    @given(st.integers().filter(lambda value: value != value))
    def run(_value: int) -> None:
        return

    with pytest.raises(Unsatisfiable):
        run()
    assert verdict(run, subject_file) == "JE"
    assert verdict(lambda: pytest.skip("no"), subject_file) == "JE"


def test_generated_example_is_shown_without_the_subject(subject_file: Path) -> None:
    """Where no call is known, the arguments that hypothesis found are."""
    loaded = load_subject(subject_file.parent, str(subject_file))

    @given(subject=st.just(loaded), value=st.integers(5, 9))
    def run(subject: object, value: int) -> None:
        assert value < 7

    try:
        run()
    except AssertionError as error:
        failure = explain(error, subject_file)[1]
    assert "value=7" in failure.message
    assert "subject=" not in failure.message


def test_text_of_an_exception_may_fail_or_be_long(subject_file: Path) -> None:
    """Whatever an exception's text does, the failure can be shown."""

    class Odd(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no text")

    for error, said in ((Odd(), "whose text raises"), (ValueError("x" * 10**6), "1,000,000")):
        message = explain(error, subject_file)[1].message
        assert said in message
        assert len(message) < 5000


def test_syntax_error_shows_line_and_caret(tmp_path: Path) -> None:
    """As Python shows it, relative to the attempt."""
    file = tmp_path / "attempt.py"
    file.write_text("def double(value):\n    return (value * 2\n", encoding="utf-8")
    with pytest.raises(SubjectImportError) as caught:
        load_subject(tmp_path, str(file))
    verdict, failure = explain(caught.value, file)
    assert verdict == "IE"
    assert failure.message == "SyntaxError: '(' was never closed\n  return (value * 2\n         ^"
    assert failure.where is not None
    assert (failure.where.file, failure.where.line) == ("attempt.py", 2)
