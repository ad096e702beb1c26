"""Stored digests: engines that agree on something wrong are found out."""

from pathlib import Path

import pytest

from benchmarks.harness.agreement import digest
from benchmarks.harness.digests import check
from benchmarks.harness.errors import DisagreementError

ANSWER = {"lines": 3}
KEY = {"scenario": "count", "rows": 3, "seed": 1}


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "digests.toml"
    path.write_text(
        f'[[answer]]\nscenario = "count"\nrows = 3\nseed = 1\n'
        f'input_sha256 = "aa"\nanswer_sha256 = "{digest(ANSWER)}"\n'
    )
    return path


def test_the_right_answer_passes(stored: Path) -> None:
    """True says that there was a digest to compare with."""
    assert check(stored, KEY, "aa", ANSWER)


def test_other_rows_have_no_digest(stored: Path) -> None:
    """Nothing is known of another input, and nothing is claimed."""
    assert not check(stored, {**KEY, "rows": 4}, "bb", {"lines": 4})


def test_another_answer_fails(stored: Path) -> None:
    """All engines may agree and be wrong."""
    with pytest.raises(DisagreementError, match="count, rows 3, seed 1: all engines agree, but"):
        check(stored, KEY, "aa", {"lines": 4})


def test_another_input_fails(stored: Path) -> None:
    """A generator that makes other rows from one seed must not pass unnoticed."""
    with pytest.raises(DisagreementError, match="has the generator changed"):
        check(stored, KEY, "bb", ANSWER)
