"""What stands behind the language of a fence: titles, marked lines, line numbers; and comments in code that say so."""

import pytest

from generator.core.draft import Source
from generator.readers import read
from generator.readers.markdown.code import code_block
from generator.readers.markdown.fences import Fence, fence_of

CASES = [
    ("", Fence()),
    ("py", Fence("py")),
    ("c++", Fence("c++")),
    ("rust,ignore", Fence("rust")),
    ("{r echo=FALSE}", Fence("r")),
    ('py title="a.py" {1,3-5} linenos', Fence("py", "a.py", 1, frozenset((1, 3, 4, 5)))),
    ("js{1,3}", Fence("js", marked=frozenset((1, 3)))),
    ('go {linenos=table,hl_lines=[2,"4-5"],linenostart=199}', Fence("go", "", 199, frozenset((2, 4, 5)))),
    ("{hl_lines=[2,3]}", Fence(marked=frozenset((2, 3)))),
    ("ts:line-numbers {1}", Fence("ts", "", 1, frozenset((1,)))),
    ("ts:line-numbers=5", Fence("ts", "", 5)),
    ("js [config.js]", Fence("js", "config.js")),
    ("python:title.py", Fence("python", "title.py")),
    ("js=12", Fence("js", "", 12)),
    ("bash test.sh", Fence("bash", "test.sh")),
    ("shell script", Fence("shell")),
    ('{.python .numberLines startFrom="8"}', Fence("python", "", 8)),
    ('py hl_lines="2 3" linenums="1"', Fence("py", "", 1, frozenset((2, 3)))),
    ("js showLineNumbers", Fence("js", "", 1)),
    ("py {linenos=false}", Fence("py")),
    ("java ins={2} del={3-4}", Fence("java", added=frozenset((2,)), removed=frozenset((3, 4)))),
    ("两个 词", Fence(title="两个 词")),
    ('title="两个 词"', Fence(title="两个 词")),
]


@pytest.mark.parametrize(("info", "fence"), CASES)
def test_info(info: str, fence: Fence) -> None:
    assert fence_of(info) == fence


def test_lines_that_are_numbered_and_marked() -> None:
    shown = code_block("a\nb\n", 'txt title="<甲>" linenostart=7 {2}')
    assert shown == (
        '<figure class="code">\n<figcaption>&lt;甲&gt;</figcaption>\n<pre tabindex="0"><code class="language-txt">'
        '<span class="line" data-line="7">a\n</span><mark class="line" data-line="8">b\n</mark></code></pre>\n</figure>\n'
    )


def test_comments_of_vitepress_and_docusaurus() -> None:
    code = "a // [!code ++]\n# [!code --:2]\nb\nc\n// highlight-next-line\nd\n<!-- [!code highlight] -->\ne\nf // [!code x]\n"
    shown = code_block(code, "txt")
    assert '<ins class="line">a\n</ins><del class="line">b\n</del><del class="line">c\n</del>' in shown
    assert (
        '<mark class="line">d\n</mark><mark class="line">e\n</mark><span class="line">f // [!code x]\n</span>' in shown
    )


def test_a_token_over_several_lines_stays_within_them() -> None:
    shown = code_block('a = """x\ny"""\n', "py linenos")
    assert shown.count("<span") - shown.count("</span>") == 0
    assert '<span class="s2">&quot;&quot;&quot;x</span>\n</span>' in shown or "x</span>\n</span>" in shown


def test_code_without_options_is_as_before() -> None:
    assert code_block("a\n", "txt") == '<pre tabindex="0"><code class="language-txt">a\n</code></pre>\n'


def test_diagrams_are_labelled() -> None:
    shown = code_block("graph TD\n", "mermaid", language="en")
    assert '<figure class="diagram">' in shown
    assert "<figcaption>source of a Mermaid diagram</figcaption>" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "{% codeblock app.js lang:js mark:2 first_line:5 %}\na\nb\n{% endcodeblock %}\n",
            ["<figcaption>app.js", 'data-line="5"', '<mark class="line" data-line="6">'],
        ),
        (
            "{% codeblock 例 http://e.com/#x 说明 %}\na\n{% endcodeblock %}\n",
            ["<figcaption>例 说明 http://e.com/#x</figcaption>"],
        ),
        ("{% codeblock python %}\na\n{% endcodeblock %}\n", ['class="language-python"']),
        ("{% highlight ruby linenos %}\na\n{% endhighlight %}\n", ["language-ruby", 'data-line="1"']),
        (
            '{{< highlight go "linenos=table,hl_lines=1 3-4,linenostart=199" >}}\na\nb\n{{< /highlight >}}\n',
            ["language-go", '<mark class="line" data-line="199">', '<span class="line" data-line="200">'],
        ),
    ],
)
def test_tags_of_generators(text: str, shown: list[str]) -> None:
    html = read(Source("a.md", text, "")).unmarked().html
    for each in shown:
        assert each in html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('写 {{</* figure src="a.png" */>}} 吧\n', "<p>写 {{&lt; figure src=&quot;a.png&quot; &gt;}} 吧</p>"),
        ("写 {{%/* b _c_ */%}} 吧\n", "<p>写 {{% b _c_ %}} 吧</p>"),
        ("`{{</* a */>}}`\n", "<code>{{&lt; a &gt;}}</code>"),
        ("```\n{{</* a */>}}\n```\n", "<code>{{&lt; a &gt;}}\n</code>"),
        ("    {{</* a */>}}\n", "<code>{{&lt; a &gt;}}\n</code>"),
        ("- {{</* a */>}}：项\n", "<li>{{&lt; a &gt;}}：项</li>"),
    ],
)
def test_escaped_shortcodes_of_hugo(text: str, shown: str) -> None:
    draft = read(Source("a.md", text, ""))
    html = draft.unmarked().html
    assert shown in html.replace('"', "&quot;") or shown in html
    assert draft.problems == ()
