"""Takes a picture of the dashboard of a made-up learner, for the README.

    python3 -m tools.docs.dashboard_png docs/dashboard.png

The units are those of this checkout, the journal is invented. Needs Chromium.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.kata.dashboard.page import file_page
from tools.kata.hashes import tests_sha
from tools.kata.learner.trial import Learner
from tools.kata.units import Unit

ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 1280, 860

_DAYS_A_UNIT = 11
_WRONG = ("WA", "WA", "RTE", "TLE")


def made_up_journal(units: Sequence[Unit], now: datetime.datetime) -> str:
    """Returns a journal in which all units but the last two are solved, and one has new tests."""
    chance = random.Random(1)
    lines: list[str] = []
    for index, unit in enumerate(units[:-1]):
        when = now - datetime.timedelta(days=_DAYS_A_UNIT * (len(units) - index - 2))
        solves = index < len(units) - 2
        for kind, fields in _work(unit, chance, solves=solves, recheck=index == 3):
            when += datetime.timedelta(minutes=chance.randrange(5, 700 if solves else 40))
            event = {"v": 1, "ts": min(when, now).isoformat(), "unit": unit.uuid, "kind": kind}
            lines.append(json.dumps(event | fields))
    return "\n".join([*lines, ""])


def _work(
    unit: Unit, chance: random.Random, *, solves: bool, recheck: bool
) -> Iterator[tuple[str, dict[str, object]]]:
    yield "started", {"slug": unit.slug}
    tries = chance.randrange(2, 9)
    for index in range(tries):
        stage = unit.stages[index * len(unit.stages) // (tries + 1)]
        failed = {"verdict": chance.choice(_WRONG), "stage": stage.id, "total": 24}
        progress = {"passed": 24 * index // tries, "stages_passed": stage.index - 1}
        yield "judged", {**failed, **progress}
    if solves:
        sha = "of older tests" if recheck else tests_sha(unit)
        yield "judged", {"verdict": "AC", "stages_passed": len(unit.stages), "tests_sha": sha}


def main(arguments: Sequence[str]) -> int:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(ROOT, Path(folder))
        now = datetime.datetime.now().astimezone()
        journal = made_up_journal(learner.course.present(), now)
        learner.journal.file.write_text(journal, encoding="utf-8")
        page_file = Path(folder) / "page.html"
        page_file.write_text(file_page(learner), encoding="utf-8")
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(page_file.as_uri())
            page.screenshot(path=options.picture)
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
