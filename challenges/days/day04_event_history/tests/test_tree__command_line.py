"""Stage 7: the command line looks into a log, and carries it elsewhere."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day04_event_history.tests.editor import domain
from challenges.days.day04_event_history.tests.values import EXACT, shown
from challenges.shared.testing import check


@pytest.fixture
def folder(subject: ModuleType, tmp_path: Path) -> Path:
    """A log with a text of three commands and an undo, and a stream with every kind of value."""
    editor = domain(subject)
    with subject.SegmentLog(tmp_path / "log", fsync="os") as log:
        history = subject.History(log, "text\n", editor.Text, actor="ann")
        history.do(editor.Insert("a"))
        history.do(editor.Insert("b"))
        log.append("v", [subject.NewEvent("V", {"n": value}) for value in EXACT.values()])
        history.undo()
    return tmp_path / "log"


def run(subject: ModuleType, capsys: Any, *arguments: str) -> tuple[int, list[str]]:
    """Returns the exit code of the command line and the lines that it printed."""
    code = import_module(f"{subject.__name__}.cli").main([*arguments])
    return code, capsys.readouterr().out.splitlines()


def test_tail_and_stats(subject: ModuleType, folder: Path, capsys: Any) -> None:
    """tail shows the last events with who did what, stats counts them."""
    check(lambda: run(subject, capsys, "tail", "-n", "1", str(folder))).returns(
        (0, ['32\t"text\\n"\t3\tDeleted\t{"at":1,"text":"b"}\tann undo 2']), why="the undo of b"
    )
    code, lines = run(subject, capsys, "tail", "--stream", "text\n", str(folder))
    check(lambda: (code, [line.split("\t")[3] for line in lines])).returns(
        (0, ["Inserted", "Inserted", "Deleted"]), why="the text alone, the oldest first"
    )
    check(lambda: run(subject, capsys, "stats", str(folder))).returns(
        (
            0,
            [
                'stream\t"text\\n"\t3',
                'stream\t"v"\t29',
                'type\t"Deleted"\t1',
                'type\t"Inserted"\t2',
                'type\t"V"\t29',
            ],
        ),
        why="by stream and by type",
    )


def test_verify_a_log(subject: ModuleType, folder: Path, capsys: Any) -> None:
    """verify prints the head; a head that was never there, and damage, are exit code 1."""
    code, (line,) = run(subject, capsys, "verify", str(folder))
    head = line.split()[-1]
    check(lambda: (code, line)).returns((0, f"32 events, head {head}"), why="all is whole")
    check(lambda: run(subject, capsys, "verify", "--head", head, str(folder))[0]).returns(
        0, why="the head is in the chain"
    )
    check(lambda: run(subject, capsys, "verify", "--head", "00", str(folder))[0]).returns(
        1, why="not in the chain"
    )
    (segment,) = folder.glob("*.segment")
    content = bytearray(segment.read_bytes())
    content[70] ^= 1
    segment.write_bytes(content)
    check(lambda: run(subject, capsys, "verify", str(folder))[0]).returns(1, why="damaged")


def test_export_and_import(
    subject: ModuleType,
    folder: Path,
    tmp_path: Path,
    capsys: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is exported and imported is the same: events, order, metadata, values."""
    _, lines = run(subject, capsys, "export", str(folder))
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    check(lambda: run(subject, capsys, "import", str(tmp_path / "other"))).returns(
        (0, ["32 events"]), why="all of them"
    )
    found = []
    for place in (folder, tmp_path / "other"):
        with subject.SegmentLog(place, fsync="os") as log:
            found.append(
                [(event[:4], shown(event.data), event.metadata) for event in log.read_all()]
            )
    check(lambda: found[1] == found[0]).returns(True, why="event by event")
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    check(lambda: run(subject, capsys, "import", str(tmp_path / "other"))[0]).returns(
        1, why="the streams are there already"
    )
