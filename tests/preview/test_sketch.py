"""The page at hand, made first: just what the build then writes, or not at all."""

import asyncio
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from generator import annotate
from generator.annotate.segmenting.words import forget
from generator.core.urls import quoted
from generator.pipeline.build import Options, Site
from generator.preview import workshop
from generator.preview.sketch import Sketches
from generator.site.addresses import urls
from generator.site.pages.names import found_names
from tests.preview.previewing import ARTICLE, make

PATH = "content/articles/a.md"
PAGE = "articles/a.html"
LINKED = ARTICLE.replace("## 第二节", "见[另一篇](later.md)、[节](#第二节)和[图](图.png)，还有[[上云]]。\n\n## 第二节")


def built(root):
    make(root)
    (root / "content/articles/图.png").write_bytes(b"\x89PNG")
    site = Site(
        root,
        root / ".cache/preview",
        Options(drafts=True, future=True, whole=False, search=False, jobs=1, base_url="http://127.0.0.1:8000/"),
    )
    site.build()
    return site


@pytest.fixture
def site(tmp_path):
    return built(tmp_path)


@pytest.fixture(scope="module")
def one_site(tmp_path_factory):
    return built(tmp_path_factory.mktemp("sketches"))


@pytest.fixture
def same(one_site):
    """A site for many tests that only change its article, which is then again what it was."""
    yield one_site
    (one_site.root / PATH).write_text(ARTICLE, encoding="utf-8")
    one_site.build()


def sketches(site):
    made = Sketches(site.root)
    made.learn(site.library, frozenset())
    return made


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE + "\n又一段，提到数据中台。\n",
        ARTICLE.replace("数据中台", "上云"),
        LINKED,
        ARTICLE.replace("## 第二节", "## 另一节\n\n### 小节"),
        ARTICLE.replace("date:", "nomark: [小程序]\ndate:"),
        ARTICLE.replace("date:", "description: 新的摘要\ndate:"),
        "---\ntitle: 中台之后\ndate: 2019-05-01\n---\n",
    ],
)
def test_it_is_what_the_build_then_writes(same, text):
    made = sketches(same)
    (same.root / PATH).write_text(text, encoding="utf-8")
    sketch = made.page(PATH)
    assert PAGE in same.build().written
    assert sketch.path == PAGE
    assert sketch.data == (same.target / PAGE).read_bytes()


def test_its_links_are_those_of_the_build_to_every_address_of_the_site(site):
    (site.root / PATH).write_text(ARTICLE.replace("date:", "tags: [制造 业]\ndate:"), encoding="utf-8")
    (site.root / "content/glossary/图.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (site.root / "content/static").mkdir()
    (site.root / "content/static/报告.pdf").write_bytes(b"%PDF")
    site.build()
    made = sketches(site)
    links = [f"[a](/{quoted(url)})" for url in urls(site.library)]
    links += [
        "[b](../archive.html)",
        "[c](../tags/)",
        "[d](/entities/person)",
        "[e](/报告.pdf)",
        "![f](/glossary/图.svg)",
    ]
    text = ARTICLE.replace("date:", "tags: [制造 业]\ndate:") + "\n" + "\n".join(links) + "\n"
    (site.root / PATH).write_text(text, encoding="utf-8")
    sketch = made.page(PATH)
    report = site.build()
    assert not [problem for problem in report.problems if problem.place.path == PATH]
    assert sketch.data == (site.target / PAGE).read_bytes()
    assert b'href="../archive.html"' in sketch.data


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE.replace("中台之后", "新标题"),
        ARTICLE.replace("2019", "2020"),
        ARTICLE.replace("date:", "slug: b\ndate:"),
        ARTICLE.replace("date:", "tags: [x]\ndate:"),
        ARTICLE.replace("date:", "draft: true\ndate:"),
        ARTICLE.replace("date:", "layout: page.html\ndate:"),
        ARTICLE.replace("date:", "terms: {小程序: 自己的意思}\ndate:"),
        ARTICLE.replace("date:", "first: x\ndate:"),
    ],
)
def test_where_other_pages_change_too_or_something_is_wrong_only_a_build_tells(same, text):
    made = sketches(same)
    (same.root / PATH).write_text(text, encoding="utf-8")
    assert made.page(PATH) is None


