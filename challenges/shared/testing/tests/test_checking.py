"""`check` passes right answers, and says of wrong ones what was called, expected and returned."""

from __future__ import annotations

import operator
import threading
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any

import pytest

from challenges.shared.testing import WrongAnswer, check, live


class Node:
    """A value without an equality of its own, like the nodes of a linked list."""

    def __init__(self, value: int) -> None:
        self.value = value


class ItemError(ValueError):
    """An error that carries something."""

    def __init__(self, items: list[int]) -> None:
        super().__init__(f"{len(items)} items")
        self.items = items


class TestReturns:
    def test_the_expected_value_passes(self) -> None:
        """A call that returns the expected value is accepted."""
        check(sorted, [2, 1]).returns([1, 2])

    def test_another_value_is_refused_with_its_fields(self) -> None:
        """A wrong answer carries the call, both values and the author's reason as text."""
        with pytest.raises(WrongAnswer) as refused:
            check(max, [1, 4], default=0).returns(5, why="the largest wins")
        error = refused.value
        assert error.call == "max([1, 4], default=0)"
        assert (error.expected, error.got, error.why) == ("5", "4", "the largest wins")
        assert error.difference == ""
        assert error.verdict == "WA"
        for text in (error.call, error.expected, error.got, error.why):
            assert text in str(error)

    def test_the_first_differing_index_is_named(self) -> None:
        """For sequences the failure says where they part."""
        with pytest.raises(WrongAnswer) as refused:
            check(sorted, [3, 1, 2]).returns([1, 5, 3])
        assert refused.value.difference == "at [1]: expected 5, got 2"

    @pytest.mark.parametrize(
        ("expected", "got"), [(1, True), (1, 1.0), ((1,), [1]), ([1, (2,)], [1, [2]])]
    )
    def test_a_value_of_another_kind_is_refused(self, expected: object, got: object) -> None:
        """What compares equal or looks alike but is of another kind is a wrong answer."""
        with pytest.raises(WrongAnswer):
            check(lambda: got).returns(expected)

    def test_an_escaping_exception_carries_the_call(self) -> None:
        """An exception of the function under test goes on, labelled with the call."""
        with pytest.raises(ZeroDivisionError) as raised:
            check(divmod, 1, 0).returns(0)
        assert raised.value.kata_call == "divmod(1, 0)"  # type: ignore[attr-defined]

    def test_a_system_exit_is_not_held_back(self) -> None:
        """An attempt that leaves the program does so at once, labelled with the call."""

        def leave() -> None:
            raise SystemExit(3)

        with pytest.raises(SystemExit) as raised:
            check(leave)
        assert raised.value.kata_call == "leave()"  # type: ignore[attr-defined]


class TestSatisfies:
    def test_conditions_that_hold_pass_one_after_the_other(self) -> None:
        """Conditions can be chained, and the value is there for more."""
        checked = check(abs, -3).satisfies(lambda n: n > 0, "positive").satisfies(bool, "not zero")
        assert checked.value == 3

    def test_a_condition_that_does_not_hold_is_named(self) -> None:
        """The failure repeats what had to hold."""
        with pytest.raises(WrongAnswer) as refused:
            check(abs, -3).satisfies(lambda n: n < 0, "a negative number")
        assert refused.value.expected == "a negative number"
        assert refused.value.got == "3"


class TestRaises:
    def test_the_error_or_a_subclass_passes_and_is_returned(self) -> None:
        """A subclass of the error asked for is accepted, and handed to the test."""
        assert check([].pop).raises(LookupError).args == ("pop from empty list",)

    def test_a_return_is_refused(self) -> None:
        """A call that returns instead of raising is a wrong answer."""
        with pytest.raises(WrongAnswer) as refused:
            check(int, "7").raises(ValueError)
        assert refused.value.expected == "raises ValueError"
        assert refused.value.got == "returns 7"

    def test_another_error_escapes(self) -> None:
        """An error of another type is the attempt's own, with the call in it."""
        with pytest.raises(TypeError) as raised:
            check(int, []).raises(ValueError)
        assert raised.value.kata_call == "int([])"  # type: ignore[attr-defined]

    @pytest.mark.parametrize("error", [ValueError(), ValueError(" "), KeyError("")])
    def test_an_error_without_a_message_is_refused(self, error: Exception) -> None:
        """An error must say something."""

        def fail() -> None:
            raise error

        with pytest.raises(WrongAnswer) as refused:
            check(fail).raises(type(error))
        assert refused.value.got == "an empty message"

    def test_an_error_must_be_as_described(self) -> None:
        """A condition on the error passes or is named, with the error's message and attributes."""

        def fail() -> None:
            raise ItemError([1, 2])

        check(fail).raises(ItemError, holds=lambda e: e.items == [1, 2], what="both items")
        with pytest.raises(WrongAnswer) as refused:
            check(fail).raises(ItemError, "why not", holds=lambda e: not e.items, what="no item")
        assert refused.value.call == "fail()"
        assert refused.value.expected == "ItemError with no item"
        assert refused.value.got == "ItemError: 2 items (items=[1, 2])"
        assert refused.value.why == "why not"

    def test_a_long_message_is_shortened(self) -> None:
        """Of a message that fills the screen only the beginning is shown."""

        def fail() -> None:
            raise ValueError("x" * 1000)

        with pytest.raises(WrongAnswer) as refused:
            check(fail).raises(ValueError, holds=lambda _: False, what="an end")
        assert refused.value.got == f"ValueError: {'x' * 200}… <1,000 characters>"

    def test_not_written_yet_is_no_runtime_error(self) -> None:
        """An unwritten function does not pass for one that raises RuntimeError."""

        def unwritten() -> None:
            raise NotImplementedError("unwritten")

        with pytest.raises(NotImplementedError):
            check(unwritten).raises(RuntimeError)
        check(unwritten).raises(NotImplementedError)


