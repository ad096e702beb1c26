"""The conversation with the store: who owns the namespace, what was sent, what waits.

Two locks: `lock` guards memory and what waits, and is held for moments only; `talking` is held
while Redis is spoken to, so that there is one conversation at a time and its order is that of the
sequences. Who needs both takes `talking` first.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from .store import Durability

State = Literal["new", "ready", "outage", "fenced", "closed"]


class Health(NamedTuple):
    """How a persistent cache is.

    Attributes:
        state: `new` before the first contact, `ready`, `outage` when Redis does not answer,
            `fenced` when another cache owns the namespace or it has another schema, `closed`.
        pending: Writes that Redis has not acknowledged.
        last_error: What went wrong last; empty if nothing did since all was well.
        durability: What acknowledged writes survive when the server's process is killed: `none`,
            or all but for a power failure with `everysec` (which may cost the last second) and
            `always`; `unknown` if the server does not tell.
        epoch: How often the namespace has had an owner, this one included; 0 before.
        repairs: How often the namespace was gone, and was written anew from memory.
    """

    state: State
    pending: int
    last_error: str
    durability: Durability
    epoch: int
    repairs: int
