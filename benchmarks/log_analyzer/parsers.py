"""What engines print, as answers: keys are the questions of `scenarios.toml`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Answer = dict[str, Any]


def parse_json(output: bytes) -> Answer:
    """Reads an answer that is JSON already."""
    answer = json.loads(output)
    if not isinstance(answer, dict):
        raise ValueError(f"{output[:80]!r} is no JSON object")
    return answer


def parse_wc(output: bytes) -> Answer:
    """Reads what `wc -l FILE` prints."""
    return {"lines": int(output.split()[0])}


def parse_tabs(output: bytes) -> Answer:
    """Reads facts, one a line: a question, then values, separated by tabs.

    One value is a number; a key and a number make an entry of a dictionary; a top list and the
    hours have a line for each row.
    """
    answer: Answer = {}
    for line in output.decode().splitlines():
        question, *values = line.split("\t")
        if question == "hours":
            answer.setdefault(question, []).append([int(value) for value in values])
        elif question.startswith("top_"):
            row = [values[0], *(int(value) for value in values[1:])]
            answer.setdefault(question, []).append(row)
        elif len(values) == 2:
            answer.setdefault(question, {})[values[0]] = int(values[1])
        else:
            answer[question] = int(values[0])
    if "hours" in answer:
        answer["hours"].sort()
    return answer


def parse_goaccess(output: bytes) -> Answer:
    """Reads GoAccess's JSON report, which is not valid UTF-8 on dirty logs."""
    report = json.loads(output.decode(errors="replace"), strict=False)
    general = report["general"]
    return {
        "lines": general["total_requests"],
        "parsed": general["valid_requests"],
        "bytes": general["bandwidth"],
        "visitors": general["unique_visitors"],
        "status": {
            status["data"].split()[0]: status["hits"]["count"]
            for group in report["status_codes"]["data"]
            for status in group["items"]
        },
    }


def parse_lnav(output: bytes) -> Answer:
    """Reads the rows of the status query."""
    rows = json.loads(output)
    return {"status": {str(row["status"]): row["requests"] for row in rows}}


PARSERS: dict[str, Callable[[bytes], Answer]] = {
    "json": parse_json,
    "wc": parse_wc,
    "tabs": parse_tabs,
    "goaccess": parse_goaccess,
    "lnav": parse_lnav,
}
