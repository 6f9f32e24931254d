"""Values of YAML and TOML set in place: everything beside them stays, byte by byte."""

import difflib

import pytest

from generator.author.edits.values import put_toml, put_yaml

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
TOML = '# a\ntitle = "x" # y\ndate = 2019-01-01\ntags = ["a"]\n[extra]\nz = 1\n'


def changed(old, new):
    rows = difflib.unified_diff(old.split("\n"), new.split("\n"), lineterm="", n=0)
    return [row for row in rows if not row.startswith(("---", "+++", "@@"))]


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
    assert put_yaml('terms: {"a": b}\n', ("terms", "c"), "d") == "terms:\n  a: b\n  c: d\n"


def test_what_cannot_be_set_without_harm_is_not_set():
    assert put_yaml("a: &x [1]\nb: *x\n", ("a",), ["2"]) is None  # b would be lost
    assert put_yaml("- a\n- b\n", ("title",), "x") is None
    assert put_yaml("{title: x, date: y}\n", ("title",), "z") is None


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
    assert changed(TOML, put_toml(TOML, keys, value)) == rows
