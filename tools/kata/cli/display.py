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
