"""The page and the feed of changes: what has a date, newest first, never the date of the build."""

import re

import feedparser
import pytest

from tests.pipeline.sites import SETTINGS, build, make, page, tree, write
from tests.pipeline.test_history import git

CHANGES = SETTINGS + "changes = true\n"
ARTICLES = {
    "new.md": "---\ntitle: 新\ndate: 2024-03-02\n---\n文\n",
    "old.md": "---\ntitle: 旧\ndate: 2020-01-01\nupdated: 2024-05-06\n---\n文\n",
    "same.md": "---\ntitle: 同日\ndate: 2021-01-01 08:00\nupdated: 2021-01-01 09:00\n---\n文\n",
    "undated.md": "---\ntitle: 无日期\n---\n文\n",
    "held.md": "---\ntitle: 不列\ndate: 2024-01-01\nunlisted: true\n---\n文\n",
}
GLOSSARY = """\
[[entry]]
name = "早市"
definition = "一种集市。"
date = 2022-02-03
updated = "2023-04-05"
[[entry]]
name = "晚市"
definition = "另一种集市。"
"""
EXPECTED = [
    ("文章更新", "旧", "2024-05-06"),
    ("新文章", "新", "2024-03-02"),
    ("词条更新", "早市", "2023-04-05"),
    ("新词条", "早市", "2022-02-03"),
    ("新文章", "同日", "2021-01-01"),
    ("新文章", "旧", "2020-01-01"),
]
ROW = re.compile(r'<li><time datetime="([\d-]+)T.*?<span class="mut">(.*?)</span> <a href=".*?">(.*?)</a>')


def listed(root, path="changes.html"):
    return [(what, title, day) for day, what, title in ROW.findall(page(root, path))]


def test_what_has_a_date_is_listed_newest_first(tmp_path):
    root = make(tmp_path, ARTICLES, GLOSSARY, CHANGES)
    build(root)
    assert listed(root) == EXPECTED
    feed = feedparser.parse(page(root, "changes.xml"))
    assert not feed.bozo
    assert [(entry.title, entry.updated[:10]) for entry in feed.entries] == [
        (f"{what}：{title}", day) for what, title, day in EXPECTED
    ]
    assert len({entry.id for entry in feed.entries}) == len(EXPECTED)
    assert 'href="../changes.xml"' in page(root, "articles/new.html")


def test_a_file_of_one_entry_has_the_time_of_its_last_commit(tmp_path):
    root = make(tmp_path, ARTICLES, GLOSSARY, CHANGES + "git_dates = true\n")
    write(root, "content/glossary/夜市.md", "夜里的集市。\n")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    build(root)
    assert ("词条更新", "夜市", "2020-05-01") in listed(root)
    assert "晚市" not in page(root, "changes.html")


def test_there_is_none_without_the_setting(tmp_path):
    root = make(tmp_path, ARTICLES, GLOSSARY)
    build(root)
    assert not [path for path in tree(root / "build") if "changes" in path]
    assert "changes" not in page(root, "index.html")


def test_many_changes_go_on_over_several_pages(tmp_path):
    articles = {
        f"a{n}.md": f"---\ntitle: 第{n}\ndate: 2020-{n % 12 + 1:02}-{n % 28 + 1:02}\n---\n文\n" for n in range(130)
    }
    root = make(tmp_path, articles, "", CHANGES)
    build(root)
    first, second = listed(root), listed(root, "changes~2.html")
    assert (len(first), len(second)) == (100, 30)
    days = [day for _, _, day in first + second]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("day", ["2019-13-01", "2019", "gestern"])
def test_a_wrong_day_is_told(tmp_path, day):
    from generator.core.errors import SiteError

    root = make(tmp_path, ARTICLES, GLOSSARY.replace('"2023-04-05"', f'"{day}"'), CHANGES)
    with pytest.raises(SiteError) as raised:
        build(root)
    assert [(one.code, one.place.line) for one in raised.value.problems] == [("bad-date", 5)]
