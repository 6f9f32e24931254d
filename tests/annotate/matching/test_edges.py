"""Where a form may begin and end."""

import pytest

from generator.annotate.matching import edges
from generator.annotate.normalize import fold
from generator.core.passage import OBJECT, Passage
from tests.annotate.texts import found, kept


@pytest.mark.parametrize(
    ("text", "form", "whole"),
    [
        ("email", "ai", False),
        ("an ai", "ai", True),
        ("ai2", "ai", False),
        ("ai_x", "ai", False),
        ("@ai", "ai", False),
        ("ai@x", "ai", False),
        ("node.js", "js", False),
        ("node.js", "node", False),
        ("ai. ok", "ai", True),
        ("r&d", "d", False),
        ("ai-native", "ai", True),
        ("tcp/ip", "ip", True),
        ("c++", "c", False),
        ("c#", "c", False),
        ("ai+医疗", "ai", True),
        ("don't", "t", False),
        ("asp.net", ".net", False),
        ("用.net", ".net", True),
        ("cafe\u0301", "cafe", False),
        ("我用ai的", "ai", True),
        ("13.5", "3.5", False),
        ("5g网", "5g", True),
    ],
)
def test_edges(text, form, whole):
    start = text.index(form)
    assert edges.is_whole(text, start, start + len(form)) is whole


def test_addresses_end_where_their_characters_do():
    text = "见https://a.com/ai?x=1。www.ai.com，http:// ai"
    assert [text[slice(*place)] for place in edges.find_addresses(fold(text))] == ["https://a.com/ai?x=1", "www.ai.com"]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("见 https://example.org/a，AI很火。", ["AI"], ["AI"]),
        ("（https://example.org/AI）和AI；API？", ["AI", "API"], ["AI", "API"]),
        (
            "史蒂夫 · 乔布斯、史蒂夫•乔布斯、史蒂夫･乔布斯",
            ["史蒂夫·乔布斯"],
            ["史蒂夫 · 乔布斯", "史蒂夫•乔布斯", "史蒂夫･乔布斯"],
        ),
        ("COVID‑19和COVID−19", ["COVID-19"], ["COVID‑19", "COVID−19"]),
        ("「十四五」規劃、‘十四五’规划", ["“十四五”规划"], ["「十四五」規劃", "‘十四五’规划"]),
        ("α 粒子", ["α粒子"], ["α 粒子"]),
        ("7nm工艺，100kWh电池，B2C2B", ["nm", "kWh", "C2B"], ["nm", "kWh"]),
        ("R-CNN，K-12，vue-router，用Vue", ["R", "K", "Vue"], ["Vue"]),
        ("it is，IT部门，US和us", ["IT", "US"], ["IT", "US"]),
        ("多块GPUs，GPU's显存，OSS", ["GPU", "OS"], ["GPU", "GPU"]),
        ("用gpu算", ["GPU", "gpu"], ["gpu"]),
    ],
)
def test_signs_units_and_inflections(listed, text, names, expected):
    assert kept(found(listed, [Passage(0, text)], *names)) == expected


def test_objects_are_never_part_of_a_form(listed):
    assert found(listed, [Passage(0, f"数据{OBJECT}中台")], f"数据{OBJECT}中台") == ()
    assert kept(found(listed, [Passage(0, f"{OBJECT}中台{OBJECT}")], "中台")) == ["中台"]
