"""Another program's glossary: what is read from it, what is shown, what is written."""

import json
import os
import sys

import pytest

from generator import cli
from generator.annotate.segmenting.dictionary import Dictionary
from generator.author.importing.read import from_file
from generator.author.merging import skos, tbx
from generator.author.merging.plan import compare, read
from generator.cli import glossary as command
from generator.cli.console import Console
from generator.core.article import LazyHtml
from generator.core.errors import SiteError
from generator.core.settings import Config
from generator.glossary import gather
from generator.glossary import load as glossary
from generator.glossary.definitions import render
from generator.site import library
from generator.site.formats import FORMATS

OURS = """[[entry]]
name = "产业互联网"
aliases = ["工业互联网"]
definition = "一张网。"
english = "industrial internet"
see = ["腾讯"]

[[entry]]
name = "腾讯"
type = "organization"
definition = "一家公司。"
"""


def glossary_of(toml):
    return glossary.assemble(gather.parse("content/glossary/a.toml", toml)[0])[0]


def exported(form):
    found = glossary_of(OURS)
    return FORMATS[form](
        library.collect(
            Config(), found, render(found.entries.values(), {}), [], frozenset(), lambda _: LazyHtml("", str)
        )
    )


def test_two_senses_of_a_form_are_two_entries():
    apple = '[[entry]]\nname = "苹果"\nsense = "{}"\ndefinition = "{}"\n'
    both = gather.parse("b.toml", apple.format("公司", "做手机。") + apple.format("水果", "能吃。"))[0]
    assert [entry.sense for entry in compare(glossary_of(OURS), both).added] == ["公司", "水果"]
    plan = compare(glossary_of(apple.format("公司", "做手机。")), both)
    assert ([entry.sense for entry in plan.added], plan.changed, plan.conflicting, plan.same) == (["水果"], (), (), 1)
    named = gather.parse("c.toml", '[[entry]]\nname = "苹果（公司）"\naliases = ["苹果"]\ndefinition = "做手机。"\n')[0]
    assert compare(glossary_of(apple.format("公司", "做手机。") + apple.format("水果", "能吃。")), named).same == 1


@pytest.mark.parametrize(("form", "suffix"), [("csv", ".csv"), ("skos", ".jsonld"), ("tbx", ".tbx")])
def test_what_zhushu_exports_comes_back_the_same(form, suffix, tmp_path):
    file = tmp_path / f"a{suffix}"
    file.write_bytes(exported(form))
    entries, problems = read(file)
    assert problems == []
    plan = compare(glossary_of(OURS), entries)
    assert (plan.added, plan.changed, plan.conflicting, plan.same) == ((), (), (), 2)
    alone = {entry.name: entry for entry in compare(glossary_of(""), entries).added}
    assert set(alone) == {"产业互联网", "腾讯"}
    assert alone["产业互联网"].forms == ("产业互联网", "工业互联网")
    assert alone["产业互联网"].english == "industrial internet"
    assert alone["腾讯"].type == "organization"


def test_names_of_an_export_stay(site, tmp_path):
    form = '[[entry]]\nname = "《甲、乙》"\naliases = ["输入/输出"]\ndefinition = "x"\n'
    (site / "content/glossary/b.toml").write_text(form, encoding="utf-8")
    (tmp_path / "new/content/glossary").mkdir(parents=True)
    (tmp_path / "new/site.toml").touch()
    for kind in ("csv", "json"):
        file, new = tmp_path / f"x.{kind}", ("--site", str(tmp_path / "new"))
        assert cli.run(["export", "--format", kind, "-o", str(file), "--site", str(site)]) == 0
        assert cli.run(["glossary", "import", str(file), "--write", *new]) == 0
        assert glossary.load(tmp_path / "new").entries["《甲、乙》"].forms == ("《甲、乙》", "输入/输出")
        (tmp_path / "new/content/glossary/x.toml").unlink()


