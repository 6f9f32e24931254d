"""Emphasis next to CJK characters, after the cases of markdown-cjk-friendly."""

import pytest

from tests.readers.markdown.test_commonmark import read

IVS = "\U000e0100"


@pytest.mark.parametrize(
    "text",
    [
        "这是**「重要」**的",
        "**真，**她",
        "真**（她**",
        "真**【她**",
        "**真“**她",
        "**真’**她",
        "**真—**她",
        "**真·**她",
        "**真，** 她",
        "甲**⻲田**乙",
        "税込**¥10,000**で",
        'は**"こ"**と',
        "か**「.NET」**と",
        "𰻞𰻞**(面)**",
        "㐧**(俗字)**",
        "콜**(call)**은",
        "**바이트(byte)**로",
        f"葛{IVS}**(城市)**人",
        f"禰{IVS}**(豆子)**",
        f"「禰{IVS}」的偏是**礻**",
        "塚\ufe00**(U+585A)**",
        "〽\ufe0e**(庵点)**",
        "**“\ufe01Git”\ufe01**Hub",
        "**‘\ufe01b’\ufe01**c",
        "a**〰**a",
        "a**㊗**a",
        "a**🈂**a",
        "a**a〰\ufe0e**a",
        "a**a🈯\ufe0e**a",
        "a**〰\ufe0fa**a",
    ],
)
def test_strong(text: str) -> None:
    html = read(text)
    assert "<strong>" in html
    assert "**" not in html


@pytest.mark.parametrize(
    "text",
    [
        "a**a«**a",
        "a**»a**a",
        "a**a∇**a",
        "a**𝜵a**a",
        "a**a𐬻**a",
        "a**“Git”**b",
        "a**a”\ufe00**b",
        "a**‘\ufe01b’\ufe01**c",
        "a**a〰\ufe0f.**a",
        "a**a.\ufe0e**b",
        "a**a ** b",
    ],
)
def test_not_strong(text: str) -> None:
    assert "<strong>" not in read(text)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("__注意__：事项", "strong"),
        ("注意：__事项__", "strong"),
        ("正體字。\ufe01_Traditional._", "em"),
        ("简体字。\ufe00__Mainland.__", "strong"),
        ("a~~a()~~字", "s"),
        ("字~~()a~~a", "s"),
        ("𩸽~~()a~~a", "s"),
        (f"葛{IVS}~~()a~~a", "s"),
        ("羽\ufe00~~()a~~a", "s"),
        ("a~~「a~~」", "s"),
        ("「~~a」~~a", "s"),
    ],
)
def test_others(text: str, tag: str) -> None:
    assert f"<{tag}>" in read(text)
