"""What an author wrote for herself is nowhere."""

import pytest

from generator.core.draft import Source
from generator.readers import read
from generator.readers.comments import without_comments
from tests.growth import linear


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前。\n\n{% comment %}\n密\n{% endcomment %}\n\n后", "前。\n\n\n\n\n\n后"),
        ("甲 %%密%% 乙", "甲  乙"),
        ("甲{{< comment >}}密{{< /comment >}}{{% comment %}}\n密{{% /comment %}}乙", "甲\n乙"),
        ("甲{::comment}密\n\n密{:/comment}乙{::comment}密{:/}", "甲\n\n乙"),
        ("甲{# 密\n密 #}乙 {#id} `{# 码 #}` {# 文", "甲\n乙 {#id} `{# 码 #}` {# 文"),
        ("%%\n密\n\n密\n%%\n后", "\n\n\n\n\n后"),
        ("{%- Comment -%}密", ""),
        ("`%%码%%` 和 50%% 到", "`%%码%%` 和 50%% 到"),
        ("```\n%% 码 %%\n```\n%%密%%", "```\n%% 码 %%\n```\n"),
        ("~~~\n{% comment %}码\n", "~~~\n{% comment %}码\n"),
        ("{% raw %}%%码%%{% endraw %}", "{% raw %}%%码%%{% endraw %}"),
        ("\\%%文%%", "\\%%文%%"),
        ("100%%%文%%%", "100%%%文%%%"),
        ("涨了 100%%的\n\n```\n%%码%%\n```\n", "涨了 100%%的\n\n```\n%%码%%\n```\n"),
        ("甲 %%密\n密%% 乙", "甲 \n 乙"),
        ("> %%密\n>\n> 密%% 乙", "> \n\n 乙"),
        ("- `x\n\n%%密%%`", "- `x\n\n`"),
        ('甲<span style="display: none">密</span>乙', "甲乙"),
        ("<div hidden>\n\n密<div>密</div>\n</DIV>\n后", "\n\n\n\n后"),
        ("<p style='color:red;visibility:hidden'>密\n\n后", "\n\n后"),
        ("`<b hidden>码</b>` \\<b hidden>文</b>", "`<b hidden>码</b>` \\<b hidden>文</b>"),
        ("<!-- <b hidden> -->文</b>", "<!-- <b hidden> -->文</b>"),
        ('<b title="a hidden b">文</b><img hidden src="a.png">后', '<b title="a hidden b">文</b>后'),
        ("List<T hidden>文", "List<T hidden>文"),
        ("<b data-hidden>文</b><b aria-hidden=true>文</b>", "<b data-hidden>文</b><b aria-hidden=true>文</b>"),
        ("前<div hidden>密\n\n密", "前\n\n"),
    ],
)
def test_comments(text, expected):
    assert without_comments(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "hides"),
    [
        ("前\n\n%%密\n\n文", 3, False),
        ("前 %%密\n\n文%%", 1, False),
        ("前\n<div hidden>密\n\n文", 2, True),
        ("前\n{% comment %}密", 2, True),
    ],
)
def test_what_nothing_closes_is_told(text, line, hides):
    for path in ("a.md",) if "div" in text else ("a.md", "a.txt"):
        (problem,) = read(Source(path, text, "")).problems
        assert (problem.code, problem.place.line) == ("unclosed-comment", line)
        assert ("没有放进页面" in problem.message.zh) is hides


@pytest.mark.parametrize("text", ["涨了 50%%。", "用 `%%` 写", "100%% 文", "\\%% 文"])
def test_a_sign_of_per_cent_is_none(text):
    assert read(Source("a.md", text, "")).problems == ()


def test_it_is_in_no_passage_and_not_on_the_page():
    draft = read(Source("a.md", "前。\n\n{% comment %}\n密\n{% endcomment %}\n\n后%%密%%。", ""))
    assert [passage.text for passage in draft.body.passages] == ["前。", "后。"]
    assert "密" not in draft.unmarked().html


@pytest.mark.parametrize(("path", "markup"), [("a.txt", "{}"), ("a.html", "<p>{}</p>")])
def test_it_is_on_no_page_of_other_formats(path, markup):
    for secret in ("{% comment %}密{% endcomment %}", "{%- Comment -%}\n密\n{%- endcomment -%}"):
        draft = read(Source(path, markup.format(f"前{secret}后"), ""))
        assert "密" not in draft.unmarked().html
        assert "comment" not in draft.unmarked().html


def test_it_is_on_no_page_of_a_raw_text():
    draft = read(Source("a.txt", "前%%密%%后", ""))
    assert [passage.text for passage in draft.body.passages if passage.role == "paragraph"] == ["前后"]


@pytest.mark.parametrize(
    "piece",
    [
        "%%",
        "%%\n\n",
        "a %%\n\n",
        "%%a",
        "`",
        "` ``",
        "```\n",
        "{%comment%}",
        "{%raw%}%%",
        "\\%%",
        "<a hidden>",
        "<a '\"",
        "<p hidden>\n",
        "<!--",
        " style=",
        " style='",
    ],
)
def test_it_takes_time_by_length(piece):
    assert linear(lambda text: without_comments(f"<a{text}%%comment"), piece, 500_000)


def test_what_is_only_to_be_looked_at_is_on_the_page_and_no_text_of_the_article():
    text = '前<span aria-hidden="true">★</span>后\n\n<div aria-hidden="true">★</div>\n\n<p>前<i class="a" aria-hidden="true">★</i>后</p>\n'
    draft = read(Source("a.md", text, ""))
    assert [passage.text for passage in draft.body.passages] == ["前后", "前后"]
    assert draft.unmarked().html.count("★") == 3
