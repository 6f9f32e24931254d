"""Who may see what: whatever an author keeps back is in no file of the output, and what is unlisted in its page alone."""

import gzip
import re
from pathlib import Path

import pytest

from generator.cli import check
from generator.cli.console import Console
from generator.pipeline import build as pipeline
from generator.pipeline.build import Options, Site
from generator.store.output.clashes import LIST
from tests.pipeline.sites import build, make, page

SITE = 'title = "站"\nlanguage = "zh-Hans"\nentities = "auto"\nauthor = "站长"\nbase_url = "https://example.org/"\nsearch = true\n'
PUBLIC = "---\ntitle: 公开\ndate: 2021-01-01\ntags: [工厂]\nseries: 连载\n---\n\n数据中台在北京。见[甲](kept.md)、[[kept]]、![图](kept.md)。\n"
KEPT = "---\ntitle: 秘题\ndate: 2021-01-02\ntags: [秘标]\ncategories: [秘类]\nseries: 连载\nauthor: 秘人\n{}\n---\n\n数据中台秘文，广州的张伟说。\n"


def places(root: Path, word: str = "秘[题标类人文]") -> set[str]:
    """The files of the output in which the pattern `word` stands, the search index too."""
    found = set()
    for path in (root / "build").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8", "replace")
            if re.search(word, text) or re.search(word, path.name):
                found.add(path.relative_to(root / "build").as_posix())
    return found


@pytest.mark.parametrize(
    "key",
    [
        "private: true",
        "draft: true",
        "status: pending",
        "publish: 'no'",
        "password: abc",
        "expires: 2021-03-01",
        "publishDate: 2999-01-01",
        "build: {render: never}",
    ],
)
def test_what_is_kept_back_is_nowhere(tmp_path, key):
    make(tmp_path, {"a.md": PUBLIC, "kept.md": KEPT.format(key)}, settings=SITE)
    report = Site(tmp_path, tmp_path / "build", Options(jobs=1)).build()
    assert places(tmp_path) == set()
    assert not (tmp_path / "build/articles/kept.md").exists()
    assert any(problem.place.path == "content/articles/a.md" for problem in report.problems)
    assert any("kept.md" in str(problem.place) or "kept.md" in problem.message.zh for problem in report.problems)


def test_what_is_unlisted_is_on_its_own_page_alone(tmp_path):
    make(
        tmp_path,
        {"a.md": PUBLIC.replace("[甲](kept.md)、[[kept]]、![图](kept.md)", ""), "kept.md": KEPT.format("hidden: true")},
        settings=SITE,
    )
    Site(tmp_path, tmp_path / "build", Options(jobs=1)).build()
    assert places(tmp_path) == {"articles/kept.html"}
    assert 'content="noindex"' in page(tmp_path, "articles/kept.html")
    assert places(tmp_path, r"articles/kept") <= {"articles/kept.html"}
    again = Site(tmp_path, tmp_path / "build", Options(jobs=1, use_cache=False)).build()
    assert not again.written
    (tmp_path / "content/articles/kept.md").unlink()
    assert Site(tmp_path, tmp_path / "build", Options(jobs=1)).build().removed == ("articles/kept.html",)


def test_files_of_what_is_unlisted_are_not_to_be_found_either(tmp_path):
    make(
        tmp_path,
        {
            "a.md": "---\ntitle: 甲\n---\n![图](both.png)\n",
            "kept.md": "---\ntitle: 乙\nhidden: true\naliases: [/kept-old/]\n---\n![图](kept.png)![图](both.png)\n",
        },
        settings=SITE,
    )
    for name in ("kept.png", "both.png"):
        (tmp_path / "content/articles" / name).write_bytes(b"x")
    Site(tmp_path, tmp_path / "build", Options(jobs=1)).build()
    listed = (tmp_path / "build" / LIST).read_text()
    assert "kept" not in listed
    assert "articles/both.png\n" in listed
    (tmp_path / "content/articles/kept.md").unlink()
    report = Site(tmp_path, tmp_path / "build", Options(jobs=1)).build()
    assert report.removed == ("articles/kept.html", "articles/kept.png", "kept-old/index.html")


def test_what_is_not_to_be_found_is_in_lists_and_not_in_the_sitemap(tmp_path):
    make(tmp_path, {"a.md": PUBLIC, "kept.md": KEPT.format("robotsNoIndex: true")}, settings=SITE)
    Site(tmp_path, tmp_path / "build", Options(jobs=1)).build()
    assert not {"sitemap.xml", "search/data.js"} & places(tmp_path, "kept.html")
    assert {"index.html", "archive.html"} <= places(tmp_path)


def test_a_clash_with_a_page_of_the_site_names_the_article(tmp_path):
    make(tmp_path, {"archive.md": PUBLIC}, settings=SITE + 'permalink = "{slug}.html"\n')
    with pytest.raises(pipeline.SiteError) as error:
        build(tmp_path)
    (problem,) = error.value.problems
    assert problem.say("zh").startswith("content/articles/archive.md:1: 和网站自己的页面要写到同一个文件：archive.html")
    assert problem in check.find_problems(tmp_path, Console("zh"))
    (tmp_path / "content/articles/archive.md").write_text(PUBLIC.replace("date:", "draft: true\ndate:"))
    assert not [one for one in check.find_problems(tmp_path, Console("zh")) if one.level == "error"]


def test_what_the_page_of_a_folder_hides_is_nowhere(tmp_path):
    make(
        tmp_path,
        {
            "a.md": PUBLIC.replace("[甲](kept.md)、[[kept]]、![图](kept.md)", ""),
            "秘/_index.md": "---\ntitle: 秘题\ncascade:\n- target: {path: '/秘/**'}\n  published: false\n- author: 秘人\n---\n秘文\n",
            "秘/kept.md": "---\ntitle: 秘题\n---\n秘文\n",
            "秘/open.md": "---\ntitle: 开\npublished: true\n---\n见。\n",
        },
        settings=SITE,
    )
    report = Site(tmp_path, tmp_path / "build", Options(jobs=1)).build()
    assert places(tmp_path, "秘[题标类文]") == set()
    assert "秘人" in (tmp_path / "build/articles/open.html").read_text()
    assert any("秘/kept.md" in problem.message.zh for problem in report.problems)


def test_folders_pages_do_not_clash_where_everything_is_shown(tmp_path):
    make(tmp_path, {"甲/_index.md": "---\ntitle: 甲\n---\n", "乙/_index.md": "---\ntitle: 乙\n---\n"})
    site = Site(tmp_path, tmp_path / "build", Options(jobs=1, everything=True))
    assert not [problem for problem in site.collect()[1] if problem.level == "error"]
