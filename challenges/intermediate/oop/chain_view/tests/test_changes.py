"""A view shows its parts as they are when it is looked at."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.oop.chain_view.tests.python_code import gives, refuses

VIEW = "a = [1, 2]; b = [8, 9]; view = ChainView(a, b)"


SEEN = [
    ("len(view); a.append(3); len(view)", 5, "three and two"),
    ("len(view); a.clear(); len(view)", 2, "none and two"),
    ("a.append(3); view[2]", 3, "a has an item at 2 now, and b begins at 3"),
    ("a.append(3); view[3]", 8, "b begins one place later"),
    ("a.append(3); view[-4]", 2, "counted from the end of five"),
    ("a.append(3); list(reversed(view))", [9, 8, 3, 2, 1], "the new item is in between"),
    ("a.clear(); view[0]", 8, "a is empty now"),
    ("a.clear(); view[-1]", 9, "the last item is still that of b"),
    ("b[0] = 7; view[2]", 7, "the item was replaced"),
    ("b.sort(reverse=True); list(view)", [1, 2, 9, 8], "the order of b is another one"),
    ("a.append(3); 3 in view", True, "it has just been appended"),
    ("a.append(3); view == [1, 2, 3, 8, 9]", True, "these are the items now"),
    ("outer = ChainView(view, [0]); b.pop(); list(outer)", [1, 2, 8, 0], "seen through two"),
]


@pytest.mark.parametrize(("code", "answer", "why"), SEEN, ids=[code for code, *_ in SEEN])
def test_a_change_is_seen(subject: ModuleType, code: str, answer: object, why: str) -> None:
    """Items and length are those of the moment."""
    gives(subject, f"{VIEW}; {code}", answer, why)


@pytest.mark.parametrize("index", [2, -3])
def test_what_was_there_before(subject: ModuleType, index: int) -> None:
    """An index that was right is refused when the parts have become shorter."""
    code = f"{VIEW}; view[{index}]; a.clear(); view[{index}]"
    refuses(subject, code, IndexError, "there are two items now")


KEPT = [
    ("part = view[1:3]; b[0] = 7; list(part)", [2, 7], "view[1] and view[2]"),
    ("part = view[1:3]; a.append(3); list(part)", [2, 3], "view[2] is 3 now"),
    ("part = view[1:3]; a.append(3); part[1]", 3, "view[2] is 3 now"),
    ("part = view[1:3]; a.pop(); list(part)", [8, 9], "view[1] is 8 now"),
    ("part = view[:]; a.append(3); list(part)", [1, 2, 3, 8], "the indices were 0 to 3"),
    ("part = view[-1:]; b.append(10); list(part)", [9], "the index was 3, and still is"),
    ("part = view[::-1]; b.append(10); list(part)", [9, 8, 2, 1], "the indices were 3 to 0"),
    ("part = view[1:][1:]; b[1] = 7; list(part)", [8, 7], "view[2] and view[3]"),
]


@pytest.mark.parametrize(("code", "answer", "why"), KEPT, ids=[code for code, *_ in KEPT])
def test_a_slice_keeps_its_indices(
    subject: ModuleType, code: str, answer: object, why: str
) -> None:
    """A slice shows what stands now at the indices it was taken at."""
    gives(subject, f"{VIEW}; {code}", answer, why)
