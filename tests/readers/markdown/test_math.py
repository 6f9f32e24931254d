"""Formulas, and what is none."""

import pytest

from generator.core.draft import Source
from generator.readers import read
from generator.readers.markdown.tex import mathml


def html(text: str) -> tuple[str, list[str]]:
    draft = read(Source("a.md", text, ""))
    return draft.unmarked().html, [problem.code for problem in draft.problems]


@pytest.mark.parametrize(
    "text",
    [
        "设 $x^2$，",
        "$y$轴",
        "$`a_1`$ 是",
        "甲 $$E=mc^2$$ 乙",
        r"\(x\) 与",
        r"\[x^2\]",
        "$$\nx = 1\n$$",
        "文\n$$\nx = 1\n$$\n文",
        "$$ 速度 = \\frac{路程}{时间} $$",
        "```math\n\\frac{a}{b}\n```",
        "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}",
        "> $$\n> x\n> $$",
        "- $$\n  x\n  $$",
        r"$\text{其中} x$",
        "**$x$**",
    ],
)
def test_formula(text: str) -> None:
    shown, problems = html(text)
    assert "<math alttext=" in shown
    assert "$" not in shown
    assert not problems


@pytest.mark.parametrize(
    "text",
    [
        "价 $5 到 $10",
        "US$5 和 A$6",
        "$1,000 and $2,000",
        "$5/kg, not 6$",
        "$HOME/$PATH",
        "$HOME和$PATH",
        "挣了$，花了$",
        "$ a $",
        "$**a**$",
        "sed 's/$1/$2/'",
        r"\(注\)",
        r"\[1\]",
        r"\[link\](u)",
        r"\$5 和 \$6",
        "`$x$`",
        "$a$b",
        "$$",
    ],
)
def test_no_formula(text: str) -> None:
    shown, problems = html(text)
    assert "math" not in shown
    assert not problems


@pytest.mark.parametrize(("text", "kept"), [(r"设 $\foo$，", r"$\foo$"), ("$$\n\\frac{a}{b\n$$", "\\frac{a}{b\n$$")])
def test_what_cannot_be_converted_stays_and_is_told(text: str, kept: str) -> None:
    shown, problems = html(text)
    assert kept in shown
    assert problems == ["math"]


@pytest.mark.parametrize(
    "tex", [r"\href{javascript:alert(1)}{x}", r'\color{red" onclick="a}{x}', r"\left( x", r"\enclose{circle}{x}"]
)
def test_what_no_page_may_have(tex: str) -> None:
    assert mathml(tex) is None


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{aligned}a&=b\\\\&=c\end{aligned}".replace("\\\\", "\\"),
        r"\arg\min_\theta L(\theta)",
        r"\mathbf{1}\mathbb{R}",
    ],
)
def test_what_posts_have(tex: str) -> None:
    assert "&amp;" not in str(mathml(tex)).partition(">")[2]
    assert mathml(tex) is not None


def test_text_in_a_formula_is_no_html() -> None:
    assert "<img" not in str(mathml(r"\text{<img src=x onerror=alert(1)>}"))


def test_formulas_are_not_annotated_and_are_in_summaries() -> None:
    body = read(Source("a.md", "设 $x$ 为 `git` 和[链接](a.md)，<kbd>Ctrl</kbd>。", "")).body
    [passage] = body.passages
    assert "x" not in passage.text
    assert body.objects(0) == ("x", "git", "链接", "Ctrl")


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\begin{gathered} a \\ b \end{gathered}", "<mtr>"),
        (r"\begin{multline*} a \\ b \end{multline*}", "<mtr>"),
        (r"\begin{dcases} a & b \\ c & d \end{dcases}", "<mtr>"),
        (r"\begin{rcases} a \\ b \end{rcases}", "<mtr>"),
        (r"\boxed{x}", '<mrow class="boxed">'),
        (r"\cancel{x}", '<mrow class="cancel">'),
        (r"\xcancel{x}", '<mrow class="xcancel">'),
        (r"x \in \R", "ℝ"),
        (r"\abs{x} + \norm{y}", "‖"),
        (r"\dv{y}{x} + \pdv{f}{x}", "∂"),
        (r"\SI{20}{\celsius}", "°"),
        (r"\ce{2H2 + O2 -> 2H2O}", "→"),
        (r"\ce{SO4^2-}", ">S</mi>"),
    ],
)
def test_what_latex2mathml_is_helped_with(tex: str, shown: str) -> None:
    assert shown in (mathml(tex, display=True) or "")


@pytest.mark.parametrize(
    "tex", [r"\newcommand{\x}{1} \x", r"\def\x{1} \x", r"\ce{^{13}C}", r"\SI{3}{\kilo\metre}", r"\eqref{a}"]
)
def test_what_stays_tex(tex: str) -> None:
    assert mathml(tex) is None


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"a=1 \\ \frac{b}{c}=2", 2),
        (r"\sum_{\substack{a\\b}} x", 2),
        (r"\left\{\begin{subarray}{l}a\\b\end{subarray}\right.", 2),
        (r"\begin{pmatrix*}[r]-1\\2\end{pmatrix*}", 2),
        (r"\Q\subset\C", 0),
    ],
)
def test_rows(tex: str, shown: int) -> None:
    assert (mathml(tex) or "").count("<mtr>") == shown
    assert mathml(tex)


def test_a_big_brace_has_no_backslash() -> None:
    assert ">{</mo>" in (mathml(r"\big\{ x \big\}") or "")
