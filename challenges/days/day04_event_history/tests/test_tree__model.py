"""Stage 7: a long life of an editor, held against copies of the text."""

from __future__ import annotations

import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day04_event_history.tests.editor import domain
from challenges.shared.testing import check


class Model:
    """The same by the simplest means: every state is a copy, every place a list."""

    def __init__(self) -> None:
        self.nodes: list[tuple[str, int | None]] = [("", None)]  # text, parent
        self.redo: dict[int, int] = {}
        self.here = 0
        self.at: list[tuple[str, int | None]] = [("", 0)]  # by version: text, node

    @property
    def text(self) -> str:
        return self.nodes[self.here][0]

    def do(self, text: str) -> None:
        self.nodes.append((text, self.here))
        self.redo[self.here] = len(self.nodes) - 1
        self.here = len(self.nodes) - 1
        self.at.append((text, self.here))

    def undo(self) -> bool:
        parent = self.nodes[self.here][1]
        if parent is None:
            return False
        self.here = parent
        self.at.append((self.text, self.here))
        return True

    def redone(self) -> bool:
        if self.here not in self.redo:
            return False
        self.here = self.redo[self.here]
        self.at.append((self.text, self.here))
        return True

    def goto(self, node: int) -> None:
        above, below = self._above(self.here), self._above(node)
        shared = next(one for one in above if one in below)
        for one in above[1 : above.index(shared) + 1]:
            self.at.append((self.nodes[one][0], None))
        for one in reversed(below[: below.index(shared)]):
            self.at.append((self.nodes[one][0], None))
            self.redo[self.nodes[one][1] or 0] = one
        if node != self.here:
            self.at[-1] = (self.nodes[node][0], node)
        self.here = node

    def _above(self, node: int | None) -> list[int]:
        found = []
        while node is not None:
            found.append(node)
            node = self.nodes[node][1]
        return found


class Life:
    """One editor and its model, step by step, over a store that is opened again and again."""

    def __init__(self, subject: ModuleType, seed: int, kind: str, folder: Path) -> None:
        self.subject, self.chance, self.kind = subject, random.Random(seed), kind
        self.folder = folder
        self.editor, self.model = domain(subject), Model()
        self.store: Any = subject.MemoryStore()
        self.open()

    def open(self) -> None:
        if self.kind == "sqlite":
            self.store.close()
            self.store = self.subject.SqliteStore(self.folder / "events.db")
        elif self.kind == "log":
            self.store.close()
            self.store = self.subject.SegmentLog(self.folder, fsync="os", segment_bytes=5000)
        self.history: Any = self.subject.History(self.store, "text", self.editor.Text)

    def step(self) -> None:
        names = ["insert"] * 5 + ["delete"] * 2 + ["undo"] * 4 + ["redo"] * 3 + ["goto"]
        name = self.chance.choice([*names, "restart", "snapshot"])
        getattr(self, f"_{name}")()

    def _insert(self) -> None:
        text, letter = self.model.text, self.chance.choice("abcdef")
        at = self.chance.randint(0, len(text))
        self.history.do(self.editor.Insert(letter, at))
        self.model.do(text[:at] + letter + text[at:])

    def _delete(self) -> None:
        text = self.model.text
        if text:
            at = self.chance.randrange(len(text))
            self.history.do(self.editor.Delete(at))
            self.model.do(text[:at] + text[at + 1 :])

    def _undo(self) -> None:
        if self.model.undo():
            self.history.undo()
        else:
            check(self.history.undo).raises(self.subject.NothingToUndo)

    def _redo(self) -> None:
        if self.model.redone():
            self.history.redo()
        else:
            check(self.history.redo).raises(self.subject.NothingToRedo)

    def _goto(self) -> None:
        version = self.chance.randrange(len(self.model.at))
        node = self.model.at[version][1]
        if node is None:
            check(self.history.goto, version).raises(self.subject.UnknownVersion)
        else:
            self.history.goto(version)
            self.model.goto(node)

    def _restart(self) -> None:
        if self.chance.random() < 0.3:
            self.open()

    def _snapshot(self) -> None:
        if self.chance.random() < 0.3:
            self.history.snapshot()

    def compare(self, step: int) -> None:
        history, model = self.history, self.model
        why = f"after step {step}"
        check(
            lambda: (history.state.text, history.version, history.can_undo, history.can_redo)
        ).returns(
            (model.text, len(model.at) - 1, model.here != 0, model.here in model.redo), why=why
        )


@pytest.mark.parametrize("kind", ["memory", "log", "sqlite"])
def test_a_long_life(subject: ModuleType, tmp_path: Path, kind: str) -> None:
    """Text, version, undo and redo are those of the model after each of a thousand steps."""
    life = Life(subject, 7, kind, tmp_path)
    for step in range(1000):
        life.step()
        life.compare(step)
    chance = random.Random(1)
    for _ in range(20):
        version = chance.randrange(len(life.model.at))
        check(lambda version=version: life.history.at(version).text).returns(
            life.model.at[version][0], why=f"the text at version {version}"
        )
    life.store.close()
