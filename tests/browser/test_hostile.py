"""A hostile site in a real browser, without the policy that would stop a script anyway: none runs."""

import re

import pytest

from generator.pipeline.build import Options, Site
from tests.browser.conftest import PATIENCE
from tests.security import hostile
from tests.security.attacks import OWN, SVG

LOOK = """() => {
  const links = [...document.querySelectorAll('a[href], area[href]')];
  for (const link of links) if (!['http:', 'https:', 'file:', 'mailto:', 'tel:'].includes(link.protocol)) window.pwned = link.href;
  for (const one of document.querySelectorAll('.e-content *, .prose *, .def *, dd *')) {
    for (const kind of ['mouseover', 'focus', 'click', 'toggle', 'animationstart', 'beforeinput', 'error', 'load'])
      if (!(one instanceof HTMLAnchorElement) || kind !== 'click') one.dispatchEvent(new Event(kind, { bubbles: false }));
  }
  return window.pwned ?? null;
}"""


@pytest.fixture
def context(chromium):
    one = chromium.new_context()
    one.set_default_timeout(PATIENCE)
    yield one
    one.close()


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """The built site without its policy."""
    root = hostile.make(tmp_path_factory.mktemp("hostile"), OWN)
    Site(root, root / "build", Options(jobs=1, future=True)).build()
    for page in (root / "build").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), encoding="utf-8")
    return root / "build"


def test_no_script_runs_on_any_page(context, bare):
    context.route(lambda url: url.startswith("http"), lambda route: route.abort())
    page, ran = context.new_page(), {}
    pages = (
        sorted(bare.glob("articles/*.html"))[::5]
        + sorted(bare.glob("glossary/*.html"))[::6]
        + [bare / "index.html", bare / "404.html", bare / "archive.html"]
    )
    for path in pages:
        page.goto(path.as_uri(), wait_until="load")
        if found := page.evaluate(LOOK):
            ran[path.name] = found
    assert ran == {}
    assert len(pages) > 30


def test_the_note_of_a_mark_shows_a_definition_and_runs_nothing(context, bare):
    page = context.new_page()
    for path in sorted(bare.glob("articles/*.html"))[:14]:
        page.goto(path.as_uri())
        if marks := page.locator("a[role=doc-glossref]").all():
            marks[0].click()
            page.wait_for_selector("#tip:popover-open")
        assert page.evaluate("window.pwned ?? null") is None


def test_the_look_sees_what_runs(context, tmp_path):
    """The test above can fail."""
    (tmp_path / "a.html").write_text("<div class=prose><p onclick='window.pwned=1'>x</p></div>")
    (tmp_path / "b.html").write_text("<a href='javascript:window.pwned=1'>x</a>")
    (tmp_path / "c.html").write_text(OWN[5])
    page = context.new_page()
    for name in ("a", "b", "c"):
        page.goto((tmp_path / f"{name}.html").as_uri(), wait_until="load")
        page.wait_for_function(LOOK, polling=50)


@pytest.mark.parametrize("name", ["script", "prefixed", "event", "html", "entity"])
def test_the_attacks_by_pictures_would_run(context, tmp_path, name):
    """What an import refuses is refused for a reason: opened by itself, such a picture does run its script."""
    path = tmp_path / "a.svg"
    path.write_text(SVG[name].format("window.pwned=1"), encoding="utf-8")
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("window.pwned") == 1
