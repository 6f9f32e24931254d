"""The pipeline as a whole: what a build writes, leaves alone and removes."""

import os
import pickle
import re
import sqlite3
import time
from contextlib import closing, suppress
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from generator.article.job import SerializedArticle
from generator.core.article import Composed
from generator.core.draft import Heading, Link, Meta
from generator.core.errors import Place, Problem, SiteError, Text
from generator.core.page import flat
from generator.pipeline import workers
from generator.pipeline.build import Options, Site
from generator.pipeline.render import WHY
from generator.pipeline.staleness import REASONS
from generator.site import pages as site_pages
from generator.store import scan, state
from generator.store.shelf import ours
from tests.pipeline.sites import ARTICLES, GLOSSARY, build, make, page, tree, write


def test_a_term_across_emphasis_is_one_mark(tmp_path):
    build(make(tmp_path))
    assert re.search(
        r'<a class="t"[^>]*id="r-产业互联网-1"[^>]*><strong>产业</strong>互联网</a>',
        page(tmp_path, "articles/one.html"),
    )


def test_a_second_build_writes_nothing_and_touches_nothing(tmp_path):
    build(make(tmp_path))
    before = {path: path.stat() for path in (tmp_path / "build").rglob("*")}
    report = build(tmp_path)
    assert (report.written, report.removed) == ((), ())
    assert report.unchanged == len([path for path in before if path.is_file()])
    assert {path: (said.st_mtime_ns, said.st_ino) for path, said in before.items()} == {
        path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in before
    }


def test_texts_in_the_wrong_place_are_told(tmp_path):
    make(tmp_path, {"a.md": "[下载](表.docx)。\n", "表.docx": "x", "稿.docx": "x", "旧.doc": "x"})
    for path in ("a.md", "文章/b.md", "文章/c.txt", "文章/d.png", "README.md"):
        write(tmp_path, f"content/{path}", "乙。\n")
    wanted = [
        "content: 没有放进网站：a.md（文章放进 content/articles/，单独的页面放进 content/pages/）",
        "content/articles/旧.doc: 没有放进网站（另存为 .docx，再用 zhushu import 导入）",
        "content/articles/稿.docx: 没有放进网站（用 zhushu import content/articles/稿.docx 导入）",
        "content/文章: 没有放进网站：b.md、c.txt（文章放进 content/articles/，单独的页面放进 content/pages/）",
    ]
    for _ in range(2):  # also where nothing changed
        told = [one.say("zh").replace("'", "") for one in build(tmp_path).problems if one.code == "misplaced"]
        assert told == wanted


def test_a_change_of_one_definition_composes_no_article_again(tmp_path):
    build(make(tmp_path))
    write(tmp_path, "content/glossary/terms.toml", GLOSSARY.replace("由顾客的需求带动生产", "生产跟着顾客的需求走"))
    report = build(tmp_path)
    assert "生产跟着顾客的需求走" in page(tmp_path, "articles/two.html")
    assert "articles/one.html" not in report.written
    assert {"articles/two.html", "articles/three.html", "glossary/C2B.html"} <= set(report.written)


def test_a_new_term_is_marked_where_it_occurs_and_nowhere_else_is_anything_composed(tmp_path):
    build(make(tmp_path))
    write(tmp_path, "content/glossary/more.toml", '[[entry]]\nname = "平台团队"\ndefinition = "维护平台的人。"\n')
    report = build(tmp_path)
    assert 'id="r-平台团队-1"' in page(tmp_path, "articles/two.html")
    assert "articles/three.html" not in report.written
    assert report.rebuilt["articles/two.html"] == REASONS["glossary"]


def test_why_an_article_was_made_again_is_told(tmp_path):
    build(make(tmp_path))
    write(tmp_path, "content/articles/two.md", ARTICLES["two.md"] + "\n末尾。\n")
    assert build(tmp_path).rebuilt["articles/two.html"] == REASONS["changed"]


def test_another_version_of_the_program_makes_every_page_again(tmp_path, monkeypatch):
    """What it makes of the same inputs may be something else; only bytes that differ are written."""
    build(make(tmp_path))
    kinds = [(name, lambda site, kind=kind: map(_retitled, flat(kind(site)))) for name, kind in site_pages.PAGE_KINDS]
    monkeypatch.setattr(site_pages, "PAGE_KINDS", kinds)
    monkeypatch.setattr(scan, "program", lambda: "another")
    report = build(tmp_path)
    assert report.rebuilt == {"articles/two.html": WHY["program"]}
    assert "新的标题" in page(tmp_path, "articles/two.html")


def _retitled(page):
    return replace(page, context={**page.context, "title": "新的标题"}) if page.url == "articles/two.html" else page


