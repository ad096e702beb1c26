"""Courses and journals for the tests of the dashboard, and the dashboard served in this process."""

from __future__ import annotations

import contextlib
import datetime
import json
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

from tools.kata.catalogue import unit_folder
from tools.kata.dashboard.server import Dashboard
from tools.kata.hashes import tests_sha
from tools.kata.learner.trial import Learner
from tools.kata.state.journal import Event
from tools.kata.tests.fixture_units import HINTS, README, TEMPLATE, TEST_EXAMPLES, UNIT_TOML
from tools.kata.units import Unit

TOPICS = ("arrays", "strings", "trees", "graphs", "sorting")
_ENTRY = ("number", "slug", "title", "level", "topic")
BEGINNING = datetime.datetime(2026, 1, 5, 9, 0, tzinfo=datetime.UTC)


class Site:
    """A course of 60 challenges and 6 days, or all 140, and a learner's data.

    Every tenth challenge and every second day are planned only; each of the others requires the
    one before it in its topic.
    """

    def __init__(self, root: Path, challenges: int = 60, days: int = 6) -> None:
        self.root = root
        self._catalogue: list[str] = []
        for number in range(1, challenges + 1):
            level = "intermediate" if number <= challenges // 2 else "senior"
            topic = TOPICS[(number - 1) // 6 % len(TOPICS)]
            self._add(number, level, topic, present=number % 10 != 0)
        for number in range(1, days + 1):
            self._add(number, "day", f"week{(number + 7) // 8}", present=number % 2 == 1)
        file = root / "challenges" / "catalogue.toml"
        file.write_text("\n".join(self._catalogue), encoding="utf-8")
        self.learner = Learner(root, root / "home")
        self.units = self.learner.course.present()

    def _add(self, number: int, level: str, topic: str, *, present: bool) -> None:
        slug = f"day{number:02}_cache" if level == "day" else f"unit_{number}"
        fields = {"number": number, "slug": slug, "topic": topic, "cpu_s": 1.0}
        text = UNIT_TOML.format(uuid=uuid.UUID(int=number, version=4), **fields)
        if level == "day":
            text = text.replace("00000000-", "da000000-", 1)
        text = text.replace('"intermediate"', f'"{level}"').replace('"Twice"', f'"Twice {number}"')
        if number % 6 not in (0, 1, 5) and level != "day":
            text = text.replace("requires = []", f'requires = ["unit_{number - 1}"]')
        head = text.partition("[api]")[0].split("\n")
        entry = [line for line in head if line.startswith(_ENTRY)]
        self._catalogue.append("\n".join(["[[unit]]", *entry, ""]))
        if present:
            self._write(self.root / unit_folder(level, topic, slug), text)

    def _write(self, folder: Path, text: str) -> None:
        template = "template/__init__.py" if "/days/" in folder.as_posix() else "template.py"
        files = {
            "unit.toml": text,
            "README.md": README,
            template: TEMPLATE,
            "tests/test_examples.py": TEST_EXAMPLES,
            "tests/test_any_input.py": "",
        }
        files |= {f"hints/{rung}.md": hint for rung, hint in enumerate(HINTS, start=1)}
        for name, content in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")

    def judged(self, unit: Unit, verdict: str, **fields: object) -> Event:
        """Appends a judged run of the whole suite of 10 cases."""
        solved = verdict == "AC"
        known: dict[str, object] = {
            "verdict": verdict,
            "stage": "any_input" if solved else "examples",
            "scope": None,
            "case": "" if solved else "test_examples.py::test_double[one]",
            "stages_passed": 2 if solved else 0,
            "passed": 10 if solved else 4,
            "total": 10,
            "tests_sha": tests_sha(unit),
        }
        return self.learner.journal.append("judged", unit.uuid, **{**known, **fields})

    def fill(self, events: int) -> None:
        """Writes a journal with runs, hints, benches and reviews of all units in turn."""
        journal = self.learner.journal.file
        journal.parent.mkdir(parents=True, exist_ok=True)
        lines = []
        for index in range(events):
            unit = self.units[index % len(self.units)]
            when = BEGINNING + datetime.timedelta(hours=3 * index)
            event = {"v": 1, "ts": when.isoformat(), "unit": unit.uuid, "kind": "judged"}
            lines.append(json.dumps(event | _happened(index, unit)))
        journal.write_text("\n".join([*lines, ""]), encoding="utf-8")

    @contextlib.contextmanager
    def served(self) -> Iterator[Dashboard]:
        """Serves the dashboard while the context lasts."""
        server = Dashboard(self.learner)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            server.close()
            thread.join()


def _happened(index: int, unit: Unit) -> dict[str, object]:
    kind = index % 7
    if kind == 0:
        return {"kind": "started", "slug": unit.slug}
    if kind == 1:
        return {"kind": "hint", "rung": 1 + index % 3}
    if kind == 2:
        points = [[n, n * 2e-6, n * 1e-6] for n in (1000, 2000, 4000, 8000)]
        slopes = {"slope": 1.1, "reference_slope": 1.0, "function": "double", "points": points}
        return {"kind": "bench", "ratio": 2.0, "ratio_low": 1.9, "ratio_high": 2.2, **slopes}
    if kind == 3:
        return {"kind": "review", "due": "2026-12-01"}
    if kind == 4:
        known = tests_sha(unit) if index % 2 else "of other tests"
        passed = {"stages_passed": 2, "passed": 10, "total": 10, "case": ""}
        return {"verdict": "AC", "stage": "any_input", "scope": None, "tests_sha": known, **passed}
    failed = {"passed": index % 10, "total": 10, "case": f"test_examples.py::test_{index % 5}"}
    return {"verdict": ("WA", "RTE", "TLE", "TODO")[index % 4], "stage": "examples", **failed}
