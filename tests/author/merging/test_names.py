"""Names that no text has, taken apart on import."""

import pytest

from generator.author.merging.names import taken_apart
from generator.core.entry import Entry
from generator.glossary import load


def entry_of(name: str, **other: str) -> Entry:
    rows = "\n".join(f'{key} = "{value}"' for key, value in {"name": name, "definition": "x", **other}.items())
    [entry], _ = load.parse("a.toml", f"[[entry]]\n{rows}\n")
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
    ],
)
def test_a_name_is_taken_apart(name, forms, other):
    [entry], [problem] = taken_apart([entry_of(name)], ())
    assert (entry.name, entry.forms) == (forms[0], forms)
    assert {key: getattr(entry, key) for key in other} == other
    assert f"“{name}”" in problem.message.zh


@pytest.mark.parametrize(
    "name", ["A/B测试", "TCP/IP", "f(x)", "GPT (model)", "（一）", "说明：某事", "3:1", "读/写锁", "甲 / "]
)
def test_other_names_stay(name):
    entry = entry_of(name)
    assert taken_apart([entry], ()) == ([entry], [])


def test_what_the_author_settled_stays():
    sense = entry_of("苹果", sense="公司")
    assert taken_apart([sense], ()) == ([sense], [])
    known = entry_of("SaaS（软件即服务）")
    assert taken_apart([known], {"saas(软件即服务)"}) == ([known], [])


def test_an_entry_keeps_what_it_says_itself():
    entry = entry_of("产业互联网（industrial internet）", english="IIoT", id="cyhlw")
    [other], _ = taken_apart([entry], ())
    assert (other.id, other.english, other.aliases) == ("cyhlw", "IIoT", ("industrial internet",))
