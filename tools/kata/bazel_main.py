"""Main program of the units' Bazel targets.

    bazel_main.py test UNIT_DIR --subject solution|attempt|/absolute/path [--json-output FILE]
    bazel_main.py rejects UNIT_DIR
    bazel_main.py validate UNIT_DIR --root ROOT
    bazel_main.py validate_deep UNIT_DIR
    bazel_main.py catalogue --root ROOT [UNIT_TOML...]

It obeys Bazel's test protocol: JUnit XML goes to $XML_OUTPUT_FILE, $TESTBRIDGE_TEST_ONLY chooses
cases, temporary files go to $TEST_TMPDIR. It ends with 0 only if everything is as it should be.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.kata.judge.judge import Judge, fix_hash_seed, with_judge
from tools.kata.judge.request import Request
from tools.kata.judge.result import Result, dump
from tools.kata.judge.suite import JudgeError
from tools.kata.junit import TestCase, write_junit
from tools.kata.render import screen
from tools.kata.subject import SubjectImportError
from tools.kata.units import UnitError, find_units, load_unit, load_units


def main(arguments: Sequence[str]) -> int:
    """Runs one verb; returns the exit status."""
    options = _parser().parse_args(arguments)
    _obey_bazel()
    try:
        status: int = options.run(options)
    except UnitError as error:
        _print_problems([str(problem) for problem in error.problems])
        return 1
    except (JudgeError, SubjectImportError) as error:
        print(error, file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bazel_main.py", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    test = verbs.add_parser("test", help="judge one subject with the whole suite")
    test.add_argument("--subject", default="solution")
    test.add_argument("--json-output", type=Path, help="write the result, see judge/schema.md")
    test.set_defaults(run=_test)
    rejects = verbs.add_parser("rejects", help="template and mutants must be rejected")
    rejects.set_defaults(run=_rejects)
    validate = verbs.add_parser("validate", help="check everything an author writes")
    validate.add_argument("--root", type=Path, required=True)
    validate.set_defaults(run=_validate)
    deep = verbs.add_parser("validate_deep", help="check what takes many runs")
    deep.set_defaults(run=_validate_deep)
    for verb in (test, rejects, validate, deep):
        verb.add_argument("unit", type=Path, metavar="UNIT_DIR")
    catalogue = verbs.add_parser("catalogue", help="hold all units against the catalogue")
    catalogue.add_argument("--root", type=Path, required=True)
    catalogue.add_argument("unit_tomls", type=Path, nargs="*", metavar="UNIT_TOML")
    catalogue.set_defaults(run=_catalogue)
    return parser


def _obey_bazel() -> None:
    temporary = os.environ.get("TEST_TMPDIR")
    if temporary:
        os.environ["TMPDIR"] = tempfile.tempdir = temporary
        os.environ.setdefault("HOME", temporary)


def _test(options: argparse.Namespace) -> int:
    unit = load_unit(options.unit)
    results: list[Result] = []
    wanted = os.environ.get("TESTBRIDGE_TEST_ONLY", "")

    def work(judge: Judge) -> None:
        if not judge.empty:
            results.append(judge.judge(Request(options.subject)))

    with_judge(unit, work, wanted)
    if not results:
        print(f"{unit.slug}: no case matches {wanted!r}")
        return 0
    result = results[0]
    text = screen(result)
    print(text)
    if options.json_output:
        options.json_output.write_text(dump(result), encoding="utf-8")
    cases = [
        TestCase(
            f"{unit.slug}.{case.stage}",
            case.id,
            case.ms / 1000,
            text if case.id == result.case else "",
            case.outcome == "not_run",
        )
        for case in result.cases
    ]
    if not result.case and result.verdict != "AC":
        cases.append(TestCase(unit.slug, "the judge", failure=text))
    _write_xml(unit.slug, cases)
    return 0 if result.verdict == "AC" else 1


def _rejects(options: argparse.Namespace) -> int:
    from tools.kata.rejects import rejections

    unit = load_unit(options.unit)
    found = rejections(unit)
    for one in found:
        state = "wrong" if one.wrong else "as wanted"
        print(f"{state:<10} check {one.check:<3} {one.name}  {one.ms:.0f} ms")
    for one in found:
        if one.wrong:
            print(f"\n{one.wrong}")
    group = f"{unit.slug}.rejects.check_"
    cases = [TestCase(f"{group}{one.check}", one.name, one.ms / 1000, one.wrong) for one in found]
    _write_xml(unit.slug, cases)
    return int(any(one.wrong for one in found))


def _validate(options: argparse.Namespace) -> int:
    from tools.kata.validate import validate_unit

    return _report(options.unit.name, validate_unit(options.unit, options.root))


def _validate_deep(options: argparse.Namespace) -> int:
    from tools.kata.validate.deep import deep_outcomes
    from tools.kata.validate.outcomes import TITLES

    found = deep_outcomes(load_unit(options.unit))
    for outcome in found:
        print(f"{outcome.number:>2} {TITLES[outcome.number]} {outcome.note}".rstrip())
    return _report(options.unit.name, [one for outcome in found for one in outcome.problems])


def _catalogue(options: argparse.Namespace) -> int:
    from tools.kata.validate import validate_catalogue
    from tools.kata.validate.build_files import check_units_bzl

    problems = list(validate_catalogue(options.root, options.unit_tomls))
    folders = [file.parent for file in options.unit_tomls] or find_units(options.root)
    units = load_units(folders)
    return _report("catalogue", [*problems, *check_units_bzl(options.root, units)])


def _report(name: str, problems: Sequence[object]) -> int:
    texts = [str(problem) for problem in problems]
    _print_problems(texts)
    _write_xml(name, [TestCase("validate", text, failure=text) for text in texts])
    return int(bool(texts))


def _print_problems(texts: Sequence[str]) -> None:
    here = f"{Path.cwd()}{os.sep}"
    for text in texts:
        print(text.replace(here, ""))


def _write_xml(name: str, cases: Sequence[TestCase]) -> None:
    if file := os.environ.get("XML_OUTPUT_FILE"):
        write_junit(Path(file), name, cases)


if __name__ == "__main__":
    fix_hash_seed()
    sys.exit(main(sys.argv[1:]))
