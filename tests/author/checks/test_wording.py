"""Forms that should not be written: told where articles have them, and nowhere else."""

import json

import pytest

from generator import cli
from tests.pipeline.sites import build, make

GLOSSARY = """\
[[entry]]
name = "账号"
deprecated = ["帐号", "户口号"]
definition = "登录用的名称。"

[[entry]]
name = "GitHub"
deprecated = ["Github"]
definition = "一家网站。"

[[entry]]
name = "苹果"
sense = "公司"
deprecated = ["苹果电脑公司"]
definition = "一家公司。"
"""
ARTICLE = """\
---
title: 甲
---

# 帐号

先注册帐号，帐号不要给人。

再说帐号。**户口**号也不行。账号才对。

苹果电脑公司换了名。Github 和 GitHub、`帐号`，[[账号|帐号]]。

存折上印着账户口号，喊出来的口号。
"""


@pytest.fixture
def site(tmp_path):
    return make(tmp_path / "site", {"a.md": ARTICLE, "b.txt": "乙篇\n\n这里没有。\n"}, GLOSSARY)


def told(site, capsys, *words):
    code = cli.run(["check", "--site", str(site), *words, "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    return code, [one for one in found if one["code"] == "deprecated-form"]


def test_each_line_is_told_once_a_form_with_what_to_write(site, capsys):
    code, found = told(site, capsys)
    assert code == 0
    assert [(one["line"], one["message"]["zh"]) for one in found] == [
        (5, "写“账号”，不要写“帐号”"),
        (7, "写“账号”，不要写“帐号”"),
        (9, "写“账号”，不要写“帐号”"),
        (9, "写“账号”，不要写“户口号”"),
        (11, "写“GitHub”，不要写“Github”"),
        (11, "写“苹果”，不要写“苹果电脑公司”"),
        (11, "写“账号”，不要写“帐号”"),
    ]
    assert {one["path"] for one in found} == {"content/articles/a.md"}
    assert told(site, capsys, "--strict")[0] == 1


def test_they_are_marked_and_shown_apart_from_the_other_names(site, capsys):
    build(site)
    article = (site / "build/articles/a.html").read_text(encoding="utf-8")
    assert ">帐号</a>" in article
    page = (site / "build/glossary/账号.html").read_text(encoding="utf-8")
    assert "<dt>不用</dt><dd>帐号、户口号</dd>" in page
    assert "<dt>别名</dt>" not in page
    assert cli.run(["explain", "a", "--term", "账号", "--site", str(site)]) == 0
    said = capsys.readouterr().out
    assert said.count("该写“账号”") == sum("【账号】" not in line for line in said.splitlines())


def test_a_site_without_them_reads_no_article_again(tmp_path, monkeypatch, capsys):
    from generator.article import compose

    site = make(tmp_path / "site")
    build(site)
    monkeypatch.setattr(compose.Composer, "find", None)
    assert told(site, capsys)[1] == []
