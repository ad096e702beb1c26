"""The watch on a screen: the session's lines, and keys that stay live while a run is going on."""

from __future__ import annotations

import asyncio
import contextlib
import io
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tools.kata.cli.overview import ALL_SOLVED, list_line, next_unit, show
from tools.kata.cli.reference import solution
from tools.kata.cli.working import hint, open_editor, reset
from tools.kata.learner.errors import INTERRUPTED, KataError
from tools.kata.learner.trial import Learner
from tools.kata.state.files import replace_file
from tools.kata.state.standing import Standing, standings
from tools.kata.units import Unit
from tools.kata.watch.judging import PROGRAM
from tools.kata.watch.reproducer import reproducer
from tools.kata.watch.session import Session
from tools.kata.watch.sheets import Choice, Question, Reader
from tools.kata.watch.view import body_lines, columns, head_lines, status_lines

_CLOCK_S = 0.1
# Lines of a small terminal that the failure must share with the rest.
_HEIGHT = 24

_KEYS = (
    ("h", "hint", "the next hint"),
    ("u", "statement", "the statement"),
    ("o", "output", "what the failing case has printed"),
    ("e", "edit", "open the attempt in $VISUAL or $EDITOR"),
    ("b", "bench", "growth, and speed beside the reference"),
    ("p", "reproduce", "the failing call as a Python file of its own"),
    ("l", "list", "choose another unit"),
    ("n", "next", "the next unit"),
    ("s", "solution", "notes and the reference, once solved or given up"),
    ("R", "reset", "begin again; the attempt is archived"),
    ("question_mark", "help", "all keys"),
    ("q", "quit", "quit"),
    ("escape", "back", "end the run; quit when there is none"),
)
_NOTHING_YET = "nothing is judged yet"
_SHOWN = ("hint", "statement", "output", "edit", "list", "next", "help", "quit")