class TestArguments:
    def test_a_changed_argument_is_reported_and_the_original_is_safe(self) -> None:
        """The call works on copies, and a change to one is a wrong answer."""
        items = [[2], [1]]
        with pytest.raises(WrongAnswer) as refused:
            check(list.sort, items).returns(None)
        assert refused.value.expected == "argument 1 stays [[2], [1]]"
        assert refused.value.got == "changed to [[1], [2]]"
        assert items == [[2], [1]]

    def test_a_change_is_reported_before_a_refusal_passes(self) -> None:
        """A call that raises as it should but changed its argument is still wrong."""

        def refuse(items: list[int]) -> None:
            items.clear()
            raise ValueError("refused")

        with pytest.raises(WrongAnswer):
            check(refuse, items=[1]).raises(ValueError)

    def test_a_live_argument_is_passed_itself(self) -> None:
        """A function that works in place gets the test's own value."""
        items = [2, 1]
        check(list.sort, live(items)).returns(None)
        assert items == [1, 2]

    def test_what_cannot_be_copied_is_passed_itself(self) -> None:
        """A generator and a lock go to the call as they are."""

        def numbers() -> Iterator[int]:
            yield 1

        stream = numbers()
        check(next, stream).returns(1)
        lock = threading.Lock()
        check(lambda given: given is lock, lock).returns(True)

    def test_objects_that_compare_by_identity_are_no_change(self) -> None:
        """A copy of a node differs from the node, which says nothing about the call."""
        check(len, [Node(1), Node(2)]).returns(2)

    def test_an_equality_that_raises_does_not_break_the_check(self) -> None:
        """The `==` of a program under test may be wrong without hiding its answer."""

        class Broken:
            def __eq__(self, other: object) -> bool:
                raise ZeroDivisionError

        check(lambda _: 1, Broken()).returns(1)


@pytest.mark.parametrize(
    ("function", "args", "text"),
    [
        pytest.param(operator.add, (1, 2), "1 + 2", id="infix operator"),
        pytest.param(operator.neg, (1,), "-1", id="unary operator"),
        pytest.param(operator.getitem, ([1], 0), "[1][0]", id="index"),
        pytest.param(operator.contains, ([1], 0), "0 in [1]", id="membership"),
        pytest.param("a b".split, (" ",), "'a b'.split(' ')", id="method"),
        pytest.param(dict.fromkeys, ("a",), "dict.fromkeys('a')", id="class method"),
        pytest.param(list, ("ab",), "list('ab')", id="class"),
        pytest.param(len, ("x" * 1000,), f"len('{'x' * 199}… <1,000 characters>)", id="long text"),
        pytest.param(len, (tuple(range(5000)),), "<5,000 items>", id="long tuple"),
        pytest.param(len, ({n: n for n in range(99)},), "… <99 items>)", id="long dict"),
        pytest.param(len, (b"x" * 1000,), "… <1,000 bytes>)", id="long bytes"),
        pytest.param(str, (Fraction(10**300),), "… <314 characters>)", id="long other text"),
        pytest.param(filter, (len, "a"), "filter(len, 'a')", id="function as an argument"),
        pytest.param(isinstance, (1, int), "isinstance(1, int)", id="class as an argument"),
        pytest.param(
            partial(divmod, 7),
            (2,),
            "functools.partial(<built-in function divmod>, 7)(2)",
            id="no name",
        ),
        pytest.param(id, (Node(1),), "id(<Node>)", id="object without text of its own"),
    ],
)
def test_a_call_reads_as_it_is_written(
    function: Callable[..., Any], args: tuple[Any, ...], text: str
) -> None:
    """The call is shown as Python text; long values as their beginning and their length."""
    assert text in check(function, *args).call
    assert len(check(function, *args).call) < 300


def test_a_repr_that_fails_does_not_hide_the_failure() -> None:
    """A value whose repr raises is named by its type."""

    class Mute:
        def __repr__(self) -> str:
            raise ZeroDivisionError

    with pytest.raises(WrongAnswer) as refused:
        check(Mute).returns(1)
    assert refused.value.got == "<Mute whose repr raises ZeroDivisionError>"
