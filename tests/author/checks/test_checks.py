"""`zhushu check`: each check by itself, and the three ways to print."""

import json

import pytest

from generator import cli
from generator.author import checks
from generator.core.article import Composed, LazyHtml
from generator.core.draft import Meta, Source
from generator.core.settings import Config
from generator.glossary import gather
from generator.glossary import load as glossary
from generator.glossary.definitions import render
from generator.site import library


def site_of(toml, **counts):
    """The library of a glossary and one article that mentions its entries so often."""
    found, problems = glossary.assemble(gather.parse("content/glossary/a.toml", toml)[0])
    assert [problem for problem in problems if problem.level == "error"] == []
    article = Composed(Meta(title="x"), "content/articles/x.md", counts=counts)
    return library.collect(
        Config(), found, render(found.entries.values(), {}), [article], frozenset(), lambda _: LazyHtml("", str)
    )


def entry(name, *more):
    return f'[[entry]]\nname = "{name}"\ndefinition = "d"\n' + "".join(f"{line}\n" for line in more)


def said(check, *args):
    return [f"{problem.place.line} {problem.code} {problem.message.zh}" for problem in check(*args)]


def test_entries_that_no_article_mentions():
    assert said(checks.unused, site_of(entry("甲") + entry("乙"), 甲=2)) == [
        "4 unused-entry 词条“乙”在文章里没有出现过"
    ]


def test_forms_that_differ_in_punctuation_only():
    site = site_of(entry("A/B测试") + entry("ab-测试", 'aliases = ["C++"]') + entry("C") + entry("丙"))
    assert said(checks.near_duplicates, site) == [
        "4 near-duplicate “ab-测试”和词条“A/B测试”的“A/B测试”几乎一样",
        "8 near-duplicate “C”和词条“ab-测试”的“C++”几乎一样",
    ]


def test_references_in_a_circle():
    site = site_of(
        entry("甲", 'see = ["乙"]')
        + entry("乙", 'see = ["丙"]')
        + entry("丙", 'see = ["甲", "丁"]')
        + entry("丁", 'see = ["丁"]')
    )
    assert said(checks.cycles, site) == [
        "13 see-itself 词条“丁”参见它自己",
        "1 see-circle 参见形成循环：甲 → 乙 → 丙 → 甲",
    ]


def test_entries_that_refer_to_one_another_are_no_circle():
    group = (
        entry("甲", 'see = ["乙", "丙"]')
        + entry("乙", 'see = ["甲", "丙"]')
        + entry("丙", 'see = ["甲", "乙", "丁"]')
        + entry("丁")
    )
    assert said(checks.cycles, site_of(group)) == []


def test_a_long_chain_is_no_trouble():
    names = [f"词{number}" for number in range(3000)]
    chain = "".join(
        entry(name, f'see = ["{following}"]') for name, following in zip(names, [*names[1:], names[0]], strict=True)
    )
    assert len(said(checks.cycles, site_of(chain))) == 1


def test_rules_that_never_apply():
    site = site_of(entry("支付", 'match = {never = ["支付宝", "网银"], always = ["扫码支付"]}'))
    assert said(checks.pointless_rules, site) == [
        "1 pointless-rule 词条“支付”的 match.never 里“网银”不含它的任何名称，不起作用"
    ]


PAGE = """---
title: x
---

![](a.png) ![ ](b.png) ![有](c.png) `![](d.png)`

```html
![](e.png) <img src="f.png">
<div>围栏里的</div>
```

<img src="g.png"> <img src='h.png' alt="图"> <img src="i.png" alt=""> <img src="j.png" role="presentation">

<div class="x">
里面的字
</div>

<div><img src="k.png" alt="k"></div>

行内<b>粗</b>字
"""


def test_images_without_a_text():
    site = said(checks.without_alt, Source("content/articles/x.md", PAGE, ""))
    assert [line.split(" 没有")[0] for line in site] == [
        "5 no-alt 图片 a.png",
        "5 no-alt 图片 b.png",
        "12 no-alt 图片 g.png",
        "12 no-alt 图片 i.png",
    ]
    page = Source(
        "content/articles/x.html", "<p>\n<img src=a.png><img src=p.gif width=1 height=1><img alt=x src=b.png>", ""
    )
    assert said(checks.without_alt, page) == ["2 no-alt 图片 a.png 没有替代文字"]
    page = Source("content/articles/x.md", '![](截图 2024-05 01.png "题")', "")
    assert said(checks.without_alt, page) == ["1 no-alt 图片 截图 2024-05 01.png 没有替代文字"]


