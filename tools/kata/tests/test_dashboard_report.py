"""What the dashboard tells, from a journal that may hold anything."""

from __future__ import annotations

import datetime
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.kata.dashboard.badge import badge
from tools.kata.dashboard.charts import growth_chart, runs_chart
from tools.kata.dashboard.events import growth_of, review_due, run_of
from tools.kata.dashboard.export import as_json
from tools.kata.dashboard.graph import layouts
from tools.kata.dashboard.markup import element
from tools.kata.dashboard.page import file_page
from tools.kata.dashboard.report import make_report
from tools.kata.dashboard.statement import render_markdown
from tools.kata.state.standing import event_time
from tools.kata.tests.dashboards import Site

SLUGS = st.sampled_from("abcdefgh")
POINTS = st.lists(st.lists(st.floats(0, allow_nan=False), min_size=3, max_size=3), max_size=3)
JSON = POINTS | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A course whose journal the tests of this file write anew."""
    return Site(tmp_path_factory.mktemp("site"), challenges=12, days=2)


@pytest.fixture
def site(shared: Site) -> Site:
    shared.learner.journal.file.unlink(missing_ok=True)
    return shared


def test_nothing_done_yet_is_a_report_too(site: Site) -> None:
    """No journal: every unit that is here is new, the rest planned."""
    report = make_report(site.learner)
    assert {each.status for each in report.units} == {"new", "planned"}
    assert (report.current, report.last_activity, report.weak_topics()) == (None, None, [])
    assert "No unit is begun yet" in file_page(site.learner)


def test_wrong_runs_before_the_pass_make_a_topic_weak(site: Site) -> None:
    """What is not written yet, the judge's fault and what came after the pass do not count."""
    strings, arrays = site.units[6], site.units[0]
    for verdict in ("TODO", "WA", "JE", "RTE", "TLE", "AC", "WA", "WA"):
        site.judged(strings, verdict)
    site.judged(arrays, "IE")
    site.judged(arrays, "AC", scope="examples")
    site.judged(arrays, "MLE")
    site.judged(arrays, "OLE")
    found = [(topic.title, topic.wrong) for topic in make_report(site.learner).weak_topics()]
    assert found == [("Intermediate: arrays", 3), ("Senior: strings", 3)]


def test_changed_tests_turn_solved_to_re_check(site: Site) -> None:
    """A pass of other tests than those here is shown as such."""
    site.judged(site.units[0], "AC")
    site.judged(site.units[1], "AC", tests_sha="of other tests")
    first, second = make_report(site.learner).units[:2]
    assert (first.status, second.status) == ("solved", "re-check")
    assert "its tests have changed since: run kata test again" in file_page(site.learner)


def test_json_tells_what_the_page_shows(site: Site) -> None:
    """Version, totals, current unit, activity, runs, growth, review, notes, planned units."""
    unit = site.units[1]
    site.learner.start(unit)
    site.judged(unit, "WA")
    site.learner.journal.append("bench", unit.uuid, slope=1.5, points=[[10, 0.1, 0.2]])
    site.learner.journal.append("review", unit.uuid, due="2026-12-01")
    told = json.loads(json.dumps(as_json(make_report(site.learner))))
    assert (told["v"], told["total"], told["days"], told["solved"]) == (1, 14, 2, 0)
    assert told["current"] == unit.slug
    assert list(told["activity"].values()) == [1]
    assert told["planned"] == ["unit_10", "day02_cache"]
    found = next(each for each in told["units"] if each["slug"] == unit.slug)
    assert found["requires"] == ["unit_1"]
    assert found["review_due"] == "2026-12-01"
    assert found["growth"][0]["points"] == [[10, 0.1, 0.2]]
    (run,) = found["runs"]
    assert (run["verdict"], run["case"]) == ("WA", "test_examples.py::test_double[one]")


@given(
    st.sampled_from(["judged", "bench", "review"]),
    st.dictionaries(
        st.sampled_from(["verdict", "case", "passed", "total", "points", "slope", "due", "scope"]),
        JSON,
    ),
)
def test_any_field_of_an_event_may_be_anything(kind: str, fields: dict[str, object]) -> None:
    """What cannot be read becomes nothing, and all that is kept can be drawn."""
    event: dict[str, object] = {"v": 1, "ts": "now", "unit": "u", "kind": kind, **fields}
    run, growth, due = run_of(event), growth_of(event), review_due(event)
    assert (run is not None) is (kind == "judged")
    assert (growth is not None) is (kind == "bench")
    assert due is None or (kind == "review" and datetime.date.fromisoformat(due))
    if run:
        assert "<svg" in runs_chart([run])
    if growth and growth.points:
        assert "<svg" in growth_chart(growth)


