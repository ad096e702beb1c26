"""Answers are compared before anything is timed: a fast wrong answer is no result."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.harness.errors import DisagreementError

Answer = Mapping[str, Any]
MOST_DIFFERENCES = 10


@dataclass(frozen=True, slots=True)
class Given:
    """What an engine answered, and to which questions its answer is meant."""

    engine: str
    questions: Sequence[str]
    answer: Answer


def compare(scenario: str, answers: Sequence[Given]) -> None:
    """Compares all answers with the first one, each in the questions that both answer.

    Raises:
        DisagreementError: Two differ, or a question was not answered. The text has the differences.
    """
    for given in answers:
        unanswered = [name for name in given.questions if name not in given.answer]
        if unanswered:
            raise DisagreementError(f"{scenario}: {given.engine} left out {', '.join(unanswered)}")
    for given in answers[1:]:
        first = answers[0]
        differences: list[str] = []
        for question in given.questions:
            if question in first.questions:
                mine, theirs = first.answer[question], given.answer[question]
                differences += _differences(question, mine, theirs)
        if differences:
            shown = "\n  ".join(differences[:MOST_DIFFERENCES])
            more = len(differences) - MOST_DIFFERENCES
            raise DisagreementError(
                f"{scenario}: {first.engine} and {given.engine} answer differently"
                f" (left: {first.engine}); nothing was timed\n  {shown}"
                + (f"\n  and {more} more" if more > 0 else "")
            )


def digest(answer: Answer) -> str:
    """Returns the SHA-256 of an answer, whatever the order of its keys."""
    text = json.dumps(answer, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _differences(place: str, one: object, other: object) -> list[str]:
    """Returns the places at which two JSON values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [
            line
            for key in sorted(one.keys() | other.keys(), key=str)
            for line in _differences(f"{place}.{key}", one.get(key), other.get(key))
        ]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            line
            for number, pair in enumerate(zip(one, other, strict=True))
            for line in _differences(f"{place}[{number}]", *pair)
        ]
    return [] if one == other else [f"{place}: {_short(one)} != {_short(other)}"]


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:100]}... ({len(text)} characters)"
