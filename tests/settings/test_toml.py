"""The lines of TOML's keys, which tomllib does not tell."""

import tomllib

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from generator.settings import toml

TEXT = '''# [no]
title = "a = b" # [x]
nav = [
  {title = "a", url = "b"},
  # ] not the end
]
[a."b c"]  # = ]
x.y = """
[[no]]
k = 1
\\""" still """
z = 1
[[e]]
n = 1
[e.sub]
q = \'\'\'
[x]\'\'\'
[[e]]
  n = 2
[[e.f]]
g = 'x'
'''


def test_every_header_and_key_has_its_line():
    tomllib.loads(TEXT)
    assert dict(toml.lines_of(TEXT)) == {
        ("title",): 2,
        ("nav",): 3,
        ("a", "b c"): 7,
        ("a", "b c", "x", "y"): 8,
        ("a", "b c", "z"): 12,
        ("e", 0): 13,
        ("e", 0, "n"): 14,
        ("e", 0, "sub"): 15,
        ("e", 0, "sub", "q"): 16,
        ("e", 1): 18,
        ("e", 1, "n"): 19,
        ("e", 1, "f", 0): 20,
        ("e", 1, "f", 0, "g"): 21,
    }


def test_what_has_no_line_of_its_own_takes_that_of_what_holds_it():
    lines = toml.lines_of(TEXT)
    assert toml.line_of(lines, ("nav", 0, "title")) == 3
    assert toml.line_of(lines, ("e", 1, "m", 3)) == 18
    assert toml.line_of(lines, ("gone",)) == 0


def test_headers_are_found_quickly_and_not_inside_strings():
    plain = '\n[[entry]]\nname = "a"\n [[ entry ]]\nname = "b"\n'
    assert list(toml.table_lines(plain, "entry", 2)) == [2, 4]
    hidden = '[[entry]]\nname = """\n[[entry]]\n"""\n[[entry]]\n'
    assert list(toml.table_lines(hidden, "entry", 2)) == [1, 5]


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c d"]), st.text(max_size=8)), max_size=6))
def test_each_line_holds_its_key(pairs):
    text = tomlkit.dumps({"entry": [{key: value} for key, value in pairs]})
    tomllib.loads(text)
    written = text.split("\n")
    for path, line in toml.lines_of(text).items():
        assert str(path[-1]).split()[0] in written[line - 1] or isinstance(path[-1], int)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[[entry]]\naliases = ["a"，"b"]',
            '2: TOML 写法有误：方括号没有合上，或者少了逗号（写作 aliases = ["a", "b"]）',
        ),
        ('【【entry】】\nname = "a"', "1: TOML 写法有误：这一行不是“键 = 值”，也不是“[表]”（写作 [[entry]]）"),
        (
            "[[entry]]\n名称 = “甲”",
            '2: TOML 写法有误：键只能用字母、数字、“-”和“_”，其他文字要放在英文引号里（写作 "名称" = "甲"）',
        ),
        (
            '[[entry]]\n名称 = "甲"',
            '2: TOML 写法有误：键只能用字母、数字、“-”和“_”，其他文字要放在英文引号里（写作 "名称" = "甲"）',
        ),
        (
            'a = "甲\n乙"',
            "1: TOML 写法有误：引号没有合上，或者文字中间直接换行了（在这一行末尾补上引号；几行的文字，前后各写三个引号）",
        ),
    ],
)
def test_what_input_methods_make_of_toml_is_told_with_what_to_type(text, said):
    _, problem = toml.parse("a.toml", text)
    assert problem is not None
    assert problem.say("zh") == f"a.toml:{said}"
