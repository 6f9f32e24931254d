"""HTML becomes Markdown that prints the same."""

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.author.importing.markdown import from_html
from generator.core.draft import Source
from generator.readers import read


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ("<h2>标题</h2><p>一<strong>二</strong><em>三</em></p>", "## 标题\n\n一**二***三*"),
        ("<h2><strong>一、开头</strong></h2>", "## 一、开头"),
        (
            "<p class='lead'>导</p><p class='caption'>图说</p><p class='caption'>▲ 图说</p>",
            "{.lead}\n导\n\n{.caption}\n图说\n\n▲ 图说",
        ),
        ("<figure><img src='a.png' alt='甲'><figcaption>▲ \"乙\"</figcaption></figure>", '![甲](a.png "▲ \\"乙\\"")'),
        (
            "<figure><img src='a.png'><figcaption>有<em>重点</em></figcaption></figure>",
            "![](a.png)\n\n{.caption}\n有*重点*",
        ),
        ("<p>一<br>二</p>", "一\\\n二"),
        ("<blockquote><p>一</p><p>二</p></blockquote>", "> 一\n>\n> 二"),
        ("<ul><li>一<ul><li>二</li></ul></li></ul><ol start='3'><li>三</li></ol>", "- 一\n  - 二\n\n3. 三"),
        ("<table><tr><th>a|b</th></tr><tr><td>c<br>d</td></tr></table>", "| a\\|b |\n| --- |\n| c d |"),
        ("<pre><code class='language-python'>a = '```'\n```\n</code></pre>", "````python\na = '```'\n```\n````"),
        ("<p><a href='http://x.y/a(b) c'>链</a><a>无</a></p>", "[链](<http://x.y/a(b) c>)无"),
        (
            "<p>H<sub>2</sub>O，<code>a`b</code>，<del>旧</del></p>",
            "H<sub>2</sub>O，``a`b``，~~旧~~".replace("``a`b``", "`` a`b ``"),
        ),
        ("<dl><dt>词</dt><dd>义</dd></dl>", "词\n:   义"),
        (
            "<p>1. 不是列表</p><p># 不是标题</p><p>- 不是</p><p>&gt; 不是</p>",
            "1\\. 不是列表\n\n\\# 不是标题\n\n\\- 不是\n\n\\> 不是",
        ),
        ('<p class="center">甲</p><p class="right">乙</p>', "{.center}\n甲\n\n{.right}\n乙"),
        ("<p>a==b, c==d ==甲== 乙</p>", "a==b, c==d \\==甲\\== 乙"),
        (
            "<p>a*b*c snake_case _x_ &lt;b&gt; &amp;lt; [[词]] [1] [a](b) $5 {.x}</p>",
            "a\\*b\\*c snake_case \\_x\\_ \\<b> \\&lt; \\[\\[词]] [1] \\[a](b) \\$5 \\{.x}",
        ),
    ],
)
def test_each_element_has_its_markdown(page, markdown):
    assert from_html(page) == markdown + "\n"


def seen(markdown):
    draft = read(Source("a.md", f"---\ntitle: x\n---\n\n{markdown}", ""))
    page = draft.unmarked().html
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split()), page


TRICKY = st.text(st.sampled_from(list("ab一二1%*_`[]()<>!#-+.1|\\~$&;:{}^=/\"' ")), max_size=40)


@settings(max_examples=150, deadline=None)
@given(TRICKY)
@example("[1[]()")
@example("{{<1>}}")
@example("{{{% a %}}}")
@example("{% note %}")
@example("{{ page.title }}")
def test_text_that_looks_like_markup_is_printed_as_it_is(text):
    printed, page = seen(from_html(f"<p>一{html.escape(text)}</p>"))
    assert printed == " ".join(f"一{text}".split())
    assert "<script" not in page


@settings(max_examples=150, deadline=None)
@given(TRICKY, TRICKY)
@example("==", "==")
@example("=", "=")
@example("a==b", "c==d")
def test_text_beside_emphasis_and_links_is_printed_as_it_is(one, two):
    page = f"<p>一<strong>二{html.escape(one)}</strong>三<a href='u'>四{html.escape(two)}</a></p>"
    assert seen(from_html(page))[0] == " ".join(f"一二{one}三四{two}".split())
