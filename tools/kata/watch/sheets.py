"""What comes up over the watch screen: a text to read, a question, a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

Answer = TypeVar("Answer")


class Sheet(ModalScreen[Answer]):
    """Covers the screen until it is left; judging goes on below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, "dismiss", "back") for key in ("escape", "ctrl+c", "q")
    ]
    DEFAULT_CSS = """
    Sheet { background: $background; }
    Sheet VerticalScroll, Sheet OptionList { height: 1fr; scrollbar-size: 0 0; }
    Sheet OptionList, Sheet OptionList:focus { border: none; padding: 0; }
    Sheet OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    Sheet .foot { dock: bottom; color: $text-muted; }
    """


class Reader(Sheet[None]):
    """A text that may be longer than the screen."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Shows the text, and how to leave it."""
        with VerticalScroll():
            yield Static(self._text)
        yield Static("↑ ↓ scroll   Esc back", classes="foot")


class Question(Sheet[bool]):
    """Something that is done only when the learner says yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "yes"),
        Binding("n", "dismiss(False)", "no"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Shows the question and its answers."""
        yield Static(Text(self._question))
        yield Static("y yes   n no", classes="foot")


class Choice(Sheet[str]):
    """A list of units; gives the slug of the chosen one.

    Args:
        rows: Slug and line of each.
        current: The slug on which the list opens.
    """

    def __init__(self, rows: Sequence[tuple[str, str]], current: str) -> None:
        super().__init__()
        self._rows = rows
        self._current = current

    def compose(self) -> ComposeResult:
        """Shows the list."""
        yield OptionList(*(Option(Text(line), slug) for slug, line in self._rows))
        yield Static("↑ ↓ move   Enter opens   Esc back", classes="foot")

    def on_mount(self) -> None:
        """Begins at the current unit."""
        options = self.query_one(OptionList)
        options.highlighted = [slug for slug, _ in self._rows].index(self._current)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Gives the chosen slug."""
        self.dismiss(event.option.id)
