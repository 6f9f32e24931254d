"""Entries from every kind of file, and what is said of mistakes in one file."""

import pytest

from generator.core.entry import Dated, Entry, Match
from generator.core.errors import Place
from generator.glossary import gather
from generator.glossary import load as glossary

FULL = '''# 词条
[[entry]]
name = "数据中台"
id = "data"
slug = "data-platform"
type = "product"
aliases = ["中台", " 数据  中台 ", "DMP"]
definition = """
一种平台。
"""
english = "data middle platform"
pinyin = "shu ju zhong tai"
see = ["C2B"]
sources = ["甲书"]
url = "https://example.org/a"
short = false
todo = true
match = {never = ["数据中台化"], always = ["建数据中台"], case = true, where = ["body"], first = "all"}
definitions = [{since = "2019-03", text = "新"}, {since = 2015, text = "旧", sources = ["乙"]}]
'''


def parsed(text, path="content/glossary/a.toml"):
    return gather.parse(path, text)


def said(text, path="content/glossary/a.toml"):
    return [problem.say("zh").removeprefix("content/glossary/") for problem in parsed(text, path)[1]]


def test_every_key_of_an_entry_arrives():
    entries, problems = parsed(FULL)
    assert problems == []
    assert entries == [
        Entry(
            id="data",
            name="数据中台",
            slug="data-platform",
            type="product",
            forms=("数据中台", "中台", "数据 中台", "DMP"),
            definition="一种平台。",
            english="data middle platform",
            pinyin="shu ju zhong tai",
            see=("C2B",),
            sources=("甲书",),
            url="https://example.org/a",
            match=Match(("数据中台化",), ("建数据中台",), True, ("body",), "all"),
            dated=(Dated("2015", "旧", ("乙",)), Dated("2019-03", "新")),
            short=False,
            todo=True,
            place=Place("content/glossary/a.toml", 2),
        )
    ]


def test_without_a_definition_the_latest_dated_one_stands():
    entries, problems = parsed(
        '[[entry]]\nname = "a"\ndefinitions = [{since = "2019", text = "新"}, {since = "2015", text = "旧"}]'
    )
    assert (entries[0].definition, problems) == ("新", [])


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('definition = "x"', 'a.toml:1: 词条没有名称（加上 name = "…"）'),
        ('name = "a"', "a.toml:1: 词条“a”没有释义（写上释义，或先加 todo = true）"),
        ('name = "a"\ntodo = true', "a.toml:1: 词条“a”还没写释义"),
        ('name = "a"\ndefinition = 1\nalias = ["b"]', "a.toml:4: 未知的键“alias”（是否指“aliases”？）"),
        ('name = "a"\ndefinition = true', "a.toml:3: “definition”应为文字，而这里是 true（加上引号就是文字）"),
        (
            'name = "a"\ndefinition = "d"\ntype = "persn"',
            "a.toml:4: “type”不能是“persn”（是否指“person”？可用的有：term、person、organization、place、product、work、event）",
        ),
        ('name = "a"\ndefinition = "d"\nslug = "../b"', "a.toml:4: “../b”不能做文件名（可写 b）"),
        ('name = "a"\ndefinition = "d"\nslug = "con"', "a.toml:4: “con”不能做文件名（可写 _con）"),
        (
            'name = "a"\ndefinition = "d"\nurl = "javascript:x"',
            "a.toml:4: “url”不是完整的网址：javascript:x（以 https:// 开头）",
        ),
        ('name = "a"\ndefinition = "d"\nmatch.nevr = ["x"]', "a.toml:4: 未知的键“nevr”（是否指“never”？）"),
        (
            'name = "a"\ndefinition = "d"\nmatch = {where = ["bdoy"]}',
            "a.toml:4: “where”不能是“bdoy”（是否指“body”？可用的有：body、paragraph、item、cell、quote、caption、lead、definition、footnote）",
        ),
        (
            'name = "a"\ndefinitions = [{since = "2019-13", text = "d"}, {since = "2019", text = "d"}]',
            "a.toml:3: 日期“2019-13”写法有误（写成 2019、2019-03 或 2019-03-01）",
        ),
        (
            'name = "a"\ndefinitions = [{since = "2019", text = "c"}, {since = "2019", text = "d"}]',
            "a.toml:3: 日期“2019”重复（写成 2019、2019-03 或 2019-03-01）",
        ),
        (
            'name = "a\\u0000b"\ndefinition = "d"',
            "a.toml:2: “a\\x00b…”不能做词条的名称或别名（名称最多 200 字，不能有控制字符）",
        ),
    ],
)
def test_a_mistake_in_an_entry_is_told_with_its_line(lines, message):
    assert said(f"[[entry]]\n{lines}") == [message]


