"""The benchmark of JSON packages: what it measures with, and whom it believes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.harness.errors import BenchmarkError
from benchmarks.harness.measure import Timing, measure
from benchmarks.json_parser import goals, main, peak, streams
from benchmarks.json_parser.documents import generated_documents
from benchmarks.json_parser.engines import Engine, engines
from benchmarks.json_parser.scenarios import can_do
from benchmarks.json_parser.tables import Peaks, Table, Times


def test_documents_are_the_same_at_every_call() -> None:
    """Generated documents do not depend on when they are made, and are JSON."""
    made = generated_documents()
    assert made == generated_documents()
    assert all(json.loads(data) is not None for data in made.values())
    assert len(made["small object"]) == 78


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


def timing(*samples: float | None) -> Timing:
    return Timing(1, 1, 1, 1, samples)


def test_slow_calls_sit_out_every_other_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow call is sampled in every other round; ratios are of rounds that both took part in."""
    monkeypatch.setattr("benchmarks.harness.measure.LONG_SECONDS", -1.0)
    found = measure({"base": lambda: None, "slow": lambda: None}, "base", rounds=4)
    taken = [sample is not None for sample in found["slow"].samples]
    assert taken == [True, False, True, False]
    assert None not in found["base"].samples
    assert timing(2, None, 6).ratio_to(timing(1, 50, 2)) == 2.5


def test_goals_are_judged() -> None:
    """Of several tables the largest ratio counts, and of several peers that of the fastest."""
    tables: dict[str, Table] = {
        f"{name}: read": Times(
            f"{name}: read",
            100,
            "stdlib C",
            {"rust": timing(ours), "orjson": timing(1.0), "jiter": timing(0.5)},
        )
        for name, ours in (
            ("twitter", 0.8),
            ("github", 1.0),
            ("canada", 0.5),
            ("citm_catalog", 0.9),
        )
    }
    tables["twitter: memory"] = Peaks("twitter: memory", 100, {"rust": 5})
    found = goals.judged(tables)
    assert [
        (goal["peer"], goal["measured"], goal["verdict"], goal["worst"]) for goal in found[:3]
    ] == [
        ("orjson", 1.0, "must met", "github: read"),
        ("orjson", 0.9, "NOT MET", "citm_catalog: read"),
        ("the best peer", 2.0, "NOT MET", "github: read"),
    ]
    assert found[-1]["verdict"] == "not measured", "three files are missing"
    assert len(goals.lines(found)) == len(goals.GOALS) + 2


def test_streams_have_the_same_values() -> None:
    """All that read lines, elements or one key agree with the standard library."""
    data = b'{"a":{"b":[{"n":1},{"n":2.5}]},"c":[[],"x"]}'
    here, missing = engines()
    value = json.loads(data)
    calls: list[tuple[streams.Calls, Any]] = [
        (streams.lines(b'[1]\n{"a":2}\n', here, missing), [[1], {"a": 2}]),
        (streams.values(data, ("a", "b"), here, missing), value["a"]["b"]),
        (streams.values(b"[1,[2]]", (), here, missing), [1, [2]]),
        (streams.one_key(data, ("a", "b"), here, missing), value["a"]["b"]),
        (streams.one_key(data, ("c",), here, missing), value["c"]),
    ]
    for each, expected in calls:
        assert streams.disagreements(each, expected) == []
    assert streams.disagreements({"liar": lambda: [1.0]}, [1]) == ["liar"]
    assert {name for name in streams.events(data, here, missing) if "PushParser" in name}


def test_peak_of_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A process says what was resident at its peak beyond the tree."""
    file = tmp_path / "data.json"
    file.write_bytes(json.dumps(list(range(300_000))).encode())
    assert peak.main("python", str(file)) == 0
    beyond, tree, count = map(int, capsys.readouterr().out.split())
    assert count == 300_000
    assert tree > 8 * 290_000
    assert beyond >= 0


def test_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A scenario is measured, its table and the goals are printed, and recorded where asked for."""
    monkeypatch.setattr(main, "documents", lambda _: generated_documents())
    arguments = ["--scenario", "small object", "--rounds", "2", "--output", str(tmp_path)]
    assert main.main(arguments) == 0
    said = capsys.readouterr().out
    assert "small object: read (" in said
    assert "rust / msgspec decode_lines" in said
    record, drawn = sorted(tmp_path.iterdir())
    found = json.loads(record.read_bytes())
    assert [table["title"].split(": ")[1] for table in found["tables"]] == [
        "read",
        "read, collector off",
        "read 20 and keep them",
        "write",
    ]
    assert found["goals"][0]["verdict"] == "not measured"
    assert b"</svg>" in drawn.read_bytes()


def test_command_line_that_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    """A scenario that does not exist is refused, and --help names those that do."""
    with pytest.raises(SystemExit):
        main.main(["--scenario", "nope"])
    with pytest.raises(SystemExit):
        main.main(["--help"])
    assert "one key" in capsys.readouterr().out
