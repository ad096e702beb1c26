"""Turns an exception of a case into a verdict and into what the learner is shown."""

from __future__ import annotations

import linecache
import os
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import pytest
from hypothesis.errors import HypothesisException

from tools.kata.judge.result import Failure, Where
from tools.kata.subject import SubjectImportError
from tools.kata.units import VERDICTS

MAX_TEXT = 4000

_ASSERTIONS = (AssertionError, pytest.fail.Exception)


def explain(error: BaseException, subject: Path) -> tuple[str, Failure]:
    """Judges an exception that ended a case.

    Args:
        error: The exception.
        subject: File or package folder of the subject.

    Returns:
        The verdict and what to show.
    """
    error = _first_of_group(error)
    if isinstance(error, SubjectImportError):
        return "IE", _import_failure(error, subject)
    where = innermost(error.__traceback__, subject)
    verdict = _verdict(error, where_is_last(error.__traceback__, subject))
    call = _text(getattr(error, "call", "")) or _text(getattr(error, "kata_call", ""))
    failure = Failure(call=call, why=_text(getattr(error, "why", "")), where=where)
    expected, got = getattr(error, "expected", None), getattr(error, "got", None)
    if isinstance(expected, str) and isinstance(got, str):
        difference = _text(getattr(error, "difference", ""))
        got = f"{got}\n{difference}" if difference else got
        return verdict, replace(failure, expected=_cut(expected), got=_cut(got))
    example = "" if call else _example(error)
    return verdict, replace(failure, message=_message(error) + example)


def _verdict(error: BaseException, raised_by_subject: bool) -> str:
    own = getattr(error, "verdict", None)
    if isinstance(own, str) and own in VERDICTS:
        return own
    if isinstance(error, NotImplementedError):
        return "TODO"
    if isinstance(error, _ASSERTIONS):
        return "RTE" if raised_by_subject else "WA"
    if isinstance(error, MemoryError):
        return "MLE"
    # A health check, a fixture that is not there, a skip: the tests are at fault.
    if isinstance(error, HypothesisException | pytest.skip.Exception | pytest.FixtureLookupError):
        return "JE"
    return "RTE"


def _first_of_group(error: BaseException) -> BaseException:
    """Returns the first exception of a group: also of hypothesis' answer to a fickle subject."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _import_failure(error: SubjectImportError, subject: Path) -> Failure:
    cause = error.__cause__
    if cause is None:
        return Failure(message=_text(error))
    if isinstance(cause, SyntaxError) and cause.filename and is_inside(cause.filename, subject):
        where = Where(relative(cause.filename, subject), cause.lineno or 0, "<module>")
        return Failure(message=_syntax_message(cause), where=where)
    return Failure(message=_message(cause), where=innermost(cause.__traceback__, subject))


def _syntax_message(error: SyntaxError) -> str:
    message = f"{type(error).__name__}: {error.msg}"
    if error.text:
        code = error.text.rstrip("\n")
        text = code.lstrip()
        caret = max((error.offset or 1) - 1 - (len(code) - len(text)), 0)
        message += f"\n  {text}\n  {' ' * caret}^"
    return message


def _message(error: BaseException) -> str:
    text = _text(error)
    if isinstance(error, AssertionError):
        message = text or _assertion_line(error) or "an assertion does not hold"
    else:
        message = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return message


def _example(error: BaseException) -> str:
    """Returns the arguments that hypothesis found, without the subject, which is no news."""
    for note in map(_text, getattr(error, "__notes__", [])):
        if "test case" in note:
            lines = [line for line in note.splitlines() if "subject=<module" not in line]
            return "\n" + "\n".join(lines)
    return ""


def _assertion_line(error: BaseException) -> str:
    """Returns the source line of an assertion without a message."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno).strip()


def innermost(trace: TracebackType | None, subject: Path) -> Where | None:
    """Returns the last line of the subject in a traceback."""
    found: Where | None = None
    while trace is not None:
        code = trace.tb_frame.f_code
        if is_inside(code.co_filename, subject):
            found = Where(relative(code.co_filename, subject), trace.tb_lineno, code.co_name)
        trace = trace.tb_next
    return found


def where_is_last(trace: TracebackType | None, subject: Path) -> bool:
    """Whether an exception was raised in the subject's own code, not further in."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and is_inside(trace.tb_frame.f_code.co_filename, subject)


def is_inside(file: str, subject: Path) -> bool:
    """Whether a code's file belongs to the subject."""
    path = str(subject)
    if not file.startswith(path + os.sep):
        return file == path
    # A day's solution is the unit's folder, in which the tests lie, too.
    return not file.startswith(os.path.join(path, "tests", ""))  # noqa: PTH118 (a text is wanted)


def relative(file: str, subject: Path) -> str:
    """Returns a file of the subject as a learner calls it: attempt.py, attempt/cache.py."""
    return os.path.relpath(file, subject.parent)


def _text(value: object) -> str:
    try:
        return _cut(str(value)).strip("\n")
    except BaseException as error:
        return f"<a {type(value).__name__} whose text raises {type(error).__name__}>"


def _cut(text: str) -> str:
    if len(text) <= MAX_TEXT:
        return text
    return f"{text[:MAX_TEXT]}… <{len(text):,} characters>"
