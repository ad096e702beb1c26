"""Fuzzing led by coverage of the Python backend: what reaches a new branch is changed further.

    python -m challenges.days.day02_json_parser.proofs.guided [FOLDER...] [-runs=N] [-seed=S]

FOLDER has documents to begin with and takes new ones; the other arguments are libFuzzer's. The
first byte of a document says by which options it is read. Needs atheris.
"""

from __future__ import annotations

import gc
import importlib
import sys
from pathlib import Path
from types import FunctionType

from challenges.days.day02_json_parser.proofs.documents import DUMP_OPTIONS, LOAD_OPTIONS, Case
from challenges.days.day02_json_parser.proofs.judge import Judge
from challenges.days.day02_json_parser.proofs.present import present

CORPUS = Path(__file__).parent / "corpus"
_DISTINCT = [{}, *(options for options in LOAD_OPTIONS if options)]
_WRITING = [{}, *(options for options in DUMP_OPTIONS if options)]


def case_of(data: bytes) -> Case:
    """Returns the case that some bytes stand for: the first is about options, the others are it."""
    head, document = data[0] if data else 0, data[1:]
    load = _DISTINCT[head % len(_DISTINCT)]
    half = len(document) // 2
    cuts = (half,) if head & 0x80 else None
    return Case(document, load, _WRITING[head % len(_WRITING)], bool(head & 0x40), cuts)


def _is_judged(module: str) -> bool:
    _, _, rest = module.partition("day02_json_parser.")
    return bool(rest) and not rest.startswith("proofs")


def main(arguments: list[str]) -> None:
    """Fuzzes until libFuzzer ends the process; with status 77 when something is wrong."""
    atheris = importlib.import_module("atheris")

    # Not by instrumenting imports: this very module brings the package in.
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and _is_judged(function.__module__ or ""):
            atheris.instrument_func(function)
    judge = Judge(present())

    def test_one(data: bytes) -> None:
        if finding := judge.finding(case_of(data)):
            raise AssertionError(f"{finding} of {case_of(data)}")

    atheris.Setup([sys.argv[0], *arguments], test_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
