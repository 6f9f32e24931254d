"""Pages stay small on a site that is not: 600 articles and 1,000 entries."""

import re

import pytest

from generator.pipeline.build import build_site

LARGEST = 150_000
"""Bytes of a page."""
SYLLABLES = "安白陈丁恩方高何金康刘马牛欧潘秦任宋唐王夏杨张"
PARTS = "云数据平台网络工业智能供应链金融"


def name(number: int) -> str:
    return f"{SYLLABLES[number % 23]}{PARTS[number % 13]}{PARTS[number // 13 % 13]}{number:04}号系统"


def make(root, articles=600, entries=1000):
    (root / "content/articles").mkdir(parents=True)
    (root / "content/glossary").mkdir()
    (root / "site.toml").write_text('title = "大站"\nentities = "listed"\nsearch = false\n', encoding="utf-8")
    table = "".join(
        f'[[entry]]\nname = "{name(n)}"\ntype = "{"person" if n % 3 == 0 else "term"}"\nenglish = "system number {n}"\n'
        f'definition = "第{n}个系统，用来把许多条记录放在一处，让人随时能够查到它们的来历，也知道是谁在什么时候写下来的。"\n\n'
        for n in range(entries)
    )
    (root / "content/glossary/all.toml").write_text(
        table + '[[entry]]\nname = "中台"\ndefinition = "共用的能力。"\n', "utf-8"
    )
    for n in range(articles):
        head = f"title: 关于第{n}件事情的一点说明和补充\ndate: {2015 + n // 75}-{n % 12 + 1:02}-{n % 28 + 1:02}\ntags: [记录, 标签{n % 20}]"
        head += "\nseries: 全部\nauthor: " + ("甲" if n % 2 else "乙")
        body = "\n\n".join(
            f"## 第{part}节\n\n中台和{name((n * 7 + part) % entries)}都在这里，一起做了很久的事。" for part in range(4)
        )
        (root / f"content/articles/a{n}.md").write_text(f"---\n{head}\n---\n\n{body}\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = make(tmp_path_factory.mktemp("scale"))
    build_site(root)
    return root / "build"


def test_no_page_is_large(built):
    large = {path.relative_to(built).as_posix(): path.stat().st_size for path in built.rglob("*.html")}
    assert {path: size for path, size in large.items() if size > LARGEST} == {}


def test_long_lists_go_on(built):
    for path in ("tags/记录", "series/全部", "authors/甲", "glossary/index", "glossary/中台", "entities/person"):
        assert (built / f"{path}.html").exists(), path
        assert (built / f"{path}~2.html").exists(), path
        assert "~2.html" in (built / f"{path}.html").read_text("utf-8"), path


def test_all_are_in_some_page(built):
    found = "".join(path.read_text("utf-8") for path in (built / "glossary").glob("index*.html"))
    assert all(f">{name(n)}</span>" in found for n in range(1000))
    told = "".join(path.read_text("utf-8") for path in (built / "glossary").glob("中台*.html"))
    assert all(f"articles/a{n}.html" in told for n in range(600))
    archived = (built / "archive.html").read_text("utf-8") + "".join(
        path.read_text("utf-8") for path in (built / "archive").glob("*.html")
    )
    assert all(f"articles/a{n}.html" in archived for n in range(600))


def test_a_letter_leads_to_the_page_where_it_begins(built):
    index = (built / "glossary/index.html").read_text("utf-8")
    (page,) = re.findall(r'href="\.\./glossary/(index~\d+\.html)#letter-Z"', index)
    assert 'id="letter-Z"' in (built / "glossary" / page).read_text("utf-8")


def test_tags_have_feeds_with_summaries(built):
    feed = (built / "tags/记录.xml").read_text("utf-8")
    assert feed.count("<entry>") == 20
    assert "<content" not in feed
    assert ".xml" in (built / "tags/记录.html").read_text("utf-8").split("</head>")[0].replace("feed.xml", "")
