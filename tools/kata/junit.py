"""Writes JUnit XML, which Bazel and CI services read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, slots=True)
class TestCase:
    """One test case; `failure` is empty when it passed, `skipped` when it was not run."""

    group: str
    name: str
    seconds: float = 0.0
    failure: str = ""
    skipped: bool = False


def write_junit(file: Path, suite: str, cases: Sequence[TestCase]) -> None:
    """Writes the file anew, or leaves the old one when that fails."""
    failures = sum(bool(case.failure) for case in cases)
    skipped = sum(case.skipped for case in cases)
    seconds = sum(case.seconds for case in cases)
    totals = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<testsuites>"]
    lines.append(f'<testsuite name={quoteattr(suite)} {totals} time="{seconds:.3f}">')
    lines += [_case(case) for case in cases]
    lines += ["</testsuite>", "</testsuites>", ""]
    descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write("\n".join(lines))
        stream.flush()
        os.fsync(stream.fileno())
    Path(temporary).replace(file)


def _case(case: TestCase) -> str:
    head = f"classname={quoteattr(_allowed(case.group))} name={quoteattr(_allowed(case.name))}"
    head = f'<testcase {head} time="{case.seconds:.3f}"'
    if case.skipped:
        return f"{head}><skipped/></testcase>"
    if not case.failure:
        return f"{head}/>"
    text = _allowed(case.failure)
    first = quoteattr(text.partition("\n")[0])
    return f"{head}><failure message={first}>{escape(text)}</failure></testcase>"


def _allowed(text: str) -> str:
    """Replaces the control characters and half pairs that XML 1.0 cannot hold."""
    return "".join(
        c if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe") else "�"
        for c in text
    )
