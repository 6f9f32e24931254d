"""The law of loss: what an author wrote is on the page, or a problem tells file and line."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.core.draft import Source
from generator.readers import read

RUN = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+")
WORDS = st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=3, max_size=6).map("".join)
AROUND = st.sampled_from(
    [
        "{}",
        "**{}**",
        "`{}`",
        "[{}](a.md)",
        "![{}](C:\\\\a.png)",
        "[{}](hhttp://e.com)",
        "<kbd>{}</kbd>",
        "<ruby>{}<rt>x</rt></ruby>",
        "<{}>",
        "List<{}>",
        "<div>{}</div>",
        "<button>{}</button>",
        "<form>{}</form>",
        "<object>{}</object>",
        "<video>{}</video>",
        "<svg><text>{}</text></svg>",
        '<iframe title="x">{}</iframe>',
        "[[{}]]",
        "[[Scope|{}]]",
        "<details><summary>{}</summary></details>",
        "| {} |\n|-|",
        "> {}",
        "- {}",
        "## {}",
        "{}[^1]",
        "<table><tr><td>{}</td></tr></table>",
        "<a name='x'>{}</a>",
    ]
)


def lost(text: str, path: str) -> list[str]:
    """The runs that are neither on the page nor told."""
    draft = read(Source(path, text, ""), known=lambda name: name == "甲")
    woven = draft.unmarked()
    said = woven.html + draft.meta.title + "".join(link.target for link in woven.links)
    said += " ".join(problem.message.zh for problem in (*draft.problems, *woven.problems))
    return [run for run in re.findall(r"[\u4e00-\u9fff]+", text) if run not in said]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(AROUND, WORDS), min_size=1, max_size=5), st.sampled_from(["a.md", "a.html", "a.txt"]))
def test_every_run_of_letters_is_on_the_page_or_told(pieces: list[tuple[str, str]], path: str) -> None:
    shapes = [(shape, word) for shape, word in pieces if path != "a.html" or shape.startswith(("<", "{", "List"))]
    text = "\n\n".join(f"{shape.replace('{}', word)}" for shape, word in shapes)
    assert lost(text, path) == []


@pytest.mark.parametrize(
    ("text", "html", "told"),
    [
        (
            '<iframe src="//player.bilibili.com/player.html?bvid=BV1"></iframe>',
            '<a href="https://player.bilibili.com/player.html?bvid=BV1" rel="noopener" class="embed">',
            [],
        ),
        ('<iframe src="https://evil.example/x"></iframe>', '<a href="https://evil.example/x"', ["left-out"]),
        ('<video src="a.mp4" controls></video>', '<video src="zhushu-link:0:" controls', []),
        ('看 <audio src="a.mp3"></audio> 完', '<audio src="zhushu-link:0:" controls', []),
        ('<video src="https://e.com/a.mp4"></video>', '<a href="https://e.com/a.mp4"', ["left-out"]),
        ("![图](file:///C:/a.png)", "<p>图</p>", ["left-out"]),
        ("![图](images/图 片.png)", '<img src="zhushu-link:0:" alt="图"', []),
        ("<script>x</script><!-- y -->", "", []),
    ],
)
def test_what_is_embedded(text: str, html: str, told: list[str]) -> None:
    draft = read(Source("a.md", text, ""))
    woven = draft.unmarked()
    assert html in woven.html
    assert [problem.code for problem in (*draft.problems, *woven.problems)] == told


@pytest.mark.parametrize(
    ("path", "text", "html", "told"),
    [
        ("a.md", "前\n\n<!-- 没有关\n\n后面的字\n", "", (3, "没有关 后面的字")),
        ("a.html", "---\ntitle: x\n---\n<p>前</p><!-- 没有关 <p>后</p>", "", (4, "没有关")),
        (
            "a.md",
            '<div>\n<math><mi>甲</mi><annotation encoding="application/x-tex">x^2</annotation></math></div>',
            "<code>x^2</code>",
            (2, "x^2"),
        ),
        ("a.md", "看 <math><mi>甲</mi></math> 完", "<code>甲</code>", (1, "甲")),
        (
            "a.html",
            "<html><body><article><p>前前前前</p>\n<form>表单字</form></article></body></html>",
            "",
            (2, "表单字"),
        ),
        ("a.md", "![](https://mmbiz.qpic.cn/a/640)\n\n![](https://mmbiz.qpic.cn/b/640)", "<img", (1, "mmbiz.qpic.cn")),
    ],
)
def test_what_is_left_out_is_told_with_its_line(path: str, text: str, html: str, told: tuple[int, str]) -> None:
    draft = read(Source(path, text, ""))
    woven = draft.unmarked()
    assert html in woven.html
    [problem] = (*draft.problems, *woven.problems)
    assert problem.place.line == told[0]
    assert told[1] in problem.message.zh
