"""Prints for people: with rich on a terminal, else as plain text with the same facts."""

from __future__ import annotations

from tools.kata.warden.client import wants_colour


def print_markdown(text: str) -> None:
    """Prints a Markdown text."""
    if not wants_colour():
        print(text.rstrip())
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))


def print_comparison(left_title: str, left: str, right_title: str, right: str) -> bool:
    """Prints two programs side by side, if the terminal is wide enough.

    Returns:
        Whether it was.
    """
    if not wants_colour():
        return False
    from rich.console import Console
    from rich.syntax import Syntax
    from rich.table import Table

    console = Console()
    widest = max((len(line) for line in (left + right).splitlines()), default=0)
    if console.width < 2 * widest + 10:
        return False
    table = Table(show_lines=False, padding=(0, 1))
    for title, text in ((left_title, left), (right_title, right)):
        longest = max((len(line) for line in text.splitlines()), default=0)
        table.add_column(title, min_width=longest)
    table.add_row(Syntax(left, "python"), Syntax(right, "python"))
    console.print(table)
    return True
