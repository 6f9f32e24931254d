"""What the last build kept of articles that did not change, and when it is no longer true."""

import sqlite3
from contextlib import closing

import pytest

from generator.pipeline.staleness import REASONS
from generator.store import scan
from generator.store.shelf import ours
from tests.pipeline.sites import GLOSSARY, build, make, tree, write

LAYOUT = "layouts/partials/footer.html"


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setattr(scan, "RACY", 0)  # what was just written would be read again
    return make(tmp_path / "site")


def shelf(site):
    return closing(sqlite3.connect(ours(site / ".cache/articles.sqlite")))


def test_records_of_articles_that_did_not_change_are_not_read(site):
    build(site)
    with shelf(site) as db, db:
        db.execute("DELETE FROM heads")  # were they read, all would be composed again
    write(site, "content/articles/two.md", "---\ntitle: 第二篇\ndate: 2019-02-03\ntags: [平台]\n---\n\n换了一句话。\n")
    report = build(site)
    assert [path for path, why in report.rebuilt.items() if why in REASONS.values()] == ["articles/two.html"]
    assert tree(site / "build") == tree_of_clean(site)


def test_an_article_that_another_build_composed_again_is_shown_as_it_is(site):
    """Two outputs share the composed articles: those of the first are gone when the second was built in between."""
    build(site)
    write(
        site,
        "content/glossary/terms.toml",
        GLOSSARY.replace('name = "数据中台"', 'name = "数据中台"\naliases = ["工厂"]'),
    )
    build(site, "other")
    write(site, "content/glossary/terms.toml", GLOSSARY)
    write(site, LAYOUT, "<footer>x</footer>")  # every page is rendered, from what the second build left
    build(site)
    assert tree(site / "build") == tree_of_clean(site)


def test_after_damage_all_is_made_again_and_kept_again(site):
    build(site)
    with shelf(site) as db, db:
        db.execute("DELETE FROM html")
    write(site, LAYOUT, "<footer>x</footer>")
    build(site)
    write(site, LAYOUT, "<footer>y</footer>")
    build(site)
    assert tree(site / "build") == tree_of_clean(site)


def tree_of_clean(site):
    build(site, "clean", use_cache=False)
    return tree(site / "clean")
