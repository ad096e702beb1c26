"""The watch without a screen: the same lines, one after the other."""

from __future__ import annotations

import asyncio
import shutil

from tools.kata.learner.errors import INTERRUPTED
from tools.kata.learner.trial import SOLVED, Learner
from tools.kata.units import Unit
from tools.kata.warden.client import wants_colour
from tools.kata.watch.session import Session
from tools.kata.watch.view import body_lines, columns, head_lines, state_lines, status_lines


class _Printer:
    def __init__(self, learner: Learner, unit: Unit) -> None:
        self.session = Session(learner, unit, self._changed)
        self._running = False

    def _changed(self) -> None:
        """Prints what is new: that a run has begun, or what came of it."""
        began = self.session.running_s is not None and not self._running
        ended = self.session.running_s is None and self._running
        self._running = self.session.running_s is not None
        width = columns(shutil.get_terminal_size().columns)
        colour = wants_colour()
        lines: list[str] = []
        if began:
            lines = state_lines(self.session, width)
        if ended:
            solved = self.session.result is not None and self.session.result.solved
            lines = head_lines(self.session, colour=colour, width=width)
            lines += body_lines(self.session, colour=colour, width=width)
            lines += ["", *([SOLVED] if solved else []), *status_lines(self.session, width)]
        if lines:
            print("\n".join(lines), flush=True)


def watch_plainly(learner: Learner, unit: Unit) -> int:
    """Prints each verdict until it is interrupted; returns the exit status."""
    printer = _Printer(learner, unit)
    print(f"{printer.session.name}\nCtrl-C ends\n", flush=True)
    try:
        asyncio.run(printer.session.follow())
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0
