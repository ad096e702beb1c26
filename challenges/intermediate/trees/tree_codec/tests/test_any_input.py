"""Any tree and any tokens against the definition of the format."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.trees.tree_codec.tests.oracle import grown, parsed, written
from challenges.shared.testing import check


@given(st.lists(st.integers(-12, 12), max_size=9), st.integers(0, 50))
def test_any_tree(subject: ModuleType, values: list[int], cut: int) -> None:
    """A tree is written as the definition says, and read from that, and not from a part of it."""
    root = grown(subject.TreeNode, values)
    text = written(root)
    check(subject.dump_tree, root).returns(text)
    check(subject.load_tree, text).returns(root)
    check(subject.load_tree, text[: cut % len(text)]).raises(
        ValueError, why=f"this is only the beginning of {text!r}"
    )


@given(st.lists(st.sampled_from(["#", "#", "3", "-4"]), max_size=9))
def test_any_tokens(subject: ModuleType, tokens: list[str]) -> None:
    """Tokens in any order are one tree and are read, or are none and are refused."""
    is_tree, root = parsed(subject.TreeNode, tokens)
    checked = check(subject.load_tree, " ".join(tokens))
    if is_tree:
        checked.returns(root)
    else:
        checked.raises(ValueError, why="this is not exactly one tree")
