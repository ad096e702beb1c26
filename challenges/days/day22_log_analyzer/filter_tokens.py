"""The words, signs, numbers and texts of a filter, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .errors import FilterSyntaxError

WORD, NUMBER, TEXT, NETWORK, END = "word", "number", "text", "network", "end"

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<text>'(?:[^']|'')*' | "(?:[^"]|"")*")
      | (?P<sign><=|>=|!=|[=<>~(),])
      | (?P<word>[A-Za-z_][A-Za-z0-9_]*(?![\w:./]))
      | (?P<network>[0-9A-Fa-f.:]+/[0-9]+ | [0-9A-Fa-f]*:[0-9A-Fa-f:.]+ | [0-9]+(?:\.[0-9]+){3})
      | (?P<number>[0-9]+(?:\.[0-9]+)?[A-Za-z]*(?![\w.]))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a filter.

    Attributes:
        kind: What it is.
        text: What it says, a text without its quotes.
        start: Index of its first character in the filter.
        quote: The quote of a text, which inside is written twice.
    """

    kind: str
    text: str
    start: int
    quote: str = ""

    @property
    def shown(self) -> str:
        """What messages call it."""
        return "the end" if self.kind == END else repr(self.text)

    def place_of(self, index: int) -> int:
        """Returns where in the filter a character of a text stands."""
        return self.start + 1 + index + self.text[:index].count(self.quote)


def tokens(text: str) -> list[Token]:
    """Cuts a filter into its parts, the last of which is the end.

    Raises:
        FilterSyntaxError: There is something that is no part.
    """
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise FilterSyntaxError(_why_not(text[at]), text, at)
        kind, part = match.lastgroup or "", match[0]
        if kind == TEXT:
            quote = part[0]
            found.append(Token(kind, part[1:-1].replace(quote * 2, quote), at, quote))
        elif kind != "space":
            found.append(Token(kind, part, at))
        at = match.end()
    return [*found, Token(END, "", len(text))]


def _why_not(char: str) -> str:
    if char in "'\"":
        return f"the text that starts with {char} does not end"
    return f"{char!r} starts neither a word, a number nor a text in quotes"
