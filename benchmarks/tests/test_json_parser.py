"""The benchmark of JSON packages: what it measures with, and whom it believes."""

from __future__ import annotations

import json

import pytest

from benchmarks.harness.errors import BenchmarkError
from benchmarks.json_parser.documents import generated_documents
from benchmarks.json_parser.engines import Engine, engines
from benchmarks.json_parser.main import can_do
from benchmarks.json_parser.measure import measure


def test_documents_are_the_same_at_every_call() -> None:
    """Generated documents do not depend on when they are made, and are JSON."""
    made = generated_documents()
    assert made == generated_documents()
    assert all(json.loads(data) is not None for data in made.values())


def test_python_is_always_there() -> None:
    """The Python backend and the standard library take part everywhere; the absent are named."""
    found, missing = engines()
    names = {engine.name for engine in found}
    assert {"python", "stdlib C", "stdlib pure"} <= names
    assert not names & set(missing)


def test_engines_of_ours_can_do_all() -> None:
    """Each backend that is here reads and writes every generated document exactly."""
    for name, data in generated_documents().items():
        for engine in engines()[0]:
            if engine.is_ours:
                assert can_do(name, engine, data, json.loads(data))


def test_engine_with_another_value_is_refused() -> None:
    """An engine that reads or writes something else is an error before anything is timed."""
    for liar in (
        Engine("reads", lambda _: [1.0], lambda _: b"[1]"),
        Engine("writes", lambda _: [1], lambda _: b"[2]"),
    ):
        with pytest.raises(BenchmarkError, match=liar.name):
            can_do("one", liar, b"[1]", [1])


def test_engine_that_cannot_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """An engine that raises is left out for that document, and said to be."""

    def fail(_: bytes) -> object:
        raise RecursionError("too deep")

    assert not can_do("one", Engine("shallow", fail, None), b"[1]", [1])
    assert "shallow cannot do one" in capsys.readouterr().out


def test_calls_take_turns() -> None:
    """In each round every engine is called; the base's ratio is 1."""
    asked: list[str] = []
    calls = {name: lambda name=name: asked.append(name) for name in ("base", "other")}
    found = measure(calls, "base", rounds=3)
    assert found["base"].ratio == found["base"].low == found["base"].high == 1
    last = [name for index, name in enumerate(asked) if index == 0 or asked[index - 1] != name]
    assert last[-6:] == ["base", "other"] * 3
