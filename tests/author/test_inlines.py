"""Where links, pictures and tags stand in a Markdown text: as CommonMark has it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.author.checks.articles import without_alt
from generator.author.checks.mend import _addresses
from generator.author.inlines import inlines, readdressed
from generator.core.draft import Source
from tests.growth import linear

COMMONMARK = MarkdownIt("commonmark")
COMMONMARK.normalizeLink = lambda url: url
COMMONMARK.validateLink = lambda _: True


def found(text):
    return [(one.kind, one.text, one.url) for one in inlines(text) if one.kind != "tag"]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("![图](b%20(1).png)", [("picture", "图", "b%20(1).png")]),
        ("![图](<b (1).png> 't')", [("picture", "图", "b (1).png")]),
        (r"[甲\]乙](c\[1\].png (题))", [("link", r"甲\]乙", "c[1].png")]),
        ("[a [嵌] b](x.md)", [("link", "a [嵌] b", "x.md")]),
        ('[![里](f.png "t")](g.md)', [("picture", "里", "f.png"), ("link", '![里](f.png "t")', "g.md")]),
        ("[外[内](a)](b)", [("link", "内", "a")]),
        ("[跨\n行](\n  x.md\n)", [("link", "跨\n行", "x.md")]),
        ("![k](k&amp;l.png) ![](a\\&amp;b)", [("picture", "k", "k&l.png"), ("picture", "", "a&amp;b")]),
        ("``码 ` ![x](h.png)`` 与 `![y](i.png)` ![z](j.png)", [("picture", "z", "j.png")]),
        ("`未完\n\n![x](h.png)`", [("picture", "x", "h.png")]),
        (r"\![不是图](m.png) \[不是](n.md) !\[也不](o)", [("link", "不是图", "m.png")]),
        ("<!-- ![注](a.png)\n\n![注](b.png) --> ![x](c.png)", [("picture", "x", "c.png")]),
        ("<pre>\n![码](a.png)\n\n[b](c)</pre>\n[d](e)", [("link", "d", "e")]),
        ('<a title="](x)">[<b title="](y)">](z)', [("link", '<b title="](y)">', "z")]),
        ("```\n![x](a)\n```\n- ```js\n  ![x](b)\n  ```\n![x](c)", [("picture", "x", "c")]),
        ("```npm i``` ![x](a)", [("picture", "x", "a")]),
        ("![x][r]\n\n[r]: <a b.png> '题'\n[^1]: ![y](z)", [("definition", "r", "a b.png"), ("picture", "y", "z")]),
        ('![x](a.png =30x20) ![x](<b> =50%x "t")', [("picture", "x", "a.png"), ("picture", "x", "b")]),
        ("![x](截图 01.png) [y](a b.md)", [("picture", "x", "截图 01.png"), ("link", "y", "a b.md")]),
        ("[x]()", [("link", "x", "")]),
        ("[x] (a) [y][z] [w]", []),
    ],
)
def test_each_link_and_picture(text, links):
    assert found(text) == links
    assert found(text.replace("\n", "\r\n")) == [(kind, words.replace("\n", "\r\n"), url) for kind, words, url in links]


def test_the_address_alone_is_changed():
    text = '![图](<a b.png> "题") `![](a)` [字](c.md#d)\n\n[r]: e.png "f"\n'
    assert readdressed(text, lambda one: "新") == '![图](新 "题") `![](a)` [字](新)\n\n[r]: 新 "f"\n'


def test_the_addresses_of_a_tag():
    [tag] = inlines('前 <IMG alt="x src=y" src = \'a&amp;b.png\' data-src=c.png title="<">')
    assert [(name, url) for name, url, *_ in tag.attributes] == [("src", "a&b.png"), ("data-src", "c.png")]


ATOMS = [
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "字",
    "图.png",
    "`",
    "``",
    " ",
    "\\",
    '"题"',
    "<",
    ">",
    "'",
    "&amp;",
    "(x)",
    "\n甲",
]
"""No tags, of which we take more for some; `\\` before a blank is another thing to markdown-it than to CommonMark."""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(ATOMS), max_size=16).map(lambda atoms: re.sub(r"\\(?=\s)", "", "甲" + "".join(atoms))))
def test_as_commonmark_has_it(text):
    def told(tokens):
        for token in tokens:
            if token.type == "image" or (token.type == "link_open" and token.markup != "autolink"):
                yield ("picture", token.attrs["src"]) if token.type == "image" else ("link", token.attrs["href"])
            yield from told(token.children or ())

    assert sorted((kind, url) for kind, _, url in found(text)) == sorted(told(COMMONMARK.parse(text)))


@pytest.mark.parametrize(
    "unit", ["[", "![", "](a", "`` ` ``` ", '<a b="', "<!--", "](a (", "[](((", '[](a "', "<pre>", "[a](b c"]
)
def test_it_takes_time_as_the_text_is_long(unit):
    assert linear(lambda text: list(inlines(text)), f"{unit * 40}\n", 400_000)


PICTURES = "![](https://a.example/b.png)\n\n"


def without_texts(text):
    return list(without_alt(Source("content/articles/a.md", text, "")))


@pytest.mark.parametrize("work", [lambda text: list(_addresses(text)), without_texts])
def test_the_lines_of_many_pictures_are_not_counted_from_the_beginning(work):
    assert [one.line for one in _addresses(PICTURES * 3)] == [1, 3, 5]
    assert [one.place.line for one in without_texts(PICTURES * 3)] == [1, 3, 5]
    assert linear(work, PICTURES, 1_200_000)
