"""The made-up site whose access logs the generator writes: paths, clients, user agents, hours.

Nothing here depends on a seed. Popularity follows Zipf's law. Its weights are
`floor(2**36 / rank**s)` with `s` in 64ths, and `rank**(1/64)` comes from square roots, products and
one quotient: IEEE 754 requires all three to be rounded correctly, so the integers, and with them
every generated file, are equal on every machine. No function of a C library takes part.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import accumulate
from math import sqrt

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
UNIT = 40  # upper bits of a draw that choose a rank; the 24 bits below serve smaller choices

PATHS, PATH_EXPONENT_64THS = 40_000, 67  # s = 1.047
CLIENTS, CLIENT_EXPONENT_64THS = 300_000, 61  # s = 0.953: about 2.3 M visitors in 10 M rows
AGENTS, AGENT_EXPONENT_64THS = 2_400, 64  # s = 1
OUTSIDE = 3_000

PATH_SALT, CLIENT_SALT, AGENT_SALT, OUTSIDE_SALT = 0x70617468, 0x636C6E74, 0x61676E74, 0x6F757473

NOUNS = (
    b"kettle lantern saddle anchor pepper basket candle violin walnut ribbon hammer pillow cradle "
    b"shovel button mirror ladder needle carpet barrel garnet teapot trowel bobbin easel funnel "
    b"goblet hinge inkwell jigsaw kayak locket"
).split()
ADJECTIVES = (
    b"amber brisk copper dusty early faded gentle hollow ivory jolly keen linen mellow narrow "
    b"olive plain quiet rustic silver tidy upper velvet woven young azure bold crisp dapper elder "
    b"frosty glossy humble"
).split()
SECTIONS = (
    b"shop garden kitchen journal workshop help library travel music family repair account seasons "
    b"offers outdoors crafts"
).split()
ASSETS = (b"js", b"css", b"img", b"fonts")
ENDINGS = (b"js", b"css", b"png", b"woff2")
PLATFORMS = (
    b"Basalt NT 10.0; B64; x64|Basalt NT 11.2; B64; arm64|Quartz; Orchard OS 13_4_1; arm64|"
    b"Quartz; Orchard OS 12_6; x86_64|X11; Fenland Linux x86_64|X11; Moor BSD amd64; rv:128.0|"
    b"Pebble 14; Corvid PX-3020 Build/RQ2B|Pebble 13; Tern Mini 5 Build/PL1A; wv|"
    b"Pebble 12; Osprey Note 9 Build/NK7C|Slate; Orchard Tablet OS 16_2 like Orchard OS"
).split(b"|")
ENGINES = b"WebLoom/537.21|Shuttle/20240101|Trellis/605.1.15|WebLoom/601.7".split(b"|")
BROWSERS = b"Heron Petrel Lapwing Kestrel Plover Dunlin Avocet Whimbrel".split()
SUFFIXES = (b"", b" Harbor/537.21", b" Mobile/15E148 Harbor/604.1", b" Reader/4.4 (tabbed)")
ROBOTS = b"ferretbot tidecrawler linkwarden-probe uptimer feedmill sitemapper".split()
SITES = (
    b"search.example news.example forum.example social.example mail.example blog.example".split()
)
OUR_SITE = b"https://www.harbourgoods.example"

METHODS_READ = [b"GET"] * 988 + [b"HEAD"] * 20 + [b"POST"] * 12 + [b"OPTIONS"] * 4
METHODS_API = (
    [b"GET"] * 690 + [b"POST"] * 220 + [b"PUT"] * 44 + [b"PATCH"] * 20 + [b"DELETE"] * 20
) + [b"OPTIONS"] * 30
PROTOCOLS = [b"HTTP/1.1"] * 700 + [b"HTTP/2.0"] * 290 + [b"HTTP/1.0"] * 24 + [b"HTTP/3.0"] * 10
STATUSES = (
    (200, 846), (304, 64), (404, 36), (301, 18), (302, 16), (206, 10), (403, 8), (401, 6),
    (500, 6), (499, 5), (429, 3), (502, 2), (503, 2), (400, 1), (504, 1),
)  # fmt: skip
STATUS_OF = [status for status, share in STATUSES for _ in range(share)]

FIRST_DAY = 3  # March 2025, a Monday; 14 days, so no month ends in between
DAYS = 14
WAVE = (  # requests of each hour of a day, relative
    40, 30, 22, 18, 17, 20, 30, 48, 70, 88, 96, 100, 98, 95, 94, 92, 90, 92, 98, 104, 100, 86, 70,
    54,
)  # fmt: skip
WEEK = (10, 10, 11, 10, 9, 7, 8)  # relative weight of each day, Monday first


def mix(z: int) -> int:
    """Returns the splitmix64 output of state `z` (64 bits)."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def zipf(ranks: int, exponent_64ths: int) -> list[int]:
    """Returns the running sums of the weights of ranks 1 to `ranks`."""

    def weight(rank: int) -> int:
        root, power = float(rank), float(rank ** (exponent_64ths >> 6))
        for bit in (32, 16, 8, 4, 2, 1):
            root = sqrt(root)
            if exponent_64ths & bit:
                power *= root
        return int(68719476736.0 / power)

    return list(accumulate(weight(rank) for rank in range(1, ranks + 1)))


