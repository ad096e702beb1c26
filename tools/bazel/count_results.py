"""Counts test cases from Bazel's event log: python3 -m tools.bazel.count_results EVENTS.

Cases come from the test.xml that each target wrote; a target that wrote none counts as
one case, a target that Bazel left out as incompatible as one skipped.  The last line is
`N passed, N failed, N skipped`.  Exits with 1 when a case failed, when a target did not
run to its end, or when nothing ran.
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib
import sys
import urllib.parse
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any

Counts = collections.Counter[str]


def _xml_path(result: dict[str, Any]) -> pathlib.Path | None:
    for output in result.get("testActionOutput", ()):
        if output["name"] == "test.xml" and output.get("uri", "").startswith("file://"):
            path = urllib.parse.unquote(urllib.parse.urlparse(output["uri"]).path)
            return pathlib.Path(path)
    return None


def _count_cases(xml: pathlib.Path) -> Counts:
    counts: Counts = collections.Counter()
    for case in ET.parse(xml).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            counts["failed"] += 1
        elif case.find("skipped") is not None:
            counts["skipped"] += 1
        else:
            counts["passed"] += 1
    return counts


def count(events: Sequence[dict[str, Any]]) -> tuple[Counts, list[str], list[str]]:
    """Returns the counted cases, the targets that failed and the targets left out."""
    counts: Counts = collections.Counter()
    failed, left_out = [], []
    for event in events:
        identity = event["id"]
        if "testResult" in identity:
            result = event["testResult"]
            xml = _xml_path(result)
            cases = _count_cases(xml) if xml and xml.is_file() else collections.Counter()
            if result["status"] != "PASSED":
                failed.append(f"{identity['testResult']['label']} ({result['status']})")
                cases["failed"] = max(cases["failed"], 1)
            elif not cases:
                cases["passed"] = 1
            counts += cases
        elif event.get("aborted", {}).get("reason") == "SKIPPED" and "targetCompleted" in identity:
            left_out.append(identity["targetCompleted"]["label"])
    return counts, failed, left_out


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", type=pathlib.Path, help="what --build_event_json_file wrote")
    options = parser.parse_args(arguments)
    lines = options.events.read_text(encoding="utf-8").splitlines()
    counts, failed, left_out = count([json.loads(line) for line in lines])
    for label in left_out:
        print(f"left out, as this machine lacks a tool: {label}")
    for label in failed:
        print(f"failed: {label}")
    skipped = counts["skipped"] + len(left_out)
    print(f"{counts['passed']} passed, {counts['failed']} failed, {skipped} skipped")
    return 1 if failed or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
