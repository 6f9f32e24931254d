"""Tabs of MkDocs: one is open at a time, without a script."""

import re

from generator.core.draft import Source
from generator.readers import read


def opened(text):
    html = read(Source("a.md", text, "")).body.weave((), lambda _: ("", "")).html
    return re.findall(
        r'<details class="box tab" name="([^"]*)"( open)?>\n<summary class="box-title">(.*?)</summary>', html
    )


def test_tabs_in_a_row_are_one_group_whose_first_is_open():
    text = '=== "甲"\n\n    一\n\n=== "乙"\n    二\n\n段\n\n=== "丙"\n    三\n'
    assert opened(text) == [("tabs-1", " open", "甲"), ("tabs-1", "", "乙"), ("tabs-2", " open", "丙")]


def test_an_exclamation_mark_begins_another_group():
    assert [group for group, *_ in opened('=== "甲"\n    一\n\n===! "乙"\n    二\n')] == ["tabs-1", "tabs-2"]


def test_a_box_that_folds_is_in_no_group():
    assert "name=" not in read(Source("a.md", "??? note\n    一\n", "")).body.weave((), lambda _: ("", "")).html
