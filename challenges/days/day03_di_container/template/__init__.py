"""Wires applications from typed constructors, in scopes, checked before they run.

These are the public names. Behind them you may cut the modules otherwise than they are cut here.
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
