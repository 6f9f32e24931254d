"""Names that no text has, taken apart on import."""

import pytest
from msgspec import structs

from generator.author.merging.names import taken_apart
from generator.core.entry import Entry
from generator.glossary import gather


def entry_of(name: str, **other: str) -> Entry:
    rows = "\n".join(f'{key} = "{value}"' for key, value in {"name": name, "definition": "x", **other}.items())
    [entry], _ = gather.parse("a.toml", f"[[entry]]\n{rows}\n")
    return entry


@pytest.mark.parametrize(
    ("name", "forms", "other"),
    [
        ("SaaS(软件即服务)", ("SaaS", "软件即服务"), {}),
        ("云事业群（CSIG）", ("云事业群", "CSIG"), {}),
        ("产业互联网 (industrial internet)", ("产业互联网",), {"english": "industrial internet"}),
        ("苹果（公司）", ("苹果（公司）", "苹果"), {"sense": "公司"}),
        ("苹果(公司)", ("苹果（公司）", "苹果"), {"sense": "公司"}),
        ("C2B / 顾客到企业／客到厂", ("C2B", "顾客到企业", "客到厂"), {"id": "C2B", "slug": "C2B"}),
        ("人物：鲁迅", ("鲁迅",), {"type": "person"}),
        ("《人月神话》", ("人月神话",), {"type": "work"}),
        ("“双11”", ("双11",), {}),
        ("微服务【架构】", ("微服务（架构）", "微服务"), {"sense": "架构"}),
        ("国内生产总值（简称GDP）", ("国内生产总值", "GDP"), {"sense": ""}),
        ("互联网（Internet、因特网）", ("互联网", "因特网"), {"english": "Internet"}),
        ("敏捷开发（Agile Development，AD）", ("敏捷开发", "AD"), {"english": "Agile Development"}),
        ("云计算 / Cloud Computing", ("云计算",), {"english": "Cloud Computing"}),
        ("GDP/国内生产总值", ("GDP", "国内生产总值"), {}),
        ("产品经理（PM）、产品负责人（PO）", ("产品经理", "PM", "产品负责人", "PO"), {}),
    ],
)
def test_a_name_is_taken_apart(name, forms, other):
    [entry], [problem] = taken_apart([entry_of(name)], ())
    assert (entry.name, entry.forms) == (forms[0], forms)
    assert {key: getattr(entry, key) for key in other} == other
    assert f"“{name}”" in problem.message.zh


@pytest.mark.parametrize(
    "name",
    [
        "A/B测试",
        "TCP/IP",
        "f(x)",
        "GPT (model)",
        "（一）",
        "说明：某事",
        "3:1",
        "读/写锁",
        "甲 / ",
        "输入/输出",
        "金、木、水、火、土",
    ],
)
def test_other_names_stay(name):
    entry = entry_of(name)
    assert taken_apart([entry], ()) == ([entry], [])


def test_what_the_author_settled_stays():
    sense = entry_of("苹果", sense="公司")
    assert taken_apart([sense], ()) == ([sense], [])
    known = entry_of("SaaS（软件即服务）")
    assert taken_apart([known], {"saas(软件即服务)"}) == ([known], [])


def test_aliases_are_taken_apart_unless_the_site_has_them():
    entry = entry_of("甲")
    entry = structs.replace(
        entry, forms=("甲", "中华人民共和国(PRC)", "软营/软件运营", "对照实验 分组实验", "A/B测试", "乙（旧称）")
    )
    [other], _ = taken_apart([entry], {"甲", "软营/软件运营"})
    assert other.aliases == ("中华人民共和国", "PRC", "软营/软件运营", "对照实验", "分组实验", "A/B测试", "乙")


def test_an_entry_keeps_what_it_says_itself():
    entry = entry_of("产业互联网（industrial internet）", english="IIoT", id="cyhlw")
    [other], _ = taken_apart([entry], ())
    assert (other.id, other.english, other.aliases) == ("cyhlw", "IIoT", ("industrial internet",))
