"""The package hands out every name it promises, and the costly ones only on demand."""

from __future__ import annotations

import subprocess
import sys

import pytest

import challenges.shared.testing as testing


@pytest.mark.parametrize("name", testing.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """What __all__ lists can be imported, with its docstring."""
    assert getattr(testing, name).__doc__


def test_another_name_is_refused() -> None:
    """A name that is not there is an AttributeError that says so."""
    with pytest.raises(AttributeError, match="no attribute 'shedule'"):
        testing.shedule  # noqa: B018


def test_the_scheduler_is_imported_on_demand() -> None:
    """A test that starts no thread does not pay for the scheduler."""
    code = (
        "import sys, challenges.shared.testing as testing\n"
        "before = 'challenges.shared.testing.scheduling' in sys.modules\n"
        "testing.Scheduler\n"
        "print(before, 'challenges.shared.testing.scheduling' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "True"]
