"""The page in a real browser, which the limits of a stage have no room for: see BUILD.bazel."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from types import ModuleType

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from challenges.days.day22_log_analyzer.tests.reading import line

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not on this machine")

TIMED = r'%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %D'
TITLE = "Access log report"
HOSTILE = (
    "<script>document.title = 'taken'</script>",
    "<img src=x onerror=document.title='taken'>",
    "</td></table></section></main><style>* { display: none }</style>",
    "'><svg onload=document.title='taken'>",
    "<iframe src=https://example.org/></iframe><link rel=stylesheet href=//example.org/a.css>",
    "&lt;b&gt; &amp;amp; &quot;",
    "javascript:document.title='taken'",
    "Ignored\x00\x1b[2J\x9b0m\u202etxet",
)
LONG = "x" * 2000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def url(subject: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page with all it can have: hostile texts, long ones, groups, latencies, broken lines."""
    analyzer = subject.Analyzer(TIMED, group_by=["user_agent", "status"], latency_by=["path"])
    for number in range(150):
        stamp = f"10/Oct/2025:{number // 60:02}:{number % 60:02}:00 +0000"
        text = HOSTILE[number % len(HOSTILE)].encode().decode("latin-1")
        # Page number n was asked for n % 7 + 1 times, and is (n * 37) % 101 bytes long.
        for _ in range(number % 7 + 1):
            got = line(
                user=text.replace(" ", ""),
                stamp=stamp,
                request=f"GET /page/{number:03} HTTP/1.1",
                status=("200", "200", "304", "404", "503")[number % 5],
                size=str(number * 37 % 101),
                referrer=LONG if number % 50 == 0 else text,
                agent=text,
            )
            analyzer.feed(got + b" %d\n" % (1000 * number))
    for text in (*HOSTILE, LONG):
        analyzer.feed(text.encode() + b"\n", text.replace("\x00", ""))
    path = tmp_path_factory.mktemp("page") / "report.html"
    analyzer.report().to_html(path)
    return path.as_uri()


class Watched:
    """A page that remembers what it asked for and what went wrong in it."""

    def __init__(self, browser: Browser, width: int = 1280, scheme: str = "light") -> None:
        self._context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        self.page = self._context.new_page()
        self._asked: list[str] = []
        self._said: list[str] = []
        self.page.on("request", lambda request: self._asked.append(request.url))
        self.page.on("pageerror", lambda error: self._said.append(str(error)))
        self.page.on("console", lambda message: self._said.append(message.text))

    def open(self, url: str) -> Page:
        self.page.goto(url)
        return self.page

    def close(self) -> None:
        """Closes it, and makes sure that it said nothing and asked for nothing but itself."""
        asked, said, title = self._asked, self._said, self.page.title()
        self._context.close()
        assert said == []
        assert len(asked) == 1, asked
        assert title == TITLE


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    watched = Watched(browser)
    yield watched.open(url)
    watched.close()


def press_until_focused(page: Page, key: str, wanted: Locator) -> None:
    """Presses a key until the focus is where one wants to go."""
    for _ in range(200):
        page.keyboard.press(key)
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{key} never leads to {wanted}")


def paths_shown(table: Locator) -> list[str]:
    """Returns the last cells of the rows that can be seen."""
    found: list[str] = table.locator("tbody tr:not([hidden]) td:last-child").all_inner_texts()
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_fits_and_can_be_read_by_all(browser: Browser, url: str, width: int, scheme: str) -> None:
    """Nothing is too wide for a telephone or a desk, and axe finds nothing, in both schemes."""
    watched = Watched(browser, width, scheme)
    page = watched.open(url)
    page.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    watched.close()


def test_hostile_text_stays_text(page: Page) -> None:
    """What a log says is never an element, never run, and can be read as it was written."""
    for name in ("img", "iframe", "link", "td svg", "td script", "td style"):
        expect(page.locator(name)).to_have_count(0)
    expect(page.locator("script")).to_have_count(1)
    agents = page.locator('table[data-search="search-user_agent"]')
    shown = paths_shown(agents)
    assert len(shown) == len(HOSTILE)
    assert set(HOSTILE[:-1]) < set(shown)
    assert "Ignored\ufffd\ufffd[2J\ufffd0m\ufffdtxet" in shown


def test_sorts_by_keyboard(page: Page) -> None:
    """Enter on a title sorts by it, once more the other way round, and says so."""
    table = page.locator('table[data-search="search-path"]')
    count, size, key = (
        table.get_by_role("columnheader", name=name) for name in ("Count", "Bytes", "Paths")
    )
    expect(count).to_have_attribute("aria-sort", "descending")
    assert paths_shown(table)[:2] == ["/page/006", "/page/013"]

    press_until_focused(page, "Tab", size.get_by_role("button"))
    page.keyboard.press("Enter")
    expect(size).to_have_attribute("aria-sort", "descending")
    assert count.get_attribute("aria-sort") is None
    values = table.locator("tbody td:nth-child(3)")
    sizes = [int(text) for text in values.evaluate_all("all => all.map(c => c.dataset.value)")]
    assert sizes == sorted(sizes, reverse=True)

    page.keyboard.press("Enter")
    expect(size).to_have_attribute("aria-sort", "ascending")
    sizes = [int(text) for text in values.evaluate_all("all => all.map(c => c.dataset.value)")]
    assert sizes == sorted(sizes)

    press_until_focused(page, "Tab", key.get_by_role("button"))
    page.keyboard.press("Space")
    expect(key).to_have_attribute("aria-sort", "ascending")
    assert paths_shown(table) == sorted(paths_shown(table))
    assert page.locator('table[data-search="search-path"] [aria-sort]').count() == 1


def test_searches_by_keyboard(page: Page) -> None:
    """Typing leaves only the rows that have the text, in small letters or large, and counts."""
    box = page.locator("#search-path")
    table = page.locator('table[data-search="search-path"]')
    every = len(paths_shown(table))
    press_until_focused(page, "Tab", box.get_by_role("searchbox"))
    page.keyboard.type("PAGE/14")
    found = paths_shown(table)
    assert found
    assert all("/page/14" in path for path in found)
    expect(box.locator("output")).to_have_text(f"{len(found)} of {every}")
    page.keyboard.press("Escape")  # empties a search field
    expect(box.locator("output")).to_have_text("")
    assert len(paths_shown(table)) == every


def test_reads_without_script(browser: Browser, url: str) -> None:
    """Without script all numbers are there, and no search field that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    expect(page.locator('table[data-search="search-path"] tbody tr')).to_have_count(100)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    context.close()
