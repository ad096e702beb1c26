"""Plans: for each binding a few generated functions that know what to fetch from where.

A plan is a function of a scope. `make_N` makes object N and puts it into the scope's cache, and
runs while it is its thread's turn. `get_N` looks into the cache first, and takes the turn if it has
to make the object; `held` says that it has it already. `amake_N` is the coroutine for an object
that needs one; `fly` sees to it that only one runs at a time. A TRANSIENT object has these for each
scope it may be made in.

    def get_5(scope, held=False):
        cache = scope._cache
        if 5 in cache: return cache[5]
        if not held:
            turn = scope._turn
            try: turn.pop()
            except IndexError: return wait_turn(scope, get_5)
        try:
            if not held: scope._holder = get_ident()
            if scope._closed: raise closed(scope)
            if 5 in cache: return cache[5]
            if 4 in cache: v1 = cache[4]
            else:
                there = scope._app._cache
                if 1 in there: v2 = there[1]
                else: v2 = get_1(scope._app)
                v1 = f_4(v2)
                cache[4] = v1
            value = f_5(v1)
            cache[5] = value
            return value
        finally:
            if not held:
                scope._holder = 0
                turn.append(None)
                if waiting: ring()
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from threading import RLock
from typing import Any, Protocol

from . import making
from .bells import Bell
from .bindings import Kind
from .graph import Edge, Node
from .keys import ABSENT, Key
from .lazy import Lazy, Provider
from .parameters import How
from .scopes import Scope

Plan = Callable[[Any], Any]

_MOST_INLINED = 8
"""So many objects are made within one plan; others have plans of their own.

