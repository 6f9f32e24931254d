"""The documentation as a site of its own: every page is in it, and every link leads somewhere."""

import re
import runpy
import shutil
from pathlib import Path

import pytest

from generator.pipeline.build import Options, build_site

ROOT = Path(__file__).parent.parent
SCRIPT = runpy.run_path(str(ROOT / "docs/site/make.py"))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    SCRIPT["make"](folder)
    build_site(folder, options=Options(strict=True, search=False))
    return folder


def test_every_document_is_a_page_in_its_language(site):
    for document in (ROOT / "docs").glob("*.md"):
        at = SCRIPT["place"](document.name).replace(".md", ".html")
        page = (site / "build" / at).read_text(encoding="utf-8")
        assert ('class="prose" lang="en"' in page) is at.startswith("en/"), at
    for language in ("zh", "en"):
        index = (site / "build" / language / "index.html").read_text(encoding="utf-8")
        for page in (site / "build" / language).glob("*.html"):
            assert page.name == "index.html" or f"{page.name}" in index, page


def test_the_pages_carry_marks(site):
    assert 'role="doc-glossref"' in (site / "build/zh/guide.html").read_text(encoding="utf-8")


def test_links_are_led_and_code_stays():
    text = "[a](guide.zh.md#x) `[b](c.md)`\n\n```md\n[d](e.md)\n```\n[f](../README.md) [g](schema/a.json) ![h](images/i.png)\n"
    led = SCRIPT["rewritten"](text)
    repository = SCRIPT["REPOSITORY"]
    assert led == (
        "[a](../zh/guide.md#x) `[b](c.md)`\n\n```md\n[d](e.md)\n```\n"
        f"[f]({repository}/README.md) [g]({repository}/docs/schema/a.json) ![h](../images/i.png)\n"
    )


def test_it_lies_beside_another_site_and_is_made_again(tmp_path):
    """As `make site docs` does it: each build leaves the other's files alone."""
    example = tmp_path / "example"
    (example / "content/articles").mkdir(parents=True)
    (example / "site.toml").write_text('title = "例"\nsearch = false\n', encoding="utf-8")
    (example / "content/articles/a.md").write_text("# 甲\n\n正文。\n", encoding="utf-8")
    docs = tmp_path / "docs"
    SCRIPT["make"](docs)
    shutil.rmtree(docs / "content/pages/en")
    for page in (docs / "content/pages").rglob("*.md"):
        page.write_text(re.sub(r"\]\(\.\./en/[^)]*\)", "]()", page.read_text(encoding="utf-8")), encoding="utf-8")
    options = Options(search=False)
    build_site(example)
    build_site(docs, example / "build/docs", options)
    (example / "content/articles/a.md").write_text("# 乙\n\n正文。\n", encoding="utf-8")
    build_site(example)
    assert (example / "build/docs/zh/guide.html").is_file()
    assert build_site(docs, example / "build/docs", options).written == ()
    SCRIPT["make"](docs)
    assert (docs / "content/pages/en/guide.md").is_file()