class Site:
    """What the logged site and its visitors look like; built once, the larger parts on demand."""

    def __init__(self) -> None:
        self.path_sums = zipf(PATHS, PATH_EXPONENT_64THS)
        self.client_sums = zipf(CLIENTS, CLIENT_EXPONENT_64THS)
        self.agent_sums = zipf(AGENTS, AGENT_EXPONENT_64THS)
        self.clients: dict[int, tuple[bytes, bytes]] = {}
        self.paths: dict[int, tuple[bytes, int, list[bytes]]] = {}
        self.agents = [make_agent(index) for index in range(AGENTS)]
        self.outside = [make_outside(index) for index in range(OUTSIDE)]

    def agent(self, draw: int) -> bytes:
        """Returns the user agent that `draw` (64 bits) picks, popular ones more often."""
        return self.agents[
            bisect_right(self.agent_sums, (draw >> 24) * self.agent_sums[-1] >> UNIT)
        ]

    def client(self, rank: int) -> tuple[bytes, bytes]:
        """Returns the beginning of a client's lines (`IP - user [`) and its usual user agent."""
        found = self.clients.get(rank)
        if found is None:
            draw = mix(CLIENT_SALT + rank * GOLDEN & MASK)
            host = make_host(draw)
            user = b"-"
            if draw >> 58 == 0:
                user = b"%b%d" % (NOUNS[draw >> 53 & 31], draw >> 43 & 1023)
            found = self.clients[rank] = (b"%b - %b [" % (host, user), self.agent(mix(draw)))
        return found

    def path(self, rank: int) -> tuple[bytes, int, list[bytes]]:
        """Returns a path, its usual size in bytes, and its methods by ten bits of a draw."""
        found = self.paths.get(rank)
        if found is None:
            found = self.paths[rank] = make_path(rank)
        return found


@cache
def site() -> Site:
    """Returns the one site of this process."""
    return Site()


def make_host(draw: int) -> bytes:
    """Returns an IPv4 address, or for one client in twelve an IPv6 one (RFC 3849 prefix)."""
    if draw % 12 == 0:
        return b"2001:db8:%x:%x::%x" % (draw >> 48, draw >> 32 & 0xFFF, draw >> 8 & 0xFFFF)
    return b"%d.%d.%d.%d" % (
        1 + (draw >> 56) % 223, draw >> 40 & 255, draw >> 24 & 255, draw >> 8 & 255,
    )  # fmt: skip