def test_skos_in_xml():
    data = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="#1"><skos:prefLabel xml:lang="en">cloud</skos:prefLabel><skos:prefLabel xml:lang="zh">云计算</skos:prefLabel>
<skos:altLabel xml:lang="zh">云</skos:altLabel>
<skos:definition xml:lang="zh">远处的机器。</skos:definition><skos:related rdf:resource="#2"/></skos:Concept>
<skos:Concept rdf:about="#2"><skos:prefLabel xml:lang="zh">小程序</skos:prefLabel></skos:Concept></rdf:RDF>"""
    assert skos.from_xml(data.encode()) == [
        {"name": "云计算", "aliases": ["云"], "definition": "远处的机器。", "english": "cloud", "see": ["小程序"]},
        {"name": "小程序"},
    ]


TURTLE = """# 一
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<#1> a skos:Concept ; skos:prefLabel "云计算"@zh, "cloud"@en ; skos:altLabel "云"@zh ; skos:definition "远处的机器。"@zh ; skos:related <#2> .
<#2> a skos:Concept ; skos:prefLabel "小程序"@zh .
<#3> a skos:Collection ; skos:prefLabel "不是词条"@zh .
"""
CLOUDS = [
    {"name": "云计算", "aliases": ["云"], "definition": "远处的机器。", "english": "cloud", "see": ["小程序"]},
    {"name": "小程序"},
]


def test_skos_in_turtle_and_in_descriptions():
    from rdflib import Graph

    assert skos.from_turtle(TURTLE) == CLOUDS
    described = Graph().parse(data=TURTLE, format="turtle").serialize(format="xml", encoding="utf-8")
    assert b"<skos:Concept" not in described
    found = sorted(skos.from_xml(described), key=lambda table: str(table["name"]))
    assert found == sorted(CLOUDS, key=lambda table: str(table["name"]))


def test_without_rdflib_turtle_says_what_to_do(site, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "rdflib", None)
    (site / "a.ttl").write_text(TURTLE, encoding="utf-8")
    assert cli.run(["glossary", "import", str(site / "a.ttl"), "--site", str(site)]) == 1
    assert "pip install 'zhushu[rdf]'，或者从原来的程序导出 JSON-LD 或 RDF/XML" in capsys.readouterr().err


def test_a_column_that_nobody_knows_is_left_out(site, capsys):
    (site / "b.csv").write_text("name,备注,definition\n小程序,x,不用安装。\n", encoding="utf-8")
    assert cli.run(["glossary", "import", str(site / "b.csv"), "--write", "--site", str(site)]) == 0
    assert "提醒 b.csv:1: 无法识别的列“备注”，没有导入" in capsys.readouterr().err
    assert glossary.load(site).entries["小程序"].definition == "不用安装。"


def test_markup_is_no_difference_and_long_texts_are_shown_from_where_they_part():
    ours = glossary_of(
        '[[entry]]\nname = "甲"\ndefinition = "**一**，参见[[乙]]。"\n[[entry]]\nname = "乙"\ndefinition = "'
        + "同" * 60
        + '后"'
    )
    theirs = (
        '[[entry]]\nname = "甲"\ndefinition = "一，参见乙。"\n[[entry]]\nname = "乙"\ntype = "person"\ndefinition = "'
        + "同" * 60
        + '前"'
    )
    plan = compare(ours, gather.parse("t.toml", theirs)[0])
    assert plan.same == 1
    assert [why.zh.partition("（")[0] for _, why in plan.conflicting] == [
        f"释义不同：已有“…{'同' * 10}后”，对方是“…{'同' * 10}前”",
        "类型不同：已有“术语”，对方是“人物”",
    ]


def test_tbx_of_2008():
    data = """<martif type="TBX"><text><body><termEntry id="1"><descrip type="definition">远处的机器。</descrip>
