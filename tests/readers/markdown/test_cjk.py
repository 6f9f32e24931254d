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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("~删除~", "<s>删除</s>"),
        ("（~旧价~）", "（<s>旧价</s>）"),
        ("~a **b**~。", "<s>a <strong>b</strong></s>。"),
        ("3~5 天，7~9 天", "3~5 天，7~9 天"),
        ("好~ 谢谢~", "好~ 谢谢~"),
        ("好~谢谢~好", "好~谢谢~好"),
        ("~10 元，~20 元~", "~10 元，~20 元~"),
        ("~/a 和 ~/b~", "~/a 和 ~/b~"),
        ("H~2~O", "H<sub>2</sub>O"),
        (
            "www.a.cn/?to=https://b.cn",
            '<a href="http://www.a.cn/?to=https://b.cn" rel="noopener">www.a.cn/?to=https://b.cn</a>',
        ),
        ("访问www.e.com/a_b（好）", '访问<a href="http://www.e.com/a_b" rel="noopener">www.e.com/a_b</a>（好）'),
        ("写信给a.b@e.com。", '写信给<a href="mailto:a.b@e.com">a.b@e.com</a>。'),
        ("git@github.com:a/b.git", "git@github.com:a/b.git"),
        ("vue@3.2 @a/b a@b", "vue@3.2 @a/b a@b"),
    ],
)
def test_gfm_beside_chinese(text: str, shown: str) -> None:
    assert read(text) == f"<p>{shown}</p>\n"
