"""Logs in other formats than combined, for properties: clean lines, broken ones, and mutations."""

from __future__ import annotations

import json
import random
from typing import Any

from hypothesis import strategies as st

from challenges.days.day22_log_analyzer.tests.logs import AGENTS, REQUESTS, STATUSES, mutated
from challenges.days.day22_log_analyzer.tests.reading import steps

PLANS: dict[str, dict[str, Any]] = {
    "combined": steps(
        '<ip> <skip> <user> [<time_clf>] "<request>" <status> <size> "<referrer>" "<user_agent>"'
    ),
    "nginx": steps('<ip_port> <user> [<time_iso>] "<request>" <status> <size> <latency_s>'),
    "parts": steps("<host>|<time_ms>|<method>|<target>|<query>|<status>|<latency_us>|<latency_ms>"),
    "rest": steps('<date> <clock> <status> "<user_agent>" <request>\t<rest>'),
    "json": {
        "kind": "json",
        "fields": {
            "ip": ["ip"],
            "time_auto": ["ts"],
            "method": ["req", "method"],
            "target": ["req", "uri"],
            "protocol": ["req", "proto"],
            "status": ["status"],
            "size": ["size"],
            "latency_s": ["took"],
            "user_agent": ["req", "agents", "0"],
        },
    },
    "w3c": {"kind": "w3c"},
}
_TOOK = ("-", "-1", "0", "0.0005", "0.012", "1.5", "12", "9223372036854", "1e2", "x")
_W3C_FIELDS = (
    "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status sc-bytes time-taken",
    "#Fields: time date c-ip sc-status time-taken cs-uri cs(User-Agent) cs-version",
    "#Fields:",
)


def row(name: str, seed: int) -> bytes:
    """Returns a line of one of PLANS; for most seeds a good one."""
    chance = random.Random(seed)
    pick = chance.choice
    ip = f"192.0.2.{chance.randrange(6)}"
    day, minute, second = chance.randrange(1, 29), chance.randrange(60), chance.randrange(61)
    date, clock = f"2025-03-{day:02}", f"13:{minute:02}:{second:02}"
    request, status, took = pick(REQUESTS), pick(STATUSES), pick(_TOOK)
    size = pick(("-", "0", str(chance.randrange(9999))))
    agent = pick(AGENTS)
    match name:
        case "combined":
            stamp = f"{day:02}/Mar/2025:{clock} {pick(('+0000', '-0330'))}"
            text = f'{ip} - {pick(("-", "ann lee"))} [{stamp}] "{request}" {status} {size} "r" "a"'
        case "nginx":
            zone = pick(("Z", "+02:00", "-0330", ".5Z"))
            port = pick(("", ":80"))
            text = f'{ip}{port} ann [{date}T{clock}{zone}] "{request}" {status} {size} {took}'
        case "parts":
            target, query = pick(("/a", "/b", "-", "http://h/c")), pick(("-", "q", "?q"))
            method = pick(("GET", "POST", "-", "G T"))
            moment = 1_760_104_536_000 + chance.randrange(10**9)
            text = f"{ip}|{moment}|{method}|{target}|{query}|{status}|{chance.randrange(99)}|{took}"
        case "rest":
            text = f'{date} {clock} {status} "{agent}" {request}\t{pick(("", "more"))}'
        case "json":
            text = _json(chance, ip, f"{date}T{clock}Z", status, size, took, agent)
        case _:
            text = pick(
                (
                    f"{date} {clock} {ip} GET /a q {status} {size} {took}",
                    f"{clock} {date} {ip} {status} {took} /b?q {agent} HTTP/1.1",
                    pick(_W3C_FIELDS),
                )
            )
    return text.encode("latin-1")


def _json(
    chance: random.Random, ip: str, moment: str, status: str, size: str, took: str, agent: str
) -> str:
    pick = chance.choice
    request: dict[str, object] = {"method": pick(("GET", "POST", "")), "uri": pick(("/", "/é\n"))}
    if chance.random() < 0.8:
        request |= {"proto": "HTTP/1.1", "agents": [agent, "x"]}
    values: dict[str, object] = {
        "ip": ip,
        "ts": pick((moment, 1_760_104_536.25, -1.5, "1760104536")),
        "req": request,
        "status": pick((int(status), status)),
        "size": pick((size, None, 12, True)),
        "took": pick((took, 0.25, None, -1)),
    }
    return json.dumps(values, ensure_ascii=pick((True, False))).encode().decode("latin-1")


@st.composite
def other_logs(draw: st.DrawFn, most: int = 12) -> tuple[str, bytes]:
    """A name of PLANS and a log of it."""
    name = draw(st.sampled_from(sorted(PLANS)))
    seeds = draw(st.lists(st.integers(0, 400), max_size=most))
    lines = [row(name, seed) for seed in seeds]
    if name == "w3c":
        lines.insert(0, _W3C_FIELDS[0].encode())
    data = b"".join(line + draw(st.sampled_from((b"\n", b"\r\n"))) for line in lines)
    if data and (changes := draw(st.integers(0, 4))):
        data = mutated(data, draw(st.integers(0, 999)), changes)
    return name, data[:-1] if draw(st.booleans()) else data
