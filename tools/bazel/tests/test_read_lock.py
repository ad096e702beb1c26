"""The lock reader: what it takes, what it refuses, and the graph it finds."""

import site
import sys
import textwrap

import pytest

# The script runs in the machine's own interpreter, whose pip it uses; tests start without `site`.
if sys.flags.no_site:
    site.main()

from tools.bazel.read_lock import LockError, read

HASH = "--hash=sha256:" + "0" * 64


def lock(text: str) -> str:
    return textwrap.dedent(text).replace("HASH", HASH)


def test_via_notes_become_the_graph() -> None:
    """A distribution requires those that name it in their `# via` note."""
    found = read(
        lock(
            """\
            pluggy==1.7.0 \\
                HASH \\
                HASH
                # via pytest
            pytest==9.2.0 \\
                HASH
                # via
                #   python-challenges (pyproject.toml)
                #   pytest-benchmark
            pytest-benchmark==5.3.1 \\
                HASH
                # via python-challenges (pyproject.toml)
            """
        )
    )
    assert {name: entry["requires"] for name, entry in found.items()} == {
        "pluggy": [],
        "pytest": ["pluggy"],
        "pytest-benchmark": ["pytest"],
    }
    assert found["pluggy"]["requirement"] == f"pluggy==1.7.0 {HASH} {HASH}"


def test_an_entry_whose_marker_does_not_hold_is_left_out() -> None:
    """Of two entries of one name the one for this interpreter stays."""
    found = read(
        lock(
            """\
            numpy==2.4.6 ; python_full_version < '3.12' \\
                HASH
            numpy==2.5.5 ; python_full_version >= '3.12' \\
                HASH
            """
        )
    )
    assert [str(entry["requirement"]).split()[0] for entry in found.values()] == ["numpy==2.4.6"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("numpy>=2 \\\n    HASH\n", "requirements.txt:1: not understood", id="no pin"),
        pytest.param("numpy==2.4\n", "numpy has no --hash", id="no hash"),
        pytest.param("numpy==2.4 \\\n    --hash=md5:0\n", ":2: not understood", id="weak hash"),
        pytest.param("a==1 \\\n HASH\na==2 \\\n HASH\n", ":3: a second entry of a", id="twice"),
    ],
)
def test_a_lock_that_fixes_less_is_refused(text: str, message: str) -> None:
    """Each refusal names the line and what was allowed."""
    with pytest.raises(LockError, match=message):
        read(lock(text))
