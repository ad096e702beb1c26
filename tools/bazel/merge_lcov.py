"""Joins LCOV tracefiles: Bazel's merger after a test and its report after all tests.

Bazel calls it with `--coverage_dir=FOLDER --output_file=FILE` after a test, and with
`--reports_file=LIST --output_file=FILE` for the combined report; other flags are its
Java tools' and mean nothing here.
"""

from __future__ import annotations

import argparse
import pathlib
import sys


def tracefiles(coverage_dir: str | None, reports_file: str | None) -> list[pathlib.Path]:
    """Returns the tracefiles to join, in a stable order."""
    if reports_file:
        listed = pathlib.Path(reports_file).read_text(encoding="utf-8").split()
        return [pathlib.Path(path) for path in listed]
    if coverage_dir:
        return sorted(pathlib.Path(coverage_dir).rglob("*.dat"))
    return []


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--coverage_dir")
    parser.add_argument("--reports_file")
    parser.add_argument("--output_file", required=True)
    options, _ = parser.parse_known_args(arguments)
    # Records of one source may follow each other: genhtml and coveralls add them up.
    found = tracefiles(options.coverage_dir, options.reports_file)
    records = [path.read_text(encoding="utf-8") for path in found if path.is_file()]
    pathlib.Path(options.output_file).write_text("".join(records), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
