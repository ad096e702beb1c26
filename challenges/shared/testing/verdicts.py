"""The two ways a test of this repository says no: a wrong answer, or an answer that cost too much.

Both carry the same fields, so that a screen can lay them out without parsing a message.
"""

from __future__ import annotations

from typing import Literal


class _Refusal(AssertionError):
    """What both refusals share: the fields, and the message made of them.

    Attributes:
        call: the call as Python text that can be pasted.
        expected: what had to come back, as text.
        got: what came back, as text.
        difference: where the two first differ, or "".
        why: one line by the author on why it matters, or "".
    """

    def __init__(
        self, *, call: str, expected: str, got: str, difference: str = "", why: str = ""
    ) -> None:
        self.call = call
        self.expected = expected
        self.got = got
        self.difference = difference
        self.why = why
        lines = {"call": call, "expected": expected, "got": got, "differs": difference, "why": why}
        super().__init__(
            "\n" + "\n".join(f"  {name:<9} {text}" for name, text in lines.items() if text)
        )


class WrongAnswer(_Refusal):
    """The call came back with something else than the contract says."""

    verdict = "WA"


class CostExceeded(_Refusal):
    """The answer may be right, but it took too many steps or too much memory.

    Attributes:
        verdict: "TLE" for steps and time, "MLE" for memory.
    """

    def __init__(
        self,
        *,
        call: str,
        expected: str,
        got: str,
        why: str = "",
        verdict: Literal["TLE", "MLE"] = "TLE",
    ) -> None:
        self.verdict = verdict
        super().__init__(call=call, expected=expected, got=got, why=why)


def at_most(
    cost: float,
    limit: float,
    what: str,
    *,
    call: str = "",
    why: str = "",
    verdict: Literal["TLE", "MLE"] = "TLE",
) -> None:
    """Refuse a measured cost above its limit.

    Args:
        cost: what was measured.
        limit: the highest cost that passes.
        what: the unit, as it reads after a number: "comparisons", "bytes at the peak".
        call: the call that was measured, as Python text.
        why: one line for the learner.
        verdict: "TLE" for steps and time, "MLE" for memory.

    Raises:
        CostExceeded: if `cost` is above `limit`.
    """
    if cost > limit:
        raise CostExceeded(
            call=call,
            expected=f"at most {_figure(limit)} {what}",
            got=f"{_figure(cost)} {what}",
            why=why,
            verdict=verdict,
        )


def _figure(number: float) -> str:
    return f"{number:,}" if isinstance(number, int) else f"{number:,.2f}"