def test_what_is_no_list_of_entries_is_told():
    assert said('[entry]\nname = "a"') == [
        "a.toml:1: 这里应是词条列表（TOML 写 [[entry]]，YAML 每条以“- name: …”开头）"
    ]
    assert said('[[entri]]\nname = "a"') == ["a.toml:1: 未知的键“entri”（是否指“entry”？）"]
    assert said("甲：乙", "content/glossary/a.yaml") == [
        "a.yaml:1: 这里应是词条列表（TOML 写 [[entry]]，YAML 每条以“- name: …”开头）"
    ]


@pytest.mark.parametrize("text", ["- name: 甲\n  definition: 乙\n", "entry:\n- name: 甲\n  definition: 乙\n"])
def test_yaml_is_a_list_with_or_without_its_key(text):
    entries, problems = parsed(text, "content/glossary/a.yml")
    assert [(entry.name, entry.definition, entry.place.line) for entry in entries] == [
        ("甲", "乙", 1 + text.startswith("entry"))
    ]
    assert problems == []


def test_problems_in_yaml_have_their_lines():
    text = "- name: 甲\n  definition: 乙\n- name: NO\n  definition: true\n  foo: 1\n"
    assert (
        said(text, "content/glossary/a.yaml")[0] == "a.yaml:4: “definition”应为文字，而这里是 true（加上引号就是文字）"
    )
    assert said(text, "content/glossary/a.yaml")[1].startswith("a.yaml:5: 未知的键“foo”")


def test_a_page_takes_its_name_from_its_file_and_its_definition_from_its_body():
    text = "---\ntype: person\naliases: [小甲]\n---\n# 马化腾\n\n一位企业家。\n"
    [entry], problems = parsed(text, "content/glossary/人物/马化腾.md")
    assert (entry.name, entry.forms, entry.type, entry.definition, problems) == (
        "马化腾",
        ("马化腾", "小甲"),
        "person",
        "一位企业家。",
        [],
    )


def test_a_page_may_have_toml_front_matter_or_none():
    [entry], _ = parsed('+++\nname = "A/B 测试"\n+++\n比较两版。', "content/glossary/ab.md")
    assert (entry.name, entry.slug, entry.definition) == ("A/B 测试", "A-B-测试", "比较两版。")
    [entry], _ = parsed("比较两版。", "content/glossary/对照.md")
    assert (entry.name, entry.definition) == ("对照", "比较两版。")


def test_a_file_name_as_macos_gives_it_is_composed():
    [entry], _ = parsed("饮料。", "content/glossary/cafe\u0301.md")
    assert entry.name == "café"


def test_mistakes_in_front_matter_have_their_lines():
    assert said("---\ntype: person\nfo: 1\n---\nx", "content/glossary/a.md")[0].startswith("a.md:3: 未知的键“fo”")
    assert said('+++\ntype = "person"\nfo = 1\n+++\nx', "content/glossary/a.md")[0].startswith("a.md:3: 未知的键“fo”")
    assert said("---\na: b: c\n---\nx", "content/glossary/a.md") == [
        'a.md:2: YAML 写法有误：这里多了一个冒号；含有冒号的文字要放在引号里（写作 a: "b: c"）'
    ]
    assert said("---\n- a\n---\nx", "content/glossary/a.md") == ["a.md:2: 这里应是“键: 值”"]


def test_a_spreadsheet_has_its_columns_in_either_language():
    text = '名称,别名,类型,definition\n腾讯,Tencent|鹅厂；小鹅,机构,"一家\n公司"\n\n阿里,,,y\n'
    entries, problems = parsed(text, "content/glossary/a.csv")
    assert problems == []
    assert [(entry.forms, entry.type, entry.definition, entry.place.line) for entry in entries] == [
        (("腾讯", "Tencent", "鹅厂", "小鹅"), "organization", "一家\n公司", 2),
        (("阿里",), "term", "y", 5),
    ]


@pytest.mark.parametrize(
    ("text", "name"), [("name\tdefinition\na\tb,c\n", "a.tsv"), ("name;definition\na;b,c\n", "a.csv")]
)
def test_the_heading_tells_what_separates_the_cells(text, name):
    [entry], _ = parsed(text, f"content/glossary/{name}")
    assert (entry.name, entry.definition) == ("a", "b,c")


def test_mistakes_in_a_spreadsheet_are_told():
    path = "content/glossary/a.csv"
    assert (
        said("a,b\n1,2\n", path)[-1]
        == "a.csv:1: 第一行应是各列的名称，其中要有 name（例如 name,aliases,type,definition）"
    )
    assert said("name,definition,colour\na,b,c\n", path)[0].startswith("a.csv:1: 无法识别的列“colour”")
    assert said('name,definition\na,"b\n', path)[0].startswith("a.csv:2: CSV 写法有误")
    assert said("name,type,definition\na,怪物,x\n", path)[0].startswith("a.csv:2: 无法识别类型“怪物”，当作术语")
    assert said("name,definition\na,b,c\n", path) == ["a.csv:2: 这一行的格比第一行多（含有分隔符的文字要放在引号里）"]


