"""Front matter: every form that articles come with, and every mistake told by its line."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.core.draft import Cascade, Meta
from generator.core.errors import stops
from generator.readers.front_matter import Front, split
from tests.readers.making import said

CHINA = timezone(timedelta(hours=8))


def meta(block: str, fence: str = "---") -> Meta:
    front = split("a.md", f"{fence}\n{block}\n{fence}\n正文\n")
    assert [problem for problem in front.problems if problem.code != "unused-key"] == []
    return replace(front.meta, lines={})


def bare(front: Front) -> Front:
    """What `front` says, without the table that it was read from."""
    return replace(front, table={}, lines={})


def problems(block: str, fence: str = "---") -> list[str]:
    return [problem.say("zh") for problem in split("a.md", f"{fence}\n{block}\n{fence}\n正文\n").problems]


def test_yaml() -> None:
    front = split(
        "a.md", "---\ntitle: 早市\ndate: 2019-01-15\ntags: [城市, 数据]\ndraft: true\nfirst: all\n---\n\n正文\n"
    )
    assert front.meta == Meta(title="早市", date=datetime(2019, 1, 15), tags=("城市", "数据"), draft=True, first="all")
    assert (front.body, front.line, front.problems) == ("\n正文\n", 8, ())


def test_toml() -> None:
    front = split(
        "a.md",
        '+++\ntitle = "早市"\ndate = 2019-01-15T10:00:00+08:00\ntags = ["城市"]\n[terms]\n"中台" = "本文所指"\n+++\n正文\n',
    )
    assert front.meta == Meta(
        title="早市",
        date=datetime(2019, 1, 15, 10, tzinfo=CHINA),
        tags=("城市",),
        terms={"中台": "本文所指"},
        lines={"terms.中台": 6},
    )
    assert (front.body, front.line) == ("正文\n", 8)


@pytest.mark.parametrize(
    "text",
    [
        "正文",
        "",
        "--",
        "---",
        "---\n",
        "# 题\n\n---\n\n段",
        "---\n\n甲\n\n---\n\n乙",
        "+++",
        "一段：话\n---\n",
        "foo: bar\n---\n",
    ],
)
def test_none(text: str) -> None:
    front = split("a.md", text)
    assert (front.meta, front.body, front.line, front.problems) == (Meta(), text, 1, ())


def test_empty() -> None:
    front = split("a.md", "---\n---\n正文")
    assert (front.meta, front.body, front.line, front.problems) == (Meta(), "正文", 3, ())


def test_hexo_without_its_first_fence() -> None:
    front = split("a.md", "title: 早市\ndate: 2019/1/5\ntags:\n- 城市\n---\n正文")
    assert (front.meta.title, front.meta.tags, front.body, front.line) == ("早市", ("城市",), "正文", 6)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2019-01-15", datetime(2019, 1, 15)),
        ("2019/1/5", datetime(2019, 1, 5)),
        ("2019.1.5", datetime(2019, 1, 5)),
        ("20190105", datetime(2019, 1, 5)),
        ("2019年1月15日", datetime(2019, 1, 15)),
        ("2019-01-15 10:00", datetime(2019, 1, 15, 10)),
        ("2019-1-15 8点30分", datetime(2019, 1, 15, 8, 30)),
        ("2019年1月15日 下午3:20", datetime(2019, 1, 15, 15, 20)),
        ("2019-01-15 10:00:09", datetime(2019, 1, 15, 10, 0, 9)),
        ("2019-01-15 10:00:00 +0800", datetime(2019, 1, 15, 10, tzinfo=CHINA)),
        ("2019-01-15T10:00:00+08:00", datetime(2019, 1, 15, 10, tzinfo=CHINA)),
        ("2019-01-15T10:00:00Z", datetime(2019, 1, 15, 10, tzinfo=UTC)),
        ("2019-01-15T10:00:00.25Z", datetime(2019, 1, 15, 10, 0, 0, 250000, UTC)),
        ("2019-01-15 8:30 PM", datetime(2019, 1, 15, 20, 30)),
        ("Jan 5, 2019 12:05 AM", datetime(2019, 1, 5, 0, 5)),
        ("Tue, 15 Jan 2019 10:00:00 +0800", datetime(2019, 1, 15, 10, tzinfo=CHINA)),
        ("Tue Jan 15 2019 10:00:00 GMT+0800 (中国标准时间)", datetime(2019, 1, 15, 10, tzinfo=CHINA)),
        ("2019-01-15T10:00+08:00[Asia/Shanghai]", datetime(2019, 1, 15, 10, tzinfo=CHINA)),
        ("2019-01-15 10:00:00 CST", datetime(2019, 1, 15, 10, tzinfo=CHINA)),
        ("2019-01-15 10:00:00 -05:30", datetime(2019, 1, 15, 10, tzinfo=timezone(-timedelta(hours=5, minutes=30)))),
    ],
)
def test_dates(written: str, date: datetime) -> None:
    found = meta(f"date: {written}").date
    assert found == date
    assert found is not None
    assert (found.tzinfo is None) == (date.tzinfo is None)


@pytest.mark.parametrize(
    "written",
    [
        "2019-13-01",
        "2019-02-30",
        "昨天",
        "2019-01",
        "2019-01-15 25:00",
        "15.1.2019",
        "2019-01-15 10:00 +9900",
        "Foo 5, 2019",
        "Feb 30, 2019",
    ],
)
def test_what_is_no_date(written: str) -> None:
    assert problems(f"title: 题\ndate: {written}") == [
        f"a.md:3: 无法识别日期“{written}”（写作 2024-05-01 或 2024-05-01 08:30）"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "[城市, 数据]",
        "城市, 数据",
        "城市，数据",
        "城市、数据",
        "城市 数据",
        "\n- 城市\n- 数据",
        "[城市, [数据]]",
        "[城市, 数据, 城市]",
        "\n- name: 城市\n- name: 数据",
        "城市; 数据",
    ],
)
def test_tags(written: str) -> None:
    assert meta(f"tags: {written}").tags == ("城市", "数据")


def test_jekyll() -> None:
    found = meta(
        "layout: post\ntitle: 早市\ncategories: 城市\ntags: 数据\nexcerpt: 一句话\npermalink: /a/\nauthor: {name: 小满}\nimage: {path: /a.png}"
    )
    assert found == Meta(
        title="早市",
        permalink="/a/",
        categories=("城市",),
        tags=("城市", "数据"),
        description="一句话",
        author="小满",
        image="/a.png",
    )


def test_hexo() -> None:
    found = meta(
        "title: 早市\nupdated: 2019-02-01\ncomments: true\ntop: 1\nmathjax: true\ncover: /a.png\ntoc: false\nabbrlink: 4a17b156"
    )
    assert found == Meta(
        title="早市", updated=datetime(2019, 2, 1), image="/a.png", toc=False, sticky=1.0, id="4a17b156"
    )


def test_hugo() -> None:
    found = meta(
        'title = "早市"\nlastmod = 2019-02-01\nweight = 3\nsummary = "一句话"\nseries = ["城市"]\ntags = ["数据"]\nauthors = ["甲", "乙"]\nslug = "zaoshi"\n'
        'ShowToc = true\n[params]\ncolor = "red"\n[menu.main]\nweight = 1',
        "+++",
    )
    assert found == Meta(
        title="早市",
        updated=datetime(2019, 2, 1),
        description="一句话",
        series="城市",
        sticky=0.25,
        tags=("数据",),
        author="甲、乙",
        slug="zaoshi",
        extra={"color": "red"},
    )


@pytest.mark.parametrize(
    ("text", "fence"),
    [
        (
            "extra:\n  day: 2019-02-01\n  at: 2019-02-01 08:30:00\n  1: 一\n  list: [1, 2.5, .inf, true, null, {a: 2019-02-01}]\n  large: 123456789012345678901\n"
            "  bytes: !!binary aGk=\n  set: !!set {a, b}",
            "---",
        ),
        ("[extra]\nday = 2019-02-01\nat = 08:30:00\nlist = [1, nan, {a = 1979-05-27T07:32:00Z}]", "+++"),
    ],
)
def test_extra_is_the_same_from_the_cache_as_from_the_file(text, fence) -> None:
    found = meta(text, fence)
    assert str(found.extra["day"]) == "2019-02-01"
    assert msgspec.json.decode(msgspec.json.encode(found), type=Meta) == found


def test_own_key_wins_over_an_alias() -> None:
    for block in ("summary: 甲\ndescription: 乙", "description: 乙\nsummary: 甲"):
        assert split("a.md", f"---\n{block}\n---\n").meta.description == "乙"


def test_capitals_do_not_matter() -> None:
    assert meta("Title: 早市\nTags: [城市]\nDraft: true") == Meta(title="早市", tags=("城市",), draft=True)


def test_empty_values_say_nothing() -> None:
    assert meta("title:\ntags:\ndate:\ndescription: ''\ncategories: []") == Meta()


def test_numbers_are_texts() -> None:
    assert meta("title: 1984\ntags: [2019]\nas_of: 2019") == Meta(title="1984", tags=("2019",), as_of="2019")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("title: 题\ntitel: x", "a.md:3: 未知的键“titel”（是否指“title”？自己的键请放在 extra: 下面）"),
        ("title: 题\n\nmine: 1", "a.md:4: 未知的键“mine”（自己的键请放在 extra: 下面）"),
        (
            "title: 甲: 乙",
            'a.md:2: YAML 写法有误：这里多了一个冒号；含有冒号的文字要放在引号里（写作 title: "甲: 乙"）',
        ),
        (
            "title: 题\ntags: [甲",
            "a.md:3: YAML 写法有误：方括号没有合上，或者少了逗号（列表写作 tags: [甲, 乙]；如果是文字，就放在引号里）",
        ),
        ("title: 题\ndraft: maybe", 'a.md:3: “draft”应为 true 或 false，而这里是 "maybe"'),
        ("title: 题\nterms: 甲", 'a.md:3: “terms”应为一张文字表，而这里是 "甲"'),
        (
            "title: 题\nfirst: secton",
            "a.md:3: “first”不能是“secton”（是否指“section”？可用的有：first、section、page、all）",
        ),
        ("title: 题\nas_of: 去年", "a.md:3: “as_of”应写作 2019 或 2019-03，而这里是“去年”"),
        ("title: 题\ntitle: 再", "a.md:3: 键“title”写了两次（第 2 行已经写了；删掉其中一行）"),
        ("- 甲\n- 乙", "a.md:2: 这里应该是“键: 值”（如果这是正文，请在它前面空一行）"),
    ],
)
def test_mistakes(block: str, expected: str) -> None:
    assert problems(block) == [expected]


def test_mistake_in_toml() -> None:
    (problem,) = problems('title = "题"\ndraft = "x', "+++")
    assert problem.startswith("a.md:3: TOML 写法有误：引号没有合上")
    assert problems('title = "题"\n\ntitel = "x"', "+++") == [
        "a.md:4: 未知的键“titel”（是否指“title”？自己的键请放在 extra: 下面）"
    ]


def test_all_mistakes_at_once() -> None:
    assert [problem.split(":")[1] for problem in problems("titel: x\ndate: 昨天\ndraft: 也许\nmine: 1")] == [
        "2",
        "5",
        "4",
        "3",
    ]


def test_unclosed() -> None:
    assert said("---\ntitle: 题\n\n正文") == [
        "content/articles/a.md:1: 文件头没有结束：缺少单独一行的 ---（在设置的下面、正文的上面加上这一行）"
    ]


def test_alias_bomb() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
        f"{name}: &{name} [{','.join(['*' + before] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    (problem,) = problems(bomb)
    assert problem.endswith("YAML 写法有误：& 和 * 的引用重复得太多")


def test_body_of_raw_text_and_html_has_front_matter_too() -> None:
    assert said("---\ntitel: x\n---\n一段", "a.txt") == [
        "a.txt:2: 未知的键“titel”（是否指“title”？自己的键请放在 extra: 下面）"
    ]
    assert said("---\ntitel: x\n---\n<p>一段</p>", "a.html") == [
        "a.html:2: 未知的键“titel”（是否指“title”？自己的键请放在 extra: 下面）"
    ]


PIECES = [
    "title",
    "date",
    "tags",
    "draft",
    "terms",
    "extra",
    "author",
    "image",
    "published",
    "params",
    "x",
    ":",
    ": ",
    " ",
    "\n",
    "\n  ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "=",
    "&a",
    "*a",
    "!!python/object:os.system",
    "!!binary",
    "|",
    ">",
    "#",
    "%",
    "@",
    "true",
    "null",
    "2019-01-01",
    "1e999",
    ".nan",
    "0x",
    "<<",
    "? ",
    "---",
    "...",
    "中",
    "\t",
    "\\",
    "[[",
    "]]",
    ".",
]


@pytest.mark.parametrize("fence", ["---", "+++"])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=300, deadline=None)
def test_nothing_is_raised(fence: str, pieces: list[str]) -> None:
    front = split("a.md", f"{fence}\n{''.join(pieces)}\n{fence}\n正文")
    assert all(problem.place.path == "a.md" and problem.place.line > 0 for problem in front.problems)
    assert front.body.endswith("正文")


@pytest.mark.parametrize(
    ("fence", "block"),
    [
        ("---", "a: " + "[" * 20000),
        ("---", "a: " + "{b: " * 5000),
        ("+++", "a = " + "[" * 20000),
        ("---", "- " * 5000),
        ("---", "a:\n" + " " * 50000),
        ("---", "title: " + "x" * 200000),
        ("---", "? " * 5000),
        ("---", "date: " + "9" * 10000),
        ("+++", "date = " + "9" * 10000),
    ],
)
def test_monsters(fence: str, block: str) -> None:
    split("a.md", f"{fence}\n{block}\n{fence}\n正文")


def test_no_picture_is_wanted_where_a_theme_says_false() -> None:
    assert meta("title: 早市\ntop_img: false\ncover: /a.png").image == "/a.png"
    assert meta("title: 早市\nimage: false").image == ""
    assert said("---\ntop_img: false\n---\n") == []


def test_keys_of_other_generators_are_told_and_stop_nothing() -> None:
    found = split("a.md", "---\ntitle: 题\nmathjax: true\nMyKey: 1\n---\n正文\n").problems
    assert [(problem.level, problem.code, problem.place.line) for problem in found] == [
        ("warning", "unused-key", 3),
        ("warning", "unknown-key", 4),
    ]
    assert not stops(found[0], strict=True)


@pytest.mark.parametrize(
    "text",
    [
        "\n---\ntitle: 甲\n---\n文",
        " ---\ntitle: 甲\n---\n文",
        "\u200b---\ntitle: 甲\n---\n文",
        "----\ntitle: 甲\n----\n文",
        "---\ntitle：甲\n---\n文",
        "---\ntitle:\u3000甲\n---\n文",
        "\n\n+++\ntitle = '甲'\n+++\n文",
    ],
)
def test_what_input_methods_and_editors_leave_is_taken_as_it_is_meant(text):
    front = split("a.md", text)
    assert (front.meta.title, front.body, front.problems) == ("甲", "文", ())
    assert front.line == text.count("\n") + 1


def test_texts_stay_as_they_are_written():
    found = meta("title: 1.10\ntags: [3.10, 1.20, true, yes, 2021-05-01]")
    assert (found.title, found.tags) == ("1.10", ("3.10", "1.20", "true", "yes", "2021-05-01"))
    found = meta("description: 3.10\nauthor: 1.20\nnomark: [1.30]")
    assert (found.description, found.author, found.nomark) == ("3.10", "1.20", ("1.30",))


def test_a_title_that_begins_with_brackets_is_read_as_text_and_told():
    front = split("a.md", "---\ndate：2021-01-01\ntitle: [译]某文\n---\n文")
    assert (front.meta.title, front.meta.date.year) == ("[译]某文", 2021)
    assert [problem.say("zh") for problem in front.problems] == [
        "a.md:3: 标题以 [ 开头，要放在引号里，别的程序才不会当作列表；这里照文字读了（写作 title: '[译]某文'）"
    ]


def test_a_full_width_colon_in_a_text_is_no_key():
    front = split("a.md", "---\ntags:\n- 书评：红楼梦\nsummary: |\n  注意：这里\n---\n文")
    assert (front.meta.tags, front.meta.description.strip()) == (("书评：红楼梦",), "注意：这里")


@pytest.mark.parametrize(
    ("block", "asked"),
    [
        ("publish: false", {"draft": True}),
        ("Published: 'No'", {"draft": True}),
        ("status: Draft", {"draft": True}),
        ("post_status: PRIVATE", {"private": True}),
        ("password: abc", {"private": True}),
        ("password: ''", {}),
        ("visible: off", {"unlisted": True}),
        ("hide: [navigation]", {}),
        ("hide: toc", {"toc": False}),
        ("hide: [aside, Outline, xyz]", {"toc": False}),
        ("hide: [toc]\ntoc: true", {"toc": True}),
        ("hide: [all]", {"unlisted": True}),
        ("params: {hidden: yes}", {"unlisted": True, "extra": {"hidden": "yes"}}),
        ("robots: noindex, nofollow", {"noindex": True}),
        ("robotsNoIndex: true", {"noindex": True}),
        ("build: {render: never}", {"private": True}),
        ("searchHidden: true", {"search": False}),
        ("expiryDate: 2021-06-01", {"expires": datetime(2021, 6, 1)}),
    ],
)
def test_who_may_see_it_in_the_words_of_others(block, asked):
    assert split("a.md", f"---\n{block}\n---\n文").meta == Meta(**asked)


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ('{"title": "甲", "draft": true, "tags": ["乙"]}\n\n正文\n', "\n正文\n", 2),
        ('{\n\t"title": "甲",\n\t"tags": ["乙"],\n\t"draft": true\n}\n正文\n', "正文\n", 6),
        ('"title": "甲",\n"tags": ["乙"],\n"draft": true\n;;;\n正文\n', "正文\n", 5),
        ('\n\n{\n"title": "甲",\n"tags": ["乙"],\n"draft": true\n}\n正文\n', "正文\n", 8),
        (';;;\n"title": "甲",\n"tags": ["乙"],\n"draft": true\n;;;\n正文\n', "正文\n", 6),
    ],
)
def test_json(text, body, line):
    assert bare(split("a.md", text)) == Front(Meta(title="甲", tags=("乙",), draft=True), body, line)


def test_mistakes_in_json_have_lines_and_other_braces_are_text():
    (problem,) = split("a.md", '{\n"title": "甲"\n"draft": true\n}\n正文').problems
    assert (problem.code, problem.place.line) == ("bad-json", 3)
    (problem,) = split("a.md", '{\n"title": "甲",\n"titel": 1\n}\n正文').problems
    assert (problem.code, problem.place.line) == ("unknown-key", 3)
    for text in ("{甲}乙\n", '{"甲"}\n', "{% raw %}\n", '{"a": 1} 是一个对象\n'):
        assert bare(split("a.md", text)) == Front(Meta(), text, 1)


def test_numbers_stay_as_they_are_written_in_toml_and_json():
    for text in ("+++\ntitle = 1.10\ntags = [3.10, 2.0]\n+++\n", '{"title": 1.10, "tags": [3.10, 2.0]}\n'):
        front = split("a.md", text)
        assert (front.meta.title, front.meta.tags) == ("1.10", ("3.10", "2.0"))
    extra = split("a.md", "+++\n[extra]\nx = 1.50\n+++\n").meta.extra
    assert extra == {"x": 1.5}
    assert type(extra["x"]) is float


@pytest.mark.parametrize(
    ("block", "asked"),
    [
        ("access: private", Meta(private=True)),
        ("published: [false]", Meta(draft=True)),
        ("status:\n  - draft", Meta(draft=True)),
        ("private: [yes]", Meta(private=True)),
        ("permission: 仅自己", Meta(private=True)),
        ("meta:\n  private: true", Meta(private=True)),
        ("cascade:\n  draft: true", Meta(draft=True)),
        ("encryption: abc", Meta(private=True)),
        ("expired: true", Meta(private=True)),
        ("hiddenInHomeList: true", Meta(unlisted=True)),
        ("meta:\n- name: robots\n  content: noindex", Meta(noindex=True)),
    ],
)
def test_more_words_of_others(block, asked):
    assert split("a.md", f"---\n{block}\n---\n").meta == asked


@pytest.mark.parametrize("block", ["status: publish", "access: public", "_build: {render: always}"])
def test_what_says_that_it_is_public_is_known(block):
    assert bare(split("a.md", f"---\n{block}\n---\n")) == Front(Meta(), "", 4)


@pytest.mark.parametrize("fence", ["——", "—", "--", "***", "===", "－－－"])
def test_fences_that_an_input_method_made(fence):
    front = split("a.md", f"{fence}\ntitle: 甲\ndraft：true\n{fence}\n正文\n")
    assert bare(front) == Front(Meta(title="甲", draft=True), "正文\n", 5)


@pytest.mark.parametrize("opening", ["---yaml", "--- # 说明", "---yml "])
def test_a_fence_may_name_its_language(opening):
    assert split("a.md", f"{opening}\ndraft: true\n---\n正文\n").meta.draft


@pytest.mark.parametrize("text", ["——\n他说：好\n——\n文", "***\n\n文", "--\n甲: 乙\n", "===\n注: 一\n===\n"])
def test_what_only_looks_like_a_fence_is_text(text):
    assert bare(split("a.md", text)) == Front(Meta(), text, 1)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# 题\n\n---\ntitle: 五\ndraft: true\n---\n\n正文\n", [3]),
        ("<!-- x -->\n---\ntags:\n  - 甲\n- 乙\n---\n", [2]),
        ("# 题\n\n---\n\n正文：甲\n\n---\n", []),
        ("正文\n\n---\n注意: 一\n---\n", []),
        ("---\ntitle: 一\n---\n\n---\n\n正文\n", []),
    ],
)
def test_what_looks_like_front_matter_below_text_is_told(text: str, lines: list[int]) -> None:
    front = split("a.md", text)
    assert [one.place.line for one in front.problems if one.code == "front-matter-not-first"] == lines


def test_cascade_of_a_folders_page_is_read_and_what_it_cannot_pass_on_is_told():
    front = split("x/_index.md", "---\ntitle: 甲\ncascade:\n  Draft: true\n  keywords: [a]\n  nomark: [b]\n---\n")
    below = Meta(draft=True, tags=("a",), nomark=("b",), lines={"nomark.b": 6})
    assert front.meta.cascade == (Cascade(below),)
    assert [(problem.code, problem.place.line) for problem in front.problems] == [("unused-cascade", 3)]
    toml = split("_index.md", '+++\n[[cascade]]\ndraft = true\n[cascade._target]\npath = "/a"\n+++\n').meta
    assert toml.cascade == (Cascade(Meta(draft=True), {"path": "/a"}),)
    assert [problem.code for problem in split("_index.md", "---\ncascade: x\n---\n").problems] == ["bad-cascade"]
    assert split("a.md", "---\ncascade:\n  tags: [a]\n---\n").problems[0].code == "unused-key"


@pytest.mark.parametrize(
    "block",
    [
        '---json\n{"title": "甲", "draft": true}\n---\n',
        '--- json\n"title": "甲",\n"draft": true,\n---\n',
        '---toml\ntitle = "甲"\ndraft = true\n---\n',
        "---yaml\ntitle: 甲\ndraft: true\n---\n",
        '+++ \ntitle = "甲"\ndraft = true\n+++ \n',
        '+++ toml\ntitle = "甲"\ndraft = true\n +++\n',
        ';;;\n{"title": "甲", "draft": true}\n;;;\n',
        ';;;json\n"title": "甲",\n"draft": true\n;;;\n',
        '{"title": "甲", "draft": true}\n;;;\n',
    ],
)
def test_fences_of_other_tools(block):
    assert bare(split("a.md", block + "正文\n")) == Front(Meta(title="甲", draft=True), "正文\n", block.count("\n") + 1)


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ('---json\n{"title": "甲",}\n---\n', 2),
        ("---toml\n\ntitle = 甲\n---\n", 3),
        ("---js\nmodule.exports = {}\n---\n", 1),
        ('---json\n{"draft": true}\n', 1),
    ],
)
def test_faults_between_such_fences_are_told(block, line):
    assert [(one.level, one.place.line) for one in split("a.md", block + "文\n").problems] == [("error", line)]


@pytest.mark.parametrize("value", ["[navigation, toc]", "toc", "[footer]"])
def test_hiding_parts_of_the_page_is_no_unknown_key(value):
    assert split("a.md", f"---\nhide: {value}\n---\n").problems == ()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [("comments: false", False), ("comment: off", False), ("comments: {enable: true}", True), ("title: 甲", True)],
)
def test_whether_there_are_comments(line: str, wanted: object) -> None:
    assert meta(line).comments is wanted


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("excerpt: 甲\ndescription: 乙", ["a.md:2: 没有用到“excerpt”：摘要取自“description”"]),
        ("description: 乙\nexcerpt: 甲", ["a.md:3: 没有用到“excerpt”：摘要取自“description”"]),
        ("description: 乙\nexcerpt: 乙\nsummary: ''", []),
        ("layout: photo", ["a.md:2: 没有用到“layout: photo”（自己的模板写全文件名：layout: photo.html）"]),
        ("tags:\n\t- 甲\nextra:\n\t乙:\n\t\t- 丙", []),
    ],
)
def test_habits_of_hexo(block, told):
    assert problems(block) == told


@pytest.mark.parametrize(
    "tags", ['["茶"，"马"]', "[茶，马]", "[“茶”、“马”]", "[茶, 马]", "“茶”，“马”", "【茶，马】", '［"茶"，"马"］']
)
def test_what_input_methods_make_of_lists_and_dates(tags):
    assert meta(f"title: 甲\ntags: {tags}\ndate: “2024-05-01”") == Meta(
        title="甲", tags=("茶", "马"), date=datetime(2024, 5, 1)
    )


def test_tags_without_end_are_told() -> None:
    assert len(meta("tags: [" + ",".join(f"t{number}" for number in range(500)) + "]").tags) == 500
    found = problems("title: x\ntags: [" + ",".join(f"t{number}" for number in range(501)) + "]")
    assert len(found) == 1
    assert "500" in found[0]
