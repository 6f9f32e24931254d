"""Values of YAML and TOML set in place: everything beside them stays, byte by byte."""

import pytest
import yaml

from generator.author.edits.in_yaml import append_yaml, put_yaml
from tests.author.edits.rows import changed

YAML = """# top
title: 当工厂 # 名字
date: 2019-05-20
tags: [a, b] # t
categories:
  # one
  - 甲 # x
  - 乙

# about
description: >
  折叠
  两行
terms:
  苹果（公司）: ""
  # c
  乙: 丙
标签：x
"""


@pytest.mark.parametrize(
    ("keys", "value", "rows"),
    [
        (("title",), "新的: 名", ["-title: 当工厂 # 名字", '+title: "新的: 名" # 名字']),
        (("title",), "1.10", ["-title: 当工厂 # 名字", "+title: 1.10 # 名字"]),
        (("date",), "2020-01-01 08:30", ["-date: 2019-05-20", "+date: 2020-01-01 08:30"]),
        (("tags",), ["b", "1.10", "true"], ["-tags: [a, b] # t", '+tags: [b, "1.10", "true"] # t']),
        (("categories",), ["乙", "丙"], ["-  - 甲 # x", "+  - 丙"]),
        (("categories",), None, ["-categories:", "-  # one", "-  - 甲 # x", "-  - 乙"]),
        (("description",), "一行", ["-description: >", "-  折叠", "-  两行", "+description: 一行"]),
        (("author",), "true", ["+author: true"]),
        (("draft",), True, ["+draft: true"]),
        (("terms", "丁"), "戊：己", ['+  丁: "戊：己"']),
        (("terms", "乙"), None, ["-  乙: 丙"]),
        (("标签",), "y", ["-标签：x", "+标签： y"]),
    ],
)
def test_one_value_of_yaml(keys, value, rows):
    assert changed(YAML, put_yaml(YAML, keys, value)) == rows


def test_a_table_of_terms_begins_and_ends():
    begun = put_yaml("title: x\n", ("terms", "苹果（公司）"), "")
    assert begun == 'title: x\nterms:\n  "苹果（公司）": ""\n'
    assert put_yaml(begun, ("terms", "苹果（公司）"), None) in ("title: x\nterms:\n", "title: x\nterms: {}\n")
    assert put_yaml('terms: {"a": b}\n', ("terms", "c"), "d") == 'terms: {"a": b, c: d}\n'


def test_what_cannot_be_set_without_harm_is_not_set():
    assert put_yaml("a: &x [1]\nb: *x\n", ("a",), ["2"]) is None  # b would be lost
    assert put_yaml("- a\n- b\n", ("title",), "x") is None
    assert put_yaml("{title: x, date: y}\n", ("title",), "z") is None


FRONT = {
    "flow": "# 说明\ntype: term # 类型\naliases: [a, 'b]'] # 别名\nsee:\n  - x\n",
    "empty flow": "aliases: []\ntype: term\n",
    "block": "aliases:\n  # 旧称\n  - a\n  - b # 又名\ntype: term\n",
    "block at the margin": "aliases:\n- a\n- b\ntype: term\n",
    "block last": "type: term\naliases:\n  - a\n  - 'b: c'\n",
    "text": "aliases: 中台 # 别名\ntype: term\n",
    "quoted text": 'aliases: "a # b"\ntype: term\n',
    "none": "type: term\n# 结尾\n",
    "nothing": "",
    "flow over lines": "aliases: [\n  a,\n  b,\n]\ntype: term\n",
    "null": "aliases:\ntype: term\n",
    "match block": "match:\n  case: true # 大小写\n  never:\n    - x\ntype: term\n",
    "match flow": "match: {case: true, never: [x]} # 规则\ntype: term\n",
    "match empty": "match: {}\ntype: term\n",
}


@pytest.mark.parametrize("keys", [("aliases",), ("match", "never")])
@pytest.mark.parametrize("name", FRONT)
def test_yaml(name, keys):
    text = FRONT[name]
    new = append_yaml(text, keys, '新: "值"')
    data, old = yaml.safe_load(new), yaml.safe_load(text) or {}
    holder, before = data, old
    for key in keys[:-1]:
        holder, before = holder[key], before.get(key, {})
    was = before.get(keys[-1])
    assert holder.pop(keys[-1]) == [*(was if isinstance(was, list) else [was] if was is not None else []), '新: "值"']
    before.pop(keys[-1], None)
    assert {**data, "match": data.get("match") or {}} == {**old, "match": old.get("match") or {}}
    for comment in ("# 说明", "# 类型", "# 别名", "# 旧称", "# 又名", "# 结尾", "# 大小写", "# 规则"):
        assert (comment in new) == (comment in text)


def test_yaml_lists_of_entries():
    text = "# 词条\n- name: a\n  type: term\n\n- type: work # 作品\n  name: b\n  match: {first: all}\n- name: c\n"
    for number in range(3):
        new = yaml.safe_load(append_yaml(text, (number, "aliases"), "x"))
        assert [entry.get("aliases") for entry in new] == [["x"] if at == number else None for at in range(3)]
        assert yaml.safe_load(append_yaml(text, (number, "match", "never"), "x"))[number]["match"]["never"] == ["x"]


@pytest.mark.parametrize("text", ["a: [", "a: *b", "aliases: {a: b}\n", "&x aliases: &y [a]\nsee: *y\n"])
def test_yaml_that_cannot_take_it_is_left_to_the_author(text):
    assert append_yaml(text, ("aliases",), "x") is None