A call of a function is about as long as making a small object. The bound keeps the text of all
plans together proportional to the graph.
"""


class View(Protocol):
    """What plans are made of: a graph, or what an override makes of one."""

    @property
    def sound(self) -> bool:
        """Whether all bindings are known to be right."""

    def node(self, key: Key) -> Node:
        """Return the binding of a key."""

    def has(self, key: Key) -> bool:
        """Whether somebody provides a key."""

    def owns(self, _: Node) -> bool:
        """Whether scopes of this view keep the object; else those of the view below do."""


class Plans:
    """All plans of a view, made when they are asked for first."""

    def __init__(self, view: View, bell: Bell, *, guard_all: bool) -> None:
        """Begin without any.

        Args:
            view: The bindings.
            bell: Rings when a lock is released that tasks may wait for.
            guard_all: Whether it is noted of each object what it is made for, not only of those
                that live long or can ask for themselves.
        """
        self.view = view
        self._guard_all = guard_all
        self._lock = RLock()
        self._names: dict[str, Any] = {name: getattr(making, name) for name in making.__all__}
        self._names |= {"ABSENT": ABSENT, "Lazy": Lazy, "Provider": Provider}
        self._names |= {"waiting": bell.waiting, "ring": bell.ring}

    def plan(self, node: Node, level: Scope) -> Plan:
        """Return the function that gets an object from a scope of a level.

        Raises:
            ContainerError: It cannot be made, or something that it needs.
        """
        binding = node.binding
        if not self.view.owns(node):
            return lambda scope: making.delegate(scope, binding.key)
        if binding.kind is Kind.VALUE:
            return making.given(binding.factory)
        get = self._function("get", node, level)
        if binding.scope in (level, Scope.TRANSIENT):
            return get
        return lambda scope: get(making.owner(scope, binding.scope, binding.key))

    def async_plan(self, node: Node, level: Scope) -> Plan:
        """Return the coroutine function that gets an object from a scope of a level.

        Raises:
            ContainerError: It cannot be made, or something that it needs.
        """
        binding, index = node.binding, node.index
        if not self.view.owns(node):
            return lambda scope: making.delegate_async(scope, binding.key)
        if binding.kind is Kind.VALUE:
            return making.given_async(binding.factory)
        get = self._function("get", node, level)
        kept = _kept(node)
        make = self._function("amake", node, level) if node.needs_async else None

        async def plan(scope: Any) -> Any:
            place = making.owner(scope, binding.scope if kept else level, binding.key)
            if kept and (value := place._cache.get(index, ABSENT)) is not ABSENT:
                return value
            if make is None:
                return await making.settle(place, get)
            return await (making.fly(place, index, make, binding.key) if kept else make(place))

        return plan

    def _function(self, form: str, node: Node, level: Scope) -> Plan:
        name = f"{form}{_id(node, level)}"
        with self._lock:
            if name not in self._names:
                self._refuse_problems(node)
                self._write(form, node, level)
            function: Plan = self._names[name]
        return function

    def _refuse_problems(self, node: Node) -> None:
        todo, seen = [node], {node.index}
        while todo and not self.view.sound:
            one = todo.pop()
            if one.problem is not None:
                raise one.problem
            todo += [target for target in one.targets() if target.index not in seen]
            seen.update(target.index for target in one.targets())

    def _write(self, form: str, node: Node, level: Scope) -> None:
        """Write a plan and all that it calls, and compile them at once."""
        lines: list[str] = []
        names: dict[str, Any] = {}
        written: set[str] = set()
        todo = [(form, node, level)]
        while todo:
            form, one, at = todo.pop()
            at = one.binding.scope if _kept(one) else at
            name = f"{form}{_id(one, at)}"
            if name in self._names or name in written:
                continue
            written.add(name)
            writer = Writer(self.view, one, at, form, self._guard_all)
            lines += writer.lines()
            names |= writer.names
            todo += [(other, target, at) for target, other in writer.needs]
        self._names |= names
        exec(compile("\n".join(lines), f"<plan of {node.binding.key}>", "exec"), self._names)


class Writer:
    """Writes one plan of a binding for scopes of one level."""

    def __init__(self, view: View, node: Node, level: Scope, form: str, guard_all: bool) -> None:
        """Note what is to be written.

        Attributes:
            names: What the source text refers to.
            needs: Other plans that it calls.
        """
        self._view = view
        self._node = node
        self._level = level
        self._form = form
        self._guard_all = guard_all
        self._variables = 0
        self._inlined = 0
        self.names: dict[str, Any] = {}
        self.needs: list[tuple[Node, str]] = []

    def lines(self) -> Iterator[str]:
        """Yield the source text."""
        node = self._node
        self._key(node)
        define = "async def" if self._form == "amake" else "def"
        held = ", held=False" if self._form == "get" else ""
        yield f"{define} {self._form}{_id(node, self._level)}(scope{held}):"
        yield "    cache = scope._cache"
        if self._form == "get":
            yield from self._get(node)
        elif self._guarded(node) and self._form == "make":
            yield f"    begin(scope, {node.index}, {self._key(node)})"
            yield "    try:"
            yield from self._made("        ", "value", node)
            yield "        return value"
            yield "    finally:"
            yield "        end(scope)"
        else:
            yield from self._made("    ", "value", node)
            yield "    return value"

    def _get(self, node: Node) -> Iterator[str]:
        found = [f"if {node.index} in cache: return cache[{node.index}]"] if _kept(node) else []
        yield from (f"    {line}" for line in found)
        yield "    if not held:"
        yield "        turn = scope._turn"
        yield "        try: turn.pop()"
        yield f"        except IndexError: return wait_turn(scope, get{_id(node, self._level)})"
        yield "    try:"
        yield "        if not held: scope._holder = get_ident()"
        yield "        if scope._closed: raise closed(scope)"
        yield from (f"        {line}" for line in found)
        yield from self._got(node)
        yield "    finally:"
        yield "        if not held:"
        yield "            scope._holder = 0"
        yield "            turn.append(None)"
        yield "            if waiting: ring()"

    def _got(self, node: Node) -> Iterator[str]:
        kind = node.binding.kind
        if kind is Kind.CONTEXT:
            yield f"        raise no_context(scope, {self._key(node)})"
        elif kind.is_async:
            factory = self._factory(node)
            yield f"        raise async_required({self._key(node)}, {factory})"
        elif node.needs_async and _kept(node):
            make = self._call("make", node)
            yield f"        return fly_alone(scope, {node.index}, {make}, {self._key(node)})"
        elif self._guarded(node):
            yield f"        return {self._call('make', node)}(scope)"
        else:
            yield from self._made("        ", "value", node)
            yield "        return value"

    def _made(self, indent: str, to: str, node: Node) -> Iterator[str]:
        """Yield what fetches the dependencies of an object, makes it and keeps it."""
        positional: list[str] = []
        named: list[str] = []
        for number, edge in enumerate(node.edges):
            parameter = edge.dependency.parameter
            text = yield from self._argument(indent, node, number, edge)
            if not text:
                # What comes behind it can no longer be told by its place.
                named = named or [""]
            elif edge.dependency.positional or (edge.dependency.by_place and not named):
                positional.append(text)
            else:
                named.append(f"{parameter}={text}")
        arguments = ", ".join([*positional, *filter(None, named)])
        yield from self._called(indent, to, node, arguments)
        if _kept(node):
            if self._form == "amake":
                yield f"{indent}if scope._closed: raise closed(scope)"
            yield f"{indent}cache[{node.index}] = {to}"
            if self._guarded(node):
                yield f"{indent}made(scope, {node.index}, {self._key(node)})"

    def _called(self, indent: str, to: str, node: Node, arguments: str) -> Iterator[str]:
        kind, factory = node.binding.kind, self._factory(node)
        if kind is Kind.CALL:
            yield f"{indent}{to} = {factory}({arguments})"
        elif kind is Kind.ASYNC_CALL:
            yield f"{indent}{to} = await {factory}({arguments})"
        elif kind is Kind.ASYNC_GENERATOR:
            yield f"{indent}{to} = await start_async(scope, {factory}, {arguments})"
        elif self._form == "amake":
            yield f"{indent}{to} = start(scope, {factory}({arguments}))"
        else:
            yield f"{indent}generator = {factory}({arguments})"
            yield f"{indent}if ({to} := next(generator, ABSENT)) is ABSENT:"
            yield f"{indent}    raise yields_nothing({factory})"
            yield f"{indent}scope._owned.append(generator)"
            yield f"{indent}if scope._closed: too_late(scope, generator)"

    def _argument(
        self, indent: str, node: Node, number: int, edge: Edge
    ) -> Generator[str, None, str]:
        """Yield what fetches a dependency; the generator returns the text of the argument."""
        dependency, target = edge.dependency, edge.target
        if target is None or dependency.need is None:
            if dependency.has_default and not dependency.positional:
                return ""
            value = dependency.default if dependency.has_default else None
            return self._named(f"d{_id(node, self._level)}_{number}", value)
        key = self._named(f"k{_id(node, self._level)}_{number}", dependency.need.key)
        if dependency.need.how is not How.ITSELF:
            kind = "Lazy" if dependency.need.how is How.LAZY else "Provider"
            return f"{kind}(scope, {key})"
        if target.binding.kind is Kind.VALUE and self._view.owns(target):
            return self._factory(target)
        self._variables += 1
        variable = f"v{self._variables}"
        if not self._view.owns(target):
            wait = "await delegate_async" if self._form == "amake" else "delegate"
            yield f"{indent}{variable} = {wait}(scope, {key})"
        elif not _kept(target):
            yield from self._transient(indent, variable, target)
        else:
            yield from self._found(indent, variable, target, key)
        return variable

    def _transient(self, indent: str, to: str, target: Node) -> Iterator[str]:
        if self._form != "amake":
            if target.binding.kind.is_async:
                yield f"{indent}{to} = {self._call('get', target)}(scope, True)"
            else:
                yield f"{indent}{to} = {self._call('make', target)}(scope)"
        elif target.needs_async:
            yield f"{indent}{to} = await {self._call('amake', target)}(scope)"
        else:
            yield f"{indent}{to} = await settle(scope, {self._call('get', target)})"

    def _found(self, indent: str, to: str, target: Node, key: str) -> Iterator[str]:
        """Yield what looks into the cache of the scope where the object lives, or makes it."""
        scope, index = target.binding.scope, target.index
        place, cache = "scope", "cache"
        if scope is not self._level:
            place = "scope._app"
            if scope is not Scope.APP:
                yield f"{indent}place = owner(scope, {scope:d}, {key})"
                place = "place"
            yield f"{indent}there = {place}._cache"
            cache = "there"
        yield f"{indent}if {index} in {cache}: {to} = {cache}[{index}]"
        if self._form == "amake" and target.needs_async:
            make = self._call("amake", target)
            yield f"{indent}else: {to} = await fly({place}, {index}, {make}, {key})"
        elif self._form == "amake":
            yield f"{indent}else: {to} = await settle({place}, {self._call('get', target)})"
        elif place != "scope" or target.needs_async or target.binding.kind is Kind.CONTEXT:
            held = ", True" if place == "scope" else ""
            yield f"{indent}else: {to} = {self._call('get', target)}({place}{held})"
        elif self._guarded(target) or self._inlined >= _MOST_INLINED:
            yield f"{indent}else: {to} = {self._call('make', target)}(scope)"
        else:
            self._inlined += 1
            yield f"{indent}else:"
            yield from self._made(f"{indent}    ", to, target)

    def _guarded(self, node: Node) -> bool:
        """Whether it is noted for whom the object is made: it lives long, or can ask for itself."""
        long = node.binding.scope in (Scope.APP, Scope.SESSION)
        return _kept(node) and (self._guard_all or node.circular or long)

    def _call(self, form: str, node: Node) -> str:
        self.needs.append((node, form))
        return f"{form}{_id(node, self._level)}"

    def _factory(self, node: Node) -> str:
        return self._named(f"f{_id(node, self._level)}", node.binding.factory)

    def _key(self, node: Node) -> str:
        return self._named(f"k{_id(node, self._level)}", node.binding.key)

    def _named(self, name: str, value: Any) -> str:
        self.names[name] = value
        return name


def _kept(node: Node) -> bool:
    return node.binding.scope is not Scope.TRANSIENT


def _id(node: Node, level: Scope) -> str:
    number = f"_{node.index}".replace("-", "m")
    return number if _kept(node) else f"{number}_{level}"