def test_gitbooks_glossary_is_read_as_it_is():
    entries, problems = parsed(
        "# Glossary\n\n## 微信\n一个应用。\n\n多段。\n## 支付 ##\n付钱。\n", "content/glossary/GLOSSARY.md"
    )
    assert [(entry.name, entry.definition, entry.place.line) for entry in entries] == [
        ("微信", "一个应用。\n\n多段。", 3),
        ("支付", "付钱。", 7),
    ]
    assert problems == []


@pytest.mark.parametrize("key", ["publish: false", "draft: true", "private: true", "status: draft", "hidden: true"])
def test_a_note_that_is_kept_back_is_no_entry(key):
    entries, problems = parsed(f"---\naliases: [乙]\n{key}\n---\n密", "content/glossary/甲.md")
    assert entries == []
    assert [(problem.level, problem.code, problem.place.line) for problem in problems] == [("note", "not-published", 3)]
    entries, problems = parsed("---\npublish: true\ndraft: false\n---\n文", "content/glossary/甲.md")
    assert ([entry.definition for entry in entries], problems) == (["文"], [])


def test_files_that_are_no_entries_by_their_names_are_told(tmp_path):
    for name in ("甲.md", "_乙.md", "_drafts/丙.md", "_glossary.toml"):
        path = tmp_path / "content/glossary" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("" if path.suffix == ".toml" else "文", encoding="utf-8")
    found, problems = glossary.survey(tmp_path, ())
    assert set(found.entries) == {"甲"}
    assert {problem.place.path for problem in problems} == {"content/glossary/_乙.md", "content/glossary/_drafts/丙.md"}


CHINESE_KEYS = {
    "content/glossary/甲.md": "---\n别名：小甲，阿甲\n类型: 人\n---\n一个人。\n",
    "content/glossary/甲.yaml": "- 名称: 甲\n  别名: [小甲, 阿甲]\n  类型: 人物\n  释义: 一个人。\n",
    "content/glossary/甲.toml": '[[entry]]\n"词条" = "甲"\n"别名" = ["小甲", "阿甲"]\ntype = "人物"\n"解释" = "一个人。"\n',
}


@pytest.mark.parametrize("path", CHINESE_KEYS)
def test_keys_and_types_may_be_chinese_as_in_a_spreadsheet(path):
    [entry], problems = parsed(CHINESE_KEYS[path], path)
    assert problems == []
    assert (entry.forms, entry.type, entry.definition) == (("甲", "小甲", "阿甲"), "person", "一个人。")


def test_a_mistake_below_a_chinese_key_has_its_line():
    assert said("---\ntype: person\n释义: true\n---\n", "content/glossary/a.md")[0].startswith(
        "a.md:3: “definition”应为文字"
    )
    assert said('[[entry]]\nname = "a"\n"释义" = true')[0].startswith("a.toml:3: “definition”应为文字")
    [entry], problems = parsed("---\naliases: [b]\n别名: [c]\n---\nx", "content/glossary/a.md")
    assert (entry.forms, problems) == (("a", "b", "c"), [])
    assert said("---\nenglish: b\n英文: c\n---\nx", "content/glossary/a.md")[0].startswith("a.md:3: 未知的键“英文”")


@pytest.mark.parametrize(
    "front",
    [
        "---\naliases：小甲\n---\n",
        "———\naliases: [小甲]\n———\n",
        "--\naliases: [小甲]\n--\n",
        "\n\n---\naliases: [小甲]\n---\n",
        "---\naliases: 【小甲】\n---\n",
        '---\naliases: ["小甲"，"小甲"]\n---\n',
    ],
)
def test_what_input_methods_make_of_a_pages_front_matter_is_understood(front):
    [entry], problems = parsed(f"{front}一个人。\n", "content/glossary/甲.md")
    assert (entry.forms, entry.definition, problems) == (("甲", "小甲"), "一个人。", [])


def test_front_matter_that_does_not_end_is_told_and_is_no_definition():
    assert said("---\naliases: [b]\n一个人。\n", "content/glossary/a.md") == [
        "a.md:1: 文件头没有结束：缺少单独一行的 ---（在设置的下面、正文的上面加上这一行）"
    ]
    assert said("\n+++\ntype = 1\n\n一个人。\n", "content/glossary/a.md")[0].startswith("a.md:2: 文件头没有结束")


def test_a_row_without_a_definition_is_told_how_a_table_says_so():
    assert said("name,definition\na,\n", "content/glossary/a.csv") == [
        "a.csv:2: 词条“a”没有释义（写上释义，或先加一列 todo，填“是”）"
    ]
