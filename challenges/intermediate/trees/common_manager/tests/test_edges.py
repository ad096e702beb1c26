"""Small organisations: who is close, who counts, what else there may be."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check

#         ann
#       /     \
#     bob     cem        zoe
#    /   \      \         |
#  dot   eva    fay      yan
#   |
#  gus
FIRM = {
    "ann": None,
    "bob": "ann",
    "cem": "ann",
    "dot": "bob",
    "eva": "bob",
    "fay": "cem",
    "gus": "dot",
    "zoe": None,
    "yan": "zoe",
}


@pytest.mark.parametrize(
    ("people", "expected", "why"),
    [
        pytest.param(["gus"], "gus", "everyone is their own closest manager", id="one person"),
        pytest.param(["ann"], "ann", "nobody stands above 'ann'", id="one at the top"),
        pytest.param(["gus", "gus"], "gus", "it is one person", id="the same person twice"),
        pytest.param(["dot", "eva"], "bob", "both work for 'bob'", id="two with one boss"),
        pytest.param(["gus", "eva"], "bob", "'bob' stands above 'dot', too", id="different depths"),
        pytest.param(["eva", "gus"], "bob", "the order is no matter", id="the other way round"),
        pytest.param(["gus", "fay"], "ann", "only 'ann' stands above both", id="at the top"),
        pytest.param(["bob", "gus"], "bob", "'bob' stands above 'gus'", id="boss of a boss"),
        pytest.param(["dot", "eva", "gus"], "bob", "'bob' is closest", id="three below one"),
        pytest.param(
            ["gus", "eva", "fay"], "ann", "'fay' is not below 'bob'", id="the last counts"
        ),
        pytest.param(
            ["fay", "gus", "eva"], "ann", "'fay' is not below 'bob'", id="the first counts"
        ),
        pytest.param(
            ["gus", "dot", "bob", "ann"], "ann", "all are below 'ann'", id="a whole way up"
        ),
        pytest.param(["gus", "yan"], None, "their tops are different", id="two organisations"),
        pytest.param(["gus", "yan", "eva"], None, "'yan' is elsewhere", id="one is elsewhere"),
        pytest.param(
            ["yan", "zoe"], "zoe", "'zoe' stands above 'yan'", id="the small organisation"
        ),
    ],
)
def test_the_closest_one(
    subject: ModuleType, people: list[str], expected: str | None, why: str
) -> None:
    """The closest person who is, or stands above, everyone of the group."""
    check(subject.common_manager, FIRM, people).returns(expected, why=why)


@pytest.mark.parametrize(
    "people",
    [
        pytest.param(("gus", "eva"), id="tuple"),
        pytest.param({"gus", "eva"}, id="set"),
        pytest.param(iter(["gus", "eva"]), id="what can be read once"),
    ],
)
def test_a_group_may_be_any_iterable(subject: ModuleType, people: object) -> None:
    """The group need not be a list, nor anything that can be read twice."""
    check(subject.common_manager, FIRM, people).returns(
        "bob", why="the group are 'gus' and 'eva', in whatever it comes"
    )


@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param({"x": "x"}, id="one who is their own boss"),
        pytest.param({"x": "y", "y": "z", "z": "x", "w": "x"}, id="three in a circle"),
        pytest.param({"x": "nobody"}, id="a boss who is not there"),
    ],
)
def test_what_nobody_of_the_group_comes_to(
    subject: ModuleType, elsewhere: dict[str, str | None]
) -> None:
    """Circles and gaps that are not above the group do not matter."""
    check(subject.common_manager, elsewhere | FIRM, ["dot", "eva"]).returns(
        "bob", why="only the ways up from 'dot' and 'eva' count"
    )