class WatchApp(App[int]):
    """Shows one session at a time; its return value is the exit status."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #body { height: 1fr; scrollbar-size: 0 0; }
    #foot { dock: bottom; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, action, text) for key, action, text in _KEYS),
        Binding("ctrl+c", f"back({INTERRUPTED})", "end the run, or quit", priority=True),
    ]

    def __init__(self, learner: Learner, unit: Unit) -> None:
        super().__init__(ansi_color=True)
        self._learner = learner
        self._session = Session(learner, unit, self.draw)
        self._following: asyncio.Task[None] | None = None
        self._hints = ""

    def compose(self) -> ComposeResult:
        """Head, body and foot."""
        yield Static(id="head")
        with VerticalScroll(id="body"):
            yield Static(id="lines")
        yield Static(id="foot")

    def on_mount(self) -> None:
        """Begins to watch."""
        self._follow()
        self.set_interval(_CLOCK_S, self._tick)

    def on_resize(self) -> None:
        """Fills the new size, which is known when this event is over."""
        self.call_later(self.draw)

    def draw(self) -> None:
        """Shows what the session has to say."""
        screen = self.screen_stack[0]
        width = columns(self.size.width)
        head = head_lines(self._session, colour=True, width=width)
        foot = [*status_lines(self._session, width), self._key_line()]
        room = max(self.size.height, _HEIGHT) - len(head) - len(foot)
        body = body_lines(self._session, colour=True, width=width, height=room)
        for name, lines in (("#head", head), ("#lines", body), ("#foot", foot)):
            screen.query_one(name, Static).update(Text.from_ansi("\n".join(lines)))

    def action_hint(self) -> None:
        """Shows the next rung, and records it."""
        self._page(lambda: hint(self._learner, self._slug, seen=False))
        self._count_hints()

    def action_statement(self) -> None:
        """Shows the README."""
        self._page(lambda: show(self._learner, self._slug))

    def action_output(self) -> None:
        """Shows the output that came with the failure."""
        result = self._session.result
        output = result.failure.output if result and result.failure else ""
        if not output.strip():
            self._read(
                "the failing case has printed nothing" if result else "nothing is judged yet"
            )
            return
        assert result is not None
        self._read(f"the end of {result.output_bytes:,} bytes\n\n{output}")

    def action_edit(self) -> None:
        """Opens the editor; what was saved meanwhile is judged afterwards."""
        self._lend(lambda: open_editor(self._session.unit.attempt))

    def action_bench(self) -> None:
        """Runs `kata bench`, a program of its own since it measures."""
        self._lend(self._bench)
        self._session.recall_growth()
        self.draw()

    def action_reproduce(self) -> None:
        """Writes the reproducer and shows it."""
        if self._session.result is None:
            self._read(_NOTHING_YET)
            return
        try:
            text = reproducer(self._session.unit, self._session.result)
            file = self._learner.home / "reproducers" / f"{self._slug}.py"
            replace_file(file, text.encode())
        except (KataError, OSError) as error:
            self._read(str(error))
            return
        self._read(f"python {file}\n\n{text}")

    def action_list(self) -> None:
        """Offers all units that are there."""
        known = standings(self._learner.journal.events())
        rows = [
            (unit.slug, list_line(unit, known.get(unit.uuid, Standing())))
            for unit in self._learner.course.present()
        ]

        def chosen(slug: str | None) -> None:
            if slug is not None and slug != self._slug:
                self._open(self._learner.course.unit(slug))

        self.push_screen(Choice(rows, self._slug), chosen)

    def action_next(self) -> None:
        """Goes on; an unsolved unit is left only on request."""
        unit = next_unit(self._learner, after=self._session.unit)
        if unit is None:
            self._read(ALL_SOLVED if self._session.solved else "this is the last unsolved unit")
        elif self._session.solved:
            self._open(unit)
        else:
            self._ask(
                f"{self._slug} is not solved; go on to {unit.slug}?", lambda: self._open(unit)
            )

    def action_solution(self) -> None:
        """Opens notes and reference by the rule of `kata solution`."""
        standing = self._session.standing()
        if standing.solved_at is None and not standing.gave_up and standing.judged:
            question = f"{self._slug} is not solved; give up and open the solution?"
            self._ask(question, lambda: self._print_solution(give_up=True))
        else:
            self._print_solution(give_up=False)

    def action_reset(self) -> None:
        """Begins again; the new attempt is judged like any save."""
        question = f"begin {self._slug} again from the template? the attempt is archived"
        self._ask(question, lambda: self._page(lambda: reset(self._learner, self._slug)))

    def action_help(self) -> None:
        """Shows all keys."""
        self._read("\n".join(f"{_key_name(key):<5}{text}" for key, _, text in _KEYS))

    async def action_back(self, status: int = 0) -> None:
        """Ends the run; when there is none, quits."""
        if self._session.cancel():
            self.draw()
        else:
            await self._leave(status)

    async def action_quit(self) -> None:
        """Ends the run and quits."""
        await self._leave(0)

    @property
    def _slug(self) -> str:
        return self._session.unit.slug

    def _open(self, unit: Unit) -> None:
        self._learner.start(unit)
        if self._following is not None:
            self._following.cancel()
        self._session = Session(self._learner, unit, self.draw)
        self._follow()

    def _follow(self) -> None:
        self._count_hints()
        self._following = asyncio.create_task(self._session.follow())
        self.draw()

    async def _leave(self, status: int) -> None:
        if self._following is not None:
            self._following.cancel()
            await asyncio.wait([self._following])
        self.exit(status)

    def _tick(self) -> None:
        if self._session.running_s is not None:
            self.draw()
        following = self._following
        if following is not None and following.done() and not following.cancelled():
            # It never ends by itself: this raises why it has.
            following.result()

    def _count_hints(self) -> None:
        count = len(list((self._session.unit.folder / "hints").glob("[0-9].md")))
        self._hints = f" {self._session.standing().hints}/{count}"

    def _key_line(self) -> str:
        shown = [(key, action) for key, action, _ in _KEYS if action in _SHOWN]
        return "  ".join(
            f"{_key_name(key)} {action}{self._hints if action == 'hint' else ''}"
            for key, action in shown
        )

    def _ask(self, question: str, then: Callable[[], None]) -> None:
        self.push_screen(Question(question), lambda yes: then() if yes else None)

    def _read(self, text: str) -> None:
        self.push_screen(Reader(Text.from_ansi(text)))

    def _lend(self, use: Callable[[], None]) -> None:
        """Lends the terminal to another program."""
        # It may leave Ctrl-C to the terminal, which sends it to this process as well.
        before = signal.signal(signal.SIGINT, lambda *_: None)
        failed = ""
        with self.suspend():
            # Within: the terminal is not taken back when an exception leaves the block.
            try:
                use()
            except KataError as error:
                failed = str(error)
        signal.signal(signal.SIGINT, before)
        self.refresh()
        if failed:
            self._read(failed)

    def _bench(self) -> None:
        subprocess.run([sys.executable, "-S", str(PROGRAM), "bench", self._slug], check=False)
        with contextlib.suppress(EOFError):
            input("\nEnter comes back to the watch ")

    def _page(self, command: Callable[[], None]) -> None:
        """Shows what a command prints, in colour as in a terminal."""
        page = _Page()
        try:
            with contextlib.redirect_stdout(page):
                command()
        except (KataError, OSError) as error:
            page.write(str(error))
        self._read(page.getvalue())

    def _print_solution(self, *, give_up: bool) -> None:
        self._page(lambda: solution(self._learner, self._slug, give_up=give_up))


class _Page(io.StringIO):
    def isatty(self) -> bool:
        return True


def _key_name(key: str) -> str:
    return {"question_mark": "?", "escape": "Esc"}.get(key, key)


def watch_on_screen(learner: Learner, unit: Unit) -> int:
    """Runs the screen; returns the exit status."""
    # Without the mouse: the terminal's own selection copies a call.
    return WatchApp(learner, unit).run(mouse=False) or 0