<langSet xml:lang="zh-CN"><tig><term>云</term></tig>
<tig><term>云计算</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>cloud computing</term></termGrp></ntig></langSet></termEntry></body></text></martif>"""
    assert tbx.from_xml(data.encode()) == [
        {"name": "云计算", "aliases": ["云"], "definition": "远处的机器。", "english": "cloud computing"}
    ]


def test_what_is_new_changed_conflicting_and_the_same():
    theirs = """[[entry]]
name = "小程序"
definition = "不用安装。"

[[entry]]
name = "產業互聯網"
aliases = ["产业网"]
definition = "另一张网。"

[[entry]]
name = "鹅厂"
aliases = ["腾讯"]
type = "organization"
definition = "一家公司。"

[[entry]]
name = "混淆"
aliases = ["腾讯", "工业互联网"]
definition = "x"
"""
    plan = compare(glossary_of(OURS), gather.parse("b.toml", theirs)[0])
    assert [entry.name for entry in plan.added] == ["小程序"]
    assert [(entry.name, names) for entry, names in plan.changed] == [("产业互联网", ("产业网",)), ("腾讯", ("鹅厂",))]
    assert [(entry.name, why.zh) for entry, why in plan.conflicting] == [
        ("產業互聯網", "释义不同：已有“一张网。”，对方是“另一张网。”（content/glossary/a.toml:1）"),
        ("混淆", "它的名称分别属于“腾讯”、“产业互联网”"),
    ]


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setitem(cli.COMMANDS, "glossary", cli.COMMANDS["export"])
    (tmp_path / "site.toml").touch()
    (tmp_path / "content/glossary").mkdir(parents=True)
    (tmp_path / "content/glossary/a.toml").write_text("# 我的词条\n" + OURS, encoding="utf-8")
    return tmp_path


def test_a_preview_writes_nothing_and_says_so(site, capsys):
    (site / "b.csv").write_text("name,aliases,definition\n小程序,,不用安装。\n腾讯,鹅厂,一家公司。\n", encoding="utf-8")
    assert cli.run(["glossary", "import", str(site / "b.csv"), "--site", str(site)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "新增 1",
        "  小程序",
        "补充别名 1",
        "  腾讯 + 鹅厂",
        "有出入，保留原样 0",
        "相同 0 条",
        "这只是预览；加上 --write 才写入",
    ]
    assert [path.name for path in (site / "content/glossary").iterdir()] == ["a.toml"]


def test_writing_adds_a_file_and_names_and_keeps_comments(site):
    (site / "b.csv").write_text("name,aliases,definition\n小程序,,\n腾讯,鹅厂,一家公司。\n", encoding="utf-8")
    for _ in range(2):
        assert cli.run(["glossary", "import", str(site / "b.csv"), "--write", "--site", str(site)]) == 0
    assert sorted(path.name for path in (site / "content/glossary").iterdir()) == ["a.toml", "b.toml"]
    found = glossary.load(site).entries
    assert found["腾讯"].forms == ("腾讯", "鹅厂")
    assert found["小程序"].todo
    assert (site / "content/glossary/a.toml").read_text(encoding="utf-8").startswith("# 我的词条\n")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"x,y\n1,2\n", "第一行应是各列的名称"),
        ("a.json", b"\n{", "a.json:2: JSON 写法有误"),
        ("a.tbx", b"<a>", "a.tbx:1: XML 写法有误"),
        ("a.bin", b"\0\1", "无法识别这个词表"),
        ("gone.json", None, "无法读取：没有这个文件或文件夹"),
        ("a.json", b"[" * 100_000, "无法识别这个词表"),
        ("a.csv", b"name,definition\n", "里面没有词条"),
        ("a.rdf", b"<rdf:RDF xmlns:rdf='x'/>", "里面没有词条"),
        (".", None, "这是一个文件夹"),
        ("a.ttl", b"@prefix a: <b> .\n\n<x> a", "a.ttl: Turtle 写法有误"),
        ("a.csv", b'name,definition\na,"b\n', "引号没有成对"),
    ],
)
def test_a_file_that_is_none_is_refused(site, capsys, name, data, said):
    if data is not None:
        (site / name).write_bytes(data)
    assert cli.run(["glossary", "import", str(site / name), "--write", "--site", str(site)]) == 1
    assert said in capsys.readouterr().err
    assert [path.name for path in (site / "content/glossary").iterdir()] == ["a.toml"]


def test_xml_entities_stay_closed():
    bomb = '<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    text = f'{bomb}<tbx><conceptEntry><langSec xml:lang="zh"><termSec><term>云&b;</term></termSec></langSec></conceptEntry></tbx>'
    assert [table["name"] for table in tbx.from_xml(text.encode())] == ["云&b;"]


def test_only_the_first_of_many_are_shown(capsys):
    command.show(cli.COMMANDS["check"], (str(number) for number in range(100)), Console("zh"))
    assert len(capsys.readouterr().out.splitlines()) == 22


def test_tbx_has_chinese_first_forbidden_terms_notes_and_broader_concepts():
    found = tbx.from_xml(
        """<martif><text><body>
