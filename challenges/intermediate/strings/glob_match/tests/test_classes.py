"""Classes: their members, their negation, and where they end."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


def check_members(subject: ModuleType, pattern: str, inside: str, outside: str, why: str) -> None:
    """Require that a class matches each character of the one text, and none of the other."""
    for character in inside:
        check(subject.glob_match, pattern, character).returns(True, why=why)
    for character in outside:
        check(subject.glob_match, pattern, character).returns(False, why=why)


@pytest.mark.parametrize(
    ("pattern", "inside", "outside", "why"),
    [
        pytest.param("[a]", "a", "bA", "a and nothing else", id="one"),
        pytest.param("[abc]", "abc", "d-[]", "one of three", id="three"),
        pytest.param("[a-c]", "abc", "d-A`", "from a to c", id="a range"),
        pytest.param("[a-a]", "a", "b-", "from a to a", id="a range of one"),
        pytest.param("[a-cx-z]", "abcxyz", "dw-", "two ranges", id="two ranges"),
        pytest.param("[_a-c9]", "_abc9", "d8-", "a range among others", id="mixed"),
        pytest.param("[0-9A-F]", "09AF", "aG:@", "digits and six letters", id="hexadecimal"),
        pytest.param("[ж-й]", "жзий", "Жд", "by code point", id="Cyrillic"),
        pytest.param("[*?[]", "*?[", "a]", "they mean nothing special here", id="special signs"),
        pytest.param("[\\n]", "\\n", "\n", "a backslash and an n", id="a backslash"),
        pytest.param("[.]", ".", "a", "a dot", id="a dot"),
        pytest.param("[^a]", "^a", "b", "^ is a character like others", id="a caret"),
        pytest.param("[\n]", "\n", "n", "a newline", id="a newline"),
    ],
)
def test_members(subject: ModuleType, pattern: str, inside: str, outside: str, why: str) -> None:
    """A class has the characters and ranges that are listed in it."""
    check_members(subject, pattern, inside, outside, why)


@pytest.mark.parametrize(
    ("pattern", "inside", "outside", "why"),
    [
        pytest.param("[!a]", "bA!]\n", "a", "everything but a", id="one"),
        pytest.param("[!a-c]", "dA!-", "abc", "everything but a to c", id="a range"),
        pytest.param("[a!]", "a!", "b", "the ! is not in front", id="in the middle"),
        pytest.param("[!!]", "a[", "!", "everything but !", id="not itself"),
        pytest.param("[!*?]", "a!", "*?", "everything but these two", id="special signs"),
    ],
)
def test_negation(subject: ModuleType, pattern: str, inside: str, outside: str, why: str) -> None:
    """A class that begins with ! has all other characters."""
    check_members(subject, pattern, inside, outside, why)


@pytest.mark.parametrize(
    ("pattern", "inside", "outside", "why"),
    [
        pytest.param("[]]", "]", "[a", "the first character is never the end", id="only ]"),
        pytest.param("[]a]", "]a", "[b", "the first character is never the end", id="] and a"),
        pytest.param("[!]]", "a[!", "]", "the ] after ! is the first character", id="not ]"),
        pytest.param("[!]a]", "b!", "]a", "the ] after ! is the first character", id="nor a"),
        pytest.param("[[]", "[", "]", "a [ in a class is a [", id="only ["),
        pytest.param("[]-a]", "]^_`a", "b-[", "a range may begin with ]", id="from ] to a"),
        pytest.param("[-a]", "-a", "b", "the - is no middle", id="- in front"),
        pytest.param("[a-]", "a-", "b", "the - is no middle", id="- at the end"),
        pytest.param("[-]", "-", "a", "the - is no middle", id="only -"),
        pytest.param("[!-a]", "b!", "-a", "the - is no middle", id="- after !"),
        pytest.param("[!a-]", "b", "a-", "the - is no middle", id="- at the end, negated"),
        pytest.param("[a-c-e]", "abc-e", "d", "a-c, then - and e", id="- after a range"),
        pytest.param("[+--]", "+,-", ".*", "from + to -", id="a range up to -"),
        pytest.param("[--0]", "-./0", ",1", "from - to 0", id="a range from -"),
        pytest.param("[z-a]", "", "azm-", "a range that runs backwards is empty", id="backwards"),
        pytest.param("[z-ax]", "x", "azm-", "a range that runs backwards is empty", id="and x"),
        pytest.param("[!z-a]", "azm-", "", "nothing is excluded", id="not backwards"),
    ],
)
def test_brackets_and_hyphens(
    subject: ModuleType, pattern: str, inside: str, outside: str, why: str
) -> None:
    """Where a class ends, and when a hyphen makes a range."""
    check_members(subject, pattern, inside, outside, why)


@pytest.mark.parametrize(
    ("pattern", "text", "expected", "why"),
    [
        pytest.param("[ab]", "", False, "a class needs a character", id="nothing"),
        pytest.param("[!ab]", "", False, "a class needs a character", id="nothing, negated"),
        pytest.param("[ab]", "ab", False, "a class takes one character", id="two"),
        pytest.param("[a-c][0-9]", "b7", True, "one after the other", id="two classes"),
        pytest.param("[]]]", "]]", True, "a class of ], then a ]", id="a bracket behind"),
        pytest.param("a]", "a]", True, "no class has begun", id="a bracket alone"),
        pytest.param("*[0-9].log", "app-12.log", True, "the star takes app-1", id="after a star"),
        pytest.param("*[!0-9]", "a1b22", False, "it ends with a digit", id="negated at the end"),
        pytest.param("[[]*[]]", "[x]", True, "between two brackets", id="brackets to match"),
        pytest.param("[*]", "ab", False, "this star is a character", id="no wildcard"),
    ],
)
def test_classes_among_others(
    subject: ModuleType, pattern: str, text: str, expected: bool, why: str
) -> None:
    """A class takes exactly one character, and goes with everything else."""
    check(subject.glob_match, pattern, text).returns(expected, why=why)
