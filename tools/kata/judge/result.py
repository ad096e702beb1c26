"""The result of a judged run, as schema.md describes it for everything that reads it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

VERSION = 1

EXIT_CODES = {
    "AC": 0,
    "WA": 1,
    "RTE": 1,
    "TODO": 1,
    "TLE": 3,
    "MLE": 3,
    "OLE": 3,
    "IE": 4,
    "JE": 5,
}


@dataclass(frozen=True, slots=True)
class Where:
    """A line of the subject; `file` is relative to the folder that holds the subject."""

    file: str
    line: int
    function: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a case did not pass; a text that does not apply is empty.

    Attributes:
        call: The call as Python that can be pasted.
        expected: What had to come back.
        got: What came back.
        why: One line by the author of the test: why it matters.
        message: The exception, or what the judge has to say.
        where: The innermost line of the subject that took part.
        output: The last lines that the case printed.
        kept: What has become of the counter-example that was found.
    """

    call: str = ""
    expected: str = ""
    got: str = ""
    why: str = ""
    message: str = ""
    where: Where | None = None
    output: str = ""
    kept: str = ""

    def as_json(self) -> dict[str, object]:
        """Returns the fields as the result's schema has them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Case:
    """One case of the suite: `outcome` is passed, failed or not_run."""

    id: str
    stage: str
    outcome: str
    ms: float


@dataclass(frozen=True, slots=True)
class StageRef:
    """The stage of the first case that does not pass, or the last stage."""

    id: str
    index: int
    title: str


@dataclass(frozen=True, slots=True)
class Result:
    """What schema.md describes, field by field."""

    unit: str
    uuid: str
    subject: str
    verdict: str
    stage: StageRef
    stages: int
    scope: str | None
    case: str
    passed: int
    total: int
    cases: tuple[Case, ...]
    failure: Failure | None
    ms: float
    cpu_ms: float
    peak_kb: int
    output_bytes: int
    seed: int | None
    subject_sha: str
    tests_sha: str

    @property
    def exit_code(self) -> int:
        """What a command that judged ends with."""
        return EXIT_CODES[self.verdict]

    @property
    def solved(self) -> bool:
        """Whether the whole suite passed."""
        return self.verdict == "AC" and self.scope is None

    def as_json(self) -> dict[str, object]:
        """Returns the result with its version, ready for `json.dumps`."""
        return {"v": VERSION, **asdict(self)}


def joined(first: Result, second: Result) -> Result:
    """Makes one result of those of a suite's two parts, judged at the same time.

    What the first has to blame comes first. Processor time and output add up; the wall time and
    the memory are those of the part that took more.
    """
    ran = {case.id: case for case in second.cases if case.outcome != "not_run"}
    cases = tuple(ran.get(case.id, case) for case in first.cases)
    return replace(
        first if first.verdict != "AC" else second,
        cases=cases,
        passed=sum(case.outcome == "passed" for case in cases),
        ms=max(first.ms, second.ms),
        cpu_ms=round(first.cpu_ms + second.cpu_ms, 1),
        peak_kb=max(first.peak_kb, second.peak_kb),
        output_bytes=first.output_bytes + second.output_bytes,
    )


def dump(result: Result) -> str:
    """Returns a result as one line of JSON."""
    return json.dumps(result.as_json(), ensure_ascii=False)


def parse(text: str | bytes) -> Result:
    """Reads what `dump` wrote.

    Raises:
        ValueError: It is not a result of this version.
    """
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError(f"{text[:60]!r} is not a result")
    return parse_fields(data)


def parse_fields(data: dict[str, Any]) -> Result:
    """Makes a result of its JSON fields.

    Raises:
        ValueError: They are not of this version.
    """
    fields = dict(data)
    if (version := fields.pop("v", None)) != VERSION:
        raise ValueError(f"the result has version {version!r}; known is {VERSION}")
    failure = fields.pop("failure")
    if failure is not None:
        where = failure["where"]
        failure = Failure(**{**failure, "where": Where(**where) if where else None})
    stage = StageRef(**fields.pop("stage"))
    cases = tuple(Case(**case) for case in fields.pop("cases"))
    return Result(**fields, stage=stage, cases=cases, failure=failure)