def test_page_survives_events_that_are_not_known(site: Site) -> None:
    """Kinds, versions, times and types from elsewhere leave the rest as it is."""
    unit = site.units[0]
    site.judged(unit, "AC")
    strange: list[dict[str, object]] = [
        {"v": 1, "kind": "danced", "how": ["well"]},
        {"v": 2, "kind": "judged", "verdict": {"new": "form"}},
        {"v": 1, "kind": "judged", "verdict": 7, "passed": "all", "total": -3},
        {"v": 1, "kind": "judged", "passed": 10**400, "total": 1, "ts": "yesterday"},
        {"v": 1, "kind": "bench", "points": [[1, 2], "x", [0, 0, 0], [1e308, 5e-324, 5]]},
        {"v": 1, "kind": "bench", "function": ["f"], "slope": float("nan"), "points": 3},
        {"v": 1, "kind": "hint", "rung": 10**9},
        {"v": 1, "kind": "review", "due": 20261201},
        {"v": 1, "kind": "judged", "ts": "0001-01-01T00:00:00+00:00"},
        {"v": 1, "kind": "judged", "ts": "2026-11-02T10:00:00"},
        {"v": 1, "kind": "started", "unit": "nobody's"},
    ]
    with site.learner.journal.file.open("a", encoding="utf-8") as journal:
        for event in strange:
            whole = {"ts": "2026-11-01T10:00:00+00:00", "unit": unit.uuid, **event}
            journal.write(json.dumps(whole) + "\n")
    report = make_report(site.learner)
    assert report.units[0].status == "solved"
    assert report.units[0].standing.hints == 10**9
    assert "<svg" in file_page(site.learner)
    assert json.dumps(as_json(report), allow_nan=False)


def test_time_without_a_zone_is_utc() -> None:
    """So that it can be compared with all others."""
    event: dict[str, object] = {"ts": "2026-11-02T10:00:00"}
    assert event_time(event) == datetime.datetime(2026, 11, 2, 10, tzinfo=datetime.UTC)


def test_notes_that_cannot_be_told_apart_are_a_problem_not_a_crash(tmp_path: Path) -> None:
    """The page says where the marker stands."""
    site = Site(tmp_path, challenges=2, days=1)
    marker = f"<!-- notes:{site.units[0].uuid} -->"
    (tmp_path / "progress.local.md").write_text(f"\n{marker}\nalone\n", encoding="utf-8")
    assert "progress.local.md:2: the marker" in make_report(site.learner).problem
    assert "progress.local.md:2: the marker" in file_page(site.learner)


def test_badge_is_a_picture_with_a_name(site: Site) -> None:
    """It says how many of how many, to everyone."""
    site.judged(site.units[0], "AC")
    root = ET.fromstring(badge(make_report(site.learner)))
    assert root.get("aria-label") == "Python Challenges: 1 of 14 solved"
    assert [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")] == [
        "Python Challenges",
        "1 of 14",
    ]


@given(st.dictionaries(SLUGS, st.lists(SLUGS, max_size=3)))
def test_every_unit_stands_right_of_what_it_needs(needs: dict[str, list[str]]) -> None:
    """In each part of the graph once; only an edge that closes a cycle may point elsewhere."""
    drawn: dict[str, tuple[int, float]] = {}
    for layout in layouts(needs):
        places = layout.places()
        assert not drawn.keys() & places.keys()
        assert len(set(places.values())) == len(places)
        drawn |= places
    edges = {(a, b) for b, before in needs.items() for a in before if a != b}
    connected = {node for edge in edges for node in edge}
    assert set(drawn) == connected
    if all(a < b for a, b in edges):  # then there is no cycle
        assert all(drawn[a][0] < drawn[b][0] for a, b in edges)


def test_what_is_not_markup_is_escaped() -> None:
    """In text and in attributes."""
    made = element("a", "<b>&", element("br"), href='"><script>', hidden=True, title=None)
    assert made == '<a href="&quot;&gt;&lt;script&gt;" hidden>&lt;b&gt;&amp;<br></a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <script>x</script>", "<p>a &lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("<img src=x onerror=y>", "<p>&lt;img src=x onerror=y&gt;</p>\n"),
        ("![a dog](https://x.org/dog.png)", "<p>a dog</p>\n"),
        ("[b](../b/README.md)", "<p><span>b</span></p>\n"),
        ("[b](javascript:x)", "<p>[b](javascript:x)</p>\n"),
        ("[b](https://x.org)", '<p><a href="https://x.org" rel="noreferrer">b</a></p>\n'),
        ("# Title\n\n## Part", "<h4>Part</h4>\n"),
        ("```python\n1 < 2\n```", '<pre tabindex="0"><code>1 &lt; 2\n</code></pre>'),
    ],
)
def test_statement_is_rendered_without_anything_that_runs_or_loads(text: str, html: str) -> None:
    """HTML stays text, pictures their description, links lead to the web or nowhere."""
    assert render_markdown(text) == html
