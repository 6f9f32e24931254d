"""Pages in folders: addresses, index pages, the way back, and a home page of the author's own."""

import re

import pytest

from generator import build_site
from generator.site.pages.sections import above, section_folders, section_of


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site.toml").write_text('title = "小站"\nsearch = false\nentities = "off"\n', encoding="utf-8")
    (tmp_path / "content/articles").mkdir(parents=True)
    return tmp_path


def write(site, **pages):
    for path, text in pages.items():
        file = site / "content/pages" / path.replace("__", "/").replace("_md", ".md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def built(site, path):
    return (site / "build" / path).read_text(encoding="utf-8")


def test_pages_keep_their_folders_and_an_index_lists_what_it_does_not_link_to(site):
    write(
        site,
        docs__index_md="# 文档\n\n先看[甲](a.md)。\n",
        docs__a_md="# 甲\n\n见[丙](deep/c.md)。\n",
        docs__b_md="---\npart: 1\n---\n# 乙\n\n关于乙的一句话。\n",
        docs__deep__index_md="# 深处\n\n里面。\n",
        docs__deep__c_md="# 丙\n\n回[文档](../index.md)。\n",
    )
    report = build_site(site)
    assert report.problems == ()
    index = built(site, "docs/index.html")
    listed = index.partition('<ul class="inside">')[2].partition("</ul>")[0]
    assert "乙" in listed
    assert "关于乙的一句话。" in listed
    assert 'href="../docs/deep/index.html"' in listed
    assert "甲" not in listed, "its text leads there already"
    assert listed.index("乙") < listed.index("深处")
    page = built(site, "docs/deep/c.html")
    crumbs = page.partition('<nav class="crumbs"')[2].partition("</nav>")[0]
    assert crumbs.index("文档") < crumbs.index("深处")
    assert 'href="../../docs/index.html"' in page
    tree = page.partition('<details class="toc">')[2].partition("</details>")[0]
    assert re.findall(r"<a [^>]*>(.*?)</a>", tree) == ["乙", "甲", "深处", "丙"]
    assert 'deep/c.html" class="on" aria-current="page">丙' in tree
    turn = page.partition('<nav class="turn"')[2].partition("</nav>")[0]
    assert re.findall(r'<a rel="(\w+)"[^>]*><small>.*?</small>(.*?)</a>', turn) == [("prev", "深处")]
    tree, turn = (index.partition(opening)[2] for opening in ('<details class="toc">', '<nav class="turn"'))
    assert re.findall(r"<a [^>]*>(.*?)</a>", tree.partition("</details>")[0]) == ["乙", "甲", "深处"]
    assert 'rel="next"' in turn.partition("</nav>")[0]
    header = page.partition('<header class="top">')[2].partition("</header>")[0]
    assert "文档" in header
    assert "丙" not in header


def test_an_index_alone_is_a_page_with_its_pictures(site):
    write(site, about__index_md="# 关于\n\n我们。\n")
    build_site(site)
    assert (site / "build/about.html").is_file()
    write(site, about__more_md="# 再多些\n\n细节。\n")
    build_site(site)
    assert (site / "build/about/index.html").is_file()
    assert not (site / "build/about.html").exists()


def test_a_home_page_of_ones_own(site):
    write(site, index_md="# 欢迎\n\n从这里开始。\n")
    build_site(site)
    assert "从这里开始。" in built(site, "index.html")
    assert not (site / "build/page").exists()
    (site / "content/articles/a.md").write_text("# 甲\n\n正文。\n", encoding="utf-8")
    build_site(site)
    assert "从这里开始。" in built(site, "index.html")
    assert "甲" in built(site, "page/1.html")
    assert 'href="page/1.html"' in built(site, "index.html")


def test_sections():
    paths = ["content/pages/a/index.md", "content/pages/a/b/c.md", "content/pages/d/index.md", "content/pages/e/f.md"]
    assert section_folders(paths) == {"content/pages/a"}
    assert [section_of(url) for url in ("a/index.html", "a/b.html", "about.html")] == ["", "a/index.html", ""]
    assert above("a/b/c.html", {"a/index.html": "甲"}) == [("甲", "a/index.html")]
