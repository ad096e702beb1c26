"""Answers that differ are found, and shown where they differ."""

import pytest

from benchmarks.harness.agreement import Given, compare, digest
from benchmarks.harness.errors import DisagreementError


def test_equal_answers_pass() -> None:
    """Key order and questions that one engine does not answer make no difference."""
    compare(
        "s",
        [
            Given("one", ("a", "b"), {"a": {"x": 1, "y": 2}, "b": [1, 2]}),
            Given("other", ("a",), {"a": {"y": 2, "x": 1}}),
        ],
    )


def test_a_difference_names_place_engines_and_values() -> None:
    """The message leads to the difference without another run."""
    with pytest.raises(DisagreementError) as caught:
        compare(
            "report",
            [
                Given("rust", ("top",), {"top": [["/a", 3], ["/b", 2]]}),
                Given("mawk", ("top",), {"top": [["/a", 3], ["/b", 1]]}),
            ],
        )
    message = str(caught.value)
    assert "report: rust and mawk answer differently" in message
    assert "top[1][1]: 2 != 1" in message
    assert "nothing was timed" in message


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        ({"n": 1}, {"n": 2}, "n: 1 != 2"),
        ({"n": {"a": 1}}, {"n": {}}, "n.a: 1 != None"),
        ({"n": {}}, {"n": {"a": 1}}, "n.a: None != 1"),
        ({"n": [1]}, {"n": [1, 2]}, "n: [1] != [1, 2]"),
        ({"n": 1}, {"n": "1"}, "n: 1 != '1'"),
    ],
)
def test_kinds_of_difference(one: dict[str, object], other: dict[str, object], place: str) -> None:
    """Values, keys on either side, lengths and types differ."""
    with pytest.raises(DisagreementError) as caught:
        compare("s", [Given("one", ("n",), one), Given("other", ("n",), other)])
    assert place in str(caught.value)


def test_an_engine_that_leaves_out_a_question_fails() -> None:
    """An answer without a declared question is not taken for an equal one."""
    with pytest.raises(DisagreementError, match="mawk left out bytes"):
        compare("s", [Given("mawk", ("lines", "bytes"), {"lines": 1})])


def test_many_differences_are_cut() -> None:
    """Of 30 differences 10 are shown and the rest is counted."""
    one = {"n": list(range(30))}
    other = {"n": list(range(1, 31))}
    with pytest.raises(DisagreementError, match="and 20 more"):
        compare("s", [Given("one", ("n",), one), Given("other", ("n",), other)])


def test_digest_ignores_the_order_of_keys_only() -> None:
    """Equal answers have equal digests, others have others."""
    assert digest({"a": 1, "b": [1, 2]}) == digest({"b": [1, 2], "a": 1})
    assert digest({"a": 1, "b": [1, 2]}) != digest({"a": 1, "b": [2, 1]})
