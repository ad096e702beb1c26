"""A kit for the lifetime of resources: both kinds of `with`, stacks, deadlines, pools, lifespans.

These are the public names. Behind them you may cut the modules otherwise than they are cut here.
What says `Iterator` or `AsyncIterator` without being a generator yet becomes one: put your
`@resource` above it.
"""

from __future__ import annotations

from .async_stacks import AsyncResourceStack
from .blocking import run_blocking
from .counting import Timing, suppress_and_count, timed
from .errors import (
    AlreadyEntered,
    AsyncContextError,
    BlockingInLoop,
    DeadlineExceeded,
    DidNotStop,
    DidNotYield,
    LifespanError,
    PoolClosed,
    PoolTimeout,
    ResourceLeak,
    StartInterrupted,
    WrongTask,
)
from .files import atomic_write, remove_partial
from .leaks import explain_open, no_leaks, track_open
from .lifespan import Lifespan
from .manager import Resource
from .pool import Loan, Pool, PoolStats
from .resources import resource
from .retrying import Retry, retry_enter
from .scopes import CancelScope, cancel_scope, deadline, deadline_at, remaining
from .shielding import shield
from .stacks import ResourceStack
from .surroundings import chdir, env, redirect, temporary_attr
from .tracking import Opened
from .transactions import transaction

__all__ = [
    "AlreadyEntered",
    "AsyncContextError",
    "AsyncResourceStack",
    "BlockingInLoop",
    "CancelScope",
    "DeadlineExceeded",
    "DidNotStop",
    "DidNotYield",
    "Lifespan",
    "LifespanError",
    "Loan",
    "Opened",
    "Pool",
    "PoolClosed",
    "PoolStats",
    "PoolTimeout",
    "Resource",
    "ResourceLeak",
    "ResourceStack",
    "Retry",
    "StartInterrupted",
    "Timing",
    "WrongTask",
    "atomic_write",
    "cancel_scope",
    "chdir",
    "deadline",
    "deadline_at",
    "env",
    "explain_open",
    "no_leaks",
    "redirect",
    "remaining",
    "remove_partial",
    "resource",
    "retry_enter",
    "run_blocking",
    "shield",
    "suppress_and_count",
    "temporary_attr",
    "timed",
    "track_open",
    "transaction",
]
