"""Wires applications from typed constructors, in scopes, checked before they run.

>>> registry = Registry()
>>> @registry.provides(scope=Scope.REQUEST)
... class Basket:
...     pass
>>> with registry.build() as container, container.enter(Scope.REQUEST) as request:
...     request.get(Basket) is request.get(Basket)
True
"""

from .container import Container
from .errors import (
    AmbiguousBinding,
    AsyncRequired,
    CaptiveDependency,
    CircularDependency,
    ContainerError,
    FactoryError,
    MissingDependency,
    OverrideError,
    RegistrationError,
    ScopeClosed,
    ScopeNotOpen,
    UnresolvedHint,
)
from .graph import Graph
from .injecting import inject
from .keys import Inject, Named
from .lazy import Lazy, Provider
from .registry import Registry
from .scopes import Scope

__all__ = [
    "AmbiguousBinding",
    "AsyncRequired",
    "CaptiveDependency",
    "CircularDependency",
    "Container",
    "ContainerError",
    "FactoryError",
    "Graph",
    "Inject",
    "Lazy",
    "MissingDependency",
    "Named",
    "OverrideError",
    "Provider",
    "RegistrationError",
    "Registry",
    "Scope",
    "ScopeClosed",
    "ScopeNotOpen",
    "UnresolvedHint",
    "inject",
]
