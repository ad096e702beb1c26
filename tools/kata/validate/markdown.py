"""As much of Markdown as the checks need: headings, code blocks, bullets, links, with lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.kata.problems import Problem

_FENCE = re.compile(r"\s*(```+|~~~+)\s*(\w*)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"([-*+]|\d+[.)])\s+(.*)")
_LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_CODE_SPAN = re.compile(r"`[^`]*`")


@dataclass(frozen=True, slots=True)
class Line:
    """One line outside of code blocks; `number` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the lines up to the next one of its level or above, code left out."""

    level: int
    title: str
    number: int
    body: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A fenced block; `number` is the line of its first line of code."""

    language: str
    number: int
    text: str


class Markdown:
    """A Markdown file, taken apart.

    Attributes:
        file: Where it stands.
        text: All of it.
        lines: Its lines outside of code blocks.
        blocks: Its code blocks.
    """

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.text = text
        self.lines: list[Line] = []
        self.blocks: list[CodeBlock] = []
        fence, language, start = "", "", 0
        code: list[str] = []
        for number, line in enumerate(text.splitlines(), start=1):
            match = _FENCE.match(line)
            if fence:
                if match and match[1].startswith(fence) and not match[2]:
                    self.blocks.append(CodeBlock(language, start, "\n".join([*code, ""])))
                    fence, code = "", []
                else:
                    code.append(line)
            elif match:
                fence, language, start = match[1], match[2], number + 1
            else:
                self.lines.append(Line(number, line))

    @classmethod
    def read(cls, file: Path, problems: list[Problem]) -> Markdown | None:
        """Reads a file that must be there; notes a problem and returns None if it is not."""
        try:
            return cls(file, file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(file, 0, f"cannot be read ({error})", "a Markdown file"))
            return None

    def headings(self) -> tuple[Heading, ...]:
        """Returns all headings in order."""
        found = []
        for index, line in enumerate(self.lines):
            if match := _HEADING.match(line.text):
                level = len(match[1])
                body = tuple(self._body(index + 1, level))
                found.append(Heading(level, match[2], line.number, body))
        return tuple(found)

    def _body(self, index: int, level: int) -> Iterator[Line]:
        for line in self.lines[index:]:
            match = _HEADING.match(line.text)
            if match and len(match[1]) <= level:
                return
            yield line

    def links(self) -> Iterator[tuple[int, str]]:
        """Yields line and target of every link and image."""
        for line in self.lines:
            for match in _LINK.finditer(_CODE_SPAN.sub("``", line.text)):
                yield line.number, match[1]


def bullets(lines: tuple[Line, ...]) -> list[Line]:
    """Returns the bullets at the left margin, each with the lines that belong to it joined."""
    found: list[Line] = []
    for line in lines:
        if match := _BULLET.match(line.text):
            found.append(Line(line.number, match[2]))
        elif found and line.text.startswith((" ", "\t")):
            found[-1] = Line(found[-1].number, f"{found[-1].text} {line.text.strip()}")
    return found


def anchor(title: str) -> str:
    """Returns the anchor that a heading gets when it is shown as a web page."""
    kept = re.sub(r"[^\w\- ]", "", title.lower())
    return kept.strip().replace(" ", "-")
