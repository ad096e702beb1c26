"""nginx `log_format` strings. The variables: https://nginx.org/en/docs/varindex.html."""

from __future__ import annotations

import re

from .errors import UnknownFormatError
from .plans import Plan
from .text_steps import Part, Variable, text_plan

_FIELDS = {
    "remote_addr": "ip",
    "remote_user": "user",
    "host": "host",
    "http_host": "host",
    "server_name": "host",
    "time_local": "time_clf",
    "time_iso8601": "time_iso",
    "msec": "time_s",
    "request": "request",
    "request_method": "method",
    "request_uri": "target",
    "uri": "target",
    "document_uri": "target",
    "args": "query",
    "query_string": "query",
    "server_protocol": "protocol",
    "status": "status",
    "body_bytes_sent": "size",
    "bytes_sent": "size",
    "http_referer": "referrer",
    "http_user_agent": "user_agent",
    "request_time": "latency_s",
}
_NEEDED = {
    "status": "$status",
    "time": "$time_local, $time_iso8601 or $msec",
    "request": "$request, $request_uri or $uri",
}
_DIRECTIVE = re.compile(r"\s*log_format\s+\S+\s+(?:escape=\w+\s+)?(.*?);?\s*", re.DOTALL)
_QUOTED = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\S+)""", re.DOTALL)
_VARIABLE = re.compile(r"\$(?:([A-Za-z0-9_]+)|\{([A-Za-z0-9_]+)\})")


def nginx_plan(text: str) -> Plan:
    """Returns the plan for a format string, or for a whole `log_format` directive.

    A variable that gives no field here is skipped: any module, `map` or `set` adds some.

    Raises:
        UnknownFormatError: It cannot be read with it.
    """
    if directive := _DIRECTIVE.fullmatch(text):
        text = "".join(_unquoted(*match.groups()) for match in _QUOTED.finditer(directive[1]))
    parts: list[Part] = []
    at = 0
    for match in _VARIABLE.finditer(text):
        name = match[1] or match[2]
        parts += (text[at : match.start()], Variable(match[0], _FIELDS.get(name, "skip")))
        at = match.end()
    parts.append(text[at:])
    fields = {part.field for part in parts if isinstance(part, Variable)}
    for literal in parts:
        if isinstance(literal, str) and "$" in literal:
            raise UnknownFormatError(f"in {literal!r} the name of a variable must follow the $")
    if "target" in fields and "$request_uri" in text:
        # It has its query already; $args beside it would be that query once more.
        parts = [
            Variable(p.name, "skip") if isinstance(p, Variable) and p.field == "query" else p
            for p in parts
        ]
    return text_plan(parts, _NEEDED)


def _unquoted(single: str | None, double: str | None, bare: str | None) -> str:
    text = next(part for part in (single, double, bare) if part is not None)
    return re.sub(r"\\([\\'\"])", r"\1", text)
