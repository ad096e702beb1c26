"""A text editor and a settings tool, made of the package under test: what the tests work on."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Any


def domain(subject: ModuleType) -> Any:
    """Returns events, aggregates and commands as classes of the package under test.

    `Inserted`, `Deleted`, `Text`, `Insert`, `Type` (merges), `Delete`; `Set`, `Settings`, `Put`.
    """
    text, settings = _text(subject), _settings(subject)
    return SimpleNamespace(**text, **settings)


def _text(subject: ModuleType) -> dict[str, Any]:
    @dataclass(frozen=True)
    class Inserted(subject.Event):  # type: ignore[name-defined,misc]
        at: int
        text: str

        def inverse(self) -> Any:
            return Deleted(self.at, self.text)

    @dataclass(frozen=True)
    class Deleted(subject.Event):  # type: ignore[name-defined,misc]
        at: int
        text: str

        def inverse(self) -> Any:
            return Inserted(self.at, self.text)

    class Text(subject.Aggregate):  # type: ignore[name-defined,misc]
        def __init__(self) -> None:
            self.text = ""

        @subject.applies(Inserted)
        def inserted(self, event: Any) -> None:
            self.text = self.text[: event.at] + event.text + self.text[event.at :]

        @subject.applies(Deleted)
        def deleted(self, event: Any) -> None:
            end = event.at + len(event.text)
            if self.text[event.at : end] != event.text:
                raise ValueError(f"{event.text!r} is not at {event.at} of {self.text!r}")
            self.text = self.text[: event.at] + self.text[end:]

    class Insert:
        def __init__(self, text: str, at: int | None = None) -> None:
            self.text, self.at, self.label = text, at, f"insert {text}"

        def execute(self, state: Any) -> list[Any]:
            at = len(state.text) if self.at is None else self.at
            if at > len(state.text):
                raise IndexError(f"no place {at} in {state.text!r}")
            return [Inserted(at, self.text)] if self.text else []

    class Type(Insert):
        """Text at the end; words typed one after another are one command."""

        def merge(self, previous: Any) -> Any:
            return Type(previous.text + self.text) if isinstance(previous, Type) else None

    class Delete:
        def __init__(self, at: int, length: int = 1) -> None:
            self.at, self.length = at, length

        def execute(self, state: Any) -> list[Any]:
            text = state.text[self.at : self.at + self.length]
            return [Deleted(self.at, text)] if text else []

    return {
        "Inserted": Inserted,
        "Deleted": Deleted,
        "Text": Text,
        "Insert": Insert,
        "Type": Type,
        "Delete": Delete,
    }


def _settings(subject: ModuleType) -> dict[str, Any]:
    @dataclass(frozen=True)
    class Set(subject.Event):  # type: ignore[name-defined,misc]
        name: str
        new: Any
        old: Any

        def inverse(self) -> Any:
            return Set(self.name, self.old, self.new)

        def touches(self) -> frozenset[str]:
            return frozenset([self.name])

    class Settings(subject.Aggregate):  # type: ignore[name-defined,misc]
        def __init__(self) -> None:
            self.values: dict[str, Any] = {}

        @subject.applies(Set)
        def set(self, event: Any) -> None:
            # A new dict each time: a state that was handed out does not change.
            values = {name: one for name, one in self.values.items() if name != event.name}
            if event.new is not None:
                values[event.name] = event.new
            self.values = values

    class Put:
        def __init__(self, **values: Any) -> None:
            self.values = values
            self.label = "put " + " ".join(values)

        def execute(self, state: Any) -> list[Any]:
            return [Set(name, new, state.values.get(name)) for name, new in self.values.items()]

    return {"Set": Set, "Settings": Settings, "Put": Put}
