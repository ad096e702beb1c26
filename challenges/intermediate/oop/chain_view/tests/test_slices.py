"""A slice shows the items that the same slice of a list has, and is a view itself."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.oop.chain_view.tests.python_code import gives, refuses

VIEW = "ChainView('ab', (), 'cde', 'f')"
ITEMS = list("abcdef")


@pytest.mark.parametrize(
    "part",
    [
        slice(None),
        slice(1, 4),
        slice(2, 2),
        slice(4, 1),
        slice(-3, None),
        slice(None, -5),
        slice(-100, 100),
        slice(100, 200),
        slice(None, None, 2),
        slice(1, None, 3),
        slice(None, None, -1),
        slice(4, 0, -2),
        slice(-1, -100, -5),
    ],
    ids=lambda part: f"{part.start}:{part.stop}:{part.step}".replace("None", ""),
)
class TestOneSlice:
    def test_items(self, subject: ModuleType, part: slice) -> None:
        """The items are those of the slice of a list, forwards and backwards."""
        gives(subject, f"list({VIEW}[{text(part)}])", ITEMS[part])
        gives(subject, f"list(reversed({VIEW}[{text(part)}]))", ITEMS[part][::-1])

    def test_each_index(self, subject: ModuleType, part: slice) -> None:
        """A slice has a length, and an index counts from its own start or end."""
        items = ITEMS[part]
        gives(subject, f"len({VIEW}[{text(part)}])", len(items))
        for index in range(-len(items), len(items)):
            gives(subject, f"{VIEW}[{text(part)}][{index}]", items[index])
        for index in (len(items), -len(items) - 1):
            refuses(
                subject,
                f"{VIEW}[{text(part)}][{index}]",
                IndexError,
                f"the slice has {len(items)} items",
            )


@pytest.mark.parametrize(
    ("code", "items"),
    [
        pytest.param("[1:][1:]", "cdef", id="twice without the first"),
        pytest.param("[2:5][::-1]", "edc", id="a slice turned round"),
        pytest.param("[::-1][:2]", "fe", id="the start of what was turned round"),
        pytest.param("[::-1][::-1]", "abcdef", id="turned round twice"),
        pytest.param("[::2][1:][::-1]", "ec", id="three times"),
        pytest.param("[1:3][:100]", "bc", id="no more than the slice has"),
    ],
)
def test_a_slice_of_a_slice(subject: ModuleType, code: str, items: str) -> None:
    """Slicing goes on from what the slice shows."""
    gives(subject, f"list({VIEW}{code})", list(items), "the inner slice is taken first")


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("'e' in part", True),
        ("'a' in part", False),
        ("part.index('e')", 3),
        ("part.count('b')", 1),
        ("part == ['b', 'c', 'd', 'e']", True),
        ("list(ChainView(part, part))", list("bcdebcde")),
    ],
)
def test_a_slice_is_a_view(subject: ModuleType, code: str, answer: object) -> None:
    """What can be done with a view can be done with a slice."""
    gives(subject, f"part = {VIEW}[1:5]; {code}", answer)


def test_a_step_of_zero(subject: ModuleType) -> None:
    """No step at all raises ValueError."""
    refuses(subject, f"{VIEW}[::0]", ValueError, "it would never get on")


def text(part: slice) -> str:
    """Return a slice as it stands in brackets."""
    return f"{part.start}:{part.stop}:{part.step}".replace("None", "")
