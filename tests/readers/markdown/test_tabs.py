"""Tabs of MkDocs: one is open at a time, without a script."""

import re

import pytest

from generator.readers.markdown.shortcodes import expand
from tests.readers.making import html


def opened(text):
    return re.findall(
        r'<details class="box tab(?: apart)?" name="([^"]*)"( open)?>\n<summary class="box-title">(.*?)</summary>',
        html(text),
    )


def test_tabs_in_a_row_are_one_group_whose_first_is_open():
    text = '=== "甲"\n\n    一\n\n=== "乙"\n    二\n\n段\n\n=== "丙"\n    三\n'
    assert opened(text) == [("tabs-1", " open", "甲"), ("tabs-1", "", "乙"), ("tabs-2", " open", "丙")]


def test_an_exclamation_mark_begins_another_group():
    assert [group for group, *_ in opened('=== "甲"\n    一\n\n===! "乙"\n    二\n')] == ["tabs-1", "tabs-2"]


def test_a_box_that_folds_is_in_no_group():
    assert "name=" not in html("??? note\n    一\n")


def test_tabs_of_hexo():
    text = (
        "{% tabs 例, 2 %}\n<!-- tab 甲@fa fa-x -->\n一\n\n```sh\n# 注\n```\n<!-- endtab -->\n<!-- tab -->\n"
        "{% note tip %}\n提\n{% endnote %}\n二\n<!-- endtab -->\n{% endtabs %}\n三 <!-- tab 丁 -->\n"
    )
    assert opened(text) == [("tabs-1", " open", "甲"), ("tabs-1", "", "例 2")]
    shown = html(text)
    assert "# 注</span>\n</code></pre>\n</details>" in shown
    assert "<p>提</p>\n</aside>\n<p>二</p>\n</details>\n<p>三" in shown
    assert "丁" not in shown


@pytest.mark.parametrize(
    ("tags", "titles"),
    [
        ('{{< tabs "a" >}}\n{{< tab "甲" >}}\n一\n{{< /tab >}}\n{{< tab "乙" >}}\n二\n{{< /tab >}}\n{{< /tabs >}}', "甲乙"),
        ('{{< tabs >}}{{% tab name="甲" %}}一{{% /tab %}}\n{{% tab title="乙" %}}二{{% /tab %}}\n{{< /tabs >}}', "甲乙"),
        ('{{< tabs items="甲,乙" >}}\n  {{< tab >}}一{{< /tab >}}\n  {{< tab >}}\n  二\n  {{< /tab >}}\n{{< /tabs >}}', "甲乙"),
        ('{{< tabpane >}}\n{{< tab header="甲" >}}一{{< /tab >}}\n{{< tab header="乙" >}}二{{< /tab >}}\n{{< /tabpane >}}', "甲乙"),
        ("> {% tabs %}\n> <!-- tab 甲 -->\n> 一\n>\n> <!-- endtab -->\n> <!-- tab 乙 -->二\n> {% endtabs %}", "甲乙"),
    ],
)  # fmt: skip
def test_tabs_of_hugo_and_in_quotations(tags, titles):
    assert [title for _, _, title in opened(tags + "\n后\n")] == list(titles)
    assert re.findall(r"<p>(.)</p>\n</details>", html(tags + "\n\n后\n")) == ["一", "二"]


def test_two_groups_in_a_row_are_apart():
    group = "{% tabs %}\n<!-- tab 甲 -->\n一\n<!-- endtab -->\n{% endtabs %}\n"
    assert [name for name, *_ in opened(group + group)] == ["tabs-1", "tabs-2"]


def test_of_several_tabs_on_a_line_the_first_holds_the_others_with_their_titles():
    shown = html('{{< tabs >}}{{< tab "甲" >}}一{{< /tab >}}{{< tab "乙" >}}二{{< /tab >}}{{< /tabs >}}\n\n后\n')
    assert "===" not in shown
    assert re.search(r"甲</summary>\n<p>一<br>\s*<strong>乙</strong><br>\s*二</p>\n</details>\n<p>后", shown)


def test_tabs_of_vuepress():
    text = "::: code-tabs#shell\n@tab:active 甲\n```sh\na\n```\n@tab 乙#b\n文\n:::\n后\n"
    assert expand(text, "a.md", 1).text == ('\n===! "甲"\n    ```sh\n    a\n    ```\n=== "乙"\n    文\n\n后\n')