def test_a_renamed_article_leaves_no_stale_page(tmp_path):
    build(make(tmp_path))
    (tmp_path / "content/articles/two.md").rename(tmp_path / "content/articles/zwei.md")
    write(tmp_path, "content/articles/one.md", ARTICLES["one.md"].replace("two.md", "zwei.md"))
    report = build(tmp_path)
    assert "articles/two.html" in report.removed
    assert not (tmp_path / "build/articles/two.html").exists()
    assert 'href="../articles/zwei.html"' in page(tmp_path, "articles/one.html")


def test_an_article_that_takes_the_place_of_one_with_the_same_text_has_its_own_page(tmp_path):
    """Also where both were there for a while, and the site could not be built."""
    build(make(tmp_path))
    (tmp_path / "content/articles/one.md").unlink()
    write(tmp_path, "content/articles/A.md", "甲\n")
    build(tmp_path)
    write(tmp_path, "content/articles/a.md", "甲\n")
    with pytest.raises(SiteError):
        build(tmp_path)
    (tmp_path / "content/articles/A.md").unlink()
    build(tmp_path)
    names = {path.name for path in (tmp_path / "build/articles").glob("*.html")}
    assert "a.html" in names
    assert "A.html" not in names


def test_stale_pages_go_even_when_the_cache_was_deleted(tmp_path):
    import shutil

    build(make(tmp_path))
    shutil.rmtree(tmp_path / ".cache")
    (tmp_path / "content/articles/three.txt").unlink()
    build(tmp_path)
    assert not (tmp_path / "build/articles/three.html").exists()


def test_files_that_no_build_wrote_stay(tmp_path):
    make(tmp_path)
    write(tmp_path, "build/CNAME", "example.org\n")
    write(tmp_path, "build/old/notes.txt", "mine\n")
    build(tmp_path)
    (tmp_path / "content/articles/two.md").unlink()
    write(tmp_path, "content/articles/one.md", ARTICLES["one.md"].replace("[另一篇](two.md)", "另一篇"))
    build(tmp_path)
    assert (tmp_path / "build/CNAME").read_text() == "example.org\n"
    assert (tmp_path / "build/old/notes.txt").read_text() == "mine\n"


