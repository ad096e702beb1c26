"""Any text against the rules of the statement."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.strings.wrap_justified.tests.oracle import check_paragraph

# Words of up to five letters on lines of five or more.
words = st.sampled_from(["a", "bc", "def", "ghij", "klmno"])


@given(st.lists(words, max_size=16), st.integers(5, 18))
def test_every_paragraph_keeps_the_rules(subject: ModuleType, words: list[str], width: int) -> None:
    """Packing, widths and gaps are right, for any words and any width."""
    check_paragraph(subject, " ".join(words), width)
