"""Makes hypothesis generate the same examples in every judged run of the same subject.

Two places that judge must never disagree, so examples depend on the test, on the subject's own
constants and on the counter-examples that lie beside an attempt: not on a random seed, or on what
else is imported.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Collection
from pathlib import Path

from hypothesis import Phase, configuration, given, is_hypothesis_test, settings
from hypothesis import strategies as st
from hypothesis.database import ExampleDatabase
from hypothesis.internal import charmap
from hypothesis.internal.conjecture import providers
from hypothesis.internal.intervalsets import IntervalSet
from hypothesis.internal.reflection import function_digest

from tools.kata.judge.counterexamples import Counterexamples

PROFILE = "judge"

counterexamples = Counterexamples()

_codec_intervals = charmap.intervals_from_codec


def register_profile(
    name: str,
    *,
    phases: Collection[Phase],
    derandomize: bool = False,
    database: ExampleDatabase | None = None,
) -> None:
    """Registers settings under a name: those of the course, wherever its tests run."""
    settings.register_profile(
        name,
        deadline=None,
        max_examples=50,
        # One failure is shown, the first: several at once are more than a screen can explain.
        report_multiple_bugs=False,
        print_blob=False,
        database=database,
        derandomize=derandomize,
        phases=phases,
    )


def prepare() -> None:
    """Registers the judge's profile; call it before pytest starts."""
    # The explaining phase traces lines, as some of the tests do, and is not shown.
    phases = [phase for phase in Phase if phase is not Phase.explain]
    register_profile(PROFILE, phases=phases, database=counterexamples)
    # Below a file nothing else can be stored, and hypothesis goes on without.
    configuration.set_hypothesis_home_dir(os.path.join(os.devnull, "hypothesis"))  # noqa: PTH118
    vars(charmap)["intervals_from_codec"] = codec_intervals
    constants_only_from(None)


def codec_intervals(codec: str) -> tuple[IntervalSet, IntervalSet]:
    """Returns what a codec can encode, and what of it does not decode to the same character.

    Hypothesis encodes each of a million characters to learn it, and would keep the answer in its
    folder. Of UTF-8, which `st.text()` asks for, it is known: all but the surrogates.
    """
    if codec == "utf-8":
        return IntervalSet([(0, 0xD7FF), (0xE000, sys.maxunicode)]), IntervalSet([])
    return _codec_intervals(codec)


def fix_seed(test: Callable[..., object]) -> None:
    """Gives a test of hypothesis the seed that it would have when derandomized.

    Neither derandomized settings nor hypothesis' own `seed` allow a database, and so
    counter-examples.
    """
    function = getattr(test, "__func__", test)
    if is_hypothesis_test(function):
        inner = function.hypothesis.inner_test  # type: ignore[union-attr]
        fixed = int.from_bytes(function_digest(inner), "big")
        vars(function)["_hypothesis_internal_use_seed"] = fixed


def constants_only_from(subject: Path | None) -> None:
    """Lets hypothesis take constants from the subject's source alone.

    By default it reads every module of the project that happens to be imported, the judge's own
    included. There is no public switch for it (hypothesis 6.170).
    """

    def is_local(file: str) -> bool:
        return subject is not None and Path(file).is_relative_to(subject)

    vars(providers)["is_local_module_file"] = is_local


def warm_up() -> None:
    """Passes, fails and shrinks once: what hypothesis imports and caches late is there then."""

    @given(st.lists(st.integers()), st.text(), st.floats(), st.data(), st.integers(0, 1))
    def example(
        numbers: list[int], text: str, number: float, data: st.DataObject, most: int
    ) -> None:
        data.draw(st.sampled_from([*numbers, text, number]))
        if len(numbers) > most + limit:
            raise ValueError("too many numbers")

    limit = 1000
    example()
    limit = 0
    with contextlib.suppress(ValueError):
        example()