# ---------------------------------------------------------------- the command


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (tmp_path / "site.toml").write_text('entities = "off"\n', encoding="utf-8")
    for name, text in {
        "articles/a.md": "---\ntitle: 甲\n---\n\n产业互联网，见[别处](gone.md)。\n",
        "glossary/产业互联网.md": "释义。",
        "glossary/中台.md": "释义。",
    }.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def run(site, *words):
    return cli.run(["check", "--site", str(site), *words])


def test_warnings_are_told_and_count_when_strict(site, capsys):
    assert run(site) == 0
    assert capsys.readouterr().out.splitlines() == [
        "提醒 content/articles/a.md:5: 站内链接“gone.md”没有对应的页面或文件",
        "提醒 content/glossary/中台.md:1: 词条“中台”在文章里没有出现过（补上别名，或删去）",
        "0 处错误，2 处提醒",
    ]
    assert run(site, "--strict") == 1


def test_a_clean_site_is_told_so(site, capsys):
    (site / "content/glossary/中台.md").unlink()
    (site / "content/articles/a.md").write_text("---\ntitle: 甲\n---\n\n产业互联网。\n", encoding="utf-8")
    assert run(site, "--strict") == 0
    assert capsys.readouterr().out == "没有发现问题\n"


def test_json_for_programs(site, capsys):
    assert run(site, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["level"], one["code"], one["path"], one["line"]) for one in told] == [
        ("warning", "broken-link", "content/articles/a.md", 5),
        ("warning", "unused-entry", "content/glossary/中台.md", 1),
    ]
    assert told[1]["message"]["en"] == 'no article mentions the entry "中台"'


