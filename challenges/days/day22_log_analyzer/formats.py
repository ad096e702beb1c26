"""The log formats: names, format strings and field maps, each compiled to one plan.

What a plan says, every backend reads alike; how stands in `definitions.md`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .apache_format import apache_plan
from .errors import UnknownFormatError
from .nginx_format import nginx_plan
from .plans import JSON_FIELDS, Plan, check_plan

FieldMap = Mapping[str, str | Sequence[str]]

AUTO = "auto"
MOST_CHARACTERS = 10_000
_ALIASES = {"iis": "w3c"}
_JSON_ALIASES = {"time": "time_auto", "bytes": "size", "path": "target"}


@dataclass(frozen=True, slots=True)
class LogFormat:
    """A log format.

    Attributes:
        name: What `format=` and `--format` take.
        plan: What a line looks like, see `plans`.
        example: One line in this format, if it has a name of its own.
    """

    name: str
    plan: Plan
    example: str = ""


_COMMON = '192.0.2.7 - ann [10/Oct/2025:13:55:36 +0200] "GET /a?b=1 HTTP/1.1" 200 2326'
_COMBINED = f'{_COMMON} "https://example.org/" "curl/8.5.0"'
_VHOST = r'%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"'
_CADDY_FIELDS: dict[str, str] = {
    "ip": "request.remote_ip",
    "user": "user_id",
    "host": "request.host",
    "referrer": "request.headers.Referer.0",
    "user_agent": "request.headers.User-Agent.0",
    "time_auto": "ts",
    "method": "request.method",
    "target": "request.uri",
    "protocol": "request.proto",
    "status": "status",
    "size": "size",
    "latency_s": "duration",
}
_CADDY = (
    '{"ts":1760097336.25,"request":{"remote_ip":"192.0.2.7","proto":"HTTP/2.0","method":"GET",'
    '"host":"example.org","uri":"/a?b=1","headers":{"User-Agent":["curl/8.5.0"]}},'
    '"user_id":"ann","duration":0.0123,"size":2326,"status":200}'
)
_W3C = (
    "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status time-taken\n"
    "2025-10-10 11:55:36 192.0.2.7 GET /a b=1 200 12"
)
# docs.aws.amazon.com/elasticloadbalancing: "Access logs for your Classic / Application Load
# Balancer". Three times add up to what a request took, and new columns may come at the end.
_TIMES = ["latency_s", "latency_s", "latency_s"]
_ELB = {
    "elb": ["time_iso", "skip", "ip_port", "skip", *_TIMES, "status", "skip", "skip", "size"],
    "alb": [
        *("skip", "time_iso", "skip", "ip_port", "skip"),
        *(*_TIMES, "status", "skip", "skip", "size"),
    ],
}
_ELB_LINE = (
    "{}2025-10-10T11:55:36.186641Z app/web 192.0.2.7:2817 10.0.0.1:80 0.000 0.048 0.001 200 200 0"
    ' 2326 "GET https://example.org:443/a?b=1 HTTP/1.1" "curl/8.5.0" - -'
)


def _elb_plan(columns: Sequence[str]) -> Plan:
    steps: list[list[str]] = []
    for column in columns:
        steps += (["bare", column], ["lit", " "])
    steps[-1][1] = ' "'
    steps += (["quoted", "request"], ["lit", '" "'], ["quoted", "user_agent"], ["lit", '"'])
    return {"kind": "text", "steps": [*steps, ["rest", "skip"]]}


def json_plan(fields: FieldMap) -> Plan:
    """Returns the plan for lines of JSON.

    Args:
        fields: For each field where its value is: keys joined by dots, in which `\\.` is a dot
            itself, or a list of keys. A key of digits also counts the items of a list from 0.

    Raises:
        UnknownFormatError: A field is unknown, or one that is needed is missing.
    """
    paths: dict[str, list[str]] = {}
    for name, path in fields.items():
        field = _JSON_ALIASES.get(name, name)
        if field not in JSON_FIELDS:
            known = ", ".join(sorted({*JSON_FIELDS, *_JSON_ALIASES}))
            raise UnknownFormatError(f"field {name!r} is unknown, must be one of {known}")
        keys = _keys(path) if isinstance(path, str) else [*path]
        paths[field] = [key.encode("utf-8", "surrogateescape").decode("latin-1") for key in keys]
    plan: Plan = {"kind": "json", "fields": paths}
    try:
        check_plan(plan)
    except ValueError as error:
        raise UnknownFormatError(f"the map of fields cannot be used: {error}") from None
    return plan


def _keys(path: str) -> list[str]:
    keys = [""]
    for part in re.findall(r"\\.|.", path, re.DOTALL):
        if part == ".":
            keys.append("")
        else:
            keys[-1] += part[-1]
    return keys


def _named() -> dict[str, LogFormat]:
    # Of those that fit equally well the first one is found: combined takes the lines of
    # vhost_combined too, with the host for the ip and the ip for the ident.
    plans: list[tuple[str, Plan, str]] = [
        ("vhost_combined", apache_plan(_VHOST), f"example.org:443 {_COMBINED}"),
        ("combined", {"kind": "combined"}, _COMBINED),
        ("common", {"kind": "common"}, _COMMON),
        ("caddy", json_plan(_CADDY_FIELDS), _CADDY),
        ("w3c", {"kind": "w3c"}, _W3C),
        ("elb", _elb_plan(_ELB["elb"]), _ELB_LINE.format("")),
        ("alb", _elb_plan(_ELB["alb"]), _ELB_LINE.format("https ")),
    ]
    return {name: LogFormat(name, plan, example) for name, plan, example in plans}


FORMATS: dict[str, LogFormat] = _named()


def find_format(format: str | FieldMap | LogFormat) -> LogFormat:
    """Returns a format, compiled if need be.

    Args:
        format: A name of FORMATS, `iis`, an nginx `log_format`, an Apache `LogFormat`,
            `json:ip=client.ip,time=ts,...`, or a map of fields for lines of JSON.

    Raises:
        UnknownFormatError: It is none of these.
    """
    if isinstance(format, LogFormat):
        return format
    if isinstance(format, Mapping):
        return LogFormat("json", json_plan(format))
    if not isinstance(format, str) or len(format) > MOST_CHARACTERS:
        raise UnknownFormatError(
            f"format is {format!r:.200}, must be text of at most 10000 characters"
        )
    if known := FORMATS.get(_ALIASES.get(format, format)):
        return known
    if format.startswith("json:"):
        return LogFormat(format, json_plan(_pairs(format.removeprefix("json:"))))
    if "$" in format:
        return LogFormat(format, nginx_plan(format))
    if "%" in format:
        return LogFormat(format, apache_plan(format))
    raise UnknownFormatError(
        f"format is {format!r:.200}, must be {', '.join(map(repr, FORMATS))}, a log_format of"
        " nginx, a LogFormat of Apache, or 'json:' and fields as ip=client.ip,time=ts,request=line"
    )


def _pairs(text: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for pair in text.split(","):
        name, equals, path = pair.strip().partition("=")
        if not equals or name in pairs:
            raise UnknownFormatError(f"{pair!r} must be a field and its path, as in status=status")
        pairs[name] = path
    return pairs