def test_nothing_else_is_sketched(site):
    made = sketches(site)
    for path in (
        "content/articles/new.md",
        "content/pages/about.md",
        "content/glossary/小程序.md",
        "site.toml",
        "content/articles/图.png",
    ):
        (site.root / path).parent.mkdir(exist_ok=True)
        (site.root / path).write_text("x", encoding="utf-8")
        assert made.page(path) is None, path


def test_what_cannot_be_read_is_not_sketched(site):
    made = sketches(site)
    (site.root / PATH).write_bytes(b"\x00\x01\x02\xff" * 100)
    assert made.page(PATH) is None
    (site.root / PATH).unlink()
    assert made.page(PATH) is None


def test_it_knows_a_new_entry_and_a_new_layout_after_the_build(site):
    made = sketches(site)
    (site.root / "content/glossary/柔性制造.md").write_text("小批量。\n", encoding="utf-8")
    (site.root / "layouts").mkdir()
    (site.root / "layouts/article.html").write_text(
        '{% extends "theme/article.html" %}{% block title %}换了{% endblock %}', encoding="utf-8"
    )
    site.build()
    made.learn(site.library, frozenset({"layouts", "content/glossary/柔性制造.md"}))
    (site.root / PATH).write_text(ARTICLE + "\n又一段。\n", encoding="utf-8")
    sketch = made.page(PATH).data.decode()
    assert "r-柔性制造-1" in sketch
    assert "<title>换了</title>" in sketch
    site.build()
    assert sketch == (site.target / PAGE).read_text(encoding="utf-8")


def test_before_any_build_there_is_none(tmp_path):
    assert Sketches(make(tmp_path)).page(PATH) is None


def test_getting_ready_for_saves_loads_the_segmenter_and_shows_nothing(site, monkeypatch):
    monkeypatch.setattr(workshop, "IDLE", 0)
    settings = site.root / "site.toml"
    settings.write_text(re.sub("entities = .*", 'entities = "auto"', settings.read_text("utf-8")), "utf-8")
    shop = workshop.Workshop(site, "zh")
    shop.begin()
    before = shop.number, shop.show(f"/{PAGE}")
    forget()
    with ThreadPoolExecutor() as apart:  # a browser that other tests hold open has a loop in this thread
        apart.submit(asyncio.run, shop.warm()).result()
    cutter = annotate.words_of(shop._sketches._composer[1].settings)
    assert "_rjieba" in vars(cutter)
    assert (shop.number, shop.show(f"/{PAGE}")) == before


NAMED = "---\ntitle: {title}\ndate: 2024-0{number}-01\n---\n\n张伟民昨天到杭州出席会议，李建国也在杭州。\n"


def test_names_are_counted_anew_only_if_they_changed(tmp_path):
    site = built(tmp_path)
    (site.root / "site.toml").write_text('title = "站"\nentities = "auto"\n', encoding="utf-8")
    for number in (1, 2):
        text = NAMED.format(title=f"第{number}篇", number=number)
        (site.root / f"content/articles/n{number}.md").write_text(text, encoding="utf-8")
    path = site.root / "content/articles/n1.md"
    text = path.read_text(encoding="utf-8")
    site.build()
    counted = found_names.cache_info().misses
    for more, anew in (("又一段。\n", 0), ("王小川也来了，说张伟民很忙。\n", 1)):
        made = sketches(site)
        path.write_text(f"{text}\n{more}", encoding="utf-8")
        page = made.page("content/articles/n1.md")
        assert found_names.cache_info().misses - counted == anew
        site.build()
        assert page.data == (site.target / page.path).read_bytes()
        assert "第2篇" in page.data.decode()
        counted = found_names.cache_info().misses


def test_who_may_see_an_article_is_asked_again_when_that_changes(site, monkeypatch):
    later = datetime.now(UTC) + timedelta(hours=1)
    (site.root / PATH).write_text(ARTICLE.replace("date:", f"expires: {later.isoformat()}\ndate:"), encoding="utf-8")
    shop = workshop.Workshop(site, "zh")
    shop.begin()
    now = time.time()
    assert PAGE not in shop.unpublished()
    assert shop.unpublished() is shop.unpublished()
    monkeypatch.setattr(workshop.time, "time", lambda: now + 3601)
    assert shop.unpublished()[PAGE][0] == "expired"
