"""Releases that take notes of who asks for them."""

from __future__ import annotations

from math import log2
from types import ModuleType

from challenges.shared.testing import CostExceeded, WrongAnswer


class Releases:
    """Called with a number, it says whether that release is bad.

    Probes of what is no release are refused at once. With `counts`, so are a second probe of a
    release and a probe more than the statement allows.
    """

    def __init__(self, first_bad: int, limit: int | None, *, counts: bool = False) -> None:
        self._first_bad = first_bad
        self._limit = limit
        self._counts = counts
        self._probed: set[int] = set()
        if limit is not None and first_bad > limit:
            self._most = int(2 * log2(limit) + 3) if limit >= 1 else 0
        else:
            self._most = int(2 * log2(first_bad) + 2)

    def __call__(self, release: int) -> bool:
        if not isinstance(release, int) or release < 1:
            self._refuse(release, "releases have whole numbers from 1 on")
        if self._limit is not None and release > self._limit:
            there_are = (
                f"{self._limit} is the last release" if self._limit > 0 else "there are no releases"
            )
            self._refuse(release, there_are)
        if self._counts:
            self._count(release)
        return release >= self._first_bad

    @property
    def call(self) -> str:
        """The call as Python text."""
        last = "" if self._limit is None else f", {self._limit}"
        return f"first_bad_release(lambda release: release >= {self._first_bad}{last})"

    def _refuse(self, release: object, why: str) -> None:
        if self._limit is None:
            expected = "probes of releases from 1 on"
        else:
            expected = (
                f"probes of releases from 1 to {self._limit}" if self._limit > 0 else "no probe"
            )
        raise WrongAnswer(
            call=self.call,
            expected=expected,
            got=f"a probe of {release!r}",
            why=why,
        )

    def _count(self, release: int) -> None:
        if release in self._probed:
            raise CostExceeded(
                call=self.call,
                expected="each release probed at most once",
                got=f"release {release} probed again, as probe number {len(self._probed) + 1}",
                why="what a probe has told need not be asked again",
            )
        self._probed.add(release)
        if len(self._probed) > self._most:
            raise CostExceeded(
                call=self.call,
                expected=f"at most {self._most} probes",
                got=f"more than {self._most} probes (stopped there)",
                why="the first bad release decides how far to look, not the last one there is",
            )


def check_first(
    subject: ModuleType,
    first_bad: int,
    limit: int | None,
    expected: int | None,
    why: str = "",
    *,
    counts: bool = False,
) -> None:
    """Require the first bad release, found by fair probes."""
    releases = Releases(first_bad, limit, counts=counts)
    arguments = () if limit is None else (limit,)
    try:
        found = subject.first_bad_release(releases, *arguments)
    except Exception as error:
        error.kata_call = releases.call  # type: ignore[attr-defined]
        raise
    if found != expected or type(found) is not type(expected):
        raise WrongAnswer(call=releases.call, expected=f"{expected}", got=f"{found!r}", why=why)
