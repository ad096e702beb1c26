"""Checks a unit's README.md: its sections, and that its examples are true."""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import textwrap
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from challenges.shared.testing.structures import chain, levels, tree, values
from tools.kata.problems import Problem
from tools.kata.subject import SubjectImportError, load_subject
from tools.kata.units import Unit
from tools.kata.validate.markdown import CodeBlock, Heading, Markdown

SECTIONS = (
    "Problem",
    "Examples",
    "Input and output",
    "Constraints",
    "API",
    "What you practise",
)


def check_readme(unit: Unit, readme: Markdown) -> Iterator[Problem]:
    """Checks title, sections and examples."""
    headings = readme.headings()
    titles = [heading for heading in headings if heading.level == 1]
    if [heading.title for heading in titles] != [unit.title]:
        line = titles[0].number if titles else 1
        said = [heading.title for heading in titles]
        yield Problem(readme.file, line, f"titles are {said}", f"one: # {unit.title}")
    # A day explains more than a challenge, between these sections.
    yield from check_sections(readme, headings, SECTIONS, others=unit.is_day)
    yield from _check_api_named(unit, readme, headings)
    if not _examples(readme):
        wrong = "there is no example"
        yield Problem(readme.file, 0, wrong, "a ```python block with lines that begin with >>>")
    yield from check_examples(unit, readme)


def check_sections(
    file: Markdown, headings: Sequence[Heading], wanted: Sequence[str], *, others: bool
) -> Iterator[Problem]:
    """Checks that the sections (##) are there, in order, and not empty.

    Args:
        file: The file.
        headings: Its headings.
        wanted: Titles in order.
        others: Whether other sections may stand between them.
    """
    found = [heading for heading in headings if heading.level == 2]
    order = ", ".join(wanted)
    position = 0
    for heading in found:
        if heading.title not in wanted:
            if not others:
                wrong = f"section {heading.title!r} is unknown"
                yield Problem(file.file, heading.number, wrong, order)
            continue
        index = wanted.index(heading.title)
        if index < position:
            wrong = f"section {heading.title!r} is out of order or there twice"
            yield Problem(file.file, heading.number, wrong, order)
        position = max(position, index + 1)
    for title in wanted:
        section = next((heading for heading in found if heading.title == title), None)
        if section is None:
            yield Problem(file.file, 0, f"section {title!r} is missing", order)
        elif not _filled(file, section, headings):
            yield Problem(file.file, section.number, f"section {title!r} is empty", "some text")


def _filled(file: Markdown, section: Heading, headings: Sequence[Heading]) -> bool:
    if any(line.text.strip() for line in section.body):
        return True
    after = (h.number for h in headings if h.number > section.number and h.level <= section.level)
    end = next(after, len(file.text) + 1)
    return any(section.number < block.number < end for block in file.blocks)


def _check_api_named(
    unit: Unit, readme: Markdown, headings: Sequence[Heading]
) -> Iterator[Problem]:
    section = next((heading for heading in headings if heading.title == "API"), None)
    if section is None:
        return
    end = next((h.number for h in headings if h.number > section.number and h.level <= 2), None)
    text = "\n".join(readme.text.splitlines()[section.number : end and end - 1])
    for entry in (*unit.functions, *unit.classes):
        name = entry.removeprefix("async ").partition("(")[0].rpartition(".")[2]
        if name not in text:
            wrong = f"section 'API' does not name {name}"
            yield Problem(readme.file, section.number, wrong, f"everything in [api]: {entry}")


def _examples(prose: Markdown) -> list[CodeBlock]:
    return [b for b in prose.blocks if b.language == "python" and ">>> " in b.text]


def check_code(prose: Markdown) -> Iterator[Problem]:
    """Checks that Python that is no example, such as the skeleton of a hint, can be parsed."""
    examples = _examples(prose)
    for block in prose.blocks:
        if block.language != "python" or block in examples:
            continue
        try:
            ast.parse(textwrap.dedent(block.text))
        except SyntaxError as error:
            line = block.number + (error.lineno or 1) - 1
            yield Problem(prose.file, line, f"cannot be parsed: {error.msg}", "valid Python")


def check_examples(unit: Unit, prose: Markdown) -> Iterator[Problem]:
    """Checks that the examples of a file, run one after the other, give what it says."""
    blocks = _examples(prose)
    if not blocks:
        return
    try:
        names = dict(vars(load_subject(unit.folder, "solution")))
        names |= _structures(names)
    except SubjectImportError:
        return  # check_api says so
    parser = doctest.DocTestParser()
    for block in blocks:
        try:
            test = parser.get_doctest(block.text, names, unit.slug, str(prose.file), 0)
        except ValueError as error:
            yield Problem(prose.file, block.number, str(error), "a block as doctest reads it")
            continue
        runner = _Runner(prose.file, block.number)
        with contextlib.redirect_stdout(io.StringIO()):
            runner.run(test, clear_globs=False)
        # doctest works on a copy: what a block defines, the next one may use.
        names = test.globs
        yield from runner.problems


def _structures(names: dict[str, Any]) -> dict[str, Any]:
    """Returns what examples build chains and trees with, where the unit has such nodes."""
    found: dict[str, Any] = {}
    if "Node" in names:
        found |= {"chain": partial(chain, names["Node"]), "values": values}
    if "TreeNode" in names:
        found |= {"tree": partial(tree, names["TreeNode"]), "levels": levels}
    return found


class _Runner(doctest.DocTestRunner):
    def __init__(self, file: Path, first_line: int) -> None:
        super().__init__(verbose=False, optionflags=doctest.ELLIPSIS)
        self._file = file
        self._first_line = first_line
        self.problems: list[Problem] = []

    def report_failure(
        self, _out: object, _test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        said = f"{example.source.strip()} gives {got.strip() or 'nothing'}"
        self._note(example, said, f"as the file says: {example.want.strip() or 'nothing'}")

    def report_unexpected_exception(
        self, _out: object, _test: doctest.DocTest, example: doctest.Example, exc_info: object
    ) -> None:
        assert isinstance(exc_info, tuple)
        said = f"{example.source.strip()} raises {exc_info[1]!r}"
        self._note(example, said, f"as the file says: {example.want.strip() or 'nothing'}")

    def _note(self, example: doctest.Example, wrong: str, allowed: str) -> None:
        line = self._first_line + example.lineno
        self.problems.append(Problem(self._file, line, wrong, allowed))
