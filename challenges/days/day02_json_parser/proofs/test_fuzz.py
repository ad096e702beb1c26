"""The backends agree on random documents, and the fuzzer finds what does not agree."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from challenges.days.day02_json_parser import JSONDecodeError, backends, python_backend
from challenges.days.day02_json_parser.proofs import fuzz as fuzzing
from challenges.days.day02_json_parser.proofs.documents import Source
from challenges.days.day02_json_parser.proofs.fuzz import described, fuzz
from challenges.days.day02_json_parser.proofs.material import OWN
from challenges.days.day02_json_parser.proofs.minimise import minimised
from challenges.days.day02_json_parser.proofs.present import present

SEED = 8259


def test_backends_agree_on_some_documents(tmp_path: Path) -> None:
    """Value or error of some thousand documents is the same in all backends, however read."""
    report = fuzz(present(), SEED, 3_000, folder=tmp_path)
    assert report.count == 3_000, described(report)
    assert not report.found, described(report)
    assert len(report.told) >= 20, "too few kinds of errors came up"
    assert not list(tmp_path.iterdir())


@pytest.mark.nightly
def test_backends_agree_on_a_million_documents(tmp_path: Path) -> None:
    """The same of a million documents, of another seed than the short test's."""
    report = fuzz(present(), SEED + 1, 1_000_000, folder=tmp_path)
    assert not report.found, described(report)
    assert report.count == 1_000_000


def test_documents_of_a_seed_are_the_same() -> None:
    """The n-th document of a seed does not depend on what was made before it."""
    source = Source(OWN, 1)
    cases = [source.case(index) for index in range(200)]
    assert Source(OWN, 1).case(150) == cases[150]
    assert Source(OWN, 2).case(150) != cases[150]
    assert len({case.data for case in cases}) > 150


@pytest.mark.parametrize(
    "wrong",
    [
        lambda value: [*value, 1] if isinstance(value, list) else value,
        lambda value: float(value) if type(value) is int else value,
        lambda value: 0.0 if value == 0 and type(value) is float else value,
    ],
    ids=["one element more", "float for int", "no minus before 0.0"],
)
def test_wrong_backend_is_found(monkeypatch: pytest.MonkeyPatch, wrong: Any) -> None:
    """A backend with another value is found, with a small document that shows it."""

    def loads(data: Any, options: Any) -> Any:
        return wrong(python_backend.loads(data, options))

    _as_rust(monkeypatch, loads)
    report = fuzz(("python", "rust"), SEED, 30_000)
    assert report.found
    _, case, finding = report.found
    assert finding.backend == "rust"
    assert len(case.data) <= 8, case.data


@pytest.mark.parametrize("other", [None, KeyError("x"), SystemError("panic")], ids=repr)
def test_wrong_errors_are_found(monkeypatch: pytest.MonkeyPatch, other: Exception | None) -> None:
    """An error at another byte is found, and so is one that is not the library's."""

    def loads(data: Any, options: Any) -> Any:
        try:
            return python_backend.loads(data, options)
        except JSONDecodeError as error:
            place = error.doc, error.byte + 1, error.path
            raise other or JSONDecodeError(error.code, *place) from None

    _as_rust(monkeypatch, loads)
    report = fuzz(("python", "rust"), SEED, 1_000)
    assert report.found
    assert report.found[2][:2] == ("reading", "rust")


def test_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The command prints seed and count; what is wrong is saved with its document, and status 1."""
    arguments = ["--count", "600", "--save", str(tmp_path), "--backends", "python"]
    assert fuzzing.main([*arguments, "--seed", "7"]) == 0
    said = capsys.readouterr().out
    assert "seed 7" in said
    assert "600 documents" in said
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr(python_backend, "dumpb", lambda *_: b"[]")
    assert fuzzing.main([*arguments, "--seed", "7"]) == 1
    saved = sorted(path.suffix for path in tmp_path.iterdir())
    assert saved == [".json", ".txt"]


def test_document_is_made_smaller() -> None:
    """Of a document what does not matter is left out, down to the last byte."""
    assert minimised(b'{"a": [1, 2, 3], "b": "x"}', lambda data: b"2" in data) == b"2"
    assert minimised(b"aXbbbbYc", lambda data: b"X" in data and b"Y" in data) == b"XY"
    assert minimised(b"abc", lambda _: False) == b"abc"


def _as_rust(monkeypatch: pytest.MonkeyPatch, loads: Any) -> None:
    """Puts the Python backend with another `loads` in the place of the Rust one."""
    made = SimpleNamespace(**{**vars(python_backend), "loads": loads})
    monkeypatch.setitem(backends._installed, "rust", made)