def test_a_file_of_somebody_elses_is_never_overwritten(tmp_path):
    make(tmp_path)
    write(tmp_path, "build/index.html", "mine")
    with pytest.raises(SiteError) as refused:
        build(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["foreign-file"]
    assert tree(tmp_path / "build") == {"index.html": tree(tmp_path / "build")["index.html"]}
    assert (tmp_path / "build/index.html").read_text() == "mine"


def test_a_failed_build_leaves_the_last_good_output(tmp_path):
    build(make(tmp_path))
    before = tree(tmp_path / "build")
    write(tmp_path, "content/articles/one.md", "---\ntitle: [\n---\n\n文。")
    write(tmp_path, "content/articles/two.md", "---\ndate: 昨天\n---\n\n文。")
    write(tmp_path, "content/glossary/terms.toml", GLOSSARY + '[[entry]]\nname = "空"\n')
    with pytest.raises(SiteError) as refused:
        build(tmp_path)
    places = {(problem.place.path, problem.code) for problem in refused.value.problems if problem.level == "error"}
    assert {path for path, _ in places} == {
        "content/articles/one.md",
        "content/articles/two.md",
        "content/glossary/terms.toml",
    }
    assert tree(tmp_path / "build") == before


def test_wrong_settings_are_told_before_any_article_is_composed(tmp_path):
    make(tmp_path)
    write(tmp_path, "site.toml", "[annotations]\n")
    write(tmp_path, "content/articles/one.md", "---\ntitle: [\n---\n\n文。")
    with pytest.raises(SiteError) as refused:
        build(tmp_path)
    assert {problem.place.path for problem in refused.value.problems} == {"site.toml"}


def test_a_linked_file_that_is_gone_is_told_though_no_text_changed(tmp_path):
    make(tmp_path, {"glossary/a.md": "[表](data.pdf)"})
    write(tmp_path, "content/articles/glossary/data.pdf", "x")
    assert not build(tmp_path).problems
    (tmp_path / "content/articles/glossary/data.pdf").unlink()
    assert [problem.code for problem in build(tmp_path).problems] == ["broken-link"]
    assert not (tmp_path / "build/articles/glossary/data.pdf").exists()


def test_a_damaged_output_file_is_mended(tmp_path):
    build(make(tmp_path))
    before = tree(tmp_path / "build")
    write(tmp_path, "build/articles/one.html", "damaged")
    (tmp_path / "build/articles/two.html").unlink()
    build(tmp_path)
    assert tree(tmp_path / "build") == before


@pytest.mark.parametrize("damage", [b"", b"{", b'{"sum":"0","value":{}}', b"\x00\xff"])
def test_a_poisoned_cache_is_a_miss(tmp_path, damage):
    build(make(tmp_path))
    write(tmp_path, "content/articles/two.md", ARTICLES["two.md"] + "\n末尾。\n")
    clean = tree_of_clean(tmp_path)
    for path in (tmp_path / ".cache").rglob("*.json"):
        path.write_bytes(damage)
    build(tmp_path)
    assert tree(tmp_path / "build") == clean


def test_a_lost_body_in_the_cache_is_composed_again(tmp_path):
    build(make(tmp_path))
    with closing(sqlite3.connect(ours(tmp_path / ".cache/articles.sqlite"))) as db, db:
        db.execute("UPDATE html SET value = NULL")
    write(tmp_path, "site.toml", (tmp_path / "site.toml").read_text().replace("试验站", "改名站"))
    clean = tree_of_clean(tmp_path)
    build(tmp_path)
    assert tree(tmp_path / "build") == clean


BROKEN = ["{{ 1 / 0 }}", "{% for a in [1] %}" * 30 + "{% endfor %}" * 30, b"\xff"]


@pytest.fixture(scope="module")
def of_sixty(tmp_path_factory):
    """A site that is built by several processes, though templates that no page needs are broken."""
    root = make(tmp_path_factory.mktemp("sixty"), {f"a{number}.md": ARTICLES["two.md"] for number in range(60)})
    for number, source in enumerate(BROKEN):
        write(root, f"layouts/unused{number}.html", source)
    build(root, jobs=2)
    return root


@pytest.mark.parametrize("source", BROKEN)
def test_a_worker_tells_what_is_wrong(of_sixty, source):
    """A problem keeps its place on the way from one process to another."""
    write(of_sixty, "layouts/home.html", source)
    with pytest.raises(SiteError) as told:
        build(of_sixty, jobs=2, use_cache=False)
    assert {problem.place.path for problem in told.value.problems} == {"layouts/home.html"}


def test_what_was_composed_stands_though_a_template_does_not(tmp_path):
    make(tmp_path, {f"a{number}.md": ARTICLES["two.md"] for number in range(60)})
    write(tmp_path, "layouts/article.html", "{% for")
    with pytest.raises(SiteError):
        build(tmp_path, jobs=2)
    (tmp_path / "layouts/article.html").unlink()
    site = Site(tmp_path, tmp_path / "build", Options(jobs=1))
    site.build()
    assert not site._collector.records.stale


EXTRA = Composed(
    meta=Meta(title="甲", date=datetime(2019, 1, 2, tzinfo=UTC), tags=("a",), extra={"day": date(2019, 1, 2), 1: (2,)}),
    path="content/articles/a.md",
)


@pytest.mark.parametrize(
    "composed",
    [
        EXTRA,
        replace(EXTRA, meta=Meta(), problems=(Problem("warning", "odd", Place("a\udc80.md", 1), Text("甲", "a")),)),
        replace(
            EXTRA,
            meta=replace(EXTRA.meta, extra={}),
            headings=(Heading(1, "a", "甲", 3),),
            links=(Link(0, "b.md", 4),),
            counts={"甲": 2},
            marks={"甲": 1},
            entities={"乙": ("person", 3)},
        ),
    ],
)
def test_an_article_comes_whole_from_another_process(composed):
    piece = SerializedArticle(composed.path, "d", "k", ("甲",), (b"<p>",), ("sum",), composed)
    there = pickle.loads(pickle.dumps(piece))
    assert there == piece
    assert repr(there) == repr(piece)  # a list is not the tuple that it was


@pytest.mark.parametrize("count", [24, 25, 100, 1000])
def test_the_last_chunks_are_the_smallest(count):
    chunks = list(workers._tapered(range(count), 2))
    assert [item for chunk in chunks for item in chunk] == list(range(count))
    sizes = [len(chunk) for chunk in chunks]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == -(-count // (2 * workers.CHUNKS_PER_WORKER))
    assert sizes[-2:] == [1, 1]


def test_any_number_of_workers_gives_the_same_bytes(tmp_path):
    articles = {f"a{number}.md": ARTICLES["two.md"].replace("第二篇", f"第 {number} 篇") for number in range(40)}
    make(tmp_path, articles)
    build(tmp_path, "one", jobs=1, use_cache=False)
    build(tmp_path, "four", jobs=4, use_cache=False)
    assert tree(tmp_path / "one") == tree(tmp_path / "four")


def test_an_article_of_the_future_appears_on_its_day(tmp_path, monkeypatch):
    now, day = time.time(), 86_400
    tomorrow = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(now + day))
    make(tmp_path, {"soon.md": f"---\ntitle: 明天\ndate: {tomorrow}\n---\n\n文。\n"})
    time.sleep(0.1)  # what was written within the clock's grain is not trusted
    build(tmp_path)
    assert not (tmp_path / "build/articles/soon.html").exists()
    assert state.current(tmp_path, tmp_path / "build", Options().digest)
    monkeypatch.setattr(time, "time", lambda: now + 2 * day)
    assert not state.current(tmp_path, tmp_path / "build", Options().digest)
    build(tmp_path)
    assert (tmp_path / "build/articles/soon.html").exists()


def test_drafts_are_built_only_when_asked_for(tmp_path):
    make(tmp_path, {"d.md": "---\ntitle: 草稿\ndraft: true\n---\n\n文。\n"})
    build(tmp_path)
    assert not (tmp_path / "build/articles/d.html").exists()
    build(tmp_path, drafts=True)
    assert (tmp_path / "build/articles/d.html").exists()


def test_an_edit_that_keeps_size_and_time_is_seen(tmp_path):
    build(make(tmp_path))
    path = tmp_path / "content/articles/two.md"
    said = path.stat()
    path.write_text(path.read_text().replace("顾客发起", "用户发起"))
    os.utime(path, ns=(said.st_atime_ns, said.st_mtime_ns))
    build(tmp_path)
    assert "用户发起" in page(tmp_path, "articles/two.html")


def test_images_beside_an_article_are_copied_and_linked(tmp_path):
    make(tmp_path, {"trip/index.md": "---\ntitle: 图\n---\n\n![说明](img/a.png)\n", "trip/img/a.png": "png"})
    build(tmp_path)
    assert (tmp_path / "build/articles/trip/img/a.png").read_bytes() == b"png"
    assert 'src="../articles/trip/img/a.png"' in page(tmp_path, "articles/trip.html")


@pytest.mark.parametrize("slug", ["../../escaped", "/etc/passwd", "..", "con", "a/../../b"])
def test_no_slug_leads_out_of_the_output(tmp_path, slug):
    root = make(tmp_path / "site", {"x.md": f"---\ntitle: 逃\nslug: {slug!r}\n---\n\n文。\n"})
    with suppress(SiteError):
        build(root)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_clashing_slugs_name_both_files(tmp_path):
    make(
        tmp_path,
        {"a.md": "---\ntitle: 甲\nslug: same\n---\n\n文。\n", "b.md": "---\ntitle: 乙\nslug: Same\n---\n\n文。\n"},
    )
    with pytest.raises(SiteError) as refused:
        build(tmp_path)
    (problem,) = [problem for problem in refused.value.problems if problem.code == "slug-clash"]
    assert "a.md" in problem.say("zh")
    assert "b.md" in problem.say("zh")


def test_a_draft_beside_what_it_is_to_replace_is_a_warning(tmp_path):
    make(tmp_path, {"a.md": "---\ntitle: 甲\n---\n\n文。\n", "_drafts/a.md": "---\ntitle: 新\n---\n\n文。\n"})
    library, problems = Site(tmp_path, tmp_path / "build", Options(everything=True)).collect()
    assert [(one.level, one.place.path) for one in problems if one.code == "slug-clash"] == [
        ("warning", "content/articles/a.md")
    ]
    assert len(library.every) == 2


def tree_of_clean(root):
    """The digests of a build that knows nothing of earlier ones, in another folder."""
    build(root, "clean", use_cache=False)
    return tree(root / "clean")


@pytest.mark.parametrize("place", [".", "content", "content/articles/out", "layouts", ".."])
def test_nothing_is_built_among_the_sources(tmp_path, place):
    root = make(tmp_path / "site")
    before = tree(root / "content")
    with pytest.raises(SiteError) as refused:
        build(root, place)
    assert [problem.code for problem in refused.value.problems] == ["output-folder"]
    assert tree(root / "content") == before


def test_brackets_that_name_nothing_stand_in_descriptions_and_concordances(tmp_path):
    write(
        make(tmp_path), "content/articles/a.md", "---\ntitle: 甲\n---\n属性 [[Scope]]、[[three|另一篇]]，产业互联网。\n"
    )
    build(tmp_path)
    shown = "属性 [[Scope]]、另一篇，"
    assert f'name="description" content="{shown}' in page(tmp_path, "articles/a.html")
    assert f"<li>{shown}" in page(tmp_path, "glossary/产业互联网.html")


def test_a_scan_from_before_another_build_is_not_used(tmp_path):
    """It may have waited for that build, which saw an article that came since."""
    build(make(tmp_path))
    look = scan.look(tmp_path)
    write(tmp_path, "content/articles/new.md", "# 新来的\n\n正文。\n")
    assert "articles/new.html" in build(tmp_path).written
    assert not Site(tmp_path, tmp_path / "build", Options(jobs=1)).build(look).removed
