"""A loop with a stack of its own; nodes count the words below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


class Node:
    """A beginning of words: what may follow, and how many words are still to be found."""

    __slots__ = ("letters", "missing", "parent", "word")

    def __init__(self, parent: Node | None) -> None:
        self.parent = parent
        self.letters: dict[str, Node] = {}
        self.missing = 0
        self.word: str | None = None

    def count(self, words: int) -> None:
        """Count words more, or fewer, from here up to the root."""
        node: Node | None = self
        while node is not None:
            node.missing += words
            node = node.parent


def word_grid(grid: Sequence[str], words: Iterable[str]) -> list[str]:
    """Find the words that can be traced from neighbour to neighbour."""
    root = Node(None)
    for word in filter(None, words):
        node = root
        for letter in word:
            if letter not in node.letters:
                node.letters[letter] = Node(node)
            node = node.letters[letter]
        if node.word is None:
            node.word = word
            node.count(1)

    number = {
        (row, col): place
        for place, (row, col) in enumerate(
            (row, col) for row, line in enumerate(grid) for col in range(len(line))
        )
    }
    letters = [letter for line in grid for letter in line]
    near = [
        [
            number[step]
            for step in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1))
            if step in number
        ]
        for row, col in number
    ]

    found = []
    path: list[int] = []
    nodes = [root]
    choices: list[Iterator[int]] = [iter(range(len(letters)))]
    while choices:
        square = next(choices[-1], None)
        if square is None:
            choices.pop()
            nodes.pop()
            path = path[:-1]
            continue
        ahead = nodes[-1].letters.get(letters[square])
        if ahead is None or ahead.missing == 0 or square in path:
            continue
        if ahead.word is not None:
            found.append(ahead.word)
            ahead.word = None
            ahead.count(-1)
        path.append(square)
        nodes.append(ahead)
        choices.append(iter(near[square]))
    return sorted(found)
