"""site.toml: what it gives, and what is said of each mistake."""

from pathlib import Path

import pytest

from generator.core.errors import Place, SiteError
from generator.core.settings import Config, NavItem
from generator.settings import config


def said(text):
    return [problem.say("zh") for problem in config.parse(text)[1]]


def test_an_empty_file_gives_the_defaults():
    assert config.parse("") == (Config(), [])


def test_every_key_arrives():
    text = """
title = "集子"
description = "d"
author = "某人"
language = "zh-Hant"
base_url = "https://me.example/blog"
permalink = "{year}/{slug}.html"
first = "all"
entities = "listed"
published = 1
marks = "zhuanming"
paragraphs = "indent"
key_terms = true
per_page = 3
feed_items = 4
highlight = false
search = false
nav = [{title = "首页", url = "index.html"}]
[strings]
home = "回家"
[colors]
accent = "#0a6"
paper = ["white", "rgb(0 0 0 / 50%)"]
[extra]
anything = [1, {a = true}]
"""
    found, problems = config.parse(text, "digest")
    assert problems == []
    assert found == Config(
        title="集子",
        description="d",
        author="某人",
        language="zh-Hant",
        base_url="https://me.example/blog/",
        permalink="{year}/{slug}.html",
        first="all",
        entities="listed",
        published=1,
        marks="zhuanming",
        paragraphs="indent",
        key_terms=True,
        per_page=3,
        feed_items=4,
        highlight=False,
        search=False,
        nav=(NavItem("首页", "index.html"),),
        strings={"home": "回家"},
        colors={"accent": "#0a6", "paper": "light-dark(white, rgb(0 0 0 / 50%))"},
        extra={"anything": [1, {"a": True}]},
        digest="digest",
    )


def test_an_unknown_key_names_the_nearest_and_its_line():
    assert said('# 网站\n\ntitel = "x"') == ["site.toml:3: 未知的键“titel”（是否指“title”？）"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('language = "zh-Hnas"', "“language”不能是“zh-Hnas”（是否指“zh-Hans”？可用的有：zh-Hans、zh-Hant、en）"),
        ('per_page = "十"', '“per_page”应为整数，而这里是 "十"'),
        ("per_page = true", "“per_page”应为整数，而这里是 true"),
        ("per_page = 0", "“per_page”不能是 0（应在 1 到 1000 之间）"),
        ("published = nan", "“published”不能是 nan（应在 0 到 1 之间）"),
        ("title = [1]", "“title”应为文字，而这里是 […]"),
        ('base_url = "me.example"', "“base_url”不是完整的网址：me.example（写成 https://域名/路径/，不带 ? 和 #）"),
        ('colors = {accent = "red; } body {"}', '“accent”不是颜色（写成 "#0a6" 这样的 CSS 颜色，或 ["浅色", "深色"]）'),
        ('nav = [{title = "a"}]', "缺少“url”"),
        ('nav = "a"', '“nav”应为若干张表，而这里是 "a"'),
    ],
)
def test_a_wrong_value_says_what_may_stand_there(line, message):
    assert said(f"\n{line}") == [f"site.toml:2: {message}"]


@pytest.mark.parametrize(
    "pattern", ["a.html", "../{slug}.html", "{slug}", "{category}/", "{name}/{slug}.html", "{slug}?.html"]
)
def test_a_permalink_names_one_safe_file_for_each_slug(pattern):
    found, problems = config.parse(f"permalink = '{pattern}'")
    assert [problem.code for problem in problems] == ["wrong-value"]
    assert found.permalink == Config().permalink


def test_all_problems_come_at_once_in_order_of_lines():
    _, problems = config.parse('x = 1\nper_page = "a"\n[strings]\na = [1]\n')
    assert [problem.place.line for problem in problems] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "line", "plain"),
    [
        ("title = 注疏", 1, "等号后面的值写法有误（文字要放在英文引号里）"),
        ("a = 1\na = 2", 2, "同一个键写了两次"),
        ('a = "x\ny"', 1, "引号没有合上，或者文字中间直接换行了"),
        ("\n\na = [1", 3, "方括号没有合上，或者少了逗号"),
        ("a = " + "[" * 5000, 1, "括号套得太深"),
        ("a = " + "9" * 5000, 1, None),
    ],
)
def test_broken_toml_is_told_in_plain_words(text, line, plain):
    [problem] = config.parse(text)[1]
    assert problem.code == "bad-toml"
    assert problem.place == Place("site.toml", line)
    assert plain is None or problem.message.zh == f"TOML 写法有误：{plain}"


def test_a_folder_without_site_toml_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(SiteError) as error:
        config.load(tmp_path)
    [problem] = error.value.problems
    assert problem.code == "no-site"
    assert "zhushu init" in problem.say("zh")


def test_a_bom_and_carriage_returns_do_no_harm(tmp_path: Path):
    (tmp_path / "site.toml").write_bytes('\ufefftitle = "甲"\r\nauthor = """乙\r\n"""\r\n'.encode())
    found = config.load(tmp_path)
    assert (found.title, found.author) == ("甲", "乙\n")
    assert len(found.digest) == 64


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path):
    (tmp_path / "site.toml").write_bytes('author = "x"\ntitle = "注疏"'.encode("gb18030"))
    with pytest.raises(SiteError) as error:
        config.load(tmp_path)
    assert error.value.problems[0].say("zh") == "site.toml:2: 这个文件不是 UTF-8 编码（用编辑器另存为 UTF-8）"
