"""The law of loss for what is brought in: what stood in it is in the article, or is told."""

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.author.importing.read import from_bytes
from generator.core.errors import Problem

WORDS = st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=3, max_size=6).map("".join)
PAGES = st.sampled_from(
    [
        "<p>{}</p>",
        "<h2>{}</h2>",
        "<blockquote><p>{}</p></blockquote>",
        "<ul><li>{}</li></ul>",
        "<pre><code>{}</code></pre>",
        "<table><tr><td>{}</td></tr></table>",
        "<p>前<a href='https://e.com/'>{}</a></p>",
        "<p>前<code>{}</code><kbd>键</kbd></p>",
        "<p><ruby>{}<rt>x</rt></ruby></p>",
        "<figure><img src='https://e.com/a.png' alt='{}'></figure>",
        "<form>{}</form>",
        "<div class='share'>{}</div>",
        "<button>{}</button>",
        "<video controls>{}</video>",
        "<iframe src='https://e.com/' title='{}'></iframe>",
        "<math><mi>{}</mi></math>",
        "<details><summary>{}</summary><p>内</p></details>",
        "<dl><dt>{}</dt><dd>释</dd></dl>",
    ]
)
POSTS = st.sampled_from(
    [
        "{}",
        "## {}",
        "> {}",
        "- {}",
        "`{}`",
        "**{}**",
        "![{}](a.png)",
        "[{}](b.md)",
        "{{% note %}}{}{{% /note %}}",
        '{{< figure src="a.png" caption="{}" >}}',
        "{% note info {} %}内{% endnote %}",
        "{% img /a.png {} %}",
        '{{< figure caption="{}" >}}',
        "::: tip\n{}\n:::",
        "<details><summary>{}</summary></details>",
        "| {} |\n|-|\n| 二 |",
        "{}[^1]\n\n[^1]: 注",
        "```\n{}\n```",
        "[[{}]]",
        "<{}>",
    ]
)


def lost(data: str, name: str) -> list[str]:
    """The runs of Han that are neither in what was made nor in what was told."""
    one = from_bytes(data.encode(), name, Path("/nowhere"))
    if isinstance(one, Problem):
        said = one.message.zh
    else:
        said = one.body + str(dict(one.front)) + one.slug
        said += "".join(problem.message.zh for problem in one.problems) + "".join(
            classified.text for classified in one.classified
        )
    bare = re.sub(r"[\s\\]+", "", said)
    return [run for run in re.findall(r"[\u4e00-\u9fff]{3,}", data) if run not in bare]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.lists(st.tuples(PAGES, WORDS), min_size=1, max_size=5))
def test_pages(pieces: list[tuple[str, str]]) -> None:
    body = "\n".join(shape.replace("{}", word) for shape, word in pieces)
    page = f"<html><head><title>题目</title></head><body><article><h1>题目</h1><p>开头的一段话在这里。</p>{body}</article></body></html>"
    assert lost(page, "a.html") == []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.lists(st.tuples(POSTS, WORDS), min_size=1, max_size=5))
def test_posts(pieces: list[tuple[str, str]]) -> None:
    body = "\n\n".join(shape.replace("{}", word) for shape, word in pieces)
    assert lost(f"---\ntitle: 题目\n---\n\n{body}\n", "a.md") == []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["\n", "\n\n", "。\n", "\n▲ "]))
def test_texts(pieces: list[str], between: str) -> None:
    assert lost(between.join(pieces) + "\n", "a.txt") == []
