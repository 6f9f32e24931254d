"""One more value in a list: where it goes, and that nothing else moves."""

import tomllib

import pytest

from generator.author.edits.in_toml import append_toml, put_toml
from tests.author.edits.rows import changed

FRONT = '# a\ntitle = "x" # y\ndate = 2019-01-01\ntags = ["a"]\n[extra]\nz = 1\n'
TOML = """# 术语
[[entry]]
name = "数据中台"   # 常说的中台
aliases = [
  "数据平台", # 旧称
]
definition = '''
a
'''

# 第二条
[[entry]]
name = "产业互联网"
match = { case = true }

[[entry]]
name = "C2B"
[entry.match]
never = ["B2C2B"]

# 结尾
"""


@pytest.mark.parametrize(
    ("number", "keys"),
    [
        (0, ("aliases",)),
        (1, ("aliases",)),
        (2, ("aliases",)),
        (0, ("match", "never")),
        (1, ("match", "never")),
        (2, ("match", "never")),
        (2, ("match", "always")),
    ],
)
def test_toml(number, keys):
    new = append_toml(TOML, ("entry", number, *keys), '新"值')
    table = tomllib.loads(new)["entry"][number]
    for key in keys:
        table = table[key]
    assert table[-1] == '新"值'
    for line in TOML.splitlines():
        if "#" in line or "name" in line or "'''" in line:
            assert line in new.splitlines()


def test_toml_in_front_matter_without_anything():
    assert tomllib.loads(append_toml("", ("aliases",), "x")) == {"aliases": ["x"]}


def test_toml_text_becomes_a_list():
    assert tomllib.loads(append_toml('aliases = "a"\n', ("aliases",), "b")) == {"aliases": ["a", "b"]}


@pytest.mark.parametrize("text", ['match = "no table"\n', "match = 1\n", "= 1"])
def test_toml_that_cannot_take_it_is_left_to_the_author(text):
    assert append_toml(text, ("match", "never"), "x") is None


@pytest.mark.parametrize(
    ("keys", "value", "rows"),
    [
        (("title",), "新", ['-title = "x" # y', '+title = "新" # y']),
        (("date",), "2020-02-02", ["-date = 2019-01-01", "+date = 2020-02-02"]),
        (("tags",), ["a", "b"], ['-tags = ["a"]', '+tags = ["a", "b"]']),
        (("draft",), True, ["+draft = true", "+"]),
        (("date",), None, ["-date = 2019-01-01"]),
        (("terms", "甲"), "乙", ["+[terms]", '+"甲" = "乙"', "+"]),
    ],
)
def test_one_value_of_toml(keys, value, rows):
    assert changed(FRONT, put_toml(FRONT, keys, value)) == rows