<termEntry id="c1"><langSet xml:lang="en"><tig><term>account</term></tig></langSet>
<langSet xml:lang="zh"><tig><term>帐号</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
<tig><term>户头</term><termNote type="normativeAuthorization">supersededTerm</termNote></tig>
<tig><term>账号</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<note>登录用的名称。</note></langSet>
<descrip type="superordinateConceptGeneric" target="#c2">身份</descrip></termEntry>
<termEntry id="c2"><langSet xml:lang="fr"><tig><term>identité</term></tig></langSet>
<langSet xml:lang="zh"><tig><term>身份</term></tig></langSet></termEntry>
<termEntry id="c3"><langSet xml:lang="zh"><tig><term>旧词</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>
</body></text></martif>""".encode()
    )
    assert found == [
        {
            "name": "账号",
            "deprecated": ["帐号", "户头"],
            "definition": "登录用的名称。",
            "english": "account",
            "see": ["身份"],
        },
        {"name": "身份"},
    ]


def test_skos_has_chinese_first_hidden_labels_scope_notes_and_broader_concepts():
    def said(*pairs):
        return [{"@value": text, "@language": language} for text, language in pairs]

    document = {
        "@graph": [
            {
                "@id": "x:1",
                "@type": "skos:Concept",
                "skos:prefLabel": said(("account", "en"), ("账号", "zh-Hans")),
                "skos:altLabel": said(("login", "en"), ("compte", "fr"), ("用户号", "zh")),
                "skos:hiddenLabel": said(("帐号", "zh")),
                "skos:scopeNote": said(("For logins.", "en"), ("登录用的名称。", "zh")),
                "skos:broader": [{"@id": "x:2"}],
            },
            {
                "@id": "x:2",
                "@type": "skos:Concept",
                "skos:prefLabel": said(("身份", "zh")),
                "skos:narrower": [{"@id": "x:1"}],
            },
        ]
    }
    assert skos.from_json(json.dumps(document)) == [
        {
            "name": "账号",
            "aliases": ["用户号", "login"],
            "deprecated": ["帐号"],
            "definition": "登录用的名称。",
            "english": "account",
            "see": ["身份"],
        },
        {"name": "身份", "see": ["账号"]},
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    for suffix in ("json", "xlsx", "tbx", "md"):
        os.mkfifo(tmp_path / f"pipe.{suffix}")
        _, problems = read(tmp_path / f"pipe.{suffix}")
        assert [problem.code for problem in problems] == ["unreadable"]
    for suffix in (".xml", ".docx", ".html"):
        (tmp_path / "pipe.json").rename(tmp_path / f"pipe{suffix}")
        assert [one.code for one in from_file(tmp_path / f"pipe{suffix}", "pipe")] == ["unreadable"]
        (tmp_path / f"pipe{suffix}").rename(tmp_path / "pipe.json")
    with pytest.raises(SiteError):
        Dictionary(str(tmp_path / "pipe.json"))
