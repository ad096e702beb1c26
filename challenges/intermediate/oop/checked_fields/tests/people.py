"""Classes with checked fields, declared by the code that a learner would write."""

from __future__ import annotations

from types import ModuleType
from typing import Any


def person_with(subject: ModuleType, /, **declarations: str) -> Any:
    """Return an instance of a class with fields, which shows the class when a check fails.

    Args:
        subject: the module under test.
        **declarations: code by the name of the field, such as "Checked(int)".
    """
    return class_with(subject, **declarations)()


def class_with(subject: ModuleType, /, **declarations: str) -> Any:
    """Return the class itself."""
    names = {"Checked": subject.Checked, "inf": float("inf"), "nan": float("nan")}
    fields = {name: eval(code, names) for name, code in declarations.items()}
    shown = ", ".join(f"{name} = {code}" for name, code in declarations.items())
    return type("Person", (), {**fields, "__repr__": lambda self: f"<a person with {shown}>"})
