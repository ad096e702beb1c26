"""Follows the attempt at one unit: judges it at each save, and knows what there is to show."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from tools.kata.dashboard.events import growth_of
from tools.kata.hashes import subject_sha
from tools.kata.judge.result import Result
from tools.kata.learner.trial import Learner
from tools.kata.progress import unit_name
from tools.kata.state.standing import Standing, standings
from tools.kata.units import Unit
from tools.kata.warden.stamps import Stamp
from tools.kata.watch.judging import Answer, judged
from tools.kata.watch.saves import attempt_stamp, emptied, glances

# How long a file may stay empty until that is taken for what was meant.
_EMPTY_S = 0.05


class Session:
    """One unit, from when it is shown until another one is.

    Attributes:
        unit: The unit.
        name: Its number and title.
        result: The last verdict; None before the first one.
        said: Why there is no verdict, else empty.
        remark: What makes judging slow, else empty.
        before: The verdict before the last one, of an earlier session if need be; else empty.
        last: What the journal has as the last verdict: verdict, counts and time.
        stages_passed: How many stages had passed then.
        growth: What is known of how this text grows, a line for each function.
        cancelled: Whether the learner has ended the last run.
        polling: Whether saves are noticed by looking again and again.
    """

    def __init__(self, learner: Learner, unit: Unit, changed: Callable[[], None]) -> None:
        self.unit = unit
        self.name = unit_name(learner.course.entry(unit.slug))
        self.result: Result | None = None
        self.said = self.remark = self.before = self.last = ""
        self.stages_passed = 0
        self.growth: list[str] = []
        self.cancelled = self.polling = False
        self._learner = learner
        self._changed = changed
        self._run: asyncio.Task[None] | None = None
        self._began = 0.0
        self._seen: Stamp | None = None
        self._emptied: Stamp | None = None
        self._recall()

    def recall_growth(self) -> None:
        """Looks up what `kata bench` has found of the text that has just passed, if it has."""
        self.growth = []
        if self.result is None or self.result.verdict != "AC":
            return  # the journal is long, and nobody is shown it now
        sha = self.result.subject_sha
        found = {
            growth.function: f"{growth.function}: {growth.in_words()}"
            for event in self._learner.journal.events()
            if event["unit"] == self.unit.uuid and event.get("subject_sha") == sha
            if (growth := growth_of(event)) and growth.slope is not None
        }
        self.growth = list(found.values())

    @property
    def running_s(self) -> float | None:
        """Seconds since the run began; None when there is none."""
        return time.monotonic() - self._began if self._run is not None else None

    @property
    def solved(self) -> bool:
        """Whether this text, or an earlier one, has passed all tests."""
        return self.standing().solved_at is not None

    def standing(self) -> Standing:
        """Returns what the journal knows of the learner and the unit."""
        return standings(self._learner.journal.events()).get(self.unit.uuid, Standing())

    async def follow(self) -> None:
        """Judges now and at each save, until it is cancelled, which ends the run as well."""
        try:
            self._look()
            async for _ in glances(self.unit, self._found_polling):
                self._look()
        finally:
            run = self._run
            if run is not None:
                self.cancel()
                await asyncio.wait([run])

    def cancel(self) -> bool:
        """Ends the run; returns whether there was one."""
        run, self._run = self._run, None
        if run is None:
            return False
        run.cancel()
        self.cancelled = True
        return True

    def _look(self) -> None:
        """Judges what has been saved since the last look; ends the run of what was there before."""
        now = attempt_stamp(self.unit)
        if now == self._seen:
            return
        if self._seen is not None and emptied(self._seen, now) and now != self._emptied:
            # Who saves in place empties the file first; the text follows at once.
            self._emptied = now
            asyncio.get_running_loop().call_later(_EMPTY_S, self._look)
            return
        self._seen = now
        self.cancel()
        self.cancelled, self.said = False, ""
        self._began = time.monotonic()
        self._run = asyncio.create_task(self._judge())
        self._changed()

    async def _judge(self) -> None:
        try:
            answer = await judged(self.unit.slug)
            sha = subject_sha(self.unit.attempt)
        except OSError as error:
            answer, sha = Answer(said=str(error)), ""
        self._run = None
        if answer.result is not None and answer.result.subject_sha != sha:
            # Saved while it was judged: this is no verdict on what is there now.
            self._seen = None
            self._look()
            return
        self.before = self.result.verdict if self.result else self.before
        self.result, self.said, self.remark = answer.result, answer.said, answer.remark
        self.recall_growth()
        self._changed()

    def _found_polling(self) -> None:
        self.polling = True
        self._changed()

    def _recall(self) -> None:
        """Looks up the last verdict in the journal."""
        for event in reversed(self._learner.journal.events()):
            if event["kind"] != "judged" or event["unit"] != self.unit.uuid:
                continue
            self.before = str(event.get("verdict", ""))
            when = str(event["ts"])[:16].replace("T", " ")
            counts = f"{event.get('passed')} of {event.get('total')} cases pass"
            self.last = f"{self.before}, {counts}, {when}"
            passed = event.get("stages_passed")
            self.stages_passed = passed if isinstance(passed, int) else 0
            return