def make_path(rank: int) -> tuple[bytes, int, list[bytes]]:
    """Returns (path, size, methods) of the path of a popularity rank; paths are distinct."""
    draw = mix(PATH_SALT + rank * GOLDEN & MASK)
    kind, section = draw & 15, SECTIONS[draw >> 4 & 15]
    noun, adjective = NOUNS[draw >> 8 & 31], ADJECTIVES[draw >> 13 & 31]
    number = draw >> 24
    if rank == 0:
        return b"/", 18_432, METHODS_READ
    if kind < 6:
        return (
            b"/%b/%b-%b-%d" % (section, adjective, noun, rank),
            4000 + number % 60_000,
            METHODS_READ,
        )
    if kind < 9:
        return b"/%b/%b/%d/reviews" % (section, noun, rank), 2500 + number % 40_000, METHODS_READ
    if kind < 12:
        path = b"/api/v%d/%bs/%d" % (1 + number % 3, noun, rank)
        return path, 80 + number % 4000, METHODS_API
    if kind < 14:
        asset = number & 3
        path = b"/assets/%b/%b-%d.%08x.%b" % (
            ASSETS[asset], noun, rank, number >> 4 & 0xFFFFFFFF, ENDINGS[asset],
        )  # fmt: skip
        return path, 2000 + number % 300_000, METHODS_READ
    if kind == 14:
        path = b"/media/%d/%02d/%b-%b-%d.jpg" % (
            2019 + number % 7, 1 + (number >> 8) % 12, adjective, noun, rank,
        )  # fmt: skip
        return path, 20_000 + number % 2_000_000, METHODS_READ
    path = b"/%b/%b/%b-for-the-%b-%b/%d" % (
        section, noun, adjective, ADJECTIVES[number & 31], NOUNS[number >> 5 & 31], rank,
    )  # fmt: skip
    return path, 6000 + number % 80_000, METHODS_READ


def make_agent(index: int) -> bytes:
    """Returns a made-up user agent; one in twelve is a robot's."""
    draw = mix(AGENT_SALT + index * GOLDEN & MASK)
    if draw % 12 == 0:
        robot = ROBOTS[(draw >> 8) % 6]
        return b"%b/%d.%d (+https://%b.example/about)" % (robot, draw >> 16 & 7, index, robot)
    return b"Voyager/5.0 (%b) %b (XHTML, like %b) %b/%d.0.%d.%d%b" % (
        PLATFORMS[(draw >> 8) % 10], ENGINES[draw >> 16 & 3], BROWSERS[draw >> 18 & 7],
        BROWSERS[draw >> 21 & 7], 80 + (draw >> 24) % 50, 1000 + (draw >> 32) % 6000,
        index, SUFFIXES[draw >> 48 & 3],
    )  # fmt: skip


def make_outside(index: int) -> bytes:
    """Returns the address of a page elsewhere that links to the site."""
    draw = mix(OUTSIDE_SALT + index * GOLDEN & MASK)
    host = SITES[(draw >> 8) % 6]
    if draw & 1:
        return b"https://%b/?q=%b+%b+%d" % (
            host, ADJECTIVES[draw >> 16 & 31], NOUNS[draw >> 21 & 31], index,
        )  # fmt: skip
    return b"https://%b/%b/%d" % (host, NOUNS[draw >> 21 & 31], index)


def minute_sums() -> list[int]:
    """Returns the running sums of the weight of each minute of the 14 days, from 0."""
    weights = [0]
    for minute in range(DAYS * 1440):
        hour, past = minute // 60 % 24, minute % 60
        wave = WAVE[hour] * (60 - past) + WAVE[(hour + 1) % 24] * past
        weights.append(wave * WEEK[minute // 1440 % 7])
    return list(accumulate(weights))


def query(draw: int) -> bytes:
    """Returns the query string of a request that has one."""
    kind, number = draw & 3, draw >> 8 & 0xFFFF
    if kind == 0:
        return b"?page=%d" % (1 + number % 40)
    if kind == 1:
        return b"?q=%b+%b" % (ADJECTIVES[number & 31], NOUNS[number >> 5 & 31])
    if kind == 2:
        return b"?ref=%b&id=%d" % (NOUNS[number & 31], draw >> 24 & 0xFFFFFF)
    return b"?sort=price&from=%d&to=%d" % (number & 63, 64 + (number >> 6))
