"""Checks notes.md: its sections, measured alternatives, a pitfall for each mutant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tools.kata.problems import Problem
from tools.kata.units import Mutant
from tools.kata.validate.markdown import Heading, Markdown, bullets
from tools.kata.validate.readme import check_sections

SECTIONS = ("Idea", "Complexity", "Alternatives", "Pitfalls")
LEAST_ALTERNATIVES = 2
LEAST_MUTANTS = 4

# "14 times as long", "0.4 of the time", "1.9 to 3.2 of the reference's", "ratio 2.1"
_RATIO = re.compile(r"\d\s*(\N{MULTIPLICATION SIGN}|x\b|times\b|of\b)|\bratio\b.*\d", re.I)
_NAMED = re.compile(r"`([^`]+)`")


def check_notes(notes: Markdown, mutants: Sequence[Mutant], *, others: bool) -> Iterator[Problem]:
    """Checks the file; `others` tells whether it may have more sections."""
    headings = notes.headings()
    yield from check_sections(notes, headings, SECTIONS, others=others)
    for heading in headings:
        if heading.level == 2 and heading.title == "Alternatives":
            yield from _check_alternatives(notes, heading, headings)
        if heading.level == 2 and heading.title == "Pitfalls":
            yield from _check_pitfalls(notes, heading, [mutant.name for mutant in mutants])


def _check_alternatives(
    notes: Markdown, section: Heading, headings: Sequence[Heading]
) -> Iterator[Problem]:
    """An alternative is a bullet or a heading of its own (###), with its text."""
    inside = {line.number for line in section.body}
    found = [
        (heading.number, " ".join(line.text for line in heading.body))
        for heading in headings
        if heading.level == 3 and heading.number in inside
    ] or [(bullet.number, bullet.text) for bullet in bullets(section.body)]
    if len(found) < LEAST_ALTERNATIVES:
        wrong = f"{len(found)} alternatives"
        allowed = f"at least {LEAST_ALTERNATIVES}, as bullets or headings (###)"
        yield Problem(notes.file, section.number, wrong, allowed)
    for number, text in found:
        if not _RATIO.search(text):
            wrong = "an alternative without a measured ratio"
            yield Problem(notes.file, number, wrong, "a figure such as '3.1 times' or 'ratio 3.1'")


def _check_pitfalls(notes: Markdown, section: Heading, mutants: Sequence[str]) -> Iterator[Problem]:
    named = []
    for bullet in bullets(section.body):
        match = _NAMED.match(bullet.text)
        name = match[1] if match else ""
        if name not in mutants:
            begins = repr(name) if name else repr(bullet.text[:30])
            allowed = f"a mutant's name in backticks: {', '.join(mutants)}"
            yield Problem(notes.file, bullet.number, f"a pitfall begins with {begins}", allowed)
        elif name in named:
            wrong = f"pitfall {name!r} is there twice"
            yield Problem(notes.file, bullet.number, wrong, "one bullet a mutant")
        named.append(name)
    for mutant in mutants:
        if mutant not in named:
            wrong = f"no pitfall for mutant {mutant!r}"
            yield Problem(notes.file, section.number, wrong, "one bullet a mutant")