def test_annotations_for_github(site, capsys):
    (site / "content/glossary/b,c.toml").write_text("x = 1\ny = '%'", encoding="utf-8")
    assert run(site, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert (
        "::error file=content/glossary/b%2Cc.toml,line=1,title=unknown-key::未知的键“x” (可用的有：entry、name、scope、license)"
        in lines
    )
    assert any(line.startswith("::warning file=content/articles/a.md,line=5,title=broken-link::") for line in lines)


@pytest.mark.parametrize("words", [[], ["--format", "json"], ["--format", "github"]])
def test_a_site_that_cannot_be_read_at_all_is_told_in_every_form(tmp_path, words, capsys):
    assert run(tmp_path, *words) == 1
    out = capsys.readouterr().out
    assert "content" in out
    assert "Traceback" not in out


@pytest.mark.parametrize(
    ("link", "abroad"),
    [
        ("bit.ly/d58ndg", True),
        ("(https://x.example/a)", True),
        ("www.example.org", True),
        ("example.com", True),
        ("gone.md", False),
        ("img/a.png", False),
        ("notes.company/x.md", False),
    ],
)
def test_an_address_of_another_site_without_its_beginning_is_told(site, capsys, link, abroad):
    (site / "content/articles/a.md").write_text(f"产业互联网 [x](<{link}>)\n", encoding="utf-8")
    run(site)
    told = capsys.readouterr().out.splitlines()[0]
    assert f"站内链接“{link}”没有对应的页面或文件" in told
    assert ("要写完整的网址：https://…" in told) == abroad


# ---------------------------------------------------------------- --fix


def test_links_with_the_wrong_case_are_mended(site, capsys):
    articles = site / "content/articles"
    (articles / "Pic.PNG").write_bytes(b"x")
    (articles / "B.md").write_text("---\ntitle: 乙\n---\n\n文\n", encoding="utf-8")
    (articles / "a.md").write_bytes(
        "---\r\ntitle: 甲\r\n---\r\n\r\n产业互联网 [见](b.md#x) `(b.md)`\r\n和 ![图](<pic.png>)、[无](gone.md)。\r\n".encode()
    )
    assert run(site, "--fix") == 0
    assert capsys.readouterr().err.splitlines() == [
        "content/articles/a.md:5: 改好了：b.md#x → B.md#x",
        "content/articles/a.md:6: 改好了：pic.png → Pic.PNG",
    ]
    assert (articles / "a.md").read_bytes().decode() == (
        "---\r\ntitle: 甲\r\n---\r\n\r\n产业互联网 [见](B.md#x) `(b.md)`\r\n和 ![图](<Pic.PNG>)、[无](gone.md)。\r\n"
    )
    assert run(site, "--fix") == 0
    assert capsys.readouterr().err == ""


def test_what_two_files_might_be_is_left_alone(site):
    articles = site / "content/articles"
    for name in ("B.md", "b.MD"):
        (articles / name).write_text("---\ntitle: 乙\n---\n", encoding="utf-8")
    before = "---\ntitle: 甲\n---\n\n[见](b.md)\n"
    (articles / "a.md").write_text(before, encoding="utf-8")
    run(site, "--fix")
    assert (articles / "a.md").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("link", "new"),
    [
        ("/2019/03/01/b.html", "2019-03-01-b.md"),
        ("/posts/b/", "2019-03-01-b.md"),
        ("2019-03-01-b.html#x", "2019-03-01-b.md#x"),
        ("/blog/2019/3/b/", "2019-03-01-b.md"),
        ("../_posts/2019-03-01-b.md", "2019-03-01-b.md"),
        ("/p/%E6%97%A9%E5%B8%82%E8%AE%B0/index.html", "%E6%97%A9%E5%B8%82%E8%AE%B0/index.md"),
        ("/posts/c/", None),
        ("/products/b/", None),
        ("/b.png", None),
        ("/posts/a/", None),
        ("/tags/", None),
        ("https://x.example/posts/b/", None),
    ],
)
def test_addresses_of_an_old_site_lead_to_the_one_article_of_that_name(site, capsys, link, new):
    articles = site / "content/articles"
    for name in ("2019-03-01-b.md", "早市记/index.md", "c.md", "x/c.md"):
        (articles / name).parent.mkdir(exist_ok=True)
        (articles / name).write_text("---\ntitle: 乙\ntags: [丙]\n---\n\n文\n", encoding="utf-8")
    before = f"---\ntitle: 甲\n---\n\n产业互联网 [见]({link})，`[x]({link})`\n"
    (articles / "a.md").write_text(before, encoding="utf-8")
    run(site, "--fix")
    after = (articles / "a.md").read_text(encoding="utf-8")
    assert after == (before.replace(f"[见]({link})", f"[见]({new})") if new else before)
    assert (f"改好了：{link} → {new}" in capsys.readouterr().err) == bool(new)


def test_needless_aliases_are_taken_out(site, capsys):
    entry = site / "content/glossary/中台.md"
    entry.write_bytes("---\r\naliases: [中台, 技术中台, 技术中台]\r\n---\r\n\r\n释义。\r\n".encode())
    assert run(site, "--fix") == 0
    assert capsys.readouterr().err.splitlines() == [
        "content/glossary/中台.md:2: 从 aliases 里去掉了多余的“技术中台”",
        "content/glossary/中台.md:2: 从 aliases 里去掉了多余的“中台”",
    ]
    assert entry.read_bytes().decode() == "---\r\naliases: [技术中台]\r\n---\r\n\r\n释义。\r\n"
    run(site, "--fix")
    assert capsys.readouterr().err == ""


def test_the_old_order_of_wiki_links_is_turned(site, capsys):
    article = site / "content/articles/a.md"
    article.write_text(
        "---\ntitle: 甲\n---\n\n[[那个|中台]] [[中台|它]] `[[那个|中台]]` [[甲|乙]]\n\n```\n[[那个|中台]]\n```\n产业互联网\n",
        encoding="utf-8",
    )
    run(site, "--fix")
    assert capsys.readouterr().err.splitlines() == ["content/articles/a.md:5: 改好了：[[那个|中台]] → [[中台|那个]]"]
    assert article.read_text(encoding="utf-8").splitlines()[4] == "[[中台|那个]] [[中台|它]] `[[那个|中台]]` [[甲|乙]]"
